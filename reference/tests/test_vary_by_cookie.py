"""The short cut to ``Vary: Cookie`` is for responses that say nothing else, and for no others."""

import pytest
from werkzeug.datastructures import Headers

from hipflask import Response
from hipflask.sessions import _vary_by_cookie


@pytest.mark.parametrize("before", [None, "Cookie", "cookie", "Accept", "Accept, Cookie", "*", ""])
def test_header_is_the_same(before):
    """The header is what the long way makes of it."""
    fast, slow = Response("text"), Response("text")
    if before is not None:
        fast.headers["Vary"] = slow.headers["Vary"] = before

    _vary_by_cookie(fast)
    slow.vary.add("Cookie")

    assert list(fast.headers) == list(slow.headers)


class OwnVary(Response):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = set()

    @property
    def vary(self):
        return self.seen


class OwnHeaders(Headers):
    """Headers that know what they were asked for."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def get(self, key, *rest, **options):
        self.asked.append(key)
        return super().get(key, *rest, **options)


def test_own_property_is_used():
    """A class that keeps the value otherwise is told."""
    response = OwnVary("text")

    _vary_by_cookie(response)

    assert response.seen == {"Cookie"}
    assert "Vary" not in response.headers


def test_own_headers_take_the_long_way():
    """Headers of another class are asked as Werkzeug asks them."""
    short, long = (Response("text", headers=OwnHeaders()) for _ in range(2))

    _vary_by_cookie(short)
    long.vary.add("Cookie")

    assert short.headers.asked == long.headers.asked
    assert short.headers.asked
