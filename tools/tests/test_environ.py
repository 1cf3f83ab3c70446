"""The environment is what RFC 3875 asks for."""

import pytest

from flask_conformance.worker.environ import environ_for
from flask_conformance.worker.wsgi import Wsgi

wsgi = Wsgi()


def environ_of_target(target):
    return environ_for("GET", target, [(b"Host", b"localhost")])


def environ_of_headers(*headers):
    return environ_for("GET", b"/books", headers)


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        pytest.param(b"/books", "/books", "", id="plain"),
        pytest.param(b"/a%2Fb", "/a/b", "", id="slash"),
        pytest.param(b"/%C3%A9", "/\xc3\xa9", "", id="utf-8"),
        pytest.param(b"/\xc3\xa9", "/\xc3\xa9", "", id="utf-8-unquoted"),
        pytest.param(b"/%FF", "/\xff", "", id="not-utf-8"),
        pytest.param(b"/100%", "/100%", "", id="lonely-percent"),
        pytest.param(b"/%zz", "/%zz", "", id="no-hexadecimal"),
        pytest.param(b"/%2541", "/%41", "", id="decoded-once"),
        pytest.param(b"//books//", "//books//", "", id="many-slashes"),
        pytest.param(b"/a/../b", "/a/../b", "", id="dots"),
        pytest.param(b"/a+b", "/a+b", "", id="plus"),
        pytest.param(b"/a;v=1", "/a;v=1", "", id="parameter"),
        pytest.param(b"/%3Fq", "/?q", "", id="question-mark-in-path"),
        pytest.param(b"/books?", "/books", "", id="empty-query"),
        pytest.param(b"/books?q=%C3%A9&r=a+b", "/books", "q=%C3%A9&r=a+b", id="query-stays-raw"),
        pytest.param(b"/books?q=\xe9", "/books", "q=\xe9", id="query-bytes"),
        pytest.param(b"/books?a?b", "/books", "a?b", id="two-question-marks"),
        pytest.param(b"*", "*", "", id="asterisk"),
    ],
)
def test_target_becomes_path_and_query(target, path, query):
    environ = environ_of_target(target)

    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == (path, query)
    assert environ["REQUEST_URI"] == environ["RAW_URI"] == target.decode("latin-1")
    assert environ["SCRIPT_NAME"] == ""


@pytest.mark.parametrize(
    ("target", "scheme", "host", "uri"),
    [
        pytest.param(b"https://shop.test/a%2Fb?q", "https", "shop.test", "/a%2Fb?q", id="whole"),
        pytest.param(b"http://shop.test:81", "http", "shop.test:81", "/", id="no-path"),
        pytest.param(b"HTTP://shop.test?q", "http", "shop.test", "/?q", id="only-query"),
        pytest.param(b"/http://shop.test/", "http", "localhost", "/http://shop.test/", id="path"),
    ],
)
def test_absolute_target_decides_about_scheme_and_host(target, scheme, host, uri):
    environ = environ_of_target(target)

    assert environ["wsgi.url_scheme"] == scheme
    assert environ["HTTP_HOST"] == host
    assert environ["REQUEST_URI"] == uri


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param([(b"X-One", b"1")], {"HTTP_X_ONE": "1"}, id="dash"),
        pytest.param([(b"accept", b"a"), (b"Accept", b"b")], {"HTTP_ACCEPT": "a,b"}, id="again"),
        pytest.param(
            [(b"Cookie", b"a=1"), (b"cookie", b"b=2")], {"HTTP_COOKIE": "a=1; b=2"}, id="cookies"
        ),
        pytest.param([(b"X-Word", b"caf\xe9")], {"HTTP_X_WORD": "caf\xe9"}, id="latin-1"),
        pytest.param([(b"X-Word", b" \ta b ")], {"HTTP_X_WORD": "a b"}, id="space-around"),
        pytest.param(
            [(b"X_Forwarded_For", b"1"), (b"X-Forwarded-For", b"2")],
            {"HTTP_X_FORWARDED_FOR": "2"},
            id="underscore",
        ),
        pytest.param([(b"Content-Type", b"text/css")], {"CONTENT_TYPE": "text/css"}, id="type"),
        pytest.param(
            [(b"Content-Type", b"a/b"), (b"Content-Type", b"c/d")],
            {"CONTENT_TYPE": "a/b"},
            id="types",
        ),
        pytest.param([(b"Content-Length", b"3")], {"CONTENT_LENGTH": "3"}, id="length"),
        pytest.param([], {}, id="none"),
    ],
)
def test_headers_become_variables(headers, expected):
    environ = environ_of_headers(*headers)

    variables = {
        name: value for name, value in environ.items() if name.startswith(("HTTP_", "CONTENT_"))
    }
    assert variables == expected


def test_server_and_client_are_named():
    environ = environ_for("PUT", b"/", [], scheme="https", server=("shop.test", 8443))

    assert environ["REQUEST_METHOD"] == "PUT"
    assert environ["wsgi.url_scheme"] == "https"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("shop.test", "8443")
    assert environ["SERVER_PROTOCOL"] == "HTTP/1.1"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"


def test_chunked_body_has_no_length_but_an_end():
    environ = wsgi.environ(
        method="POST", body=[b"one", b"", b"two"], headers=[("Content-Length", "9")]
    )

    assert "CONTENT_LENGTH" not in environ
    assert environ["wsgi.input_terminated"] is True
    assert environ["wsgi.input"].read() == b"onetwo"


def test_chunks_are_pulled_when_they_are_read():
    pulled = []
    chunks = (pulled.append(number) or b"%d\n" % number for number in range(3))
    environ = wsgi.environ(method="POST", body=chunks)

    before, first, between = list(pulled), environ["wsgi.input"].readline(), list(pulled)

    assert (before, first, between) == ([], b"0\n", [0])
    assert environ["wsgi.input"].readlines() == [b"1\n", b"2\n"]


def test_raw_environ_declares_length_and_host():
    environ = wsgi.environ("/é?q", method="POST", headers=[("X-Word", "é")], body=b"four")

    assert environ["PATH_INFO"] == "/\xc3\xa9"
    assert environ["HTTP_X_WORD"] == "\xe9"
    assert environ["HTTP_HOST"] == "localhost"
    assert environ["CONTENT_LENGTH"] == "4"
    assert environ["wsgi.input"].read() == b"four"


def test_raw_environ_leaves_the_last_word_to_its_caller():
    environ = wsgi.environ(headers=[("Host", "shop.test")], SCRIPT_NAME="/mount", HTTP_X="y")

    assert environ["HTTP_HOST"] == "shop.test"
    assert environ["SCRIPT_NAME"] == "/mount"
    assert environ["HTTP_X"] == "y"
    assert "CONTENT_LENGTH" not in environ
