"""Method shortcuts: each of the five."""

import flask
import pytest

SHORTCUTS = ["get", "post", "put", "delete", "patch"]


def method():
    """A view that shows the method."""
    return flask.request.method


@pytest.mark.parametrize("name", SHORTCUTS)
def test_shortcut_registers_its_method__and_no_other(app, client, name):
    """Each shortcut answers its own method and refuses the other four."""
    getattr(app, name)("/books")(method)

    answers = {each: client.request(each, "/books") for each in SHORTCUTS}

    assert answers[name].text == name.upper()
    assert [each for each in SHORTCUTS if answers[each].status_code != 405] == [name]


@pytest.mark.parametrize(("name", "status"), [("get", 200), ("post", 405), ("put", 405)])
def test_shortcut_registers_its_method__head(app, client, name, status):
    """Only the shortcut for GET answers HEAD as well."""
    getattr(app, name)("/books")(method)

    own, head = client.request(name, "/books"), client.head("/books")

    assert own.text == name.upper()
    assert head.status_code == status


@pytest.mark.parametrize("name", SHORTCUTS)
def test_shortcut_returns_the_view(app, client, name):
    """Each shortcut hands the view back as it is."""
    decorated = getattr(app, name)("/books")(method)

    answer = client.request(name, "/books")

    assert decorated is method
    assert answer.text == name.upper()


@pytest.mark.parametrize("methods", [["GET"], [], None], ids=["one", "empty", "none"])
@pytest.mark.parametrize("name", SHORTCUTS)
def test_shortcut_refuses_methods__whatever_they_are(app, name, methods):
    """No shortcut accepts ``methods``, not even its own, none or ``None``."""
    shortcut = getattr(app, name)

    with pytest.raises(TypeError):
        shortcut("/books", methods=methods)


def test_shortcuts_can_be_stacked__all(app, client):
    """One view can stand under all five shortcuts."""
    view = method
    for name in SHORTCUTS:
        view = getattr(app, name)("/books")(view)

    answers = [client.request(name, "/books").text for name in SHORTCUTS]

    assert answers == ["GET", "POST", "PUT", "DELETE", "PATCH"]
