"""What users and extensions import by its full path is there, private names of Flask's included."""

from importlib import import_module
from importlib.machinery import PathFinder

import pytest

import hipflask

USED = [
    "app.Flask",
    "blueprints.Blueprint",
    "blueprints.BlueprintSetupState",
    "cli.AppGroup",
    "cli.FlaskGroup",
    "cli.NoAppException",
    "cli.ScriptInfo",
    "cli.cli",
    "cli.click",
    "cli.load_dotenv",
    "cli.main",
    "cli.pass_script_info",
    "cli.with_appcontext",
    "config.Config",
    "config.ConfigAttribute",
    "ctx.AppContext",
    "ctx.RequestContext",
    "ctx._AppCtxGlobals",
    "debughelpers.DebugFilesKeyError",
    "debughelpers.attach_enctype_error_multidict",
    "globals._cv_app",
    "globals._cv_request",
    "globals.app_ctx",
    "globals.current_app",
    "globals.g",
    "globals.request",
    "globals.request_ctx",
    "globals.session",
    "helpers.get_debug_flag",
    "helpers.get_load_dotenv",
    "helpers.get_root_path",
    "helpers.send_file",
    "helpers.stream_with_context",
    "helpers.url_for",
    "json.dumps",
    "json.loads",
    "json.provider._default",
    "json.provider.DefaultJSONProvider",
    "json.provider.JSONProvider",
    "json.tag.JSONTag",
    "json.tag.TaggedJSONSerializer",
    "logging.create_logger",
    "logging.default_handler",
    "logging.has_level_handler",
    "logging.wsgi_errors_stream",
    "sansio.app.App",
    "sansio.blueprints.Blueprint",
    "sansio.blueprints.BlueprintSetupState",
    "sansio.scaffold.Scaffold",
    "sansio.scaffold._endpoint_from_view_func",
    "sansio.scaffold.setupmethod",
    "sessions.NullSession",
    "sessions.SecureCookieSession",
    "sessions.SecureCookieSessionInterface",
    "sessions.SessionInterface",
    "sessions.SessionMixin",
    "sessions.session_json_serializer",
    "signals.Namespace",
    "signals.got_request_exception",
    "signals.template_rendered",
    "templating.DispatchingJinjaLoader",
    "templating.Environment",
    "templating._render",
    "testing.EnvironBuilder",
    "testing.FlaskClient",
    "testing.FlaskCliRunner",
    "typing.HeadersValue",
    "typing.ResponseReturnValue",
    "typing.ResponseValue",
    "typing.RouteCallable",
    "views.MethodView",
    "views.View",
    "views.http_method_funcs",
    "wrappers.Request",
    "wrappers.RequestBase",
    "wrappers.Response",
    "wrappers.ResponseBase",
]


@pytest.mark.parametrize("path", USED)
def test_name_is_at_its_path(path):
    """A name that is imported from a submodule is in that submodule."""
    module, _, name = path.rpartition(".")

    found = import_module(f"hipflask.{module}")

    assert hasattr(found, name)


def test_sansio_has_no_init():
    """``sansio`` is a namespace package, as it is in Flask."""
    spec = PathFinder.find_spec("hipflask.sansio", hipflask.__path__)

    assert spec is not None
    assert spec.origin is None
