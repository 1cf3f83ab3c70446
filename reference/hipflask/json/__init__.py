"""JSON as the current application writes it, or plainly where none is at work."""

import json as _json
from typing import IO, Any, AnyStr

from werkzeug.wrappers import Response

from hipflask import ctx as _ctx
from hipflask._contracts import Provider as _Provider

from .provider import _default


def _provider() -> _Provider | None:
    """The provider of the application that is at work, if there is one."""
    active = _ctx._cv_app.get(None)
    return None if active is None else active.app.json


def dumps(obj: Any, **kwargs: Any) -> str:
    """Write a value as text."""
    provider = _provider()
    if provider is not None:
        return provider.dumps(obj, **kwargs)
    kwargs.setdefault("default", _default)
    return _json.dumps(obj, **kwargs)


def dump(obj: Any, fp: IO[str], **kwargs: Any) -> None:
    """Write a value into a file opened as text."""
    provider = _provider()
    if provider is not None:
        provider.dump(obj, fp, **kwargs)
    else:
        kwargs.setdefault("default", _default)
        _json.dump(obj, fp, **kwargs)


def loads(s: str | bytes, **kwargs: Any) -> Any:
    """Read a value from text or bytes."""
    provider = _provider()
    return _json.loads(s, **kwargs) if provider is None else provider.loads(s, **kwargs)


def load(fp: IO[AnyStr], **kwargs: Any) -> Any:
    """Read a value from a file."""
    provider = _provider()
    return _json.load(fp, **kwargs) if provider is None else provider.load(fp, **kwargs)


def jsonify(*args: Any, **kwargs: Any) -> Response:
    """A response with JSON: of one value, of several as a list, or of keywords as an object."""
    response: Response = _ctx.current().app.json.response(*args, **kwargs)
    return response
