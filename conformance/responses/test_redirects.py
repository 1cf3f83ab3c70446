"""Redirects of views: codes and places."""

import flask
import pytest

CODES = {
    "moved": 301,
    "found": 302,
    "see-other": 303,
    "temporary": 307,
    "permanent": 308,
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_redirect_may_have_another_code__table(app, client, method, code):
    """The code is that of the view, whatever the method of the request is."""

    @app.route("/old", methods=["GET", "POST"])
    def old():
        return flask.redirect("/new", code=code)

    answer = client.request(method, "/old")

    assert (answer.status_code, answer.headers["Location"]) == (code, "/new")


PLACES = {
    "path": ("/new", "http://localhost/new"),
    "path-without-slash": ("new", "http://localhost/books/new"),
    "up": ("../new", "http://localhost/new"),
    "query": ("?page=2", "http://localhost/books/old?page=2"),
    "fragment": ("#top", "http://localhost/books/old#top"),
    "host": ("//books.test/new", "http://books.test/new"),
    "url": ("https://books.test/new?a=b#c", "https://books.test/new?a=b#c"),
    "escapes": ("/a%20b%2Fc?d=%26", "http://localhost/a%20b%2Fc?d=%26"),
}


@pytest.mark.parametrize(("location", "url"), PLACES.values(), ids=PLACES)
def test_location_stays_as_it_was_given__table(app, client, location, url):
    """Neither host nor scheme is added, and the client finds the place all the same."""
    app.add_url_rule("/books/old", "old", lambda: flask.redirect(location))

    answer = client.get("/books/old")

    assert answer.headers["Location"] == location
    assert answer.next_request.url == url


@pytest.mark.parametrize(("location", "url"), PLACES.values(), ids=PLACES)
def test_location_stays_as_it_was_given__in_a_header(app, client, location, url):
    """A view that gives the header itself is treated alike."""
    app.add_url_rule("/books/old", "old", lambda: ("moved", 301, {"Location": location}))

    answer = client.get("/books/old")

    assert answer.headers["Location"] == location
    assert answer.next_request.url == url


def test_location_stays_as_it_was_given__mounted(app, client_of):
    """The path at which the application is mounted is not added either."""
    app.add_url_rule("/old", "old", lambda: flask.redirect("/new"))
    app.add_url_rule("/built", "built", lambda: flask.redirect(flask.url_for("old")))

    def mounted(environ, start_response):
        return app({**environ, "SCRIPT_NAME": "/shop"}, start_response)

    client = client_of(mounted)
    places = [client.get(path).headers["Location"] for path in ("/old", "/built")]

    assert places == ["/new", "/shop/old"]


LETTERS = {
    "host": ("http://bücher.test/", "http://xn--bcher-kva.test/"),
    "path": ("/größe", "/gr%C3%B6%C3%9Fe"),
    "query": ("/?größe", "/?gr%C3%B6%C3%9Fe"),
    "fragment": ("/#größe", "/#gr%C3%B6%C3%9Fe"),
    "blank": ("/a b", "/a%20b"),
    "beyond-unicode-planes": ("/📚", "/%F0%9F%93%9A"),
}


@pytest.mark.parametrize(("location", "sent"), LETTERS.values(), ids=LETTERS)
def test_location_is_sent_in_ascii__table(app, client, location, sent):
    """Hosts are written as IDNA asks, everything else as percent and two digits."""
    app.add_url_rule("/old", "old", lambda: flask.redirect(location))

    answer = client.get("/old")

    assert answer.headers["Location"] == sent


def test_application_makes_the_redirect__of_a_subclass(client_of):
    """A subclass may override the method and ask its base."""

    class Shop(flask.Flask):
        def redirect(self, location, code=302):
            response = super().redirect(location + "?moved", code)
            response.headers["X-Code"] = str(code)
            return response

    app = Shop("app_under_test", static_folder=None)
    app.add_url_rule("/old", "old", lambda: flask.redirect("/new", code=307))

    answer = client_of(app).get("/old")

    assert (answer.status_code, answer.headers["X-Code"]) == (307, "307")
    assert answer.headers["Location"] == "/new?moved"
