"""Request contexts that are entered by hand, beyond the examples of the page."""

import flask
import pytest


def test_session_is_opened_on_entering__not_before(app):
    """It is opened when the context is entered, once, and not when it is made."""
    from flask.sessions import SecureCookieSessionInterface

    diary = []

    class Interface(SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append(f"open for {request.path}")
            return super().open_session(app, request)

    app.session_interface = Interface()

    context = app.test_request_context("/visit")
    diary.append("made")
    with context:
        diary.append(f"entered {len(flask.session)}")

    assert diary == ["made", "open for /visit", "entered 0"]


URLS = {
    "trailing-slash": ("/books", 308),
    "other-method": ("/books/7", 405),
    "unknown": ("/nowhere", 404),
    "not-converted": ("/books/seven", 404),
}


@pytest.mark.parametrize(("path", "code"), URLS.values(), ids=URLS)
def test_unknown_url_has_a_request_context__table(app, path, code):
    """Each error of routing is kept, and no view is known."""
    app.add_url_rule("/books/", "books", lambda: "all books")
    app.add_url_rule("/books/<int:number>", "book", lambda number: "pages", methods=["PUT"])

    with app.test_request_context(path):
        kept = int(flask.request.routing_exception.code)
        endpoint, values = flask.request.endpoint, flask.request.view_args

    assert (kept, endpoint, values) == (code, None, None)


def test_entering_again_matches_again__while_it_is_active(app):
    """The URL is matched again as well when the context is pushed above itself."""
    context = app.test_request_context("/books")

    with context:
        before = flask.request.endpoint
        app.add_url_rule("/books", "books", lambda: "all books")
        with context:
            after = str(flask.request.endpoint)

    assert (before, after) == (None, "books")


def test_request_context_can_be_made_from_an_environment__body(app, wsgi):
    """The body and the very environment are those of the server."""
    environ = wsgi.environ("/books", method="POST", body=b"Emma")

    with app.request_context(environ):
        found = flask.request.get_data(as_text=True)
        is_same = flask.request.environ is environ

    assert (found, is_same) == ("Emma", True)
