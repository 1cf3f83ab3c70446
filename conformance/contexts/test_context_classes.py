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


def test_active_application_context_has_a_proxy__the_same_until_it_ends(app, client):
    """What is kept for the context is found again until it is torn down."""
    import flask.globals

    seen = []

    def note(given=None):
        seen.append(flask.globals.app_ctx._get_current_object())
        return given

    for register in (app.before_request, app.after_request):
        register(note)
    for register in (app.teardown_request, app.teardown_appcontext):
        register(note)
    app.add_url_rule("/visit", "visit", lambda: note("visited"))

    answers = [client.get("/visit").text for _ in range(2)]

    assert answers == ["visited"] * 2
    assert [each is seen[0] for each in seen] == [True] * 5 + [False] * 5


def test_active_application_context_has_a_proxy__another_one_inside(app):
    """A context within another is told apart from it."""
    import flask.globals

    def active():
        return id(flask.globals.app_ctx._get_current_object())

    with app.test_request_context("/visit"):
        before = active()
        with app.app_context():
            inside = active()
        after = active()

    assert (before == inside, before == after) == (False, True)


def test_active_application_context_has_a_proxy__of_a_request(app):
    """The context that a request brought is there as well."""
    import flask.globals

    with app.test_request_context("/visit"):
        found = str(flask.globals.app_ctx.app.name)

    assert found == "app_under_test"
