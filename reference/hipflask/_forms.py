"""For debug mode: errors that tell why the data of a form did not arrive."""

from typing import Any

from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Request


class UnexpectedUnicodeError(AssertionError, UnicodeError):
    """Text and bytes were mixed up."""


class DebugFilesKeyError(KeyError, AssertionError):
    """A file was asked for that the browser sent as a mere name."""

    def __init__(self, request: Request, key: str) -> None:
        names = ", ".join(repr(name) for name in request.form.getlist(key))
        self.msg = (
            f"There is no file {key!r} in this request: its content type {request.mimetype!r}"
            ' cannot carry files. Give the HTML form enctype="multipart/form-data".'
            f" The browser sent only a name: {names}."
        )

    def __str__(self) -> str:
        return self.msg


class FormDataRoutingRedirect(AssertionError):
    """A redirect by routing would lose the data of the request."""

    def __init__(self, request: Any) -> None:
        redirect = request.routing_exception
        assert isinstance(redirect, RequestRedirect)
        super().__init__(
            f"{request.method} {request.url!r} is redirected to {redirect.new_url!r} by the rules"
            " of routing, and a browser may drop the form data on the way. Send the form to the"
            " final URL. (This error is for debug mode only.)"
        )


def attach_enctype_error_multidict(request: Request) -> None:
    """Let ``request.files`` explain itself when a key is missing there and present in the form."""

    class ExplainingFiles(ImmutableMultiDict[str, FileStorage]):
        def __getitem__(self, key: str) -> FileStorage:
            try:
                return super().__getitem__(key)
            except KeyError:
                if key not in request.form:
                    raise
                raise DebugFilesKeyError(request, key) from None

    request.files = ExplainingFiles(request.files)
