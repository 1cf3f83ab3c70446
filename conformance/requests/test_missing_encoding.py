"""Forms that lack the encoding for files, in debug mode."""

import flask
import pytest

FORMS = {
    "no-such-field": {"data": {"title": "Emma"}},
    "multipart-field": {
        "content": b"--f\r\nContent-Disposition: form-data; name=cover\r\n\r\nemma\r\n--f--\r\n",
        "headers": {"Content-Type": "multipart/form-data; boundary=f"},
    },
    "multipart-with-another-file": {"data": {"cover": "emma.png"}, "files": {"back": b"..."}},
    "json": {"json": {"cover": "emma.png"}},
    "nothing": {},
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_other_missing_files_are_not_explained(app, client, form):
    """Such a key is missing like any other: an error with code 400, and a page about it."""
    app.debug = True
    app.config["TRAP_BAD_REQUEST_ERRORS"] = False
    codes = []

    @app.route("/covers", methods=["POST"])
    def add():
        try:
            return flask.request.files["cover"].filename
        except KeyError as error:
            codes.append(error.code)
            raise

    answer = client.post("/covers", **form)

    assert answer.status_code == 400
    assert codes == [400]


def test_files_are_otherwise_the_same(app, client):
    """Who asks politely gets no explanation."""
    app.debug = True

    @app.route("/covers", methods=["POST"])
    def add():
        files = flask.request.files
        return repr((files.get("cover"), "cover" in files, files.getlist("cover"), len(files)))

    answer = client.post("/covers", data={"cover": "emma.png"})

    assert answer.text == "(None, False, [], 0)"


def test_files_are_otherwise_the_same__with_files(app, client):
    """Files that came are there in debug mode too."""
    app.debug = True

    @app.route("/covers", methods=["POST"])
    def add():
        files = flask.request.files
        return repr((files["cover"].filename, len(files.getlist("cover")), sorted(files)))

    answer = client.post("/covers", data={"title": "Emma"}, files={"cover": ("emma.png", b"...")})

    assert answer.text == "('emma.png', 1, ['cover'])"
