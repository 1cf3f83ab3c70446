"""When the failures of routing are recorded and raised."""

import flask
import pytest

FAILURES = {
    "unknown-url": ("GET", "/nothing", 404),
    "refused-value": ("GET", "/books/x", 404),
    "other-method": ("POST", "/books/7", 405),
    "missing-slash": ("GET", "/shelf", 308),
    "double-slash": ("GET", "/books//7", 308),
}


@pytest.fixture
def site(app):
    """An application with two rules."""
    app.add_url_rule("/books/<int:number>", "book", lambda number: f"book {number}")
    app.add_url_rule("/shelf/", "shelf", lambda: "shelf")
    return app


@pytest.mark.parametrize(("method", "url", "code"), FAILURES.values(), ids=FAILURES)
def test_failure_is_raised_in_place_of_the_view(site, client, method, url, code):
    """Every function before the view sees the failure, then the answer is made of it."""
    seen = []
    for place in ("first", "second"):
        site.before_request(
            lambda place=place: seen.append((place, flask.request.routing_exception.code))
        )

    response = client.request(method, url)

    assert seen == [("first", code), ("second", code)]
    assert response.status_code == code


@pytest.mark.parametrize(("method", "url", "code"), FAILURES.values(), ids=FAILURES)
def test_application_raises_the_failure_itself(client_of, method, url, code):
    """A subclass may raise something else in its place."""

    class Site(flask.Flask):
        def raise_routing_exception(self, request):
            flask.abort(flask.make_response(f"not {request.routing_exception.code}", 503))

    site = Site("app_under_test", static_folder=None)
    site.add_url_rule("/books/<int:number>", "book", lambda number: f"book {number}")
    site.add_url_rule("/shelf/", "shelf", lambda: "shelf")
    client = client_of(site)

    matched, failed = client.get("/books/7"), client.request(method, url)

    assert matched.text == "book 7"
    assert (failed.status_code, failed.text) == (503, f"not {code}")


def test_application_raises_the_failure_itself__super(client_of):
    """A subclass that only looks on changes nothing."""
    seen = []

    class Site(flask.Flask):
        def raise_routing_exception(self, request):
            seen.append(request.path)
            return super().raise_routing_exception(request)

    site = Site("app_under_test", static_folder=None)
    site.add_url_rule("/shelf/", "shelf", lambda: "shelf")
    client = client_of(site)

    codes = [client.get(path).status_code for path in ("/shelf/", "/shelf", "/nothing")]

    assert codes == [200, 308, 404]
    assert seen == ["/shelf", "/nothing"]
