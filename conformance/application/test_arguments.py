"""Arguments of an application, and the attributes that tell about them."""

from pathlib import Path

import flask
import pytest

NAMES = [
    *("root_path", "instance_path", "template_folder"),
    *("static_folder", "static_url_path", "subdomain_matching"),
]


def test_only_the_import_name_is_needed(tmp_path, monkeypatch):
    """Here a name that no module has."""
    monkeypatch.chdir(tmp_path)

    app = flask.Flask("library_nobody_has")

    here = Path.cwd()
    assert [f"{getattr(app, name)}" for name in NAMES] == [
        *(f"{here}", f"{here / 'instance'}", "templates"),
        *(f"{here / 'static'}", "/static", "False"),
    ]
    assert app.url_map.host_matching is False


def test_attributes_tell_what_was_given():
    """Each one as it was given."""
    given = {
        "root_path": "/srv/shop",
        "instance_path": "/var/shop",
        "template_folder": "pages",
        "static_folder": "/srv/pictures",
        "static_url_path": "/pics",
        "subdomain_matching": True,
    }

    app = flask.Flask("shop", **given)

    assert [f"{getattr(app, name)}" for name in given] == [f"{value}" for value in given.values()]


@pytest.mark.parametrize("switch", [True, False], ids=["on", "off"])
def test_attributes_tell_what_was_given__host_matching(switch):
    """The map of URLs knows it."""
    app = flask.Flask("shop", static_folder=None, host_matching=switch)

    assert app.url_map.host_matching is switch


@pytest.mark.parametrize("name", ["debug", "secret_key", "server_name", "template_path"])
def test_unknown_argument_is_refused(name):
    """Settings are no arguments."""
    app = flask.Flask("shop", root_path="/srv/shop")
    with pytest.raises(TypeError):
        flask.Flask("shop", **{name: "value"})

    assert f"{app.root_path}" == "/srv/shop"
