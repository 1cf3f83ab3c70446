"""What is in context objects, beyond the examples of the page."""

import flask


def test_context_knows_its_application__of_each():
    """Each context knows the application that made it."""
    apps = [flask.Flask(name, static_folder=None) for name in ("first", "second")]

    names = [str(app.app_context().app.name) for app in apps]

    assert names == ["first", "second"]


def test_application_context_holds_g__each_its_own(app):
    """Two contexts hold each a ``g`` of its own."""
    first, second = app.app_context(), app.app_context()

    first.g.user = "Ada"
    with first:
        inside = "user" in flask.g
    with second:
        elsewhere = "user" in flask.g

    assert (inside, elsewhere) == (True, False)


def test_request_context_holds_request_and_session__class_of_the_request(app):
    """The request is of the application's class, and its environment is the given one."""

    class Visit(flask.Request):
        """A request of its own kind."""

    app.request_class = Visit
    environ = app.test_request_context("/visit").request.environ

    context = app.request_context(environ)

    assert type(context.request) is Visit
    assert context.request.environ is environ
