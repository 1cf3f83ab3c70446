"""Files are sent with the headers that Werkzeug's full way gives them."""

import io
import mimetypes
import os
import time
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from werkzeug import utils
from werkzeug.datastructures import UpdateDictMixin
from werkzeug.exceptions import NotFound, RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as Base

import hipflask
from hipflask import _files, _plain_files


@pytest.fixture
def app(tmp_path, monkeypatch):
    for module in (time, utils):
        monkeypatch.setattr(module, "time", lambda: 1_000_000_000.9)
    (tmp_path / "book.txt").write_text("It was a dark night.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "books.tar.gz").touch()
    app = hipflask.Flask("app_under_test", root_path=str(tmp_path), static_folder=None)
    app.add_url_rule("/own", "own", lambda: "")
    return app


SENT = {
    "path": lambda: hipflask.send_file("book.txt"),
    "path-object": lambda: hipflask.send_file(Path("book.txt")),
    "dotted": lambda: hipflask.send_file("./book.txt"),
    "empty": lambda: hipflask.send_file("empty.txt"),
    "packed": lambda: hipflask.send_file("books.tar.gz"),
    "attached": lambda: hipflask.send_file("books.tar.gz", as_attachment=True),
    "renamed": lambda: hipflask.send_file("book.txt", "text/x", True, "b\u00fcch er.txt"),
    "unknown": lambda: hipflask.send_file("book.txt", download_name="book"),
    "no-name": lambda: hipflask.send_file("book.txt", download_name=""),
    "aged": lambda: hipflask.send_file("book.txt", max_age=60),
    "old": lambda: hipflask.send_file("book.txt", max_age=0),
    "aged-truly": lambda: hipflask.send_file("book.txt", max_age=True),
    "aged-by-one": lambda: hipflask.send_file("book.txt", max_age=1),
    "aged-by-name": lambda: hipflask.send_file("book.txt", max_age=len),
    "directory": lambda: hipflask.send_from_directory(".", "book.txt", max_age=60),
    "memory": lambda: hipflask.send_file(io.BytesIO(b"night"), mimetype="text/plain"),
    "stream": lambda: hipflask.send_file(io.BufferedReader(io.BytesIO(b"night")), "text/plain"),
    "own-etag": lambda: hipflask.send_file("book.txt", etag="mine"),
    "no-etag": lambda: hipflask.send_file("book.txt", etag=False),
    "own-date": lambda: hipflask.send_file("book.txt", last_modified=7),
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
    assert response.direct_passthrough
    return (
        response.status,
        [item for item in response.headers if item[0] != "Date"],
        "Date" in (response.headers),
    )


@pytest.mark.parametrize("send", SENT.values(), ids=SENT)
@pytest.mark.parametrize("asking", REQUESTS.values(), ids=REQUESTS)
def test_headers_are_the_same(app, monkeypatch, send, asking):
    """The short cuts show in no header, neither at first nor when the headers are kept."""
    seen = [headers_of(app, send, asking) for _ in range(2)]
    for name in ("plain_file", "plain_file_below"):
        monkeypatch.setattr(_files, name, lambda *args, **kwargs: None)
    monkeypatch.setattr(_files, "sets_conditions", lambda environ: True)

    assert seen == [headers_of(app, send, asking)] * 2


def sent_plainly(app, send):
    """Whether nothing is asked of Werkzeug where the headers are known."""
    headers_of(app, send, {})
    with (
        app.test_request_context("/own"),
        mock.patch.object(_files, "_send", return_value=Base()) as asked,
    ):
        send().close()
    return not asked.called


def test_usual_files_are_sent_plainly(app):
    assert sent_plainly(app, SENT["path"])
    assert sent_plainly(app, SENT["directory"])
    assert sent_plainly(app, SENT["renamed"])
    assert not sent_plainly(app, SENT["memory"])


UNUSUAL = {
    "header": lambda app, patch: own_class(app, set_etag=lambda self, *args: None),
    "length": lambda app, patch: own_class(app, content_length=property(None, lambda *args: None)),
    "making": lambda app, patch: own_class(app, __init__=lambda *a, **k: Base.__init__(*a, **k)),
    "matching": lambda app, patch: own_class(app, make_conditional=lambda self, *a, **k: self),
    "status": lambda app, patch: own_class(app, default_status="200 Fine"),
    "late": lambda app, patch: patch.setattr(Base, "set_etag", lambda self, *args: None),
    "control": lambda app, patch: patch.setattr(UpdateDictMixin, "__setitem__", dict.__setitem__),
    "werkzeug": lambda app, patch: patch.setattr(utils, "send_file", partial(utils.send_file)),
    "directory": lambda app, patch: patch.setattr(
        utils, "send_from_directory", partial(utils.send_from_directory)
    ),
    "newer-werkzeug": lambda app, patch: patch.setattr(_plain_files, "_HEADERS_ARE_KNOWN", False),
    "sent-by-server": lambda app, patch: app.config.update(USE_X_SENDFILE=True),
}


def own_class(app, **members):
    app.response_class = type("Own", (hipflask.Response,), members)


@pytest.mark.parametrize("change", UNUSUAL.values(), ids=UNUSUAL)
def test_replaced_steps_are_taken(app, monkeypatch, change):
    """Werkzeug sends the file where a class, a setting or a patch has its own way."""
    change(app, monkeypatch)

    assert not sent_plainly(app, SENT["directory"])


def test_server_may_make_text_of_files(app):
    """What it wraps them by may be a function, which can give anything."""

    def text_of(file, size):
        with file:
            return file.read()

    with app.test_request_context("/own", environ_overrides={"wsgi.file_wrapper": text_of}):
        response = hipflask.send_file("book.txt")

    assert response.response == [b"It was a dark night."]


def test_changed_file_is_described_anew(app, tmp_path, monkeypatch):
    """Another length, another hour, and another type where somebody has added one."""
    before = headers_of(app, SENT["path"], {})
    (tmp_path / "book.txt").write_text("It was late.")
    written = headers_of(app, SENT["path"], {})
    os.utime(tmp_path / "book.txt", (1, 1))
    touched = headers_of(app, SENT["path"], {})
    monkeypatch.setitem(mimetypes.types_map, ".txt", "text/book")
    typed = headers_of(app, SENT["path"], {})

    assert ("Content-Length", "12") in written[1]
    assert ("Last-Modified", "Thu, 01 Jan 1970 00:00:01 GMT") in touched[1]
    assert ("Content-Type", "text/book; charset=utf-8") in typed[1]
    assert len({str(headers) for headers in (before, written, touched, typed)}) == 4


def test_end_of_life_is_counted_from_each_request(app, monkeypatch):
    headers_of(app, SENT["aged"], {})
    monkeypatch.setattr(time, "time", lambda: 1_000_000_100)

    _, headers, _ = headers_of(app, SENT["aged"], {})

    assert dict(headers)["Expires"] == "Sun, 09 Sep 2001 01:49:20 GMT"


def test_file_is_closed_where_its_range_cannot_be_given(app, monkeypatch):
    opened = []
    monkeypatch.setattr(
        _plain_files, "wrap_file", lambda environ, file: opened.append(file) or [file]
    )

    far = app.test_request_context("/own", headers={"Range": "bytes=90-"})
    with far, pytest.raises(RequestedRangeNotSatisfiable):
        hipflask.send_file("book.txt")

    assert opened[0].closed


def test_ages_of_other_types_are_told_apart(app):
    """True is one, and Werkzeug writes it otherwise."""
    ages = [headers_of(app, SENT[name], {})[1] for name in ("aged-by-one", "aged-truly")]

    controls = [dict(headers)["Cache-Control"] for headers in ages]
    assert len(set(controls)) == 2


MISSING = {
    "nothing": "absent.txt",
    "folder": "inner",
    "above": "../book.txt",
    "absolute": "/book.txt",
    "null": "book\0.txt",
}


@pytest.mark.parametrize("path", MISSING.values(), ids=MISSING)
def test_what_is_no_file_below_is_not_found(app, tmp_path, path):
    (tmp_path / "shelf" / "inner").mkdir(parents=True)

    with app.test_request_context("/own"), pytest.raises(NotFound):
        hipflask.send_from_directory("shelf", path)


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
