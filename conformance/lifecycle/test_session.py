"""When the session interface is called, with one that writes down its calls."""

import flask
import pytest


def recording(app, diary, **methods):
    """Give an application sessions that write down their calls, with some methods replaced."""
    from flask.sessions import SecureCookieSessionInterface

    class Sessions(SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append("open")
            return super().open_session(app, request)

        def save_session(self, app, session, response):
            diary.append("save")
            super().save_session(app, session, response)

    app.secret_key = "key"
    app.session_interface = type("Replaced", (Sessions,), methods)()


REQUESTS = {
    "view": ("GET", "/shelf/"),
    "head": ("HEAD", "/shelf/"),
    "options": ("OPTIONS", "/shelf/"),
    "unknown-url": ("GET", "/nowhere"),
    "other-method": ("PUT", "/shelf/"),
    "redirect": ("GET", "/shelf"),
    "aborted": ("GET", "/aborted"),
    "error": ("GET", "/error"),
    "static-file": ("GET", "/static/page.txt"),
}
requests = pytest.mark.parametrize(("method", "path"), REQUESTS.values(), ids=REQUESTS)


@pytest.fixture
def library(tmp_path):
    """An application that answers each of the requests without using the session."""
    (tmp_path / "page.txt").write_text("a page", encoding="utf-8")
    app = flask.Flask("app_under_test", static_folder=tmp_path, static_url_path="/static")
    app.add_url_rule("/shelf/", "shelf", lambda: "the shelf")
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    return app


@requests
def test_session_is_opened_once_for_each_request(library, client_of, method, path):
    """Each kind of request opens it, though none uses it."""
    diary = []
    recording(library, diary)

    client_of(library).request(method, path).close()

    assert diary.count("open") == 1
    assert diary[0] == "open"


@requests
def test_session_is_saved_once_for_each_request(library, client_of, method, path):
    """Each kind of answer saves it, though nothing was changed, after it was opened."""
    diary = []
    recording(library, diary)

    client_of(library).request(method, path).close()

    assert diary == ["open", "save"]


def test_session_is_opened_in_both_contexts(app, client):
    """What is stored on ``g`` meanwhile is there for the view."""
    from flask.sessions import SecureCookieSession

    def open_session(self, app, request):
        is_current = flask.current_app._get_current_object() is app
        flask.g.opened = f"{is_current} {flask.request.path}"
        return SecureCookieSession()

    recording(app, [], open_session=open_session)
    app.add_url_rule("/visit", "visit", lambda: flask.g.opened)

    answer = client.get("/visit")

    assert answer.text == "True /visit"


def test_endpoint_is_unknown_while_the_session_is_opened(app, client):
    """It is known in the view."""
    from flask.sessions import SecureCookieSession

    def open_session(self, app, request):
        return SecureCookieSession({"endpoint": request.endpoint})

    recording(app, [], open_session=open_session)

    @app.route("/visit")
    def visit():
        return f"{flask.session['endpoint']}, {flask.request.endpoint}"

    answer = client.get("/visit")

    assert answer.text == "None, visit"


def test_missing_session_is_replaced_by_a_null_session(app, client):
    """It is made with the application, and not made where a session was opened."""
    from flask.sessions import SecureCookieSession

    def open_session(self, app, request):
        return SecureCookieSession({"kind": "usual"}) if request.args else None

    def make_null_session(self, app):
        return SecureCookieSession({"kind": f"null session of {app.name}"})

    recording(app, [], open_session=open_session, make_null_session=make_null_session)
    app.add_url_rule("/visit", "visit", lambda: flask.session["kind"])

    answers = [client.get(path).text for path in ("/visit", "/visit?usual")]

    assert answers == ["null session of app_under_test", "usual"]


def test_null_session_is_not_saved(app, client):
    """Without a key the session is a null session; with one it is saved."""
    diary = []
    recording(app, diary)
    app.add_url_rule("/visit", "visit", lambda: "visited")

    client.get("/visit")
    app.secret_key = None
    client.get("/visit")

    assert diary == ["open", "save", "open"]


def test_null_session_is_not_saved__as_the_interface_says(app, client):
    """The method decides, with the session that was opened."""
    diary = []
    recording(app, diary, is_null_session=lambda self, session: "secret" in session)
    app.add_url_rule("/<key>", "key", lambda key: str(flask.session.setdefault(key, key)))

    client.get("/secret")
    client.get("/public")

    assert diary == ["open", "open", "save"]


def test_session_is_saved_with_the_final_response(app, client):
    """The response is the one that the last function after the view returned."""
    saved = []

    def save_session(self, app, session, response):
        saved.append((app, session["name"], response.status_code, response.headers["X-Noted"]))
        response.headers["X-Saved"] = "yes"

    recording(app, [], save_session=save_session)

    @app.after_request
    def note(response):
        return flask.Response("noted", 203, {"X-Noted": "yes"})

    @app.route("/visit/<name>")
    def visit(name):
        flask.session["name"] = name
        return "visited"

    answer = client.get("/visit/Ada")

    assert saved == [(app, "Ada", 203, "yes")]
    assert (answer.text, answer.headers["X-Saved"]) == ("noted", "yes")


def test_later_changes_are_lost(app, client):
    """What the view stores is there in the next request, and what came later is not."""
    app.secret_key = "key"

    def finished(sender, response, **extra):
        flask.session["finished"] = "yes"

    @app.teardown_request
    def leave(error):
        flask.session["left"] = "yes"

    @app.route("/visit")
    def visit():
        found = sorted(flask.session)
        flask.session["visited"] = "yes"
        return found

    with flask.request_finished.connected_to(finished, app):
        answers = [client.get("/visit").json() for _ in range(2)]

    assert answers == [[], ["visited"]]
