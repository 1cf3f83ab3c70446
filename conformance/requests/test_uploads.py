"""Uploaded files: what they are called, what is in them, where they go."""

import io

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

FRONTIER = {"Content-Type": "multipart/form-data; boundary=frontier"}


def body_with(disposition, headers=b"", content=b"a picture"):
    """A form with one part."""
    head = b"--frontier\r\nContent-Disposition: form-data; name=cover" + disposition + b"\r\n"
    return head + headers + b"\r\n" + content + b"\r\n--frontier--\r\n"


TYPES = {
    "plain": ("image/png", ("image/png", "image/png")),
    "parameter": ("text/plain; charset=utf-8", ("text/plain; charset=utf-8", "text/plain")),
    "capitals": ("Image/PNG", ("Image/PNG", "image/png")),
}


@pytest.mark.parametrize(("sent", "told"), TYPES.values(), ids=TYPES)
def test_file_has_a_media_type(app, client, sent, told):
    """One attribute has the header, the other the type alone."""

    @app.route("/covers", methods=["POST"])
    def add():
        cover = flask.request.files["cover"]
        return repr((cover.content_type, cover.mimetype))

    answer = client.post("/covers", files={"cover": ("emma", b"...", sent)})

    assert answer.text == repr(told)


def test_file_has_a_media_type__none_named(app, client):
    """A part that names no type has an empty media type."""
    app.add_url_rule(
        "/covers",
        "add",
        lambda: f"type {flask.request.files['cover'].mimetype!r}",
        methods=["POST"],
    )

    answer = client.post("/covers", content=body_with(b"; filename=emma"), headers=FRONTIER)

    assert answer.text == "type ''"


READINGS = {
    "all": (lambda file: file.read(), b"one\ntwo\nthree"),
    "some": (lambda file: file.read(5), b"one\nt"),
    "line": (lambda file: file.readline(), b"one\n"),
    "lines": (list, [b"one\n", b"two\n", b"three"]),
    "stream": (lambda file: file.stream.read(), b"one\ntwo\nthree"),
    "from-a-place": (lambda file: (file.seek(4), file.read(3))[1], b"two"),
    "twice": (lambda file: (file.read(), file.seek(0), file.read())[2], b"one\ntwo\nthree"),
    "place": (lambda file: (file.read(6), file.tell())[1], 6),
}


@pytest.mark.parametrize(("read", "found"), READINGS.values(), ids=READINGS)
def test_file_is_read_like_others(app, client, read, found):
    """What works with an open binary file works with an uploaded one."""
    app.add_url_rule(
        "/covers", "add", lambda: repr(read(flask.request.files["cover"])), methods=["POST"]
    )

    answer = client.post("/covers", files={"cover": b"one\ntwo\nthree"})

    assert answer.text == repr(found)


PATHS = {"text": str, "path": lambda path: path}


@pytest.mark.parametrize("as_path", PATHS.values(), ids=PATHS)
def test_file_can_be_saved(app, client, tmp_path, as_path):
    """A path may be text or a path object."""
    target = tmp_path / "emma.png"

    @app.route("/covers", methods=["POST"])
    def add():
        flask.request.files["cover"].save(as_path(target))
        return "saved"

    answer = client.post("/covers", files={"cover": b"\x89PNG"})

    assert answer.text == "saved"
    assert target.read_bytes() == b"\x89PNG"


def test_file_can_be_saved__into_an_open_file(app, client):
    """The content goes where the file stands, and the file stays open."""
    target = io.BytesIO()
    target.write(b"cover: ")

    @app.route("/covers", methods=["POST"])
    def add():
        flask.request.files["cover"].save(target)
        return "saved"

    answer = client.post("/covers", files={"cover": b"\x89PNG"})

    assert answer.text == "saved"
    assert target.getvalue() == b"cover: \x89PNG"


def test_empty_choice_is_a_file_without_a_name(app, client):
    """It is there, but empty and false."""

    @app.route("/covers", methods=["POST"])
    def add():
        cover = flask.request.files["cover"]
        return repr((cover.filename, cover.read(), bool(cover), [*flask.request.form]))

    answer = client.post(
        "/covers", content=body_with(b'; filename=""', content=b""), headers=FRONTIER
    )

    assert answer.text == repr(("", b"", False, []))


NAMES = {
    "folders": ("../books/emma.png", "../books/emma.png"),
    "drive": ("C:/books/emma.png", "C:/books/emma.png"),
    "script": ("愛瑪.png", "愛瑪.png"),
    "spaces": (" the cover .png", " the cover .png"),
    "no-extension": ("emma", "emma"),
    "dots": ("..", ".."),
}


@pytest.mark.parametrize(("sent", "told"), NAMES.values(), ids=NAMES)
def test_file_name_is_told_as_it_came(app, client, sent, told):
    """Nothing is made safe unasked."""
    app.add_url_rule(
        "/covers", "add", lambda: f"<{flask.request.files['cover'].filename}>", methods=["POST"]
    )
    body = body_with(f'; filename="{sent}"'.encode())

    answer = client.post("/covers", content=body, headers=FRONTIER)

    assert answer.text == f"<{told}>"


def test_file_name_is_told_as_it_came__encoded(app, client):
    """The form of RFC 5987 is decoded."""
    app.add_url_rule(
        "/covers", "add", lambda: f"<{flask.request.files['cover'].filename}>", methods=["POST"]
    )
    body = body_with(b"; filename*=UTF-8''Persuasi%C3%B3n.png")

    answer = client.post("/covers", content=body, headers=FRONTIER)

    assert answer.text == "<Persuasión.png>"


@given(contents=st.lists(st.binary(), min_size=1, max_size=3))
def test_any_content_arrives(client_of, contents):
    """Any bytes arrive, in any number of files."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/covers", methods=["POST"])
    def add():
        seen.extend(file.read() for file in flask.request.files.getlist("cover"))
        return "seen"

    answer = client_of(app).post("/covers", files=[("cover", content) for content in contents])

    assert answer.text == "seen"
    assert seen == contents


SIZES = {"none": 0, "half-a-million": 500_000, "more": 500_001, "two-millions": 2_000_000}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_any_content_arrives__however_much(app, client, size):
    """Neither memory nor disk loses a byte."""
    content = bytes(number % 251 for number in range(size))
    seen = []

    @app.route("/covers", methods=["POST"])
    def add():
        seen.append(flask.request.files["cover"].read())
        return "seen"

    answer = client.post("/covers", files={"cover": content})

    assert answer.text == "seen"
    assert seen == [content]
