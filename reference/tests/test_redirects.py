"""The short cut to a redirect gives Werkzeug's, where it gives one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from werkzeug.test import create_environ
from werkzeug.urls import iri_to_uri
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Base

from hipflask import Response, _redirects
from hipflask._delivery import deliver
from hipflask._redirects import is_clean_path, plain_redirect

CLEAN = ["/", "/books/7", "/a-b_c.d~e/", "/find?q=a+b&page=2", "/login?next=%2Fbooks%2F7"]
ELSE = [
    "",
    "books",
    "//host/books",
    "http://localhost/",
    "/a:b",
    "/caf\u00e9",
    "/books#7",
    "/find?",
    "/a b",
    "/a%zz",
    "/<script>",
    "/a\n",
    "/a'b",
    Markup("/books"),
    None,
]


def seen(response):
    """All that there is to a response."""
    return {**vars(response), "headers": list(response.headers), "class": type(response)}


@pytest.mark.parametrize("location", CLEAN)
@pytest.mark.parametrize("code", [302, 301, 308, 200, 399])
@pytest.mark.parametrize("cls", [Base, Response], ids=["werkzeug", "hipflask"])
def test_redirect_is_the_same(location, code, cls):
    made = plain_redirect(cls, location, code)

    assert seen(made) == seen(redirect(location, code, cls))


@pytest.mark.parametrize("location", ELSE)
def test_other_locations_are_for_werkzeug(location):
    assert plain_redirect(Response, location, 302) is None


@given(location=st.from_regex(_redirects._CLEAN_PATH, fullmatch=True))
def test_clean_path_is_sent_as_it_is(location):
    assert is_clean_path(location)
    assert iri_to_uri(location) == location
    assert seen(plain_redirect(Response, location, 302)) == seen(redirect(location, 302, Response))


class Corrected(Response):
    autocorrect_location_header = True


def corrected(response):
    response.autocorrect_location_header = True
    return response


HEADERS = [("Location", "/one"), ("location", "/two"), ("Location", "/three"), ("X-Shelf", "3")]
SENT = {
    "clean": lambda: redirect("/books/7", 302, Response),
    "quoted": lambda: redirect("/caf\u00e9", 302, Response),
    "empty-query": lambda: redirect("/books?", 302, Response),
    "several": lambda: Response("text", 302, HEADERS),
    "two": lambda: Response("text", 302, HEADERS[::2]),
    "other-spelling": lambda: Response("text", 302, HEADERS[1:2]),
    "of-content": lambda: Response("text", headers={"Content-Location": "/books"}),
    "corrected-by-class": lambda: redirect("/books/7", 302, Corrected),
    "corrected-once": lambda: corrected(redirect("/books/7", 302, Response)),
}


@pytest.mark.parametrize("make", SENT.values(), ids=SENT)
def test_location_is_sent_the_same(make):
    sent, expected = [], []

    deliver(make(), create_environ("/path"), lambda *head: sent.append(head))
    make()(create_environ("/path"), lambda *head: expected.append(head))

    assert sent == expected
