"""Each proxy, beyond the examples of the page."""

import operator

import flask
import pytest

ATTRIBUTES = {
    "request": operator.attrgetter("request.path"),
    "session": operator.attrgetter("session.permanent"),
    "g": operator.attrgetter("g.user"),
    "current-app": operator.attrgetter("current_app.name"),
    "request-object": lambda flask: flask.request._get_current_object(),
    "session-object": lambda flask: flask.session._get_current_object(),
    "g-object": lambda flask: flask.g._get_current_object(),
    "current-app-object": lambda flask: flask.current_app._get_current_object(),
    "set-on-request": lambda flask: setattr(flask.request, "user", "Ada"),
    "delete-from-g": lambda flask: delattr(flask.g, "user"),
    "call-method": lambda flask: flask.current_app.test_client(),
    "call-method-of-request": lambda flask: flask.request.get_data(),
    "item-of-session": lambda flask: flask.session["user"],
    "ask-session-for-name": lambda flask: "user" in flask.session,
    "length-of-session": lambda flask: len(flask.session),
    "ask-for-attribute": lambda flask: hasattr(flask.g, "user"),
    "set-on-g": lambda flask: setattr(flask.g, "user", "Ada"),
    "ask-g-for-name": lambda flask: "user" in flask.g,
    "store-in-session": lambda flask: flask.session.update(user="Ada"),
}


@pytest.mark.parametrize("use", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_proxies_outside_a_context_are_refused__table(app, use):
    """Each use that works with a request is a ``RuntimeError`` without."""
    app.secret_key = "key"

    with app.test_request_context("/visit"):
        flask.g.user = flask.session["user"] = "Ada"
        use(flask)

    with pytest.raises(RuntimeError):
        use(flask)


@pytest.mark.parametrize("name", ["request", "session"])
def test_request_proxies_need_a_request__object(app, name):
    """Without a request there is no object behind the proxy."""
    proxy = getattr(flask, name)

    with app.app_context(), pytest.raises(RuntimeError):
        proxy._get_current_object()


def test_request_proxies_need_a_request__session(app, client):
    """The session belongs to the request."""
    app.secret_key = "key"
    app.add_url_rule("/visit", "visit", lambda: flask.session.get("user", "nobody"))

    answer = client.get("/visit")

    assert answer.text == "nobody"
    with app.app_context(), pytest.raises(RuntimeError):
        flask.session.get("user")


@pytest.mark.parametrize("name", ["request", "session", "g", "current_app"])
def test_unbound_proxies_are_false__each(app, name):
    """Each proxy is true while it stands for something that is, and false afterwards."""
    app.secret_key = "key"
    proxy = getattr(flask, name)

    with app.test_request_context("/visit"):
        flask.session["user"] = "Ada"
        inside = bool(proxy)

    assert inside is True
    assert bool(proxy) is False


@pytest.mark.parametrize(("name", "truth"), [("request", False), ("current_app", True)])
def test_unbound_proxies_are_false__application_context(app, name, truth):
    """In an application context without a request only the application is there."""
    proxy = getattr(flask, name)

    with app.app_context():
        found = bool(proxy)

    assert found is truth
    assert bool(proxy) is False
