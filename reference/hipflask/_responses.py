"""Turns whatever a view may return into a response, and makes responses for users."""

from collections.abc import Iterator
from typing import Any, NoReturn, cast

from werkzeug.exceptions import Aborter, HTTPException
from werkzeug.exceptions import abort as _abort
from werkzeug.utils import redirect as _redirect
from werkzeug.wrappers import Response

from . import _explain
from ._contracts import Answering, ResponseClass
from ._error_pages import page_response
from ._plain_responses import plain_response
from .ctx import _cv_app, current, current_request

_call_aborter = Aborter.__call__


def build_response(app: Answering[ResponseClass], result: Any) -> ResponseClass:
    """The response for a view's result: a body, or a body with status or headers or both."""
    body, status, headers = _unpacked(result) if isinstance(result, tuple) else (result, None, None)
    cls = app.response_class
    if isinstance(body, (str, bytes, bytearray)):
        return _from_text(cls, body, status, headers)
    # The last question is a slow one.
    if type(body) not in (dict, list) and not isinstance(body, cls) and isinstance(body, Iterator):
        return cls(body, status=status, headers=headers)
    response = _from_body(app, body)
    if status is not None:
        _set_status(response, status)
    if headers:
        response.headers.update(headers)
    return response


def _unpacked(result: tuple[Any, ...]) -> tuple[Any, Any, Any]:
    if len(result) == 3:
        body, status, headers = result
        return body, status, headers
    if len(result) == 2:
        body, second = result
        return (body, None, second) if _are_headers(second) else (body, second, None)
    raise TypeError(_complaint(f"returned a tuple of {len(result)} items"))


def _are_headers(second: Any) -> bool:
    # A number, as it mostly is, answers the last question by an error.
    return type(second) is not int and (
        isinstance(second, (dict, list, tuple)) or hasattr(second, "items")
    )


def _from_text(cls: type[ResponseClass], text: Any, status: Any, headers: Any) -> ResponseClass:
    made = plain_response(cls, text, status) if headers is None else None
    # All at once, so that the class decides about the content type knowing the headers.
    return cls(text, status=status, headers=headers) if made is None else made


def _from_body(app: Answering[ResponseClass], body: Any) -> ResponseClass:
    if body is None:
        raise TypeError(_complaint("returned None, or ended without returning anything"))
    if isinstance(body, app.response_class):
        return body
    if isinstance(body, (dict, list)):
        answer: ResponseClass = app.json.response(body)
        return answer
    if isinstance(body, Response) or callable(body):
        return _forced(app, body)
    raise TypeError(_complaint(f"returned {type(body).__name__!r}, which is no response"))


def _forced(app: Answering[ResponseClass], body: Any) -> ResponseClass:
    """A foreign response, or what a WSGI callable answers to the current request."""
    environ = current_request().request.environ
    try:
        if isinstance(body, HTTPException):
            page = page_response(app.response_class, body, environ)
            if page is not None:
                return page
        made = app.response_class.force_type(body, environ)
    except TypeError as error:
        problem = f"returned {type(body).__name__!r}, which failed as a response: {error}"
        raise TypeError(_complaint(problem)).with_traceback(error.__traceback__) from None
    return cast(ResponseClass, made)


def _complaint(problem: str) -> str:
    return _explain.bad_return(current_request().request.endpoint, problem)


def _set_status(response: Response, status: Any) -> None:
    if isinstance(status, (str, bytes, bytearray)):
        response.status = cast(str, status)
    else:
        response.status_code = status


def make_response(*args: Any) -> Response:
    """The response that a view would have made by returning these values."""
    app = current().app
    if not args:
        return app.response_class()
    return app.make_response(args[0] if len(args) == 1 else args)


def redirect(
    location: str,
    code: int = 302,
    Response: type[Response] | None = None,  # noqa: N803 - the name is Flask's
) -> Response:
    """A response that sends the browser elsewhere, made by the application if one is at work."""
    active = _cv_app.get(None)
    if active is not None:
        return active.app.redirect(location, code=code)
    return _redirect(location, code=code, Response=Response)


def abort(code: int | Response, *args: Any, **kwargs: Any) -> NoReturn:
    """Raise the HTTP error for a status code, or answer with the given response at once."""
    active = _cv_app.get(None)
    if active is not None:
        aborter = active.app.aborter
        if type(code) is int and _raises_as_usual(aborter) and code in aborter.mapping:
            # Its own way leads through an import.
            raise aborter.mapping[code](*args, **kwargs)
        aborter(code, *args, **kwargs)
    _abort(code, *args, **kwargs)


def _raises_as_usual(aborter: Any) -> bool:
    return type(aborter) is Aborter and Aborter.__call__ is _call_aborter
