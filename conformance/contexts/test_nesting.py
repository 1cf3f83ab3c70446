"""Contexts in contexts, beyond the examples of the page."""

import flask
import pytest


def test_nested_contexts_are_torn_down_each_by_itself__two_applications(app):
    """Each application runs its own functions, at the end of its own context."""
    diary = []
    other = flask.Flask("other", static_folder=None)
    for each in (app, other):
        each.teardown_appcontext(lambda error, name=each.name: diary.append(f"leave {name}"))

    with app.app_context():
        with other.app_context():
            diary.append(str(flask.current_app.name))
        diary.append(str(flask.current_app.name))

    assert diary == ["other", "leave other", "app_under_test", "leave app_under_test"]


def test_nested_contexts_are_torn_down_each_by_itself__error(app):
    """An error that is caught between two contexts is told to the inner one only."""
    seen, error = [], ValueError("no")
    app.teardown_appcontext(seen.append)

    with app.app_context(), pytest.raises(ValueError), app.app_context():
        raise error

    assert seen == [error, None]


def test_request_in_a_foreign_context_has_its_own__by_hand(app):
    """A request that is made by hand brings its application's context as well."""
    other = flask.Flask("other", static_folder=None)

    with other.test_request_context("/outer"):
        flask.g.user = "Ada"
        with app.test_request_context("/inner"):
            inside = f"{flask.current_app.name} {flask.request.path} {'user' in flask.g}"
        after = f"{flask.current_app.name} {flask.request.path} {'user' in flask.g}"

    assert inside == "app_under_test /inner False"
    assert after == "other /outer True"


def test_request_in_a_context_of_its_application_brings_none__in_a_request(app):
    """A request within a request of the same application brings none either."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append("leave"))

    with app.test_request_context("/outer"):
        flask.g.user = "Ada"
        with app.test_request_context("/inner"):
            diary.append(f"{flask.request.path} {flask.g.get('user')}")
        diary.append(f"{flask.request.path} {flask.g.get('user')}")

    assert diary == ["/inner Ada", "/outer Ada", "leave"]


def test_request_in_a_context_of_its_application_brings_none__unless_another_is_between(app):
    """A context of another application in between makes the request bring one."""
    diary = []
    other = flask.Flask("other", static_folder=None)
    app.teardown_appcontext(lambda error: diary.append("leave"))

    with app.app_context(), other.app_context():
        with app.test_request_context("/visit"):
            diary.append(str(flask.current_app.name))
        diary.append(str(flask.current_app.name))

    assert diary == ["app_under_test", "leave", "other", "leave"]


def test_application_context_in_a_request_keeps_the_request__of_another(app):
    """The context of another application keeps it as well."""
    other = flask.Flask("other", static_folder=None)

    with app.test_request_context("/visit"):
        with other.app_context():
            inside = f"{flask.current_app.name} {flask.request.path}"
        after = f"{flask.current_app.name} {flask.request.path}"

    assert (inside, after) == ("other /visit", "app_under_test /visit")


def test_application_context_in_a_request_hides_the_request__session(app):
    """The session is hidden as well, and there is no request to ask for."""
    app.secret_key = "key"

    with app.test_request_context("/visit"):
        flask.session["user"] = "Ada"
        with app.app_context():
            hidden = flask.has_request_context()
            with pytest.raises(RuntimeError):
                flask.session.get("user")
        user = str(flask.session["user"])

    assert (hidden, user) == (False, "Ada")
