"""Files as responses, as the application's settings want them."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Protocol

from werkzeug import utils
from werkzeug.wrappers import Response

from ._plain_files import (
    MATCHING,
    OFFERS_RANGES,
    date_of,
    plain_file,
    plain_file_below,
    sets_conditions,
)
from .ctx import current, current_request


def _prepare_send_file_kwargs(**kwargs: Any) -> dict[str, Any]:
    """The arguments of Werkzeug's functions, completed by request and application."""
    app = current().app
    if kwargs.get("max_age") is None:
        kwargs["max_age"] = app.get_send_file_max_age
    return kwargs | {
        "environ": current_request().request.environ,
        "use_x_sendfile": app.config["USE_X_SENDFILE"],
        "response_class": app.response_class,
        "_root_path": app.root_path,
    }


def send_file(
    path_or_file: os.PathLike[str] | str | IO[bytes],
    mimetype: str | None = None,
    as_attachment: bool = False,
    download_name: str | None = None,
    conditional: bool = True,
    etag: bool | str = True,
    last_modified: datetime | int | float | None = None,
    max_age: int | Callable[[str | None], int | None] | None = None,
) -> Response:
    """A response with a file: a path below the application's root, or an open binary file.

    The path is trusted: use :func:`send_from_directory` for one that came from outside.
    """
    options = _prepare_send_file_kwargs(
        mimetype=mimetype,
        as_attachment=as_attachment,
        download_name=download_name,
        conditional=conditional,
        etag=etag,
        last_modified=last_modified,
        max_age=max_age,
    )
    response = plain_file(path_or_file, **options)
    return _send(utils.send_file, path_or_file, **options) if response is None else response


def send_from_directory(
    directory: os.PathLike[str] | str, path: os.PathLike[str] | str, **kwargs: Any
) -> Response:
    """A response with a file of a directory, for paths from outside: 404 if it lies elsewhere."""
    options = _prepare_send_file_kwargs(**kwargs)
    response = plain_file_below(directory, path, **options)
    if response is None:
        return _send(utils.send_from_directory, directory, path, **options)
    return response


def _send(send: Any, *paths: Any, conditional: bool = True, **options: Any) -> Response:
    """Have Werkzeug send a file, without questions that no header of the request asks."""
    cls, environ = options["response_class"], options["environ"]
    asked = conditional and (sets_conditions(environ) or not MATCHING.untouched_in(cls))
    response: Response = send(*paths, conditional=asked, **options)
    if conditional and not asked:
        return _unconditional(response, environ)
    return response


def _unconditional(response: Response, environ: dict[str, Any]) -> Response:
    """What ``make_conditional`` makes of the response where a request sets no condition."""
    if "Content-Length" not in response.headers:
        return response.make_conditional(environ, accept_ranges=True)
    if "Date" not in response.headers:
        response.headers["Date"] = date_of(int(time.time()))
    if OFFERS_RANGES:
        response.accept_ranges = "bytes"
    return response


class StaticFiles(Protocol):
    """An application or a blueprint, as the owner of static files."""

    @property
    def static_folder(self) -> str | None: ...

    @property
    def has_static_folder(self) -> bool: ...

    def get_send_file_max_age(self, filename: str | None) -> int | None: ...


def send_static(owner: StaticFiles, filename: str) -> Response:
    """A response with one of the owner's static files."""
    folder = owner.static_folder if owner.has_static_folder else None
    if folder is None:
        raise RuntimeError(f"{owner!r} has no static files, because it has no static_folder.")
    max_age = owner.get_send_file_max_age(filename)
    return send_from_directory(folder, filename, max_age=max_age)


def configured_max_age() -> int | None:
    """The current application's SEND_FILE_MAX_AGE_DEFAULT, in seconds."""
    age = current().app.config["SEND_FILE_MAX_AGE_DEFAULT"]
    seconds: int | None = int(age.total_seconds()) if isinstance(age, timedelta) else age
    return seconds


def open_below(root: str, resource: str, mode: str, encoding: str | None) -> IO[Any]:
    """Open a file below a folder for reading, as text or as bytes."""
    if mode not in {"r", "rt", "rb"}:
        raise ValueError(f"A resource is opened for reading, not with the mode {mode!r}.")
    return Path(root, resource).open(mode, encoding=None if mode == "rb" else encoding)
