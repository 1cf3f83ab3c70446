"""How the failures of routing are answered, beyond the examples of the page."""

import pytest

MODES = {
    "testing": {"TESTING": True},
    "debugging": {"DEBUG": True},
    "propagating": {"PROPAGATE_EXCEPTIONS": True},
    "all-at-once": {"TESTING": True, "DEBUG": True, "PROPAGATE_EXCEPTIONS": True},
}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("/books", id="missing-slash"),
        pytest.param("/page//2", id="double-slash"),
        pytest.param("/old", id="redirect-to"),
        pytest.param("/page/1", id="default-value"),
    ],
)
def test_redirects_are_not_handled(app, client, url):
    """Not even a handler for Exception gets one, which does get the errors of routing."""
    app.add_url_rule("/books/", "books", lambda: "books")
    app.add_url_rule("/old", "old", redirect_to="/books/")
    app.add_url_rule("/page/", "page", lambda number: "page", defaults={"number": 1})
    app.add_url_rule("/page/<int:number>", "page")
    app.register_error_handler(Exception, lambda error: "handled")

    redirect, error = client.get(url), client.get("/nothing")

    assert redirect.status_code == 308
    assert redirect.headers["Location"].startswith("http://localhost/")
    assert error.text == "handled"


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_routing_errors_are_answered_in_every_mode(app, client, mode):
    """Unknown URLs, other methods and redirects have their usual status."""
    app.config.update(mode)
    app.add_url_rule("/books/", "books", lambda: "books")

    requests = [("GET", "/books/"), ("GET", "/nothing"), ("PUT", "/books/"), ("GET", "/books")]
    codes = [client.request(method, url).status_code for method, url in requests]

    assert codes == [200, 404, 405, 308]


@pytest.fixture
def moved(app):
    """An application whose converter redirects ``/old/x`` by 301 or another status."""
    from werkzeug.routing import BaseConverter, RequestRedirect

    class Moved(BaseConverter):
        code = 301

        def to_python(self, value):
            redirect = RequestRedirect(f"http://localhost/new/{value}")
            redirect.code = self.code
            raise redirect

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.url_map.converters["moved"] = Moved
    app.add_url_rule("/old/<moved:name>", "old", lambda name: name, methods=["GET", "POST", "PUT"])
    app.code_of = Moved
    return app


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("code", [301, 302, 303])
def test_debug_refuses_to_lose_form_data(moved, client, method, code):
    """With debug it is an error that the developer sees, without it a redirect."""
    moved.code_of.code = code

    quiet = client.request(method, "/old/x")
    moved.debug = True
    loud = client.request(method, "/old/x")

    assert (quiet.status_code, quiet.headers["Location"]) == (code, "http://localhost/new/x")
    assert loud.status_code == 500


@pytest.mark.parametrize(
    ("method", "code"),
    [("GET", 301), ("HEAD", 301), ("OPTIONS", 301), ("POST", 307), ("POST", 308)],
    ids=["get", "head", "options", "post-307", "post-308"],
)
def test_debug_refuses_to_lose_form_data__unless_nothing_is_lost(moved, client, method, code):
    """Methods without a form, and redirects that keep the method, pass."""
    moved.code_of.code = code
    moved.debug = True

    response = client.request(method, "/old/x")

    assert response.status_code == code
    assert response.headers["Location"] == "http://localhost/new/x"


@pytest.mark.parametrize("method", ["GET", "PUT", "BREW"])
@pytest.mark.parametrize(
    ("url", "target"),
    [
        pytest.param("/books", "/books/", id="missing-slash"),
        pytest.param("/shelf//books/", "/shelf/books/", id="double-slash"),
        pytest.param("/old", "/books/", id="redirect-to"),
    ],
)
def test_debug_lets_308_pass__of_every_kind(app, client, method, url, target):
    """Every redirect of a rule is what it is without debug, and its target answers."""
    app.debug = True
    for rule in ("/books/", "/shelf/books/"):
        app.add_url_rule(rule, rule, lambda: "all books", methods=[method])
    app.add_url_rule("/old", "old", redirect_to="/books/", methods=[method])

    redirected, answer = client.request(method, url), client.request(method, target)

    assert answer.text == "all books"
    assert redirected.status_code == 308
    assert redirected.next_request.url == f"http://localhost{target}"
