"""The application's logger: quiet where logging is set up, visible where it is not."""

import logging
import sys
from typing import Any, TextIO, cast

from werkzeug.local import LocalProxy

from ._contracts import Configured
from .ctx import _cv_request
from .globals import request as request


def _errors_stream() -> Any:
    """Where the server of the current request wants errors, or the standard error stream."""
    context = _cv_request.get(None)
    return sys.stderr if context is None else context.request.environ["wsgi.errors"]


wsgi_errors_stream = cast(TextIO, LocalProxy(_errors_stream))

default_handler = logging.StreamHandler(wsgi_errors_stream)
default_handler.setFormatter(
    logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
)


def has_level_handler(logger: logging.Logger) -> bool:
    """Whether some handler on the logger's way up takes messages of its level."""
    level = logger.getEffectiveLevel()
    current: logging.Logger | None = logger
    while current is not None:
        if any(handler.level <= level for handler in current.handlers):
            return True
        current = current.parent if current.propagate else None
    return False


def create_logger(app: Configured) -> logging.Logger:
    """The logger named like the application, with a handler if nobody else has one."""
    logger = logging.getLogger(app.name)
    if app.debug and not logger.level:
        logger.setLevel(logging.DEBUG)
    if not has_level_handler(logger):
        logger.addHandler(default_handler)
    return logger
