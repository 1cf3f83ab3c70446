"""Parts of files: which bytes are sent, and when all of them."""

import io
import os

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

TIME, EARLIER = "Sun, 09 Sep 2001 01:46:40 GMT", "Sat, 08 Sep 2001 01:46:40 GMT"


@pytest.fixture
def digits(app, tmp_path):
    """A file of ten digits, which the application sends at ``/digits``."""
    path = tmp_path / "digits.txt"
    path.write_text("0123456789")
    os.utime(path, (1_000_000_000, 1_000_000_000))

    @app.route("/digits", methods=["GET", "POST"])
    def send():
        return flask.send_file(path)

    return path


@pytest.mark.parametrize(
    ("asked", "text", "sent"),
    [
        pytest.param("0-0", "0", "0-0", id="first"),
        pytest.param("2-4", "234", "2-4", id="middle"),
        pytest.param("9-9", "9", "9-9", id="last"),
        pytest.param("0-9", "0123456789", "0-9", id="all"),
    ],
)
def test_range_is_answered_by_a_part__of_a_path(client, digits, asked, text, sent):
    """The type, the tag and the time are those of the file."""
    part, whole = client.get("/digits", headers={"Range": f"bytes={asked}"}), client.get("/digits")

    assert (part.status_code, part.text) == (206, text)
    assert part.headers["Content-Range"] == f"bytes {sent}/10"
    for name in ("Content-Type", "ETag", "Last-Modified"):
        assert part.headers[name] == whole.headers[name]


@given(content=st.binary(min_size=1, max_size=30), data=st.data())
def test_range_is_answered_by_a_part__any(client_of, content, data):
    """Any range that begins within the file is the slice of its bytes."""
    first = data.draw(st.integers(0, len(content) - 1))
    last = data.draw(st.integers(first, len(content) + 5))
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/file", "file", lambda: flask.send_file(io.BytesIO(content), "image/png"))

    answer = client_of(app).get("/file", headers={"Range": f"bytes={first}-{last}"})

    part = content[first : last + 1]
    assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize(
    ("asked", "text", "sent"),
    [
        pytest.param("4-", "456789", "4-9", id="no-end"),
        pytest.param("0-", "0123456789", "0-9", id="no-end-from-the-first"),
        pytest.param("8-100", "89", "8-9", id="beyond-the-end"),
    ],
)
def test_range_may_be_open(client, digits, asked, text, sent):
    """The real end is told."""
    answer = client.get("/digits", headers={"Range": f"bytes={asked}"})

    assert (answer.status_code, answer.text) == (206, text)
    assert answer.headers["Content-Range"] == f"bytes {sent}/10"


@pytest.mark.parametrize(("count", "text"), [(1, "9"), (3, "789"), (10, "0123456789")])
def test_range_may_count_from_the_end(client, digits, count, text):
    """Up to the whole file."""
    answer = client.get("/digits", headers={"Range": f"bytes=-{count}"})

    assert (answer.status_code, answer.text) == (206, text)
    assert answer.headers["Content-Range"] == f"bytes {10 - count}-9/10"


@pytest.mark.parametrize("asked", ["10-", "10-12", "20-30"])
def test_range_beyond_the_file_cannot_be_answered(client, digits, asked):
    """A client can learn from it how much there is."""
    answer = client.get("/digits", headers={"Range": f"bytes={asked}"})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"


@pytest.mark.parametrize(
    ("condition", "whole"),
    [
        pytest.param("TAG", False, id="tag"),
        pytest.param('"other"', True, id="other-tag"),
        pytest.param(TIME, False, id="time"),
        pytest.param(EARLIER, True, id="earlier-time"),
    ],
)
def test_range_holds_for_the_file_that_the_client_knows(client, digits, condition, whole):
    """Then there is no ``Content-Range``."""
    tag = client.get("/digits").headers["ETag"]
    headers = {"Range": "bytes=2-4", "If-Range": tag if condition == "TAG" else condition}

    answer = client.get("/digits", headers=headers)

    assert (answer.status_code, answer.text) == ((200, "0123456789") if whole else (206, "234"))
    assert answer.headers.get("Content-Range") == (None if whole else "bytes 2-4/10")


def test_range_is_for_the_method_get(client, digits):
    """Here POST is tried."""
    answer = client.post("/digits", headers={"Range": "bytes=2-4"})

    assert (answer.status_code, answer.text) == (200, "0123456789")


def test_ranges_are_offered(client, digits):
    """With the whole file and with a part."""
    answers = [client.get("/digits", headers=headers) for headers in ({}, {"Range": "bytes=2-4"})]

    assert [answer.headers["Accept-Ranges"] for answer in answers] == ["bytes", "bytes"]
