"""How values are written: the JSON in the cookie, and cookies that were written elsewhere."""

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

# Written by Flask 2.2.5 with the key "key", at the beginning of 2020.
COOKIE_WITH_TAGS = (
    ".eJyrViopLchJVbKqVlIoUbKKNtSJNoqNrdVRSqosSS0GCycpWSnpG7hlRwba2ioBZXITi7JLC8BSuUApmyQ7kGhp"
    "aWYKWKwUKGaAH5iCjcnPTc0rAWsBalQKySjVUTAwUvBKzFMwMjAyUDAwtjIwsTIwVXD3DQGpT8lMhqrOhLg2Ph7uaqgr"
    "Ux1BLoytBQIAvY050A.Xg1dpQ.Rb_DXX19FHF7gOZN_TUt5RMAZI8"
)
COMPRESSED_COOKIE = ".eJyrVspLzE1VslJyTEnUURgliCKUagGbflKU.Xg1dpQ.VFzH2Cu-FwHYYwVJFxexzP5V_uE"
PLAIN_COOKIE = "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.L2KnLlgzl0j3C1VE0wpn0WiR3xc"

WRITTEN = {
    "text": ("Ada", "Ada"),
    "list": ([1, [2]], [1, [2]]),
    "tuple": ((1, (2,)), {" t": [1, {" t": [2]}]}),
    "bytes": (b"\xffAda", {" b": "/0FkYQ=="}),
    "markup": (Markup("<b>"), {" m": "<b>"}),
    "uuid": (UUID("4be0643f1d98573b97cdca98a65347dd"), {" u": "4be0643f1d98573b97cdca98a65347dd"}),
    "moment": (
        datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        {" d": "Thu, 02 Jan 2020 03:04:05 GMT"},
    ),
    "inside": ({"a": [b"x"], "b": 1}, {"a": [{" b": "eA=="}], "b": 1}),
}
MARKED = {
    "tag": ({" t": 1}, {" di": {" t__": 1}}),
    "tag-with-tagged-value": ({" t": b"x"}, {" di": {" t__": {" b": "eA=="}}}),
    "tag-for-marks": ({" di": 1}, {" di": {" di__": 1}}),
    "two-keys": ({" t": 1, " b": 2}, {" t": 1, " b": 2}),
    "other-key": ({" x": 1}, {" x": 1}),
    "marked-key": ({" t__": 1}, {" t__": 1}),
}


def written(app, client, value):
    """What the JSON in the cookie has for a value that is stored in the session."""
    app.secret_key = "key"
    app.add_url_rule("/store", "store", lambda: flask.session.update(kept=value) or "stored")

    client.get("/store")
    (cookie,) = client.cookies.values()
    text = cookie.partition(".")[0]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


@pytest.mark.parametrize(("value", "form"), WRITTEN.values(), ids=WRITTEN)
def test_types_are_written_with_tags(app, client, value, form):
    """Each type has its form, and values inside others have theirs."""
    assert written(app, client, value) == {"kept": form}


@pytest.mark.parametrize(("value", "form"), MARKED.values(), ids=MARKED)
def test_key_of_a_dictionary_that_looks_like_a_tag_is_marked(app, client, value, form):
    """A key is marked where it would be taken for a tag, and nowhere else."""
    assert written(app, client, value) == {"kept": form}


def test_key_of_a_dictionary_that_looks_like_a_tag_is_marked__whole_session(app, client):
    """A session of a single value is such a dictionary, too."""
    app.secret_key, found = "key", []
    app.add_url_rule("/store", "store", lambda: flask.session.update({" t": [1]}) or "stored")
    app.add_url_rule("/find", "find", lambda: str(found.append(dict(flask.session))))

    client.get("/store")
    client.get("/find")

    assert found == [{" t": [1]}]


def read(app, client, cookie):
    """The session that a cookie of 2020 brings."""
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=36525)
    app.config.update(SECRET_KEY="key", SESSION_COOKIE_NAME="visit")
    found = []
    app.add_url_rule("/find", "find", lambda: str(found.append(dict(flask.session))))

    client.get("/find", headers={"Cookie": f"visit={cookie}"})
    return found


def test_tags_are_read(app, client):
    """Each tag in a cookie that Flask 2.2.5 has written stands for its value."""
    assert read(app, client, COOKIE_WITH_TAGS) == [
        {
            "tuple": (1, [2]),
            "bytes": b"\xffAda",
            "markup": Markup("<b>"),
            "uuid": UUID(int=5),
            "moment": datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
            "dict": {" t": (b"x",)},
        }
    ]


@pytest.mark.parametrize(
    ("cookie", "name"),
    [
        pytest.param(COMPRESSED_COOKIE, "Ada, " * 60, id="compressed"),
        pytest.param(PLAIN_COOKIE, "Ada", id="plain"),
    ],
)
def test_compressed_text_is_read(app, client, cookie, name):
    """A text that was compressed is read like one that was not."""
    assert read(app, client, cookie) == [{"name": name}]


def test_compressed_text_is_read__written_here(app, client):
    """A long text comes back, however it was written."""
    app.secret_key = "key"
    app.add_url_rule("/store", "store", lambda: flask.session.update(text="Ada " * 900) or "yes")
    app.add_url_rule("/find", "find", lambda: flask.session["text"])

    stored = client.get("/store")

    assert stored.text == "yes"
    assert client.get("/find").text == "Ada " * 900


TAG_LIKE = st.sampled_from([" t", " b", " m", " u", " d", " di"]).flatmap(
    lambda tag: st.sampled_from([tag, f"{tag}__", f"{tag}____", "name"])
)


@given(chosen=st.dictionaries(TAG_LIKE, st.text("x=<", max_size=3), min_size=1, max_size=2))
def test_dictionary_that_looks_like_a_tag_comes_back(client_of, chosen):
    """Any session of one or two keys that look like tags comes back."""
    app, found = flask.Flask("app_under_test", static_folder=None), []
    app.secret_key, client = "key", client_of(app)
    app.add_url_rule("/store", "store", lambda: flask.session.update(chosen) or "stored")
    app.add_url_rule("/find", "find", lambda: str(found.append(dict(flask.session))))

    for path in ("/store", "/find"):
        client.get(path)

    assert found == [chosen]
