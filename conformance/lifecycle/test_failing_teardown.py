"""Teardown functions that raise."""

import flask
import pytest

SETTINGS = {
    "default": {},
    "not-propagating": {"PROPAGATE_EXCEPTIONS": False},
    "propagating": {"PROPAGATE_EXCEPTIONS": True},
}
MOMENTS = ["teardown_request", "teardown_appcontext"]


def failing(app, moment, diary, kind=LookupError):
    """Register a teardown function that raises for every ``/visit``."""

    def leave(error):
        diary.append(f"{moment} raises")
        raise kind("no key")

    getattr(app, moment)(leave)
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])


def left_by(wsgi, app, path):
    """The classes of the errors that leave the application."""
    try:
        wsgi.call(app, wsgi.environ(path))
    except Exception as error:
        return {type(each) for each in getattr(error, "exceptions", [error])}
    return set()


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_error_of_teardown_leaves_the_application(app, wsgi, settings, moment):
    """It does so for both kinds of teardown function."""
    app.config.update(settings)
    failing(app, moment, [])

    left = left_by(wsgi, app, "/visit")

    assert left == {LookupError}


def test_teardown_of_the_application_follows_a_failed_one(app, wsgi):
    """The functions of the application run after the one that failed."""
    diary = []
    app.teardown_appcontext(lambda error: diary.append("teardown of the application"))
    failing(app, "teardown_request", diary)

    left_by(wsgi, app, "/visit")

    assert diary == ["teardown_request raises", "teardown of the application"]


SIGNALS = {
    "teardown_request": "request_tearing_down",
    "teardown_appcontext": "appcontext_tearing_down",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_failing_function_ends_the_teardown_of_its_context(app, wsgi, moment):
    """Of three functions, the one that was registered last runs and the first does not."""
    diary = []
    register = getattr(app, moment)
    register(lambda error: diary.append("first"))
    failing(app, moment, diary)
    register(lambda error: diary.append("last"))

    def tearing_down(sender, exc, **extra):
        diary.append("signal")

    with getattr(flask, SIGNALS[moment]).connected_to(tearing_down, app):
        left_by(wsgi, app, "/visit")

    assert diary == ["last", f"{moment} raises"]


def test_error_of_teardown_comes_before_the_error_of_the_view(app, wsgi):
    """The error of the view has been told to the teardown function."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    seen = []
    failing(app, "teardown_request", [])
    app.teardown_request(lambda error: seen.append(type(error)))

    left = left_by(wsgi, app, "/error")

    assert seen == [KeyError]
    assert left == {LookupError}


PATHS = {"answered": ("/visit", type(None)), "failed": ("/error", KeyError)}


@pytest.mark.parametrize(("path", "kind"), PATHS.values(), ids=PATHS)
def test_later_teardown_is_not_told_of_a_failed_one(app, wsgi, path, kind):
    """It gets what the failing function got as well."""
    seen = []
    app.teardown_appcontext(lambda error: seen.append(type(error)))
    failing(app, "teardown_request", [], kind=OSError)

    left = left_by(wsgi, app, path)

    assert left == {OSError}
    assert seen == [kind]


@pytest.mark.parametrize("moment", MOMENTS)
def test_next_request_is_not_concerned(app, wsgi, moment):
    """Its view finds its own request and a fresh ``g``."""

    @app.route("/name/<name>")
    def name(name):
        before = flask.g.get("name", "nobody")
        flask.g.name = name
        return f"{before}, then {name}"

    def leave(error):
        if flask.g.name == "Ada":
            raise LookupError("no key")

    getattr(app, moment)(leave)

    left_by(wsgi, app, "/name/Ada")
    answer = wsgi.call(app, wsgi.environ("/name/Max"))

    assert answer.text == "nobody, then Max"
