"""Subclasses and patches that replace the steps of a request."""

import flask
import pytest


def make(diary, **methods):
    """An application of a subclass with these methods that writes down what runs."""
    app = type("Shop", (flask.Flask,), methods)("shop", static_folder=None)
    app.before_request(lambda: diary.append("before"))
    app.after_request(lambda response: diary.append("after") or response)
    app.teardown_request(lambda error: diary.append("teardown"))
    app.add_url_rule("/visit", "visit", lambda: diary.append("visit") or "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    return app


def test_replaced_dispatch_makes_the_whole_response(client_of):
    """Only the functions for teardown run."""
    diary = []

    def full_dispatch_request(self):
        return flask.Response(f"dispatched {flask.request.path}", 203)

    app = make(diary, full_dispatch_request=full_dispatch_request)

    answer = client_of(app).get("/visit")

    assert (answer.status_code, answer.text) == (203, "dispatched /visit")
    assert diary == ["teardown"]


def test_replaced_dispatch_makes_the_whole_response__error(client_of):
    """An error that it raises is unhandled, whatever handlers there are for its class."""
    diary = []

    def full_dispatch_request(self):
        raise KeyError("lost")

    app = make(diary, full_dispatch_request=full_dispatch_request)
    app.register_error_handler(KeyError, lambda error: "handled")
    app.register_error_handler(500, lambda error: f"sorry: {error.original_exception!r}")

    answer = client_of(app).get("/visit")

    assert answer.text == "sorry: KeyError('lost')"
    assert diary == ["after", "teardown"]


ANSWERS = {"nothing": (None, ["visit"], "visited"), "something": ("closed", [], "closed")}


@pytest.mark.parametrize(("value", "ran", "text"), ANSWERS.values(), ids=ANSWERS)
def test_replaced_step_before_the_view_may_answer(client_of, value, ran, text):
    """The view runs for ``None``, and the functions after it in both cases."""
    diary = []
    app = make(diary, preprocess_request=lambda self: value)

    answer = client_of(app).get("/visit")

    assert answer.text == text
    assert diary == [*ran, "after", "teardown"]


@pytest.mark.parametrize("path", ["/visit", "/nowhere"], ids=["known-url", "unknown-url"])
def test_replaced_view_step_makes_the_result(client_of, path):
    """It stands in for the view, and for the failure of routing."""
    diary = []
    app = make(diary, dispatch_request=lambda self: (f"dispatched {flask.request.path}", 203))

    answer = client_of(app).get(path)

    assert (answer.status_code, answer.text) == (203, f"dispatched {path}")
    assert diary == ["before", "after", "teardown"]


@pytest.mark.parametrize("path", ["/visit", "/error"], ids=["answered", "failed"])
def test_replaced_step_after_the_view_makes_the_last_response(client_of, path):
    """It gets the response that was made, and error pages as well."""
    diary = []

    def process_response(self, response):
        return flask.Response(f"processed {response.status_code}")

    app = make(diary, process_response=process_response)
    app.secret_key = "key"
    app.before_request(lambda: flask.session.setdefault("name", "Ada") and None)

    answer = client_of(app).get(path)

    assert answer.text == ("processed 200" if path == "/visit" else "processed 500")
    assert "after" not in diary
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/visit", "/error"], ids=["answered", "failed"])
def test_replaced_teardown_is_called_for_each_context(client_of, path):
    """The functions for teardown run only if these methods run them."""
    diary, seen = [], []

    def do_teardown_request(self, exc=None):
        seen.append(("request", type(exc)))

    def do_teardown_appcontext(self, exc=None):
        seen.append(("application", type(exc)))

    app = make(
        diary,
        do_teardown_request=do_teardown_request,
        do_teardown_appcontext=do_teardown_appcontext,
    )

    client_of(app).get(path)

    kind = type(None) if path == "/visit" else KeyError
    assert seen == [("request", kind), ("application", kind)]
    assert diary[0] == "before"
    assert "teardown" not in diary


STEPS = [
    *("full_dispatch_request", "preprocess_request", "dispatch_request", "finalize_request"),
    *("make_response", "process_response", "do_teardown_request", "do_teardown_appcontext"),
]


def noting(diary, name, original):
    """A method that writes itself down and does what the original does."""

    def method(*given, **named):
        diary.append(name)
        return original(*given, **named)

    return method


def test_replaced_steps_can_call_the_originals(client_of):
    """The steps come in the order of a request, with the functions in their places."""
    diary = []
    methods = {name: noting(diary, name, getattr(flask.Flask, name)) for name in STEPS}
    app = make(diary, **methods)

    answer = client_of(app).get("/visit")

    ran = {1: ["before"], 2: ["visit"], 5: ["after"], 6: ["teardown"]}
    assert answer.text == "visited"
    assert diary == [
        entry for place, name in enumerate(STEPS) for entry in (name, *ran.get(place, []))
    ]


def test_ignored_error_is_not_told_to_teardown(client_of):
    """The method is asked about the unhandled error, and about no other."""
    asked, told = [], []

    def should_ignore_error(self, error):
        asked.append(type(error))
        return isinstance(error, KeyError)

    app = make([], should_ignore_error=should_ignore_error)
    app.add_url_rule("/division", "division", lambda: 1 / 0)
    app.add_url_rule("/aborted", "aborted", lambda: flask.abort(403))
    app.teardown_request(lambda error: told.append(type(error)))
    client = client_of(app)

    codes = [client.get(path).status_code for path in ("/visit", "/aborted", "/error", "/division")]

    assert codes == [200, 403, 500, 500]
    assert asked == [KeyError, ZeroDivisionError]
    assert told == [type(None), type(None), type(None), ZeroDivisionError]
