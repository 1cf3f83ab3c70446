"""Failures after the view, and what runs again for the error page."""

import flask
import pytest


def failing_sessions(diary, times):
    """A session interface that writes down its calls, the first ones of which fail."""
    from flask.sessions import SecureCookieSessionInterface

    class Sessions(SecureCookieSessionInterface):
        def save_session(self, app, session, response):
            diary.append(f"save {response.status_code}")
            if diary.count("save 200") + diary.count("save 500") <= times:
                raise LookupError("no shelf")

    return Sessions()


def watch(app, diary):
    """Give an application a view and a function after it that writes down the status."""
    app.secret_key = "key"
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    app.after_request(lambda response: diary.append(f"after {response.status_code}") or response)


def fail(diary):
    """Fail, and write it down."""
    diary.append("fail")
    raise ValueError("no")


def test_failing_function_is_followed_by_none(app, client):
    """Neither functions of the application nor those of the blueprint do, which come first."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/<word>", "buy", lambda word: word)

    def check(response):
        text = response.get_data(as_text=True)
        diary.append(text)
        return fail(diary) if text == "bad" else response

    def note(response):
        diary.append(f"note {response.get_data(as_text=True)}")
        return response

    app.register_error_handler(500, lambda error: ("sorry", 500))
    app.after_request(note)
    shop.after_request(note)
    shop.after_request(check)
    app.register_blueprint(shop)

    client.get("/good")
    client.get("/bad")

    assert diary[:4] == ["good", "note good", "note good", "bad"]
    assert diary[4:] == ["fail", "sorry", "note sorry", "note sorry"]


def test_error_page_passes_all_functions_after_the_view_again__this_request(app, client):
    """The functions after this request come again as well, before the others."""
    diary = []
    watch(app, diary)

    def check(response):
        diary.append(f"this {response.status_code}")
        return fail(diary) if response.status_code == 200 else response

    app.before_request(lambda: flask.after_this_request(check) and None)

    client.get("/visit")

    assert diary == ["this 200", "fail", "this 500", "after 500"]


PATHS = {"good-view": ("/visit", 2), "failing-view": ("/error", 1)}


@pytest.mark.parametrize(("path", "times"), PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("handled", [False, True], ids=["page", "handler"])
def test_error_page_is_sent_though_a_function_fails_again(app, client, path, times, handled):
    """That holds for the page as well as for the answer of a handler for status 500."""
    diary = []
    app.after_request(lambda response: fail(diary))
    watch(app, [])
    if handled:
        app.register_error_handler(500, lambda error: ("sorry", 503))

    answer = client.get(path)

    assert diary == ["fail"] * times
    assert answer.status_code == (503 if handled else 500)
    assert answer.content


def test_second_failure_ends_the_request(app, client):
    """The function that is registered before the failing one never runs."""
    diary = []
    watch(app, diary)
    app.session_interface = failing_sessions(diary, times=0)
    app.after_request(lambda response: response if "good" in flask.request.args else fail(diary))

    def finished(sender, response, **extra):
        diary.append(f"finished {response.status_code}")

    with flask.request_finished.connected_to(finished, app):
        client.get("/visit?good")
        client.get("/visit")

    assert diary == ["after 200", "save 200", "finished 200", "fail", "fail"]


def test_second_failure_ends_the_request__of_the_session(app, client):
    """A session that cannot be saved twice is not tried a third time."""
    diary = []
    watch(app, diary)
    app.session_interface = failing_sessions(diary, times=9)

    def finished(sender, response, **extra):
        diary.append("finished")

    with flask.request_finished.connected_to(finished, app):
        answer = client.get("/visit")

    assert answer.status_code == 500
    assert diary == ["after 200", "save 200", "after 500", "save 500"]


def test_failing_save_does_not_lose_the_error_page(app, client):
    """The answer of the handler arrives, as it was made."""
    diary = []
    watch(app, diary)
    app.session_interface = failing_sessions(diary, times=9)
    app.register_error_handler(500, lambda error: (f"sorry: {error.original_exception}", 500))

    answer = client.get("/visit")

    assert "save 200" in diary
    assert (answer.status_code, answer.text) == (500, "sorry: no shelf")


def test_session_is_saved_again_with_the_error_page(app, client):
    """The functions after the view come first."""
    diary = []
    watch(app, diary)
    app.session_interface = failing_sessions(diary, times=1)

    answer = client.get("/visit")

    assert answer.status_code == 500
    assert diary == ["after 200", "save 200", "after 500", "save 500"]


def test_failing_receiver_leads_to_another_signal(app, client):
    """All of it happens twice, and the second answer is sent."""
    diary = []
    watch(app, diary)
    app.session_interface = failing_sessions(diary, times=0)

    def finished(sender, response, **extra):
        diary.append(f"finished {response.status_code}")
        if response.status_code == 200:
            raise ValueError("no")

    with flask.request_finished.connected_to(finished, app):
        answer = client.get("/visit")

    once = ["after", "save", "finished"]
    assert diary == [*(f"{entry} 200" for entry in once), *(f"{entry} 500" for entry in once)]
    assert answer.status_code == 500


def test_session_that_could_not_be_opened_is_an_error_page(app, client):
    """A later request whose session can be opened runs them all."""
    from flask.sessions import SecureCookieSessionInterface

    diary = []

    class Sessions(SecureCookieSessionInterface):
        def open_session(self, app, request):
            if "fail" in request.args:
                raise LookupError("no shelf")
            return super().open_session(app, request)

    app.session_interface = Sessions()
    app.before_request(lambda: diary.append("before"))
    app.after_request(lambda response: diary.append(f"after {response.status_code}") or response)
    app.add_url_rule("/visit", "visit", lambda: diary.append("view") or "visited")

    codes = [client.get(path).status_code for path in ("/visit?fail", "/visit")]

    assert codes == [500, 200]
    assert diary == ["after 500", "before", "view", "after 200"]


CHANGES = {"session-untouched": False, "session-changed": True}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_function_after_the_view_must_return_a_response(app, client, changed):
    """A forgotten ``return`` does not send the view's response, nor an empty one."""
    app.secret_key = "key"

    @app.after_request
    def note(response):
        return response if "good" in flask.request.args else None

    @app.route("/visit")
    def visit():
        if changed:
            flask.session["visited"] = True
        return "visited"

    good = client.get("/visit?good").text
    try:
        forgotten = client.get("/visit").status_code
    except Exception:
        forgotten = 500

    assert (good, forgotten) == ("visited", 500)


@pytest.mark.parametrize("moment", ["after_request", "request_finished"])
def test_teardown_gets_the_failure(app, client, moment):
    """Both kinds of teardown function get it, as the very error."""
    seen, error = [], ValueError("no")
    app.teardown_request(seen.append)
    app.teardown_appcontext(seen.append)

    def check(response):
        if moment in flask.request.args and response.status_code == 200:
            raise error
        return response

    def finished(sender, response, **extra):
        check(response)

    if moment == "after_request":
        app.after_request(check)
    app.add_url_rule("/visit", "visit", lambda: "visited")
    with flask.request_finished.connected_to(finished, app):
        client.get("/visit")
        client.get(f"/visit?{moment}")

    assert seen == [None, None, error, error]
