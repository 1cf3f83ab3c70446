"""Errors that no handler took, beyond the examples of the page."""

import pytest


@pytest.mark.parametrize("name", ["InternalServerError", "HTTPException", "Exception"])
def test_classes_of_the_server_error_can_have_the_handler(app, client, name):
    """Each class of the server error gets it with its original, if there is no other handler.

    A handler for ``Exception`` is asked before, except for errors that are out of its reach.
    """
    import werkzeug.exceptions

    kind = getattr(werkzeug.exceptions, name, Exception)

    @app.errorhandler(kind)
    def apologize(error):
        return f"{error.code}: {type(error.original_exception).__name__}", 503

    app.add_url_rule("/nothing", "nothing", lambda: None)

    answer = client.get("/nothing")

    assert (answer.status_code, answer.text) == (503, "500: TypeError")


@pytest.mark.parametrize("name", ["InternalServerError", "HTTPException"])
def test_classes_of_the_server_error_can_have_the_handler__view(app, client, name):
    """An error of the view gets there as well, with itself as the original."""
    import werkzeug.exceptions

    lost = KeyError("lost")
    app.register_error_handler(
        getattr(werkzeug.exceptions, name),
        lambda error: f"{error.code} {error.original_exception is lost}",
    )

    @app.route("/key")
    def key():
        raise lost

    answer = client.get("/key")

    assert answer.text == "500 True"


def test_unhandled_error_becomes_a_server_error__own_class(app, client):
    """An error of a class of its own, raised by a function before the view, is no exception."""

    class Trouble(Exception):
        pass

    @app.before_request
    def guard():
        if "trouble" in app.config:
            raise Trouble

    app.add_url_rule("/visit", "visit", lambda: "visited")
    fine = client.get("/visit")
    app.config["trouble"] = True

    broken = client.get("/visit")

    assert (fine.text, broken.status_code) == ("visited", 500)


def test_unhandled_error_becomes_a_server_error__chained(app, client):
    """An error that was raised from another is itself the original."""

    @app.route("/chain")
    def chain():
        raise LookupError("outer") from KeyError("inner")

    @app.errorhandler(500)
    def apologize(error):
        original = error.original_exception
        return f"{original!r} from {original.__cause__!r}", 500

    answer = client.get("/chain")

    assert answer.text == "LookupError('outer') from KeyError('inner')"


def test_failing_handler_for_500_is_the_end__no_response(app, client):
    """A handler that returns nothing is not asked about that again."""
    asked = []
    app.register_error_handler(500, lambda error: asked.append(error.original_exception))
    app.add_url_rule("/key", "key", lambda: {}["lost"])

    with pytest.raises(TypeError):
        client.get("/key")

    assert [type(error) for error in asked] == [KeyError]
