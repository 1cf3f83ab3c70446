"""The body as bytes."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=f"}
FORMS = {
    "urlencoded": (URLENCODED, b"title=Emma"),
    "multipart": (
        MULTIPART,
        b"--f\r\nContent-Disposition: form-data; name=title\r\n\r\nEmma\r\n--f--\r\n",
    ),
}
MEDIA_TYPES = st.sampled_from(
    [
        None,
        "text/plain",
        "application/json",
        *(headers["Content-Type"] for headers, _ in FORMS.values()),
    ]
)


def told(app, client, look, **request):
    """What a view tells about a request with a body."""
    seen = []

    @app.route("/books", methods=["POST"])
    def add():
        seen.append(look(flask.request))
        return "seen"

    answer = client.post("/books", **request)
    assert answer.text == "seen"
    return seen[0]


@given(body=st.binary(), media_type=MEDIA_TYPES)
def test_any_body_arrives(client_of, body, media_type):
    """Any bytes arrive under each of a few media types, forms among them."""
    app = flask.Flask("app_under_test", static_folder=None)
    headers = {"Content-Type": media_type} if media_type else {}

    found = told(app, client_of(app), lambda r: r.get_data(), content=body, headers=headers)

    assert found == body


def test_any_body_arrives__however_large(app, client):
    """Two million bytes arrive whole."""
    body = bytes(number % 251 for number in range(2_000_000))

    found = told(app, client, lambda request: request.get_data(), content=body)

    assert found == body


def test_body_is_told_in_bytes__of_any_type(app, client):
    """JSON is no form, so it is there too."""
    found = told(app, client, lambda request: request.data, json=["Emma"])

    assert found == b'["Emma"]'


SECOND_READS = {
    "data": lambda request: (request.get_data(cache=False), request.get_data(), request.data),
    "without-keeping": lambda request: (
        request.get_data(cache=False),
        request.get_data(cache=False),
        request.stream.read(),
    ),
}


@pytest.mark.parametrize("look", SECOND_READS.values(), ids=SECOND_READS)
def test_body_need_not_be_kept(app, client, look):
    """The first gets it all, the others nothing."""
    found = told(app, client, look, content=b"Emma")

    assert found == (b"Emma", b"", b"")


@pytest.mark.parametrize(("headers", "body"), FORMS.values(), ids=FORMS)
def test_body_need_not_be_kept__not_even_for_a_form(app, client, headers, body):
    """A form that was used up has no fields."""

    def look(request):
        return request.get_data(cache=False), dict(request.form)

    found = told(app, client, look, content=body, headers=headers)

    assert found == (body, {})


EMPTY = {
    "data": lambda request: request.data,
    "get-data": lambda request: request.get_data(parse_form_data=True),
}


@pytest.mark.parametrize("look", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize(("headers", "body"), FORMS.values(), ids=FORMS)
def test_data_of_a_form_is_empty(app, client, look, headers, body):
    """The fields are in the form instead."""

    def look_at_both(request):
        return look(request), dict(request.form)

    found = told(app, client, look_at_both, content=body, headers=headers)

    assert found == (b"", {"title": "Emma"})


@pytest.mark.parametrize("look", EMPTY.values(), ids=EMPTY)
def test_data_of_a_form_is_empty__other_data_is_not(app, client, look):
    """What is no form is data."""
    found = told(app, client, look, content=b"Emma", headers={"Content-Type": "text/plain"})

    assert found == b"Emma"


@pytest.mark.parametrize("name", ["form", "files", "values"])
@pytest.mark.parametrize(("headers", "body"), FORMS.values(), ids=FORMS)
def test_form_takes_the_body(app, client, name, headers, body):
    """There is nothing left for who comes later."""

    def look(request):
        getattr(request, name)
        return request.get_data(), request.data, request.form["title"]

    found = told(app, client, look, content=body, headers=headers)

    assert found == (b"", b"", "Emma")


def test_body_that_was_kept_is_still_a_form__with_files(app, client):
    """Files come out of what was kept, too."""

    def look(request):
        kept = request.get_data()
        return b"a picture" in kept, request.form["title"], request.files["cover"].read()

    files = {"cover": b"a picture"}
    found = told(app, client, look, data={"title": "Emma"}, files=files)

    assert found == (True, "Emma", b"a picture")
