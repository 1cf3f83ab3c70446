"""Requests are made as Werkzeug makes them, though faster."""

import pytest
from werkzeug.datastructures import EnvironHeaders, Headers
from werkzeug.test import EnvironBuilder, create_environ
from werkzeug.wrappers import Request as WerkzeugRequest

import hipflask

PLAIN = create_environ("/path?q=1", headers={"X-One": "1"})
ENVIRONS = {
    "empty": {},
    "plain": PLAIN,
    "post": create_environ(method="post"),
    "odd-paths": PLAIN | {"SCRIPT_NAME": "/a/", "PATH_INFO": "//b"},
    "no-path": PLAIN | {"SCRIPT_NAME": None, "PATH_INFO": None},
    "not-ascii": PLAIN
    | {"SCRIPT_NAME": "/\xc3\xa4", "PATH_INFO": "/\xff", "QUERY_STRING": "q=\xc3\xa4"},
    "unix-socket": PLAIN | {"SERVER_NAME": "/run/socket", "SERVER_PORT": ""},
    "socket-without-port": {"SERVER_NAME": "/run/socket"},
    "odd-port": PLAIN | {"SERVER_NAME": "localhost", "SERVER_PORT": "http"},
    "nothing-of-the-path": {"REQUEST_METHOD": "POST", "wsgi.url_scheme": "https"},
}


def told(request):
    return {name: value for name, value in vars(request).items() if name != "environ"}


@pytest.mark.parametrize("environ", ENVIRONS.values(), ids=ENVIRONS)
@pytest.mark.parametrize("options", [{}, {"populate_request": False}, {"shallow": True}], ids=str)
def test_request_has_what_werkzeug_sets(environ, options):
    made, expected = dict(environ), dict(environ)

    request = hipflask.Request(made, **options)
    known = WerkzeugRequest(expected, **options)

    assert told(request).keys() == told(known).keys()
    assert {**told(request), "headers": 0} == {**told(known), "headers": 0}
    assert request.environ is made
    assert request.headers.environ is made
    assert ("werkzeug.request" in made) == ("werkzeug.request" in expected)


def test_invalid_variable_fails_like_werkzeug():
    environ = PLAIN | {"PATH_INFO": "/€"}

    with pytest.raises(UnicodeEncodeError):
        hipflask.Request(environ)


@pytest.mark.parametrize("cls", [EnvironHeaders, Headers])
def test_constructor_of_headers_patched_later_is_called(monkeypatch, cls):
    known, made = cls.__init__, []

    def construct(headers, *args):
        made.append(headers)
        known(headers, *args)

    monkeypatch.setattr(cls, "__init__", construct)
    request = hipflask.Request(dict(PLAIN))

    assert request.headers["X-One"] == "1"
    assert [id(headers) for headers in made] == [id(request.headers)]


def test_mixin_behind_the_class_is_called():
    class Mixin(WerkzeugRequest):
        closed = 0

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.mixed = True

        def close(self):
            self.closed += 1

    class Own(hipflask.Request, Mixin):
        pass

    request = Own({})
    request.close()

    assert request.mixed
    assert request.closed == 1


def test_constructor_patched_later_is_called(monkeypatch):
    original, seen = WerkzeugRequest.__init__, []

    def patched(self, *args, **kwargs):
        seen.append(self)
        original(self, *args, **kwargs)

    monkeypatch.setattr(WerkzeugRequest, "__init__", patched)
    request = hipflask.Request({})

    assert seen == [request]


def test_closing_patched_later_is_called(monkeypatch):
    seen = []
    monkeypatch.setattr(WerkzeugRequest, "close", lambda self: seen.append(self))
    request = hipflask.Request({})
    request.close()

    assert seen == [request]


def test_cookies_patched_later_are_used(monkeypatch):
    monkeypatch.setattr(WerkzeugRequest, "cookies", property(lambda self: "patched"))

    assert hipflask.Request({}).cookies == "patched"


def test_files_are_closed():
    environ = EnvironBuilder(method="POST", data={"file": (__file__, "name")}).get_environ()
    request = hipflask.Request(environ)
    upload = request.files["file"]
    request.close()

    assert upload.stream.closed


@pytest.mark.parametrize(
    "header",
    [None, "", "a=1", "a=1; b=2; a=3", 'a="x\\"y"', "a", "=1", "ä=\xc3\xa4", "a=1;;b=2,c=3"],
    ids=["none", "empty", "one", "more", "quoted", "bare", "nameless", "not-ascii", "odd"],
)
def test_cookies_are_those_of_werkzeug(header):
    environ = {} if header is None else {"HTTP_COOKIE": header}

    def cookies(cls):
        try:
            found = cls(environ).cookies
        except ValueError as error:
            return type(error)
        return type(found), list(found.items(multi=True))

    assert cookies(hipflask.Request) == cookies(WerkzeugRequest)


def test_cookies_of_each_request_are_its_own():
    """What a request does to the pairs that it is given, the next one does not see."""

    class Request(hipflask.Request):
        dict_storage_class = staticmethod(lambda pairs: pairs)

    first, second = (Request({"HTTP_COOKIE": "a=1; b=2; a=3"}) for _ in range(2))
    first.cookies.clear()

    assert second.cookies == [("a", "1"), ("b", "2"), ("a", "3")]


def test_cookies_are_of_the_headers_that_are_there():
    request = hipflask.Request({"HTTP_COOKIE": "a=1"})
    request.headers = Headers([("Cookie", "b=2"), ("Cookie", "c=3")])
    other = hipflask.Request({})
    other.headers = EnvironHeaders({"HTTP_COOKIE": "d=4"})

    assert request.cookies.to_dict() == {"b": "2", "c": "3"}
    assert other.cookies.to_dict() == {"d": "4"}
    assert "cookies" in vars(request)


@pytest.mark.parametrize("name", ["blueprints", "blueprint", "endpoint"])
@pytest.mark.parametrize("late", [False, True], ids=["overridden", "patched"])
def test_replaced_names_are_asked_for_at_each_step(monkeypatch, name, late):
    """Without hooks nobody needs a request's blueprints; who replaced them is asked, though."""
    original, asked = vars(hipflask.Request)[name], []

    def replaced(self):
        asked.append(name)
        return original.__get__(self)

    class Own(hipflask.Request):
        pass

    app = hipflask.Flask("app", static_folder=None)
    app.request_class = Own
    app.add_url_rule("/text", "view", lambda: "text")
    app.test_client().get("/text")
    monkeypatch.setattr(hipflask.Request if late else Own, name, property(replaced), raising=False)
    app.test_client().get("/text")

    assert asked == [name] * 3
