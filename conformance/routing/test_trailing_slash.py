"""Trailing slashes: files, folders, and who is redirected."""

import pytest


@pytest.mark.parametrize(
    ("rule", "url"),
    [
        pytest.param("/books/new/", "/books/new", id="two-levels"),
        pytest.param("/a/b/c/d/e/", "/a/b/c/d/e", id="five-levels"),
        pytest.param("/<title>/", "/Emma", id="variable"),
        pytest.param("/books/<int:number>/", "/books/7", id="number"),
        pytest.param("/books/<title>.html/", "/books/Emma.html", id="variable-and-text"),
    ],
)
def test_folder_redirects_bare_path__at_any_depth(app, client, rule, url):
    """The bare path redirects to the folder of the same values."""
    app.add_url_rule(rule, "books", lambda **values: str(values))

    bare, folder = client.get(url), client.get(f"{url}/")

    assert bare.status_code == 308
    assert bare.next_request.url == f"http://localhost{url}/"
    assert folder.status_code == 200


def test_folder_redirects_bare_path__only_if_the_value_fits(app, client):
    """A bare path whose value the converter refuses is not found."""
    app.add_url_rule("/books/<int:number>/", "book", lambda number: f"book {number}")

    fitting, other = client.get("/books/7"), client.get("/books/Emma")

    assert (fitting.status_code, other.status_code) == (308, 404)


@pytest.mark.parametrize(
    ("rule", "url"),
    [
        pytest.param("/books/new", "/books/new", id="two-levels"),
        pytest.param("/books/<title>", "/books/Emma", id="variable"),
        pytest.param("/books/<int:number>", "/books/7", id="number"),
    ],
)
def test_file_rejects_slash__at_any_depth(app, client, rule, url):
    """A slash behind the path of a file is not found."""
    app.add_url_rule(rule, "books", lambda **values: "one book")

    found, missing = client.get(url), client.get(f"{url}/")

    assert found.text == "one book"
    assert missing.status_code == 404


@pytest.mark.parametrize("order", [["/books", "/books/"], ["/books/", "/books"]], ids=str)
def test_file_and_folder_stand_side_by_side__in_any_order(app, client, order):
    """File and folder answer their own URLs, whichever was registered first."""
    for rule in order:
        app.add_url_rule(rule, f"view of {rule}", lambda rule=rule: rule)

    answers = [client.get("/books").text, client.get("/books/").text]

    assert answers == ["/books", "/books/"]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        pytest.param("POST", "GET", id="get"),
        pytest.param("GET", "DELETE", id="delete"),
        pytest.param("PUT", "HEAD", id="head"),
    ],
)
def test_redirect_is_for_methods_of_the_rule__any(app, client, own, other):
    """The bare path redirects the rule's method and no other."""
    app.add_url_rule("/books/", "books", lambda: "all books", methods=[own])

    answers = [client.request(each, "/books").status_code for each in (own, other)]

    assert answers[0] == 308
    assert answers[1] in {404, 405}
