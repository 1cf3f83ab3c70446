"""The short cut to responses of text makes what the constructor makes, and stays out of its way."""

import pytest
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as Base

from hipflask import Response, _plain_responses
from hipflask._plain_responses import plain_response


class Plain(Response):
    default_mimetype = "text/plain"
    default_status = 202


@pytest.mark.parametrize("cls", [Base, Response, Plain], ids=["werkzeug", "hipflask", "own"])
@pytest.mark.parametrize("body", ["", "hello", "h\u00e9llo", b"bytes", bytearray(b"array")])
@pytest.mark.parametrize("status", [None, 200, 404, 204, 299, -1])
@pytest.mark.parametrize("mimetype", [None, "application/json", "image/svg+xml"])
def test_the_same_is_made(cls, body, status, mimetype):
    """All attributes are those that the constructor sets."""
    slow = cls(body, status=status, mimetype=mimetype)

    fast = plain_response(cls, body, status, mimetype)

    assert type(fast) is cls
    assert list(vars(fast)["headers"]) == list(vars(slow)["headers"])
    assert vars(fast) | {"headers": None} == vars(slow) | {"headers": None}


def test_nothing_is_shared():
    """Two responses have nothing in common that can be changed."""
    one, other = plain_response(Response, "text"), plain_response(Response, "text")

    one.headers["X-Shelf"] = "3"
    one.call_on_close(print)

    assert one.response is not other.response
    assert "X-Shelf" not in other.headers
    assert vars(other)["_on_close"] == []


class WithHeaders(Response):
    headers = property(lambda self: vars(self)["headers"])


class WithStatus(Response):
    status = property(lambda self: "200 OK")


class WithSetData(Response):
    def set_data(self, value):
        super().set_data(value)


class WithMeta(Response, metaclass=type("Meta", (type,), {})):
    pass


class Below(Base.__bases__[0]):
    pass


class WithAClassBelow(Response, Below):
    pass


class WithoutType(Response):
    default_mimetype = None


@pytest.mark.parametrize(
    "cls", [WithHeaders, WithStatus, WithSetData, WithMeta, WithAClassBelow, WithoutType]
)
def test_the_class_is_asked(cls):
    """A class that has anything of its own to say about making responses is asked."""
    made = plain_response(cls, "text")

    assert made is None


@pytest.mark.parametrize("status", ["404 NOT FOUND", True, 404.0])
def test_other_statuses_are_for_the_class(status):
    """Only plain numbers are known."""
    made = plain_response(Response, "text", status)

    assert made is None


def test_another_werkzeug_has_no_short_cut(monkeypatch):
    """Where Werkzeug keeps the parts otherwise, the class is asked."""
    monkeypatch.setattr(_plain_responses, "_PARTS_ARE_KNOWN", False)

    made = plain_response(Response, "text")

    assert made is None


def test_this_werkzeug_has_one():
    """The attributes of the Werkzeug that is installed are the known ones."""
    assert _plain_responses._PARTS_ARE_KNOWN
    assert vars(Headers()) == {"_list": []}
