"""Files as responses, as the application's settings want them."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Protocol, cast

from werkzeug import utils
from werkzeug.wrappers import Response

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
        path_or_file=path_or_file,
        mimetype=mimetype,
        as_attachment=as_attachment,
        download_name=download_name,
        conditional=conditional,
        etag=etag,
        last_modified=last_modified,
        max_age=max_age,
    )
    return utils.send_file(**options)


def send_from_directory(
    directory: os.PathLike[str] | str, path: os.PathLike[str] | str, **kwargs: Any
) -> Response:
    """A response with a file of a directory, for paths from outside: 404 if it lies elsewhere."""
    return utils.send_from_directory(directory, path, **_prepare_send_file_kwargs(**kwargs))


class StaticFiles(Protocol):
    """An application or a blueprint, as the owner of static files."""

    @property
    def static_folder(self) -> str | None: ...

    def get_send_file_max_age(self, filename: str | None) -> int | None: ...


def send_static(owner: StaticFiles, filename: str) -> Response:
    """A response with one of the owner's static files."""
    if owner.static_folder is None:
        raise RuntimeError(f"{owner!r} has no static files, because it has no static_folder.")
    max_age = owner.get_send_file_max_age(filename)
    return send_from_directory(owner.static_folder, filename, max_age=max_age)


def configured_max_age() -> int | None:
    """The current application's SEND_FILE_MAX_AGE_DEFAULT, in seconds."""
    age = current().app.config["SEND_FILE_MAX_AGE_DEFAULT"]
    return int(age.total_seconds()) if isinstance(age, timedelta) else cast(int | None, age)


def open_below(root: str, resource: str, mode: str, encoding: str | None) -> IO[Any]:
    """Open a file below a folder for reading, as text or as bytes."""
    if mode not in {"r", "rt", "rb"}:
        raise ValueError(f"A resource is opened for reading, not with the mode {mode!r}.")
    return Path(root, resource).open(mode, encoding=None if mode == "rb" else encoding)
