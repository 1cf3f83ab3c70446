"""What older releases offered, name by name; beside each is one that is still there."""

import flask
import pytest

from flask_conformance.worker.stubs import Entry
from flask_conformance.worker.surface import find, is_offered

PACKAGE = Entry("flask")
APPLICATION, BLUEPRINT = Entry("flask", ("Flask",)), Entry("flask", ("Blueprint",))
CONFIG = Entry("flask", ("Config",))
CLI, GLOBALS, HELPERS = Entry("flask.cli"), Entry("flask.globals"), Entry("flask.helpers")
JSON, SIGNALS, VIEWS = Entry("flask.json"), Entry("flask.signals"), Entry("flask.views")
WRAPPERS = Entry("flask.wrappers")


def names(*rows):
    """A table of places, each with a name that is there, and with those that are gone."""
    return pytest.mark.parametrize(
        ("place", "present", "gone"),
        [
            pytest.param(place, present, gone, id=f"{place}.{gone}")
            for place, present, all_gone in rows
            for gone in all_gone.split()
        ],
    )


@names(
    (PACKAGE, "request", "_request_ctx_stack _app_ctx_stack"),
    (GLOBALS, "request", "_request_ctx_stack _app_ctx_stack"),
)
def test_context_stacks_are_gone(place, present, gone):
    """The module has the proxy of the request, and no stack."""
    module = find(place)

    assert is_offered(module, present) is True
    assert is_offered(module, gone) is False


@names(
    (JSON, "dumps", "JSONEncoder JSONDecoder"),
    (APPLICATION, "json_provider_class", "json_encoder json_decoder"),
    (BLUEPRINT, "route", "json_encoder json_decoder"),
)
def test_encoders_and_decoders_are_gone(place, present, gone):
    """What replaces them is there, and they are not."""
    found = find(place)

    assert is_offered(found, present) is True
    assert is_offered(found, gone) is False


@names(
    (APPLICATION, "before_request", "before_first_request"),
    (BLUEPRINT, "before_app_request", "before_app_first_request"),
)
def test_hooks_for_the_first_request_are_gone(place, present, gone):
    """The decorator for every request is there, and that for the first is not."""
    found = find(place)

    assert is_offered(found, present) is True
    assert is_offered(found, gone) is False


@names(
    (PACKAGE, "url_for", "Markup escape signals_available"),
    (JSON, "dumps", "htmlsafe_dump htmlsafe_dumps"),
    (SIGNALS, "request_started", "signals_available"),
)
def test_names_of_other_projects_are_gone(place, present, gone):
    """The module has another name of the time, and this one no more."""
    found = find(place)

    assert is_offered(found, present) is True
    assert is_offered(found, gone) is False


@names(
    (
        APPLICATION,
        "secret_key",
        "env propagate_exceptions send_file_max_age_default session_cookie_name"
        " templates_auto_reload use_x_sendfile",
    )
)
def test_attributes_that_only_mirrored_keys_are_gone(app, place, present, gone):
    """Neither the class nor an application has the attribute, but one that is still there."""
    class_ = find(place)

    assert is_offered(class_, present) is True
    assert (is_offered(class_, gone), gone in dir(app)) == (False, False)


@pytest.mark.parametrize("variable", ["FLASK_ENV", "FLASK_DEBUG"])
def test_name_of_the_environment_decides_nothing(monkeypatch, variable):
    """An application made under that variable alone is in debug mode only by ``FLASK_DEBUG``."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    monkeypatch.setenv(variable, {"FLASK_ENV": "development", "FLASK_DEBUG": "1"}[variable])

    debug = flask.Flask("library", static_folder=None).debug

    assert debug is (variable == "FLASK_DEBUG")


@names(
    (PACKAGE, "url_for", "safe_join json_available"),
    (HELPERS, "url_for", "safe_join total_seconds"),
    (CONFIG, "from_file", "from_json"),
    (CLI, "with_appcontext", "call_factory DispatchingApp"),
    (VIEWS, "MethodView", "MethodViewType"),
    (WRAPPERS, "Request", "JSONMixin"),
    (
        APPLICATION,
        "session_interface",
        "open_session save_session make_null_session preserve_context_on_exception"
        " try_trigger_before_first_request_functions",
    ),
)
def test_earlier_leftovers_are_gone(place, present, gone):
    """The module or class has another name of the time, and this one no more."""
    found = find(place)

    assert is_offered(found, present) is True
    assert is_offered(found, gone) is False


@names(
    (HELPERS, "url_for", "locked_cached_property"),
    (APPLICATION, "before_request", "got_first_request"),
)
def test_later_leftovers_are_gone(place, present, gone):
    """The module or class has another name of the time, and this one no more."""
    found = find(place)

    assert is_offered(found, present) is True
    assert is_offered(found, gone) is False
