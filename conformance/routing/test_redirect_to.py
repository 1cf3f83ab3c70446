"""Redirect to: patterns and functions, and where they lead."""

import flask
import pytest


@pytest.mark.parametrize(
    ("rule", "target", "url", "expected"),
    [
        pytest.param("/old", "/new", "/old", "/new", id="fixed"),
        pytest.param("/old/<a>/<b>", "/<b>/<a>", "/old/1/2", "/2/1", id="two-values"),
        pytest.param("/old/<a>", "/<a>/<a>", "/old/1", "/1/1", id="one-value-twice"),
        pytest.param("/old/<a>/<b>", "/new/<b>", "/old/1/2", "/new/2", id="value-left-out"),
        pytest.param("/old/<a>", "/new?q=<a>", "/old/1", "/new?q=1", id="in-the-query"),
        pytest.param("/old/<path:a>", "/new/<a>", "/old/1/2", "/new/1/2", id="path"),
        pytest.param("/old/<float:a>", "/new/<a>", "/old/1.5", "/new/1.5", id="float"),
        pytest.param("/old/<a>/", "/new/<a>", "/old/1/", "/new/1", id="folder"),
    ],
)
def test_rule_redirects_to_a_pattern__of_any_form(app, client, rule, target, url, expected):
    """Each name in angle brackets is replaced by its value, everywhere in the target."""
    app.add_url_rule(rule, "old", redirect_to=target)

    answer = client.get(url)

    assert answer.status_code == 308
    assert answer.next_request.url == f"http://localhost{expected}"


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        pytest.param("/books", "http://localhost/books", id="path"),
        pytest.param("books", "http://localhost/books", id="relative"),
        pytest.param("/books?page=2", "http://localhost/books?page=2", id="query"),
        pytest.param("https://shop.test/books", "https://shop.test/books", id="other-host"),
        pytest.param("//shop.test/books", "http://shop.test/books", id="other-host-same-scheme"),
    ],
)
@pytest.mark.parametrize("kind", ["pattern", "function"])
def test_absolute_url_leads_to_another_host__and_others_do_not(
    app, client, kind, returned, expected
):
    """Patterns and what functions return are read alike, relative to the application's root."""
    target = returned if kind == "pattern" else lambda adapter: returned
    app.add_url_rule("/very/old", "old", redirect_to=target)

    answer = client.get("/very/old")

    assert answer.status_code == 308
    assert answer.next_request.url == expected


def test_rule_redirects_to_what_a_function_returns__for_all_values(app, client):
    """The function gets every value of the URL, converted, and is called for each request."""
    seen = []

    def find(adapter, **values):
        seen.append(values)
        return "/books"

    app.add_url_rule("/old/<int:number>/<float:price>/<title>", "old", redirect_to=find)
    client.get("/old/7/1.5/Emma")
    client.get("/old/8/2.5/Emma")

    assert seen == [
        {"number": 7, "price": 1.5, "title": "Emma"},
        {"number": 8, "price": 2.5, "title": "Emma"},
    ]


@pytest.mark.parametrize("place", ["/shop", "/shop/v2"])
def test_url_without_slash_starts_at_the_mount_point__of_any_depth(app, client_of, place):
    """In a mounted application, only a target without a slash in front stays below its place."""
    app.add_url_rule("/old/one", "one", redirect_to="books")
    app.add_url_rule("/old/two", "two", redirect_to="/books")

    def mounted(environ, start_response):
        return app({**environ, "SCRIPT_NAME": place}, start_response)

    client = client_of(mounted)
    targets = [client.get(url).next_request.url for url in ("/old/one", "/old/two")]

    assert targets == [f"http://localhost{place}/books", "http://localhost/books"]


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "BREW"])
def test_redirect_to_is_for_methods_of_the_rule__all(app, client, method):
    """The status is 308 for every method of the rule."""
    app.add_url_rule("/old", "old", redirect_to="/books", methods=[method])

    answer = client.request(method, "/old")

    assert answer.status_code == 308
    assert answer.next_request.method == method
    assert answer.next_request.url == "http://localhost/books"


def test_view_of_a_redirected_rule_does_not_run__but_hooks_do(app, client):
    """Hooks run before the redirect, and can answer in its place."""
    app.before_request(lambda: flask.request.args.get("hook"))
    app.add_url_rule("/old", "old", redirect_to="/books")

    redirected, answered = client.get("/old"), client.get("/old?hook=answer")

    assert redirected.status_code == 308
    assert answered.text == "answer"
