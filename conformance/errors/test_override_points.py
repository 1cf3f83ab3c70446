"""Subclasses that replace the steps of handling an error."""

import flask
import pytest

VIEWS = {"/key": lambda: {}["lost"], "/guarded": lambda: flask.abort(403), "/fine": lambda: "fine"}


def make(**methods):
    """An application of a subclass with these methods, and with a view of each kind."""
    kind = type("Shop", (flask.Flask,), methods)
    app = kind("shop", static_folder=None)
    for path, view in VIEWS.items():
        app.add_url_rule(path, path[1:], view)
    return app


def name_of(error):
    """The code of an HTTP error, and the class of another."""
    return getattr(error, "code", type(error).__name__)


def texts(client, *paths):
    """What the client gets for each path."""
    return [client.get(path).text for path in paths]


def test_subclass_can_replace_the_handling_of_errors(client_of):
    """No handler is asked, and a view without an error is not concerned."""
    app = make(handle_user_exception=lambda self, error: f"shop: {name_of(error)}")
    app.register_error_handler(Exception, lambda error: "handled")

    answers = texts(client_of(app), "/key", "/guarded", "/nowhere", "/fine")

    assert answers == ["shop: KeyError", "shop: 403", "shop: 404", "fine"]


def test_subclass_can_replace_the_handling_of_errors__before_the_view(client_of):
    """The error of a function before the view comes there as well."""
    app = make(handle_user_exception=lambda self, error: f"shop: {name_of(error)}")
    app.before_request(lambda: 1 / 0)

    answers = texts(client_of(app), "/fine")

    assert answers == ["shop: ZeroDivisionError"]


def test_subclass_can_replace_the_handling_of_http_errors(client_of):
    """Other errors have their handlers as before."""
    app = make(handle_http_exception=lambda self, error: (f"shop: {error.code}", error.code))
    app.register_error_handler(Exception, lambda error: "handled")

    answers = texts(client_of(app), "/key", "/guarded", "/nowhere", "/fine")

    assert answers == ["handled", "shop: 403", "shop: 404", "fine"]


def test_subclass_can_replace_the_handling_of_unhandled_errors(client_of):
    """Its response does not pass the functions after the view again."""
    diary = []
    app = make(
        handle_exception=lambda self, error: flask.Response(f"shop: {type(error).__name__}", 418)
    )
    app.after_request(lambda response: diary.append(response.status_code) or response)
    app.register_error_handler(500, lambda error: "sorry")
    client = client_of(app)

    answer, fine = client.get("/key"), client.get("/fine")

    assert (answer.status_code, answer.text, fine.text) == (418, "shop: KeyError", "fine")
    assert diary == [200]


def test_subclass_can_replace_the_handling_of_unhandled_errors__out_of_reach(client_of):
    """The errors that no other handler is asked for come there, too."""
    app = make(handle_exception=lambda self, error: flask.Response(type(error).__name__))
    app.after_request(lambda response: 1 / 0)

    answers = texts(client_of(app), "/fine")

    assert answers == ["ZeroDivisionError"]


def test_subclass_can_let_unhandled_errors_out(client_of):
    """It may raise the error on, or another one."""

    def let_out(self, error):
        raise LookupError("let out") from error

    client = client_of(make(handle_exception=let_out))

    with pytest.raises(LookupError) as caught:
        client.get("/key")

    assert type(caught.value.__cause__) is KeyError
    assert client.get("/fine").text == "fine"


def test_subclass_can_replace_the_log_of_errors(client_of):
    """It is called once, with what ``sys.exc_info`` would give."""
    logged = []
    app = make(log_exception=lambda self, exc_info: logged.append(exc_info))

    answer = client_of(app).get("/key")

    [(kind, error, traceback)] = logged
    assert (answer.status_code, kind, type(error)) == (500, KeyError, KeyError)
    assert traceback is error.__traceback__


def test_subclass_can_replace_the_log_of_errors__not_called(client_of):
    """It is called neither for HTTP errors nor for handled ones."""
    logged = []
    app = make(log_exception=lambda self, exc_info: logged.append(exc_info[0]))
    app.register_error_handler(ZeroDivisionError, lambda error: "handled")
    app.add_url_rule("/division", "division", lambda: 1 / 0)

    texts(client_of(app), "/guarded", "/nowhere", "/division", "/key")

    assert logged == [KeyError]


@pytest.mark.parametrize("setting", [True, False], ids=["set", "unset"])
def test_subclass_can_decide_what_is_trapped(client_of, setting):
    """It is asked for each HTTP error, and the settings are not."""
    app = make(trap_http_exception=lambda self, error: error.code == 403)
    app.config.update(TRAP_HTTP_EXCEPTIONS=setting, TRAP_BAD_REQUEST_ERRORS=setting)
    app.add_url_rule("/bad", "bad", lambda: flask.abort(400))
    client = client_of(app)

    codes = [client.get(path).status_code for path in ("/guarded", "/bad", "/nowhere", "/fine")]

    assert codes == [500, 400, 404, 200]


def test_subclass_can_decide_what_is_trapped__handler(client_of):
    """A trapped error that has a handler is answered by it."""
    app = make(trap_http_exception=lambda self, error: True)
    app.register_error_handler(403, lambda error: "handled")

    answers = texts(client_of(app), "/guarded")

    assert answers == ["handled"]


STEPS = ["handle_user_exception", "handle_http_exception", "handle_exception", "log_exception"]


def test_replaced_method_can_call_the_original(client_of):
    """The answers are the same, and each method was called in its turn."""
    diary = []

    def replacement(name):
        def method(self, argument):
            diary.append(name)
            return getattr(flask.Flask, name)(self, argument)

        return method

    app = make(**{name: replacement(name) for name in STEPS})
    app.register_error_handler(403, lambda error: ("refused", 403))
    app.register_error_handler(500, lambda error: ("sorry", 500))

    answers = texts(client_of(app), "/guarded", "/key")

    assert answers == ["refused", "sorry"]
    assert diary == [*STEPS[:2], STEPS[0], *STEPS[2:]]
