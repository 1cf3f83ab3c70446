"""The application while it is set up: settings, rules, blueprints, templates, handlers.

What happens during a request is in ``app``.
"""

import logging
import sys
from collections.abc import Callable, ValuesView
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from werkzeug.exceptions import Aborter
from werkzeug.routing import BuildError, Map, Rule
from werkzeug.utils import cached_property
from werkzeug.utils import redirect as _redirect
from werkzeug.wrappers import Response as BaseResponse

from . import _errors, _explain, _urls
from . import typing as ft
from ._builders import add_rule
from ._contracts import Blueprint
from ._locations import find_instance_path, looking_once
from ._redirects import plain_redirect
from ._registrar import Folder, Scaffold, _endpoint_from_view_func, registering, setupmethod
from ._switches import get_debug_flag
from ._template_code import select_jinja_autoescape
from .config import Config, ConfigAttribute
from .ctx import _AppCtxGlobals
from .json.provider import DefaultJSONProvider, JSONProvider
from .logging import create_logger
from .templating import DispatchingJinjaLoader, Environment
from .wrappers import Response

T_shell_context_processor = TypeVar(
    "T_shell_context_processor", bound=ft.ShellContextProcessorCallable
)
T_teardown = TypeVar("T_teardown", bound=ft.TeardownCallable)
T_template_filter = TypeVar("T_template_filter", bound=ft.TemplateFilterCallable)
T_template_global = TypeVar("T_template_global", bound=ft.TemplateGlobalCallable)
T_template_test = TypeVar("T_template_test", bound=ft.TemplateTestCallable)


def _make_timedelta(value: Any) -> Any:
    """Settings may give seconds, or nothing."""
    return value if value is None or isinstance(value, timedelta) else timedelta(seconds=value)


