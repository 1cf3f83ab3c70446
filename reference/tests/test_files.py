"""Files are sent with the headers that Werkzeug's full way gives them."""

import io
import time

import pytest
from werkzeug.wrappers import Response as Base

import hipflask
from hipflask import _files


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.9)
    (tmp_path / "book.txt").write_text("It was a dark night.")
    (tmp_path / "empty.txt").touch()
    app = hipflask.Flask("app_under_test", root_path=str(tmp_path), static_folder=None)
    app.add_url_rule("/own", "own", lambda: "")
    return app


SENT = {
    "path": lambda: hipflask.send_file("book.txt"),
    "empty": lambda: hipflask.send_file("empty.txt"),
    "directory": lambda: hipflask.send_from_directory(".", "book.txt", max_age=60),
    "memory": lambda: hipflask.send_file(io.BytesIO(b"night"), mimetype="text/plain"),
    "stream": lambda: hipflask.send_file(io.BufferedReader(io.BytesIO(b"night")), "text/plain"),
    "plain": lambda: hipflask.send_file("book.txt", conditional=False),
}
REQUESTS = {
    "get": {},
    "head": {"method": "HEAD"},
    "post": {"method": "POST"},
    "range": {"headers": {"Range": "bytes=0-3"}},
    "match": {"headers": {"If-None-Match": "*"}},
    "since": {"headers": {"If-Modified-Since": "Sun, 09 Sep 2035 01:46:40 GMT"}},
    "other": {"headers": {"If-Match": '"x"'}},
}


def headers_of(app, send, asking):
    """Status and headers of what is sent."""
    with app.test_request_context("/own", **asking):
        response = send()
        response.close()
    return (
        response.status,
        [item for item in response.headers if item[0] != "Date"],
        "Date" in (response.headers),
    )


@pytest.mark.parametrize("send", SENT.values(), ids=SENT)
@pytest.mark.parametrize("asking", REQUESTS.values(), ids=REQUESTS)
def test_headers_are_the_same(app, monkeypatch, send, asking):
    """The short cut for requests without conditions shows in no header."""
    seen = headers_of(app, send, asking)
    monkeypatch.setattr(_files, "_has_no_condition", lambda environ: False)

    assert seen == headers_of(app, send, asking)


def test_date_is_that_of_the_second(app):
    """The date is written once a second."""
    with app.test_request_context("/own"):
        response = hipflask.send_file("book.txt")
        response.close()

    assert response.headers["Date"] == "Sun, 09 Sep 2001 01:46:40 GMT"


@pytest.mark.parametrize("how", ["subclass", "patch"])
def test_own_matching_is_used(app, monkeypatch, how):
    """A class that matches requests its own way does so for requests without conditions."""
    seen = []

    def make_conditional(self, *args, **kwargs):
        seen.append(kwargs)
        return self

    if how == "subclass":
        app.response_class = type(
            "Own", (hipflask.Response,), {"make_conditional": make_conditional}
        )
    else:
        monkeypatch.setattr(Base, "make_conditional", make_conditional)

    headers_of(app, SENT["path"], {})

    assert seen == [{"accept_ranges": True, "complete_length": 20}]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("static", "/shop/static"), ("./s", "/shop/./s"), ("a//b", "/shop/a//b"), ("/abs", "/abs")],
)
def test_static_folder_is_joined(folder, expected):
    """The folder is the root path and what was given, as it was given."""
    app = hipflask.Flask(
        "app_under_test", root_path="/shop", static_folder=folder, static_url_path="/s"
    )

    assert app.static_folder == expected


def test_application_may_deny_its_static_folder(tmp_path):
    """Static files are sent only by who says that it has some."""
    bare = type("Bare", (hipflask.Flask,), {"has_static_folder": False})
    app = bare("app_under_test", root_path=str(tmp_path))

    with app.test_request_context(), pytest.raises(RuntimeError, match="no static files"):
        app.send_static_file("absent.txt")
