"""Downloads: what a receiver is told about the name of a file."""

import io
from email.message import Message
from urllib.parse import unquote

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def disposition_of(answer):
    """Whether to save, and under which name, as RFC 6266 reads it: ``filename*`` counts more."""
    message = Message()
    message["Content-Disposition"] = answer.headers["Content-Disposition"]
    name = message.get_filename()
    if "filename*=UTF-8''" in message["Content-Disposition"]:
        name = unquote(message["Content-Disposition"].split("filename*=UTF-8''")[1])
    return message.get_content_disposition(), name


def sender(content, **options):
    """A view that sends bytes."""
    return lambda: flask.send_file(io.BytesIO(content), **options)


@pytest.mark.parametrize("name", ["note.txt", "two words.txt", "B\u00fccher.txt"])
@pytest.mark.parametrize("kind", [str, lambda path: path], ids=["string", "path"])
def test_attachment_is_saved(app, client, tmp_path, name, kind):
    """Only the last part of the path is sent."""
    path = tmp_path / name
    path.touch()
    app.add_url_rule("/file", "file", lambda: flask.send_file(kind(path), as_attachment=True))

    assert disposition_of(client.get("/file")) == ("attachment", name)


def test_file_is_shown_by_default(app, client, tmp_path):
    """With the name of the file, or the name that is given."""
    path = tmp_path / "note.txt"
    path.touch()
    app.add_url_rule("/file", "file", lambda: flask.send_file(path))
    app.add_url_rule("/named", "named", lambda: flask.send_file(path, download_name="a.txt"))

    shown = [disposition_of(client.get(url)) for url in ("/file", "/named")]

    assert shown == [("inline", "note.txt"), ("inline", "a.txt")]


def test_name_can_be_given(app, client, tmp_path):
    """Of a path and of a file object."""
    path = tmp_path / "note.txt"
    path.touch()
    options = {"as_attachment": True, "download_name": "diary.txt"}
    app.add_url_rule("/path", "path", lambda: flask.send_file(path, **options))
    app.add_url_rule("/object", "object", sender(b"", **options))

    saved = [disposition_of(client.get(url)) for url in ("/path", "/object")]

    assert saved == [("attachment", "diary.txt")] * 2


NAMES = st.text("ab .;,='\"\\%/*\u00fc\u65e5\U0001f600", max_size=8).map("a{}.txt".format)


@given(name=NAMES)
def test_name_may_have_any_letters(client_of, name):
    """Names of letters, signs and spaces within, without control characters and surrogates."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/file", "file", sender(b"", as_attachment=True, download_name=name))

    assert disposition_of(client_of(app).get("/file")) == ("attachment", name)


@pytest.mark.parametrize("name", ["B\u00fccher.txt", "\u65e5\u672c.txt", "na\u00efve 1.txt"])
def test_old_receivers_get_a_name_in_ascii(app, client, name):
    """It ends like the name."""
    app.add_url_rule("/file", "file", sender(b"", as_attachment=True, download_name=name))

    header = client.get("/file").headers["Content-Disposition"]
    plain = header.split("filename=")[1].split("; filename*=")[0].strip('"')

    assert plain.isascii()
    assert plain.endswith(".txt")


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"], ids=["crlf", "lf", "cr"])
def test_line_breaks_are_not_sent(app, client, line_break):
    """Beside a name that is sent."""
    for url, name in (("/good", "a.txt"), ("/bad", f"a{line_break}X-Injected: yes")):
        app.add_url_rule(url, url, sender(b"", as_attachment=True, download_name=name))

    good, bad = client.get("/good"), client.get("/bad")

    assert disposition_of(good) == ("attachment", "a.txt")
    assert "X-Injected" not in bad.headers
