"""Files that the client has: tags, times, and when nothing is sent again."""

import io
import os
from datetime import datetime, timedelta, timezone

import flask
import pytest

TIME = "Sun, 09 Sep 2001 01:46:40 GMT"
EARLIER, LATER = "Sun, 09 Sep 2001 01:46:39 GMT", "Mon, 10 Sep 2001 00:00:00 GMT"


def write(path, text, time=1_000_000_000):
    """Write a file that was modified at this time."""
    path.write_text(text)
    os.utime(path, (time, time))


@pytest.fixture
def note(app, tmp_path):
    """The path of a note, which the application sends at ``/note``."""
    path = tmp_path / "note.txt"
    write(path, "Dear Max")

    @app.route("/note", methods=["GET", "POST"])
    def send():
        return flask.send_file(path)

    return path


def test_file_has_a_tag(client, note):
    """The tag can be sent back as it is."""
    tags = [client.get("/note").headers["ETag"] for _ in range(2)]

    assert tags[0] == tags[1]
    assert tags[0].startswith('"')
    assert tags[0].endswith('"')


CHANGES = {
    "size": ("Dear Maximilian", 1_000_000_000),
    "time": ("Dear Max", 1_000_000_001),
    "earlier": ("Dear Max", 900_000_000),
}


@pytest.mark.parametrize(("text", "time"), CHANGES.values(), ids=CHANGES)
def test_file_has_a_tag__of_its_own_version(client, note, text, time):
    """The old tag does not stand for the new file."""
    old = client.get("/note").headers["ETag"]
    write(note, text, time)
    new = client.get("/note", headers={"If-None-Match": old})

    assert (new.status_code, new.text) == (200, text)
    assert new.headers["ETag"] != old


@pytest.mark.parametrize(
    ("etag", "sent"), [("v17", '"v17"'), (False, None)], ids=["text", "switched-off"]
)
def test_tag_can_be_given(app, client, note, etag, sent):
    """For a path and for a file object."""
    app.add_url_rule("/path", "path", lambda: flask.send_file(note, etag=etag))
    app.add_url_rule(
        "/object", "object", lambda: flask.send_file(io.BytesIO(b"hi"), "text/plain", etag=etag)
    )

    answers = [client.get(url) for url in ("/path", "/object")]

    assert [answer.headers.get("ETag") for answer in answers] == [sent, sent]
    assert [answer.text for answer in answers] == ["Dear Max", "hi"]


def test_file_tells_when_it_was_modified(client, note):
    """As an HTTP date, which has whole seconds."""
    write(note, "Dear Max", 1_000_000_000.75)

    assert client.get("/note").headers["Last-Modified"] == TIME


@pytest.mark.parametrize(
    "time",
    [
        pytest.param(datetime(2001, 9, 9, 1, 46, 40), id="naive-is-utc"),
        pytest.param(
            datetime(2001, 9, 9, 3, 46, 40, tzinfo=timezone(timedelta(hours=2))), id="zone"
        ),
        pytest.param(1_000_000_000.75, id="fraction"),
    ],
)
def test_time_can_be_given__of_a_path(app, client, note, time):
    """It counts more than the time of the file."""
    os.utime(note, (1, 1))
    app.add_url_rule("/given", "given", lambda: flask.send_file(note, last_modified=time))

    given, own = client.get("/given"), client.get("/note")

    assert given.headers["Last-Modified"] == TIME
    assert own.headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:01 GMT"


def test_time_can_be_given__the_beginning_of_time(app, client, note):
    """Zero is a time as well."""
    app.add_url_rule("/given", "given", lambda: flask.send_file(note, last_modified=0))

    assert client.get("/given").headers["Last-Modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("known", ["{}", '"other", {}', "W/{}", "*"], ids=repr)
def test_known_tag_is_answered_without_the_file(client, note, method, known):
    """The tag is sent again."""
    tag = client.get("/note").headers["ETag"]

    answer = client.request(method, "/note", headers={"If-None-Match": known.format(tag)})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_known_tag_is_answered_without_the_file__and_no_other(client, note, method):
    """Another tag brings the file."""
    answer = client.request(method, "/note", headers={"If-None-Match": '"other"'})

    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == "8"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("since", "status"),
    [
        pytest.param(TIME, 304, id="same"),
        pytest.param(LATER, 304, id="later"),
        pytest.param(EARLIER, 200, id="earlier"),
        pytest.param("some day", 200, id="no-date"),
    ],
)
def test_unchanged_file_is_answered_without_the_file(client, note, method, since, status):
    """The date of the file decides, to the second."""
    answer = client.request(method, "/note", headers={"If-Modified-Since": since})

    assert answer.status_code == status
    assert answer.text == ("Dear Max" if (status, method) == (200, "GET") else "")
    assert answer.headers["ETag"].startswith('"')


@pytest.mark.parametrize(
    ("known", "since", "status"),
    [
        pytest.param("{}", EARLIER, 304, id="known-tag"),
        pytest.param('"other"', LATER, 200, id="other-tag"),
    ],
)
def test_tag_counts_more_than_the_time(client, note, known, since, status):
    """In both directions."""
    tag = client.get("/note").headers["ETag"]
    headers = {"If-None-Match": known.format(tag), "If-Modified-Since": since}

    answer = client.get("/note", headers=headers)

    assert answer.status_code == status
    assert answer.headers["ETag"] == tag


def test_other_methods_get_the_file(client, note):
    """Here by POST."""
    tag = client.get("/note").headers["ETag"]

    answer = client.post("/note", headers={"If-None-Match": tag, "If-Modified-Since": TIME})

    assert (answer.status_code, answer.text) == (200, "Dear Max")


@pytest.mark.parametrize("name", ["If-None-Match", "If-Modified-Since", "Range"])
def test_comparing_can_be_switched_off(app, client, note, name):
    """Tag and time are sent nevertheless."""
    values = {"If-None-Match": '"v17"', "If-Modified-Since": TIME, "Range": "bytes=0-3"}
    app.add_url_rule(
        "/whole", "whole", lambda: flask.send_file(note, conditional=False, etag="v17")
    )

    answer = client.get("/whole", headers={name: values[name]})

    assert (answer.status_code, answer.text) == (200, "Dear Max")
    assert (answer.headers["ETag"], answer.headers["Last-Modified"]) == ('"v17"', TIME)
