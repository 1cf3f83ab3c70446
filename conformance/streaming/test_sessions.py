"""The session of a request with a stream, seen by the session interface."""

import flask


def test_session_is_opened_and_saved_once(app, client):
    """The contexts may come again for the stream; the session does not."""
    import flask.sessions

    diary = []

    class Watched(flask.sessions.SecureCookieSessionInterface):
        def open_session(self, app, request):
            diary.append("open")
            return super().open_session(app, request)

        def save_session(self, app, session, response):
            diary.append("save")
            super().save_session(app, session, response)

    @app.route("/story")
    def story():
        def tell():
            diary.append("tell")
            yield f"page {flask.session['page']}"

        flask.session["page"] = 17
        return flask.stream_with_context(tell())

    app.secret_key = "a key for this check"
    app.session_interface = Watched()

    answer = client.get("/story")

    assert answer.text == "page 17"
    assert diary == ["open", "save", "tell"]


def test_changes_in_a_stream_are_not_saved__in_an_empty_session(app, client):
    """A session that the stream begins ends with it."""
    app.secret_key = "a key for this check"

    @app.route("/story")
    def story():
        def tell():
            yield f"{len(flask.session)} "
            flask.session["page"] = 17
            yield f"{len(flask.session)}"

        return flask.stream_with_context(tell())

    first, second = client.get("/story"), client.get("/story")

    assert first.text == second.text == "0 1"
    assert dict(client.cookies) == {}
