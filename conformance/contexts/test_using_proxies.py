"""What proxies pass on, beyond the examples of the page."""

import flask
import pytest

NAMES = ["request", "session", "g", "current_app"]


@pytest.mark.parametrize("name", NAMES)
def test_setting_through_a_proxy_changes_the_object__each(app, name):
    """Each proxy hands on attributes that are set and deleted."""
    proxy = getattr(flask, name)

    with app.test_request_context("/visit"):
        proxy.visitor = "Ada"
        before = str(proxy._get_current_object().visitor)
        del proxy.visitor
        after = hasattr(proxy._get_current_object(), "visitor")

    assert (before, after) == ("Ada", False)


@pytest.mark.parametrize("name", NAMES)
def test_proxy_equals_its_object__each(app, name):
    """Each proxy is equal to its object, on either side, and to no other object."""
    proxy, other = getattr(flask, name), object()

    with app.test_request_context("/visit"):
        same = proxy == proxy._get_current_object(), proxy._get_current_object() == proxy
        different = proxy == other, proxy != proxy._get_current_object()

    assert same == (True, True)
    assert different == (False, False)


@pytest.mark.parametrize("name", ["request", "g", "current_app"])
def test_proxy_equals_its_object__as_a_key(app, name):
    """The proxy finds what was stored for its object, and nothing else."""
    proxy, other = getattr(flask, name), flask.Flask("other", static_folder=None)
    with other.test_request_context("/visit"):
        stranger = proxy._get_current_object()

    with app.test_request_context("/visit"):
        own = {proxy._get_current_object(): "shelf"}.get(proxy, "nothing")
        foreign = {stranger: "shelf"}.get(proxy, "nothing")

    assert (own, foreign) == ("shelf", "nothing")


def test_proxy_passes_for_an_instance_of_its_class__session(app):
    """The session is a dictionary for ``isinstance``."""
    from collections.abc import MutableMapping

    app.secret_key = "key"

    with app.test_request_context("/visit"):
        found = [isinstance(flask.session, kind) for kind in (MutableMapping, flask.Flask)]

    assert found == [True, False]


USES = {
    "length": (len, 2),
    "names": (sorted, ["shelf", "user"]),
    "item": (lambda session: session["user"], "Ada"),
    "get": (lambda session: session.get("nobody", "default"), "default"),
    "in": (lambda session: ("user" in session, "nobody" in session), (True, False)),
    "pop": (lambda session: (session.pop("user"), len(session)), ("Ada", 1)),
    "setdefault": (lambda session: session.setdefault("user", "Max"), "Ada"),
    "update": (lambda session: (session.update(page=7), len(session)), (None, 3)),
    "store": (lambda session: (session.__setitem__("page", 7), session["page"]), (None, 7)),
    "delete": (lambda session: (session.__delitem__("user"), [*session]), (None, ["shelf"])),
    "dictionary": (dict, {"user": "Ada", "shelf": 3}),
    "items": (lambda session: sorted(session.items()), [("shelf", 3), ("user", "Ada")]),
    "clear": (lambda session: (session.clear(), [*session]), (None, [])),
}


@pytest.mark.parametrize(("use", "result"), USES.values(), ids=USES)
def test_proxy_of_a_container_is_a_container(app, use, result):
    """Each use of the proxy gives what it gives with a dictionary."""
    app.secret_key = "key"

    with app.test_request_context("/visit"):
        flask.session.update(user="Ada", shelf=3)
        found = use(flask.session)

    assert repr(found) == repr(result)


def test_proxy_of_a_container_is_a_container__missing_name(app):
    """A name that was not stored is a ``KeyError``."""
    app.secret_key = "key"

    with app.test_request_context("/visit"):
        flask.session["user"] = "Ada"
        with pytest.raises(KeyError):
            flask.session["nobody"]
