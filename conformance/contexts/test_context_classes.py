"""Classes of contexts, beyond the examples of the page."""

import pytest


@pytest.mark.parametrize("make", ["request", "test"])
def test_request_contexts_are_of_a_class_of_their_own__each(app, make):
    """Both methods make the same kind of context."""
    import flask.ctx

    made = app.test_request_context("/visit")
    if make == "request":
        made = app.request_context(made.request.environ)

    assert isinstance(made, flask.ctx.RequestContext) is True
    assert isinstance(made, flask.Flask) is False


def test_request_contexts_are_of_a_class_of_their_own__copied(app):
    """A copy is another context with the same request."""
    with app.test_request_context("/visit") as original:
        copy = original.copy()

    assert type(copy) is type(original)
    assert [copy is original, copy.request is original.request] == [False, True]


def test_active_application_context_has_a_proxy__of_a_request(app):
    """The context that a request brought is there as well."""
    import flask.globals

    with app.test_request_context("/visit"):
        found = str(flask.globals.app_ctx.app.name)

    assert found == "app_under_test"
