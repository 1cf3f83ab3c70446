"""Forms in both encodings."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=frontier"


def multipart(fields):
    """The body of a form whose parts have no file name."""
    head = '--frontier\r\nContent-Disposition: form-data; name="{}"\r\n\r\n'
    parts = [head.format(name).encode() + value.encode() + b"\r\n" for name, value in fields]
    return b"".join(parts) + b"--frontier--\r\n"


BODIES = {
    "urlencoded": (URLENCODED, b"genre=novel&title=Emma&genre=poem"),
    "multipart": (
        MULTIPART,
        multipart([("genre", "novel"), ("title", "Emma"), ("genre", "poem")]),
    ),
}


@pytest.mark.parametrize(("media_type", "body"), BODIES.values(), ids=BODIES)
def test_repeated_field_has_several_values(app, client, media_type, body):
    """Both encodings keep every value of a name."""

    @app.route("/books", methods=["POST"])
    def add():
        form = flask.request.form
        return f"{form['genre']} of {form.getlist('genre')}, {form.getlist('year')}"

    answer = client.post("/books", content=body, headers={"Content-Type": media_type})

    assert answer.text == "novel of ['novel', 'poem'], []"


@given(pairs=st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=5))
def test_any_field_arrives__urlencoded(client_of, pairs):
    """Any fields arrive; lone surrogates and empty names are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    expected = {}
    for name, value in pairs:
        expected.setdefault(name, []).append(value)
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.append({name: flask.request.form.getlist(name) for name in flask.request.form})
        return "seen"

    answer = client_of(app).post("/books", data=expected)

    assert answer.text == "seen"
    assert seen == [expected]


NAMES = st.text("abcé本 _-", min_size=1, max_size=5)


@given(pairs=st.lists(st.tuples(NAMES, st.text()), min_size=1, max_size=5))
def test_any_field_arrives__multipart(client_of, pairs):
    """Any values arrive under names of a few letters; lone surrogates are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.extend((name, flask.request.form.getlist(name)) for name in flask.request.form)
        return "seen"

    answer = client_of(app).post(
        "/books", content=multipart(pairs), headers={"Content-Type": MULTIPART}
    )

    assert answer.text == "seen"
    assert dict(seen) == {
        name: [value for other, value in pairs if other == name] for name, value in pairs
    }


URLENCODED_TEXTS = {
    "plus": (b"title=Mansfield+Park", "Mansfield Park"),
    "escapes": (b"title=Persuasi%C3%B3n", "Persuasión"),
    "raw-utf-8": ("title=Persuasión".encode(), "Persuasión"),
    "line-break": (b"title=a%0D%0Ab", "a\r\nb"),
    "empty": (b"title=", ""),
    "no-sign": (b"title", ""),
    "semicolon": (b"title=a;b=c", "a;b=c"),
}


@pytest.mark.parametrize(("body", "title"), URLENCODED_TEXTS.values(), ids=URLENCODED_TEXTS)
def test_fields_have_names__decoded(app, client, body, title):
    """The body is read like a query string."""
    app.add_url_rule("/books", "add", lambda: repr(flask.request.form.to_dict()), methods=["POST"])

    answer = client.post("/books", content=body, headers={"Content-Type": URLENCODED})

    assert answer.text == repr({"title": title})


MEDIA_TYPES = {
    "capitals": ("Application/X-WWW-Form-URLencoded", ["title"]),
    "parameter": (URLENCODED + "; charset=utf-8", ["title"]),
    "text": ("text/plain", []),
    "json": ("application/json", []),
    "other-multipart": ("multipart/mixed; boundary=frontier", []),
    "none": (None, []),
}


@pytest.mark.parametrize(("media_type", "names"), MEDIA_TYPES.values(), ids=MEDIA_TYPES)
def test_other_media_types_have_no_fields(app, client, media_type, names):
    """The same bytes are a form under one media type and none under another."""
    app.add_url_rule("/books", "add", lambda: repr([*flask.request.form]), methods=["POST"])
    headers = {"Content-Type": media_type} if media_type else {}

    answer = client.post("/books", content=b"title=Emma", headers=headers)

    assert answer.text == repr(names)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_form_comes_with_any_method(app, client, method):
    """Every method may carry a form."""
    app.add_url_rule("/books", "books", lambda: flask.request.form["title"], methods=[method])

    answer = client.request(method, "/books", data={"title": "Emma"})

    assert answer.text == "Emma"


@pytest.mark.parametrize("name", ["title", "year"])
def test_form_cannot_be_changed(app, client, name):
    """Neither a known nor a new field takes a value."""

    @app.route("/books", methods=["POST"])
    def add():
        with pytest.raises(TypeError):
            flask.request.form[name] = "1815"
        return f"still {dict(flask.request.form)}"

    answer = client.post("/books", data={"title": "Emma"})

    assert answer.text == "still {'title': 'Emma'}"


UNREADABLE = {
    "no-boundary": ("multipart/form-data", multipart([("title", "Emma")])),
    "other-boundary": ("multipart/form-data; boundary=border", multipart([("title", "Emma")])),
    "cut-short": (MULTIPART, multipart([("title", "Emma")])[:-10]),
    "no-parts": (MULTIPART, b"title=Emma"),
    "empty": (MULTIPART, b""),
}


@pytest.mark.parametrize(("media_type", "body"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_form_is_empty(app, client, media_type, body):
    """The view decides what to say about a form that lacks everything."""
    app.add_url_rule("/books", "add", lambda: repr([*flask.request.form]), methods=["POST"])

    answer = client.post("/books", content=body, headers={"Content-Type": media_type})

    assert answer.text == "[]"
