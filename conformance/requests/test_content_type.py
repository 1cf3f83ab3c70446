"""What the headers say about the body."""

import flask
import pytest

TYPES = {
    "plain": ("text/plain", "text/plain", {}),
    "capitals": ("Text/PLAIN", "text/plain", {}),
    "parameter": ("text/plain; charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
    "capital-name": ("text/plain; Charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
    "two-parameters": ("text/csv;a=1; b=2", "text/csv", {"a": "1", "b": "2"}),
    "quoted": ('text/csv; a="x; y"', "text/csv", {"a": "x; y"}),
    "open-end": ("text/plain;", "text/plain", {}),
    "suffix": ("application/vnd.api+json", "application/vnd.api+json", {}),
}


@pytest.fixture
def site(app):
    """An application that tells about the type."""

    @app.route("/books", methods=["POST"])
    def add():
        request = flask.request
        return repr((request.content_type, request.mimetype, dict(request.mimetype_params)))

    return app


@pytest.mark.parametrize("header", [row[0] for row in TYPES.values()], ids=TYPES)
def test_content_type_is_told(site, client, header):
    """Nothing of the header is lost or changed."""
    answer = client.post("/books", content=b"Emma", headers={"Content-Type": header})

    assert answer.text.startswith(f"({header!r}, ")


@pytest.mark.parametrize(("header", "media_type", "parameters"), TYPES.values(), ids=TYPES)
def test_media_type_is_told_alone(site, client, header, media_type, parameters):
    """Type and parameters are parted."""
    answer = client.post("/books", content=b"Emma", headers={"Content-Type": header})

    assert answer.text == repr((header, media_type, parameters))


def test_media_type_is_told_alone__missing(site, client):
    """Without the header there is no type, no media type and no parameter."""
    answer = client.post("/books", content=b"Emma")

    assert answer.text == repr((None, "", {}))


LENGTHS = {
    "number": ("7", "7"),
    "zero": ("0", "0"),
    "spaces": (" 7 ", "7"),
}


@pytest.mark.parametrize(("header", "told"), LENGTHS.values(), ids=LENGTHS)
def test_length_is_told_as_a_number__table(app, wsgi, header, told):
    """The number is told, whatever comes in the end."""
    app.add_url_rule("/books", "add", lambda: repr(flask.request.content_length), methods=["POST"])

    answer = wsgi.call(app, wsgi.environ("/books", method="POST", CONTENT_LENGTH=header))

    assert answer.text == told


def test_chunked_body_has_no_length(app, client):
    """Nobody knows how long it will be."""
    app.add_url_rule("/books", "add", lambda: repr(flask.request.content_length), methods=["POST"])

    chunked = client.post("/books", content=iter([b"Em", b"ma"]))
    whole = client.post("/books", content=b"Emma")

    assert (chunked.text, whole.text) == ("None", "4")


WRONG = {"word": "four", "negative": "-4", "fraction": "4.0", "sign": "+4", "empty": ""}


@pytest.mark.parametrize("header", WRONG.values(), ids=WRONG)
def test_length_that_is_no_number_is_zero(app, wsgi, header):
    """The body is then empty."""

    @app.route("/books", methods=["POST"])
    def add():
        return f"{flask.request.content_length}, {flask.request.get_data()}"

    environ = wsgi.environ("/books", method="POST", body=b"Emma", CONTENT_LENGTH=header)
    answer = wsgi.call(app, environ)

    assert answer.text == "0, b''"
