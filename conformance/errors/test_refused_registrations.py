"""Registrations of error handlers that are refused, as a table for each way to register."""

import flask
import pytest


def answer(error):
    """A handler; it is never asked."""
    return "answered"


WAYS = {
    "decorator": lambda layer, wanted: layer.errorhandler(wanted)(answer),
    "method": lambda layer, wanted: layer.register_error_handler(wanted, answer),
}
way = pytest.mark.parametrize("register", WAYS.values(), ids=WAYS)

CODES = {"unknown": 999, "success": 200, "redirect": 302, "zero": 0, "negative": -404}
INSTANCES = {"error": KeyError("lost"), "interrupt": KeyboardInterrupt()}
NO_ERRORS = {"class": int, "text": "404", "none": None, "list": [404], "function": answer}
NO_EXCEPTIONS = {"root": BaseException, "interrupt": KeyboardInterrupt, "exit": SystemExit}


@way
@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_code_of_no_error_is_refused(app, client, register, code):
    """A number that no HTTP error has is refused, while the code of one is taken."""
    register(app, 404)

    with pytest.raises((ValueError, LookupError)):
        register(app, code)

    assert client.get("/nowhere").text == "answered"


@way
@pytest.mark.parametrize("instance", INSTANCES.values(), ids=INSTANCES)
def test_instance_of_an_error_is_refused(app, client, register, instance):
    """An instance is refused, while its class would be taken."""
    register(app, LookupError)
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    with pytest.raises(TypeError):
        register(app, instance)

    assert client.get("/key").text == "answered"


@way
def test_instance_of_an_error_is_refused__http_error(app, client, register):
    """An HTTP error that was caught is refused as well."""
    register(app, 404)
    try:
        flask.abort(404)
    except Exception as error:
        caught = error

    with pytest.raises(TypeError):
        register(app, caught)

    assert client.get("/nowhere").text == "answered"


@way
@pytest.mark.parametrize("wanted", NO_ERRORS.values(), ids=NO_ERRORS)
def test_what_is_no_class_of_exceptions_is_refused(app, client, register, wanted):
    """A class of something else is refused, and so is what is no class."""
    register(app, 404)

    with pytest.raises((TypeError, ValueError)):
        register(app, wanted)

    assert client.get("/nowhere").text == "answered"


@way
@pytest.mark.parametrize("kind", NO_EXCEPTIONS.values(), ids=NO_EXCEPTIONS)
def test_class_that_is_no_exception_is_refused(app, client, register, kind):
    """What ends a program is refused, while ``Exception`` is taken."""
    register(app, Exception)
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    with pytest.raises(ValueError):
        register(app, kind)

    assert client.get("/key").text == "answered"


REFUSED = {
    "code": (999, (ValueError, LookupError)),
    "instance": (KeyError("lost"), TypeError),
    "class": (int, (TypeError, ValueError)),
    "interrupt": (KeyboardInterrupt, ValueError),
}
refused = pytest.mark.parametrize(("wanted", "errors"), REFUSED.values(), ids=REFUSED)


@way
@refused
def test_blueprint_refuses_in_the_same_way(app, client, register, wanted, errors):
    """A blueprint refuses at once what an application refuses."""
    shop = flask.Blueprint("shop", __name__)
    shop.app_errorhandler(404)(answer)

    with pytest.raises(errors):
        register(shop, wanted)

    app.register_blueprint(shop)
    assert client.get("/nowhere").text == "answered"


@refused
def test_blueprint_refuses_in_the_same_way__for_the_application(app, client, wanted, errors):
    """For the whole application, it is refused when the blueprint is registered, or before."""
    shop = flask.Blueprint("shop", __name__)
    app.register_error_handler(404, answer)

    def register():
        shop.app_errorhandler(wanted)(answer)
        app.register_blueprint(shop)

    with pytest.raises(errors):
        register()

    assert client.get("/nowhere").text == "answered"
