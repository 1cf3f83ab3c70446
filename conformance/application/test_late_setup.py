"""What ends the set-up of an application, and what is possible afterwards."""

import flask
import pytest


def render_template(app):
    """Render a template, which makes the environment of the templates."""
    with app.app_context():
        flask.render_template_string("text")


def build_url(app):
    """Build a URL by hand."""
    with app.test_request_context("/link"):
        flask.url_for("visit")


WORK = {"template": render_template, "url": build_url}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_work_without_a_request_does_not_end_the_set_up(app, client, work):
    """A view that is added afterwards answers."""
    app.add_url_rule("/visit", "visit", lambda: "visited")

    work(app)
    app.add_url_rule("/again", "again", lambda: "visited again")

    assert client.get("/again").text == "visited again"


def note(diary, *given):
    """Write down that a function was called, and return what fits for it."""
    diary.append("late")
    return given[0] if given else None


SET_UP = {
    "add_url_rule": lambda app, f: app.add_url_rule("/late", "late", f),
    "before_request": lambda app, f: app.before_request(f),
    "after_request": lambda app, f: app.after_request(f),
    "teardown_request": lambda app, f: app.teardown_request(f),
    "teardown_appcontext": lambda app, f: app.teardown_appcontext(f),
    "register_error_handler": lambda app, f: app.register_error_handler(404, f),
    "url_value_preprocessor": lambda app, f: app.url_value_preprocessor(f),
}


@pytest.mark.parametrize("set_up", SET_UP.values(), ids=SET_UP)
def test_late_set_up_changes_nothing(app, client, set_up):
    """Neither for a view, nor for a URL that is not there."""
    diary = []
    app.add_url_rule("/visit", "visit", lambda: "visited")
    client.get("/visit")

    with pytest.raises(AssertionError):
        set_up(app, lambda *given: note(diary, *given))
    answers = [client.get("/visit"), client.get("/late")]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert diary == []


DECORATORS = {
    "route": lambda app: app.route("/late"),
    "get": lambda app: app.get("/late"),
    "errorhandler": lambda app: app.errorhandler(404),
    "template_filter": lambda app: app.template_filter("late"),
    "template_test": lambda app: app.template_test("late"),
    "template_global": lambda app: app.template_global("late"),
}


@pytest.mark.parametrize("make", DECORATORS.values(), ids=DECORATORS)
def test_early_decorator_is_refused_late(app, client, make):
    """It can be applied before the first request."""
    decorators = [make(app), make(app)]

    applied = decorators[0](len)
    client.get("/visit")
    with pytest.raises(AssertionError):
        decorators[1](len)

    assert applied is len


def test_other_changes_are_still_possible(app, client):
    """They count for the next request."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    before = client.get("/visit").text

    app.jinja_env.globals["shelf"] = "poetry"
    app.extensions["shop"] = "open"
    app.view_functions["visit"] = lambda: flask.render_template_string(
        "{{ shelf }} {{ config.SHELVES }} {{ extensions.shop }}", extensions=app.extensions
    )
    app.config["SHELVES"] = 3

    assert (before, client.get("/visit").text) == ("visited", "poetry 3 open")


def test_other_changes_are_still_possible__map_of_urls(app, client):
    """A rule that is added to the map leads to a view function that was added by hand."""
    before = client.get("/late").status_code

    app.url_map.add(app.url_rule_class("/late", endpoint="late"))
    app.view_functions["late"] = lambda: "late"

    assert (before, client.get("/late").text) == (404, "late")
