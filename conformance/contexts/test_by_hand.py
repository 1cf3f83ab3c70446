"""Contexts that are made by hand, beyond the examples of the page."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def test_application_context_makes_its_application_current__after_an_error(app):
    """The context is left when an error leaves its block."""
    seen = []

    def enter():
        with app.app_context():
            seen.append(str(flask.current_app.name))
            raise ValueError

    with pytest.raises(ValueError):
        enter()

    assert seen == ["app_under_test"]
    assert flask.has_app_context() is False


def test_error_that_leaves_the_block_goes_to_teardown__application_context(app):
    """The block of an application context hands its error on as well."""
    seen, error = [], ValueError("no")
    app.teardown_appcontext(seen.append)

    with pytest.raises(ValueError), app.app_context():
        raise error

    assert seen == [error]


@given(kinds=st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), min_size=1, max_size=6))
def test_innermost_context_counts__any_nesting(kinds):
    """Contexts of both kinds and of two applications may nest in any order.

    What an application context shows of a request around it is left out.
    """
    apps = {name: flask.Flask(name, static_folder=None) for name in "ab"}
    seen = []

    def here(is_request):
        return f"{flask.current_app.name} {flask.request.path if is_request else '-'}"

    def descend(rest, depth=0):
        if rest:
            (name, is_request), *inner = rest
            path = f"/{depth}"
            app = apps[name]
            with app.test_request_context(path) if is_request else app.app_context():
                before = here(is_request)
                descend(inner, depth + 1)
                seen.append((before, here(is_request)))

    descend(kinds)

    lines = [
        f"{name} {f'/{depth}' if is_request else '-'}"
        for depth, (name, is_request) in enumerate(kinds)
    ]
    assert seen == [(line, line) for line in reversed(lines)]


def test_command_has_an_application_context__and_may_push_another(app):
    """A command that needs no context, or has one, may push its own."""
    diary = []

    @app.cli.command("count")
    def count():
        flask.g.user = "Ada"
        with app.app_context():
            diary.append(f"{flask.current_app.name} {'user' in flask.g}")
        diary.append(f"{flask.g.user} {flask.has_request_context()}")

    app.test_cli_runner().invoke(args=["count"])

    assert diary == ["app_under_test False", "Ada False"]
