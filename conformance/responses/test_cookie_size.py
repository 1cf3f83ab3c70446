"""Warnings about large cookies, around the limit."""

import warnings

import flask
import pytest


def add_view(app):
    """Add a view at ``/enter/SIZE`` that tells how often setting such a cookie was warned about."""

    @app.route("/enter/<int:size>")
    def enter(size):
        response = flask.make_response("entered")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            response.set_cookie("name", "x" * size)
        return {"warnings": len(caught), "bytes": len(response.headers["Set-Cookie"])}


LIMITS = {"default": 4093, "small": 100, "large": 20000}


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_limit_is_a_setting(app, client, limit):
    """The whole header counts: it may have as many bytes as the limit says, and not one more."""
    app.config["MAX_COOKIE_SIZE"] = limit
    add_view(app)
    size = limit - client.get("/enter/0").json()["bytes"]

    fitting, larger = client.get(f"/enter/{size}"), client.get(f"/enter/{size + 1}")

    assert fitting.json() == {"warnings": 0, "bytes": limit}
    assert larger.json() == {"warnings": 1, "bytes": limit + 1}


def test_limit_is_a_setting__at_any_time(app, client):
    """A limit that is changed between requests counts from then on."""
    add_view(app)

    before = client.get("/enter/200").json()["warnings"]
    app.config["MAX_COOKIE_SIZE"] = 100
    after = client.get("/enter/200").json()["warnings"]

    assert (before, after) == (0, 1)


def test_zero_lifts_the_limit(app, client):
    """Even a very large cookie is set in silence, where a limit would warn."""
    add_view(app)

    limited = client.get("/enter/9000").json()
    app.config["MAX_COOKIE_SIZE"] = 0
    unlimited = client.get("/enter/9000").json()

    assert limited["warnings"] == 1
    assert unlimited == {"warnings": 0, "bytes": limited["bytes"]}
