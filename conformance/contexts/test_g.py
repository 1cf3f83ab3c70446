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


NAMES = st.text("abg_", min_size=1, max_size=3).map("name_{}".format)
STEPS = {
    "set": lambda g, name, value: setattr(g, name, value),
    "get": lambda g, name, value: g.get(name, value),
    "pop": lambda g, name, value: g.pop(name, value),
    "setdefault": lambda g, name, value: g.setdefault(name, value),
    "delete": lambda g, name, value: delattr(g, name) if name in g else None,
    "attribute": lambda g, name, value: getattr(g, name, value),
}
STEPS_ON_DICT = {
    "set": lambda kept, name, value: kept.update({name: value}),
    "get": lambda kept, name, value: kept.get(name, value),
    "pop": lambda kept, name, value: kept.pop(name, value),
    "setdefault": lambda kept, name, value: kept.setdefault(name, value),
    "delete": lambda kept, name, value: (kept.pop(name, None), None)[1],
    "attribute": lambda kept, name, value: kept.get(name, value),
}


@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), NAMES, st.integers()), max_size=9))
def test_g_is_a_namespace_with_defaults__like_a_dictionary(steps):
    """Any steps give what they would give with a dictionary, and leave the same names.

    Names that the class of ``g`` has itself are left out. One more is stored at the end, so that
    something is left whatever the steps were.
    """
    app, kept = flask.Flask("app_under_test", static_folder=None), {}
    steps = [*steps, ("set", "name_at_the_end", 1)]

    with app.app_context():
        given = [STEPS[step](flask.g, name, value) for step, name, value in steps]
        names = sorted(flask.g)
    expected = [STEPS_ON_DICT[step](kept, name, value) for step, name, value in steps]

    assert (given, names) == (expected, sorted(kept))


def test_g_is_a_namespace_with_defaults__deleting_what_is_not_there(app):
    """Deleting a name that is not stored is an ``AttributeError``."""
    with app.app_context():
        flask.g.user = "Ada"
        del flask.g.user
        with pytest.raises(AttributeError):
            del flask.g.user


def test_g_is_a_namespace_with_defaults__setdefault_without_a_default(app):
    """``setdefault`` without a default stores ``None``."""
    with app.app_context():
        given = flask.g.setdefault("user")
        names = list(flask.g)

    assert given is None
    assert names == ["user"]


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


def test_request_in_an_application_context_shares_its_g__both_ways(app, client):
    """What the request stores is there afterwards."""

    @app.route("/visit/<name>")
    def visit(name):
        return flask.g.setdefault("name", name)

    with app.app_context():
        answers = [client.get(f"/visit/{name}").text for name in ("Ada", "Max")]
        kept = list(flask.g)

    assert answers == ["Ada", "Ada"]
    assert kept == ["name"]


def test_class_of_g_can_be_chosen__by_a_subclass():
    """A subclass of the application may say the class, which is called without arguments."""

    class Shelf:
        book = "Emma"

    class Library(flask.Flask):
        app_ctx_globals_class = Shelf

    with Library("library", static_folder=None).app_context():
        book, is_shelf = flask.g.book, isinstance(flask.g, Shelf)

    assert (book, is_shelf) == ("Emma", True)
