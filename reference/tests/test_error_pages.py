"""The short cut from an HTTP error to its page gives what the long way gives, or nothing."""

import pytest
from markupsafe import Markup
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    Unauthorized,
    default_exceptions,
)
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.test import create_environ
from werkzeug.wrappers import Response as Base

from hipflask import Flask, Response
from hipflask._error_pages import page_response


class Teapot(HTTPException):
    code = 499
    description = "short & <stout>\nhere is my handle"


class Silent(HTTPException):
    code = 450


def seen(response):
    """What can be seen of a response."""
    before = type(response), response.status, list(response.headers), response.is_streamed
    return *before, response.get_data(), vars(response).keys()


def environ(method="GET"):
    """A request of this method."""
    return {"REQUEST_METHOD": method, "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}


ERRORS = [
    *(error() for code, error in default_exceptions.items() if code not in (405, 416, 429, 503)),
    NotFound("no such <book>"),
    NotFound(Markup("no such <b>book</b>")),
    NotFound(""),
    Teapot(),
    Silent(),
]


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{error.code}-{error.description}")
def test_page_is_the_same(error, method):
    """Status, headers and body are those of the error, run as an application."""
    usual = Response.force_type(error, environ(method))

    page = page_response(Response, error, environ(method))

    assert page is not None or isinstance(error, Unauthorized)
    assert page is None or seen(page) == seen(usual)


def test_class_is_put_on():
    """The class of the application is not asked to make the response."""

    class Own(Response):
        def __init__(self, *args, **kwargs):
            raise AssertionError

    page = page_response(Own, NotFound(), environ())

    assert type(page) is Own


def test_late_names_count(monkeypatch):
    """A name that an application gives to a code is on the next page."""
    page_response(Response, Teapot(), environ())
    monkeypatch.setitem(HTTP_STATUS_CODES, 499, "Teapot")

    page = page_response(Response, Teapot(), environ())

    assert page.status == "499 TEAPOT"
    assert "<h1>Teapot</h1>" in page.get_data(as_text=True)


def test_late_descriptions_count(monkeypatch):
    """A description that an application gives to a class is on the next page."""
    page_response(Response, NotFound(), environ())
    monkeypatch.setattr(NotFound, "description", "nowhere")

    page = page_response(Response, NotFound(), environ())

    assert "<p>nowhere</p>" in page.get_data(as_text=True)


def own(name):
    """A class of errors with this method of its own."""
    method = getattr(HTTPException, name)
    member = (
        property(lambda self: "Mine")
        if name == "name"
        else (lambda *args, **kwargs: method(*args, **kwargs))
    )
    return type("Own", (NotFound,), {name: member})()


def patched(name):
    """An error with this method put on it."""
    error = NotFound()
    setattr(error, name, getattr(error, name))
    return error


class OwnForce(Response):
    @classmethod
    def force_type(cls, response, environ=None):
        return super().force_type(response, environ)


STEPS = ["__call__", "get_response", "get_headers", "get_body", "get_description"]
ASKED = {
    "headers": (Response, MethodNotAllowed(["GET"])),
    "preset-response": (Response, NotFound(response=Base("mine"))),
    "class-that-forces": (OwnForce, NotFound()),
    "no-code": (Response, HTTPException()),
    "other-code": (Response, type("Own", (NotFound,), {"code": 200})()),
    "code-as-text": (Response, type("Own", (NotFound,), {"code": "404"})()),
    **{f"class-{name}": (Response, own(name)) for name in [*STEPS, "name"]},
    **{f"error-{name}": (Response, patched(name)) for name in STEPS},
}


@pytest.mark.parametrize(("cls", "error"), ASKED.values(), ids=ASKED)
def test_whoever_has_a_say_is_asked(cls, error):
    """There is no short cut where the error or the class does anything its own way."""
    page = page_response(cls, error, environ())

    assert page is None


@pytest.mark.parametrize("name", STEPS)
def test_late_patches_count(monkeypatch, name):
    """There is no short cut either where Werkzeug's own method was replaced."""
    method = getattr(HTTPException, name)
    monkeypatch.setattr(HTTPException, name, lambda *args, **kwargs: method(*args, **kwargs))

    page = page_response(Response, NotFound(), environ())

    assert page is None


def test_patched_responses_count(monkeypatch):
    """Nor where the making of Werkzeug's responses was replaced, or their taking over."""
    init = Base.__init__
    monkeypatch.setattr(Base, "__init__", lambda *args, **kwargs: init(*args, **kwargs))

    page = page_response(Response, NotFound(), environ())

    assert page is None


@pytest.mark.parametrize("name", ["__call__", "get_wsgi_headers", "get_app_iter", "close"])
def test_patched_delivery_counts(monkeypatch, name):
    """The error's own response is sent and closed, before the application's."""
    method, seen = getattr(Base, name), []

    def noting(*args, **kwargs):
        seen.append(name)
        return method(*args, **kwargs)

    monkeypatch.setattr(Base, name, noting)
    app = Flask("shop", static_folder=None)
    app(create_environ("/none"), lambda *head: None).close()

    assert len(seen) == 2


@pytest.mark.parametrize("name", ["is_sequence", "status", "status_code"])
def test_patched_properties_count(monkeypatch, name):
    """They are asked while the error's own response is sent."""
    usual = getattr(Base, name)
    monkeypatch.setattr(Base, name, property(usual.fget, usual.fset))

    page = page_response(Response, NotFound(), environ())

    assert page is None
