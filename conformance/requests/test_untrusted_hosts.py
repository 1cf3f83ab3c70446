"""What happens to a request for an untrusted host."""

import flask
import pytest

TRUSTED, FOREIGN = "http://example.com", "http://elsewhere.test"

PATHS = {
    "unknown": ("GET", "/films", 404),
    "other-method": ("POST", "/books/", 405),
    "slash-redirect": ("GET", "/books", 308),
    "redirect-to": ("GET", "/old", 308),
    "options": ("OPTIONS", "/books/", 200),
}


@pytest.fixture
def site(app):
    """An application that trusts one host."""
    app.config["TRUSTED_HOSTS"] = ["example.com"]
    app.add_url_rule("/books/", "books", lambda: "all books")
    app.add_url_rule("/old", "old", redirect_to="/books/")
    return app


@pytest.mark.parametrize(("method", "path", "status"), PATHS.values(), ids=PATHS)
def test_host_is_checked_before_the_path(site, client, method, path, status):
    """Nobody at an untrusted host learns which URLs there are."""
    trusted = client.request(method, TRUSTED + path)
    foreign = client.request(method, FOREIGN + path)

    assert (trusted.status_code, foreign.status_code) == (status, 400)


def test_functions_before_the_view_run__and_may_answer(site, client):
    """As for other failures of routing, their answer takes the place of the refusal."""
    site.before_request(lambda: "replaced" if flask.request.routing_exception else None)

    trusted, foreign = client.get(TRUSTED + "/books/"), client.get(FOREIGN + "/books/")

    assert trusted.text == "all books"
    assert (foreign.status_code, foreign.text) == (200, "replaced")


def test_functions_before_the_view_run__preprocessors(site, client):
    """Those that read the URL find neither endpoint nor values."""
    seen = []
    site.url_value_preprocessor(lambda endpoint, values: seen.append((endpoint, values)))

    statuses = [client.get(host + "/books/").status_code for host in (TRUSTED, FOREIGN)]

    assert statuses == [200, 400]
    assert seen == [("books", {}), (None, None)]


def test_refusal_is_recorded__without_a_rule(site, client):
    """No rule is matched, although one would match the path."""
    seen = []
    site.before_request(lambda: seen.append((flask.request.url_rule, flask.request.view_args)))

    statuses = [client.get(host + "/books/").status_code for host in (TRUSTED, FOREIGN)]

    assert statuses == [200, 400]
    assert seen[0][0].rule == "/books/"
    assert seen[1] == (None, None)


def test_refusal_is_handled_like_other_errors(site, client):
    """The handler's answer passes the function after the view, and teardown gets no error."""
    torn_down = []
    site.register_error_handler(400, lambda error: (f"refused with {error.code}", 421))
    site.teardown_request(torn_down.append)

    @site.after_request
    def mark(response):
        response.headers["X-Passed"] = str(response.status_code)
        return response

    answer = client.get(FOREIGN + "/books/")

    assert (answer.status_code, answer.text) == (421, "refused with 400")
    assert answer.headers["X-Passed"] == "421"
    assert torn_down == [None]


@pytest.mark.parametrize("name", ["host", "url", "base_url", "root_url", "url_root", "host_url"])
def test_untrusted_host_cannot_be_read(site, client, name):
    """Whoever looks at the host gets the refusal."""
    told = []

    @site.before_request
    def look():
        try:
            told.append(getattr(flask.request, name))
        except Exception as error:
            told.append(error.code)

    statuses = [client.get(host + "/books/").status_code for host in (TRUSTED, FOREIGN)]

    assert statuses == [200, 400]
    assert told[0].find("example.com") >= 0
    assert told[1] == 400
