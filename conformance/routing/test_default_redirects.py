"""Default redirects: from every long URL to its short one."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def register(app, *rules):
    """Register pairs of rule and defaults for one view that shows its values."""
    for rule, defaults in rules:
        app.add_url_rule(rule, "books", show, defaults=defaults)


def show(**values):
    """A view that shows its values."""
    return str(sorted(values.items()))


@pytest.mark.parametrize("first", ["short", "long"])
def test_order_of_registration_does_not_matter(app, client, first):
    """The long URL redirects to the short one in both orders."""
    rules = [("/books/", {"page": 1}), ("/books/<int:page>", None)]
    register(app, *(rules if first == "short" else rules[::-1]))

    long, short, other = (client.get(url) for url in ("/books/1", "/books/", "/books/2"))

    assert long.status_code == 308
    assert long.next_request.url == "http://localhost/books/"
    assert (short.text, other.text) == ("[('page', 1)]", "[('page', 2)]")


@pytest.mark.parametrize(
    ("converter", "default", "same", "different"),
    [
        pytest.param("int", 10, "10", "100", id="int"),
        pytest.param("int", 10, "0010", "11", id="int-with-zeros"),
        pytest.param("float", 1.5, "1.50", "1.51", id="float"),
        pytest.param("string", "a b", "a%20b", "a+b", id="string"),
        pytest.param("path", "a/b", "a/b", "a/b/c", id="path"),
        pytest.param("any(new,old)", "new", "new", "old", id="any"),
    ],
)
def test_values_are_compared_after_conversion__by_all(
    app, client, converter, default, same, different
):
    """A URL redirects if its converted value equals the default, however it is written."""
    register(app, ("/short", {"value": default}), (f"/long/<{converter}:value>", None))

    redirected, answered = client.get(f"/long/{same}"), client.get(f"/long/{different}")

    assert redirected.status_code == 308
    assert redirected.next_request.url == "http://localhost/short"
    assert answered.status_code == 200


@given(default=st.integers(0, 50), page=st.integers(0, 50))
def test_default_value_redirects_to_the_short_url__and_no_other(client_of, default, page):
    """Exactly the number that is the default redirects (numbers up to 50)."""
    app = flask.Flask("app_under_test", static_folder=None)
    register(app, ("/books/", {"page": default}), ("/books/<int:page>", None))
    client = client_of(app)

    asked, short = client.get(f"/books/{page}"), client.get("/books/")

    assert short.text == f"[('page', {default})]"
    assert asked.status_code == (308 if page == default else 200)


@pytest.mark.parametrize("place", ["/shop", "/shop/v2"])
def test_default_redirect_keeps_the_mount_point(app, client_of, place):
    """The redirect of a mounted application stays below its place."""
    register(app, ("/books/", {"page": 1}), ("/books/<int:page>", None))

    def mounted(environ, start_response):
        return app({**environ, "SCRIPT_NAME": place}, start_response)

    answer = client_of(mounted).get("/books/1?sort=name")

    assert answer.status_code == 308
    assert answer.next_request.url == f"http://localhost{place}/books/?sort=name"


@pytest.mark.parametrize("method", ["POST", "PUT", "BREW"])
def test_default_value_redirects_to_the_short_url__for_any_method(app, client, method):
    """The status is 308 for every method that both rules answer."""
    for rule, defaults in [("/books/", {"page": 1}), ("/books/<int:page>", None)]:
        app.add_url_rule(rule, "books", show, defaults=defaults, methods=[method])

    answer = client.request(method, "/books/1")

    assert answer.status_code == 308
    assert answer.next_request.method == method
    assert answer.next_request.url == "http://localhost/books/"


def test_default_redirect_is_for_methods_of_the_rule__when_one_has_more(app, client):
    """Only the method that both rules answer is redirected."""
    app.add_url_rule("/books/", "books", show, defaults={"page": 1})
    app.add_url_rule("/books/<int:page>", "books", show, methods=["GET", "POST"])

    got, posted = client.get("/books/1"), client.post("/books/1")

    assert got.status_code == 308
    assert posted.text == "[('page', 1)]"


def test_other_endpoints_are_not_redirected_to__by_the_same_view(app, client):
    """Rules of one view under two endpoints do not redirect to each other."""
    app.add_url_rule("/books/", "first", show, defaults={"page": 1})
    app.add_url_rule("/books/<int:page>", "any", show)

    answer = client.get("/books/1")

    assert answer.text == "[('page', 1)]"
