"""What test requests carry, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}], ids=repr)
def test_json_is_written_and_announced__false_values(app, value):
    """What is false is JSON, too; ``None`` alone is as if nothing were given."""
    app.add_url_rule("/body", "body", lambda: flask.request.get_data(), methods=["POST"])

    answer = app.test_client().post("/body", json=value)

    assert answer.text == ("" if value is None else flask.json.dumps(value))
    assert answer.request.is_json is (value is not None)


@given(value=st.lists(JSON, min_size=1, max_size=3))
def test_json_is_written_and_announced__any(value):
    """Any JSON comes back as it was sent. Numbers with a fraction are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    app.add_url_rule("/echo", "echo", lambda: flask.jsonify(flask.request.json), methods=["POST"])

    answer = app.test_client().post("/echo", json=value)

    assert list(answer.json) == value
    assert len(answer.json) == len(value)


def test_headers_are_sent__repeated(app):
    """A header may be given several times as pairs."""
    seen = []
    app.before_request(lambda: seen.extend(flask.request.headers["X-Name"].split(",")))

    app.test_client().get("/names", headers=[("X-Name", "Ada"), ("X-Name", "Max")])

    assert [name.strip() for name in seen] == ["Ada", "Max"]
