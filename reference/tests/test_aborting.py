"""An error is raised by the application's aborter, or as it would raise it."""

import pytest
from werkzeug.exceptions import Aborter, Gone, HTTPException, ImATeapot

from hipflask import Flask, Response, abort


class Own(Aborter):
    def __call__(self, code, *args, **kwargs):
        raise Gone(*args, **kwargs)


class Coded(int):
    """A number that is something else, too."""


APP = Flask("shop", static_folder=None)
RAISED = {
    "class": (404, (), {}),
    "description": (404, ("no such book",), {}),
    "options": (405, (["GET"],), {"description": "no"}),
    "wrong-options": (404, (), {"colour": "red"}),
    "unknown": (600, (), {}),
    "text": ("404", (), {}),
    "number": (Coded(404), (), {}),
    "response": (Response("text"), (), {}),
}


def raised(function, code, args, kwargs):
    """The kind of error, and what it says."""
    with pytest.raises((HTTPException, LookupError, TypeError)) as caught:
        function(code, *args, **kwargs)
    return type(caught.value), str(caught.value), vars(caught.value)


@pytest.mark.parametrize(("code", "args", "kwargs"), RAISED.values(), ids=RAISED)
def test_error_is_that_of_the_aborter(code, args, kwargs):
    expected = raised(Aborter(), code, args, kwargs)

    with APP.app_context():
        assert raised(abort, code, args, kwargs) == expected


@pytest.mark.parametrize("how", ["object", "late", "mapping"])
def test_replaced_aborter_is_asked(monkeypatch, how):
    app = Flask("shop", static_folder=None)
    if how == "object":
        app.aborter = Own()
    elif how == "late":
        monkeypatch.setattr(Aborter, "__call__", Own.__call__)
    else:
        app.aborter.mapping[404] = Gone

    with app.app_context(), pytest.raises(Gone):
        abort(404)


def test_class_of_an_application_is_asked():
    class Shop(Flask):
        aborter_class = Own

    with Shop("shop", static_folder=None).app_context(), pytest.raises(Gone):
        abort(404)


def test_errors_of_an_application_are_known():
    app = Flask("shop", static_folder=None)
    app.aborter.mapping[600] = ImATeapot

    with app.app_context(), pytest.raises(ImATeapot):
        abort(600)
