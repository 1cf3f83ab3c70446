"""Whether a template whose file has changed is read again, for every combination of settings."""

import os

import flask
import pytest


@pytest.fixture
def place(tmp_path):
    """A folder of templates with one of them."""
    write(tmp_path / "page.txt", "old", 1)
    return tmp_path


def write(file, source, time):
    """Write a template, last changed so many seconds after the beginning."""
    file.write_text(source)
    os.utime(file, (time, time))


def library_in(place):
    """An application with the templates of this folder."""
    return flask.Flask("library", static_folder=None, template_folder=str(place))


def render(app, name="page.txt"):
    """The text of the template."""
    with app.app_context():
        return "".join(flask.render_template(name))


def texts_of(app, place, between=lambda: None):
    """The texts of the template before and after its file changes."""
    before = render(app)
    write(place / "page.txt", "new", 9)
    between()
    return before, render(app)


def test_changed_template_is_read_again(place):
    """It is read again after each change."""
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = True

    texts = texts_of(library, place)
    write(place / "page.txt", "newest", 20)

    assert (*texts, render(library)) == ("old", "new", "newest")


def test_changed_template_is_kept(place):
    """Another application that comes later reads what is there."""
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = False

    assert texts_of(library, place) == ("old", "old")
    assert render(library_in(place)) == "new"


SWITCH = [pytest.param(False, "old", id="off"), pytest.param(True, "new", id="on")]


@pytest.mark.parametrize(("debug", "text"), SWITCH)
@pytest.mark.parametrize("by", ["attribute", "key"])
def test_debug_mode_decides_by_default(place, by, debug, text):
    """Debug mode may be set by the attribute or by the key."""
    library = library_in(place)
    if by == "attribute":
        library.debug = debug
    else:
        library.config["DEBUG"] = debug

    assert texts_of(library, place) == ("old", text)


@pytest.mark.parametrize("debug", [False, True], ids=["debug-off", "debug-on"])
@pytest.mark.parametrize(("reload", "text"), SWITCH)
def test_setting_wins_over_debug_mode(place, reload, text, debug):
    """Debug mode is set last, and does not count."""
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = reload
    library.debug = debug

    assert texts_of(library, place) == ("old", text)


def test_setting_wins_over_debug_mode__switched_later(place):
    """Switching debug mode while templates are in use does not count either."""
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = True
    library.debug = True

    texts = texts_of(library, place, lambda: setattr(library, "debug", False))

    assert texts == ("old", "new")


@pytest.mark.parametrize(("debug", "text"), SWITCH)
def test_debug_mode_may_be_switched(place, debug, text):
    """It counts for templates that are in use."""
    library = library_in(place)
    library.debug = not debug

    texts = texts_of(library, place, lambda: setattr(library, "debug", debug))

    assert texts == ("old", text)


@pytest.mark.parametrize(("reload", "text"), SWITCH)
def test_environment_may_be_told(place, reload, text):
    """It says what is, and what it is told wins over the setting."""
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = not reload
    before = library.jinja_env.auto_reload

    library.jinja_env.auto_reload = reload

    assert before is (not reload)
    assert texts_of(library, place) == ("old", text)


PARTS = {
    "layout": "{% extends 'page.txt' %}",
    "included": "{% include 'page.txt' %}",
    "imported": "{% import 'page.txt' as page %}{{ page }}",
}


@pytest.mark.parametrize("source", PARTS.values(), ids=PARTS)
def test_parts_are_read_again(place, source):
    """The file that changes is not that of the template that is rendered."""
    write(place / "whole.txt", source, 1)
    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = True

    before = render(library, "whole.txt")
    write(place / "page.txt", "new", 9)

    assert (before, render(library, "whole.txt")) == ("old", "new")


@pytest.mark.parametrize("reload", [False, True], ids=["kept", "read-again"])
def test_missing_template_may_come(place, reload):
    """That it was missing is not remembered."""
    from jinja2 import TemplateNotFound

    library = library_in(place)
    library.config["TEMPLATES_AUTO_RELOAD"] = reload

    with pytest.raises(TemplateNotFound):
        render(library, "late.txt")
    write(place / "late.txt", "here I am", 9)

    assert render(library, "late.txt") == "here I am"