class App(Scaffold):
    """The set-up half of an application."""

    aborter_class = Aborter
    jinja_environment = Environment
    app_ctx_globals_class = _AppCtxGlobals
    config_class = Config
    testing = ConfigAttribute[bool]("TESTING")
    secret_key = ConfigAttribute[str | bytes | None]("SECRET_KEY")
    permanent_session_lifetime = ConfigAttribute[timedelta](
        "PERMANENT_SESSION_LIFETIME",
        _make_timedelta,
    )
    json_provider_class: type[JSONProvider] = DefaultJSONProvider
    jinja_options: ClassVar[dict[str, Any]] = {}
    select_jinja_autoescape = select_jinja_autoescape
    url_rule_class = Rule
    url_map_class = Map
    # What test_client and test_cli_runner make; None stands for those of ``testing``.
    test_client_class: Any = None
    test_cli_runner_class: Any = None

    default_config: dict[str, Any]
    response_class: type[Response]

    def __init__(
        self,
        import_name: str,
        static_url_path: str | None = None,
        static_folder: Folder = "static",
        static_host: str | None = None,
        host_matching: bool = False,
        subdomain_matching: bool = False,
        template_folder: Folder = "templates",
        instance_path: str | None = None,
        instance_relative_config: bool = False,
        root_path: str | None = None,
    ) -> None:
        with looking_once():
            super().__init__(
                import_name, static_folder, static_url_path, template_folder, root_path
            )
            if instance_path is None:
                instance_path = self.auto_find_instance_path()
            elif not Path(instance_path).is_absolute():
                raise ValueError(f"The instance path {instance_path!r} has to be absolute.")
        self.instance_path = instance_path
        self.config = self.make_config(instance_relative_config)
        self.aborter = self.make_aborter()
        self.json: JSONProvider = self.json_provider_class(self)
        self.url_build_error_handlers: list[Callable[..., str]] = []
        self.teardown_appcontext_funcs: list[ft.TeardownCallable] = []
        self.shell_context_processors: list[ft.ShellContextProcessorCallable] = []
        self.blueprints: dict[str, Blueprint] = {}
        self.extensions: dict[str, Any] = {}
        self.url_map = self.url_map_class(host_matching=host_matching)
        self.subdomain_matching = subdomain_matching
        self._got_first_request = False

    def _check_setup_finished(self, f_name: str) -> None:
        if self._got_first_request:
            raise AssertionError(_explain.setup_too_late("the application", f_name))

    @cached_property
    def name(self) -> str:
        """The import name, or the name of the file that was started as a program."""
        if self.import_name != "__main__":
            return self.import_name
        file: str | None = getattr(sys.modules["__main__"], "__file__", None)
        return "__main__" if file is None else Path(file).stem

    @cached_property
    def logger(self) -> logging.Logger:
        """The logger named like the application."""
        return create_logger(self)

    @cached_property
    def jinja_env(self) -> Environment:
        """The environment of the templates, made when it is first needed."""
        return self.create_jinja_environment()

    def create_jinja_environment(self) -> Environment:
        """Make the environment; its templates name things of a request, so ``Flask`` does it."""
        raise NotImplementedError

    def make_config(self, instance_relative: bool = False) -> Config:
        """Make the configuration, with files relative to the root or to the instance folder."""
        root = self.instance_path if instance_relative else self.root_path
        return self.config_class(root, dict(self.default_config) | {"DEBUG": get_debug_flag()})

    def make_aborter(self) -> Aborter:
        """Make what ``abort`` calls."""
        return self.aborter_class()

    def auto_find_instance_path(self) -> str:
        """The instance folder if none is named: beside the package, or below the prefix."""
        return find_instance_path(self.import_name, self.name)

    def create_global_jinja_loader(self) -> DispatchingJinjaLoader:
        """Make what finds templates for the application and its blueprints."""
        return DispatchingJinjaLoader(self)

    @property
    def debug(self) -> bool:
        """Whether errors are shown and changed templates are loaded again."""
        enabled: bool = self.config["DEBUG"]
        return enabled

    @debug.setter
    def debug(self, value: bool) -> None:
        self.config["DEBUG"] = value
        if self.config["TEMPLATES_AUTO_RELOAD"] is None:
            self.jinja_env.auto_reload = value

    @setupmethod
    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Let a blueprint do its set-up here; options take precedence over its own."""
        blueprint.register(self, options)

    def iter_blueprints(self) -> ValuesView[Blueprint]:
        """The registered blueprints, in order."""
        return self.blueprints.values()

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Route the URLs that match a rule to an endpoint, and the endpoint to a view.

        Options are those of the rule class, and ``methods``.
        """
        if endpoint is None:
            endpoint = _endpoint_from_view_func(view_func)
        methods = _methods(options.pop("methods", None), view_func)
        if provide_automatic_options is None:
            provide_automatic_options = getattr(view_func, "provide_automatic_options", None)
        if provide_automatic_options is None:
            automatic = bool(self.config["PROVIDE_AUTOMATIC_OPTIONS"])
            provide_automatic_options = automatic and "OPTIONS" not in methods
            methods |= {"OPTIONS"} if provide_automatic_options else set()
        added: Any = self.url_rule_class(rule, methods=methods, endpoint=endpoint, **options)
        added.provide_automatic_options = provide_automatic_options
        add_rule(self.url_map, added)
        if view_func is not None:
            self._set_view(endpoint, view_func)

    def _set_view(self, endpoint: str, view_func: ft.RouteCallable) -> None:
        if self.view_functions.get(endpoint, view_func) != view_func:
            raise AssertionError(
                f"The endpoint {endpoint!r} has another view function already."
                " Give this one an endpoint of its own."
            )
        self.view_functions[endpoint] = view_func

    @setupmethod
    def template_filter(
        self, name: str | None = None
    ) -> Callable[[T_template_filter], T_template_filter]:
        """Make the decorated function a filter of templates."""
        return registering(self.add_template_filter, name=name)

    @setupmethod
    def add_template_filter(self, f: ft.TemplateFilterCallable, name: str | None = None) -> None:
        """Make a function a filter of templates, by default under its own name."""
        self.jinja_env.filters[name or f.__name__] = f

    @setupmethod
    def template_test(
        self, name: str | None = None
    ) -> Callable[[T_template_test], T_template_test]:
        """Make the decorated function a test of templates."""
        return registering(self.add_template_test, name=name)

    @setupmethod
    def add_template_test(self, f: ft.TemplateTestCallable, name: str | None = None) -> None:
        """Make a function a test of templates, by default under its own name."""
        self.jinja_env.tests[name or f.__name__] = f

    @setupmethod
    def template_global(
        self, name: str | None = None
    ) -> Callable[[T_template_global], T_template_global]:
        """Make the decorated function one that templates can call."""
        return registering(self.add_template_global, name=name)

    @setupmethod
    def add_template_global(self, f: ft.TemplateGlobalCallable, name: str | None = None) -> None:
        """Make a function one that templates can call, by default under its own name."""
        self.jinja_env.globals[name or f.__name__] = f

    @setupmethod
    def teardown_appcontext(self, f: T_teardown) -> T_teardown:
        """Call ``f`` at the end of each application context, with the error or None."""
        self.teardown_appcontext_funcs.append(f)
        return f

    @setupmethod
    def shell_context_processor(self, f: T_shell_context_processor) -> T_shell_context_processor:
        """Let ``flask shell`` know the names that ``f`` returns."""
        self.shell_context_processors.append(f)
        return f

    def _find_error_handler(
        self, e: Exception, blueprints: list[str]
    ) -> ft.ErrorHandlerCallable | None:
        return _errors.find_handler(self.error_handler_spec, e, blueprints)

    def trap_http_exception(self, e: Exception) -> bool:
        """Whether an HTTP error is treated like any other error, by the TRAP settings."""
        return _errors.is_trapped(self, e)

    def should_ignore_error(self, error: BaseException | None) -> bool:
        """Whether teardown functions are not to learn of an error."""
        return False

    def redirect(self, location: str, code: int = 302) -> BaseResponse:
        """A response of the application's class that sends the browser elsewhere."""
        cls = self.response_class
        made = plain_redirect(cls, location, code)
        return _redirect(location, code=code, Response=cls) if made is None else made

    def inject_url_defaults(self, endpoint: str, values: dict[str, Any]) -> None:
        """Let the ``url_defaults`` functions add values for a URL that is being built."""
        if self.url_default_functions:
            _urls.inject_defaults(self, endpoint, values)

    def handle_url_build_error(
        self, error: BuildError, endpoint: str, values: dict[str, Any]
    ) -> str:
        """The URL that a build error handler offers, or the error."""
        return _urls.recover(self, error, endpoint, values)


def _methods(given: Any, view_func: ft.RouteCallable | None) -> set[str]:
    """The methods of a rule: those given, or the view's own, or GET; and what the view needs."""
    chosen = getattr(view_func, "methods", None) or ("GET",) if given is None else given
    if isinstance(chosen, str):
        raise TypeError(f"Methods are a list of strings, such as methods=[{chosen!r}].")
    return {method.upper() for method in chosen} | set(getattr(view_func, "required_methods", ()))
