"""The namespace ``g``, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def test_g_starts_empty_for_each_request__after_an_error(app, client):
    """What a request stored that ended in an error is gone as well."""
    seen = []

    @app.route("/visit/<int:number>")
    def visit(number):
        seen.append(sorted(flask.g))
        flask.g.user = "Ada"
        return str(10 // number)

    client.get("/visit/0")
    client.get("/visit/1")

    assert seen == [[], []]


def test_g_is_a_namespace_with_defaults__names(app):
    """It knows which names are stored, and forgets those that are deleted."""
    with app.app_context():
        flask.g.user, flask.g.shelf = "Ada", 3
        names = sorted(flask.g)
        del flask.g.user
        left = list(flask.g)

    assert names == ["shelf", "user"]
    assert left == ["shelf"]


def test_g_is_a_namespace_with_defaults__setdefault(app):
    """``setdefault`` stores only what is not there, and gives what is."""
    with app.app_context():
        given = [flask.g.setdefault("user", name) for name in ("Ada", "Max")]
        names = list(flask.g)

    assert given == ["Ada", "Ada"]
    assert names == ["user"]


def test_g_is_a_namespace_with_defaults__pop_without_default(app):
    """``pop`` without a default is a ``KeyError`` for a name that is not there."""
    with app.app_context():
        flask.g.user = "Ada"
        popped = flask.g.pop("user")
        with pytest.raises(KeyError):
            flask.g.pop("user")

    assert popped == "Ada"


@given(names=st.lists(st.sampled_from("ab"), min_size=1, max_size=6))
def test_g_belongs_to_the_innermost_application_context__any_nesting(names):
    """Contexts of two applications, nested in any order, keep apart what is stored."""
    apps = {name: flask.Flask(name, static_folder=None) for name in "ab"}
    seen = []

    def descend(rest, depth=0):
        if rest:
            with apps[rest[0]].app_context():
                flask.g.depth = depth
                descend(rest[1:], depth + 1)
                seen.append(f"{flask.current_app.name}{flask.g.depth}")

    descend(names)

    assert seen == [f"{name}{depth}" for depth, name in enumerate(names)][::-1]
