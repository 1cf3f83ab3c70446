"""Attributes that extensions put on objects, and weak references to these."""

import gc
import weakref

import flask
import pytest

OBJECTS = {
    "application": lambda app, context: app,
    "blueprint": lambda app, context: flask.Blueprint("shop", __name__),
    "application-context": lambda app, context: app.app_context(),
    "request-context": lambda app, context: context,
    "request": lambda app, context: context.request,
    "session": lambda app, context: context.session,
    "response": lambda app, context: flask.make_response("visited"),
}


@pytest.mark.parametrize("find", OBJECTS.values(), ids=OBJECTS)
def test_objects_take_attributes(app, find):
    """Each stays until it is deleted."""
    app.secret_key = "key"

    with app.test_request_context("/visit") as context:
        found = find(app, context)
        before = hasattr(found, "own_shelf")
        found.own_shelf = "poetry"
        kept = f"{found.own_shelf}"
        del found.own_shelf
        after = hasattr(found, "own_shelf")

    assert (before, kept, after) == (False, "poetry", False)


WEAK = ["application", "application-context", "request-context", "request"]


@pytest.mark.parametrize("name", WEAK)
def test_weak_references_are_possible(app, name):
    """They lead to the object while that is there."""
    with app.test_request_context("/visit") as context:
        found = OBJECTS[name](app, context)
        found.own_shelf = "poetry"
        reference = weakref.ref(found)
        kept = f"{reference().own_shelf}"

    assert kept == "poetry"


def use(app):
    """Let an application build a URL and render a template."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    with app.test_request_context("/visit"):
        return flask.render_template_string(f"{app.name}: {flask.url_for('visit')}")


def test_application_that_nobody_holds_is_forgotten():
    """One that is held is not."""
    held, other = (flask.Flask(name) for name in ("held", "other"))
    used = [use(held), use(other)]
    references = weakref.ref(held), weakref.ref(other)

    del other
    gc.collect()

    assert used == ["held: /visit", "other: /visit"]
    assert [reference() is None for reference in references] == [False, True]
