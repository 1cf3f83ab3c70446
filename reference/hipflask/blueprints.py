"""Blueprints: a part of an application, recorded now and set up when it is registered."""

from collections.abc import Callable
from functools import update_wrapper
from typing import IO, Any, TypeVar

from werkzeug.utils import cached_property
from werkzeug.wrappers import Response

from . import _explain, _files
from . import typing as ft
from ._application import App
from ._contracts import MISSING
from ._registrar import (
    Folder,
    Scaffold,
    T_after_request,
    T_before_request,
    T_error_handler,
    T_teardown,
    T_template_context_processor,
    T_url_defaults,
    T_url_value_preprocessor,
    _endpoint_from_view_func,
    registering,
    setupmethod,
)

DeferredSetupFunction = Callable[["BlueprintSetupState"], None]
T_template_filter = TypeVar("T_template_filter", bound=ft.TemplateFilterCallable)
T_template_global = TypeVar("T_template_global", bound=ft.TemplateGlobalCallable)
T_template_test = TypeVar("T_template_test", bound=ft.TemplateTestCallable)


class BlueprintSetupState:
    """One registration of a blueprint: where its rules go, and under what names."""

    def __init__(
        self, blueprint: "Blueprint", app: App, options: Any, first_registration: bool
    ) -> None:
        self.app = app
        self.blueprint = blueprint
        self.options = options
        # Whether the blueprint is new to this application, so that it may add to it globally.
        self.first_registration = first_registration
        self.subdomain: str | None = _chosen(options, "subdomain", blueprint.subdomain)
        self.url_prefix: str | None = _chosen(options, "url_prefix", blueprint.url_prefix)
        self.name: str = options.get("name", blueprint.name)
        self.name_prefix: str = options.get("name_prefix", "")
        self.url_defaults: dict[str, Any] = {
            **blueprint.url_values_defaults,
            **dict(options.get("url_defaults", ())),
        }

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        **options: Any,
    ) -> None:
        """Add a rule of the blueprint to the application, below the prefix and the name."""
        if endpoint is None:
            endpoint = _endpoint_from_view_func(view_func)
        options.setdefault("subdomain", self.subdomain)
        options["defaults"] = {**self.url_defaults, **(options.get("defaults") or {})}
        self.app.add_url_rule(
            rule if self.url_prefix is None else _below(self.url_prefix, rule),
            f"{self.name_prefix}.{self.name}.{endpoint}".lstrip("."),
            view_func,
            **options,
        )


def _chosen(options: dict[str, Any], key: str, otherwise: str | None) -> str | None:
    given: str | None = options.get(key)
    return otherwise if given is None else given


def _below(prefix: str, rule: str) -> str:
    return f"{prefix.rstrip('/')}/{rule.lstrip('/')}" if rule else prefix


class Blueprint(Scaffold):
    """Records set-up calls, and repeats them on each application it is registered on."""

    _got_registered_once = False

    def __init__(
        self,
        name: str,
        import_name: str,
        static_folder: Folder = None,
        static_url_path: str | None = None,
        template_folder: Folder = None,
        url_prefix: str | None = None,
        subdomain: str | None = None,
        url_defaults: dict[str, Any] | None = None,
        root_path: str | None = None,
        cli_group: str | None = MISSING,
    ) -> None:
        super().__init__(import_name, static_folder, static_url_path, template_folder, root_path)
        if not name:
            raise ValueError("A blueprint needs a name.")
        _refuse_dot("The name of a blueprint", name)
        self.name = name
        self.url_prefix = url_prefix
        self.subdomain = subdomain
        self.deferred_functions: list[DeferredSetupFunction] = []
        self.url_values_defaults = {} if url_defaults is None else url_defaults
        self.cli_group = cli_group
        self._blueprints: list[tuple[Blueprint, dict[str, Any]]] = []

    def _check_setup_finished(self, f_name: str) -> None:
        if self._got_registered_once:
            raise AssertionError(_explain.late_blueprint(f"the blueprint {self.name!r}", f_name))

    @cached_property
    def cli(self) -> Any:
        """The commands of this blueprint; a group that users reach through it."""
        # Late: the command line lies above everything.
        from .cli import AppGroup

        return AppGroup(self.name)

    @setupmethod
    def record(self, func: DeferredSetupFunction) -> None:
        """Call ``func`` with the state of each registration."""
        self.deferred_functions.append(func)

    @setupmethod
    def record_once(self, func: DeferredSetupFunction) -> None:
        """Call ``func`` at the first registration on an application only."""

        def once(state: BlueprintSetupState) -> None:
            if state.first_registration:
                func(state)

        self.record(update_wrapper(once, func))

    def make_setup_state(
        self, app: App, options: dict[str, Any], first_registration: bool = False
    ) -> BlueprintSetupState:
        """The state that deferred functions get; override to give them another."""
        return BlueprintSetupState(self, app, options, first_registration)

    @setupmethod
    def register_blueprint(self, blueprint: "Blueprint", **options: Any) -> None:
        """Nest a blueprint: it is registered wherever this one is."""
        if blueprint is self:
            raise ValueError(f"The blueprint {self.name!r} cannot be registered on itself.")
        self._blueprints.append((blueprint, options))

    def register(self, app: App, options: dict[str, Any]) -> None:
        """Do on an application what was recorded; ``App.register_blueprint`` calls this."""
        name = self._free_name(app, options)
        is_new = all(other is not self for other in app.blueprints.values())
        app.blueprints[name] = self
        self._got_registered_once = True
        state = self.make_setup_state(app, options, is_new)
        if self.has_static_folder:
            state.add_url_rule(
                f"{self.static_url_path}/<path:filename>",
                view_func=self.send_static_file,
                endpoint="static",
            )
        self._merge_blueprint_funcs(app, name)
        for function in self.deferred_functions:
            function(state)
        self._add_commands(app, options, name)
        for nested, nested_options in self._blueprints:
            nested.register(app, _nested_options(state, nested, nested_options, name))

    def _free_name(self, app: App, options: dict[str, Any]) -> str:
        """The full name for this registration; a ValueError if it is taken."""
        prefix = options.get("name_prefix", "")
        name = f"{prefix}.{options.get('name', self.name)}".lstrip(".")
        if name in app.blueprints:
            who = "This" if app.blueprints[name] is self else "Another"
            raise ValueError(
                f"{who} blueprint is registered as {name!r} already. Pass name= with another name."
            )
        return name

    def _merge_blueprint_funcs(self, app: App, name: str) -> None:
        """Copy hooks, handlers and views of this blueprint into the application's registries."""
        pairs: list[tuple[dict[Any, list[Any]], dict[Any, list[Any]]]] = [
            (self.before_request_funcs, app.before_request_funcs),
            (self.after_request_funcs, app.after_request_funcs),
            (self.teardown_request_funcs, app.teardown_request_funcs),
            (self.url_default_functions, app.url_default_functions),
            (self.url_value_preprocessors, app.url_value_preprocessors),
            (self.template_context_processors, app.template_context_processors),
        ]
        for own, target in pairs:
            for scope, functions in own.items():
                target.setdefault(_full(name, scope), []).extend(functions)
        for scope, by_code in self.error_handler_spec.items():
            for code, handlers in by_code.items():
                app.error_handler_spec[_full(name, scope)][code].update(handlers)
        app.view_functions.update(self.view_functions)

    def _add_commands(self, app: Any, options: dict[str, Any], name: str) -> None:
        """Add the commands: to a group of the application, or, for None, beside its own."""
        if not self.cli.commands:
            return
        group = options.get("cli_group", self.cli_group)
        if group is None:
            app.cli.commands.update(self.cli.commands)
        else:
            self.cli.name = name if group is MISSING else group
            app.cli.add_command(self.cli)

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Record a rule; its endpoint will get the name of the blueprint in front."""
        if endpoint:
            _refuse_dot("The endpoint of a blueprint's rule", endpoint)
        if view_func is not None:
            _refuse_dot("The name of a blueprint's view", getattr(view_func, "__name__", ""))
        self.record(
            lambda state: state.add_url_rule(
                rule,
                endpoint,
                view_func,
                provide_automatic_options=provide_automatic_options,
                **options,
            )
        )

    @setupmethod
    def app_template_filter(
        self, name: str | None = None
    ) -> Callable[[T_template_filter], T_template_filter]:
        """Make the decorated function a filter of all templates of the application."""
        return registering(self.add_app_template_filter, name=name)

    @setupmethod
    def add_app_template_filter(
        self, f: ft.TemplateFilterCallable, name: str | None = None
    ) -> None:
        """Make a function a filter of all templates of the application."""
        self.record_once(lambda state: _put(state.app.jinja_env.filters, name, f))

    @setupmethod
    def app_template_test(
        self, name: str | None = None
    ) -> Callable[[T_template_test], T_template_test]:
        """Make the decorated function a test of all templates of the application."""
        return registering(self.add_app_template_test, name=name)

    @setupmethod
    def add_app_template_test(self, f: ft.TemplateTestCallable, name: str | None = None) -> None:
        """Make a function a test of all templates of the application."""
        self.record_once(lambda state: _put(state.app.jinja_env.tests, name, f))

    @setupmethod
    def app_template_global(
        self, name: str | None = None
    ) -> Callable[[T_template_global], T_template_global]:
        """Make the decorated function one that all templates of the application can call."""
        return registering(self.add_app_template_global, name=name)

    @setupmethod
    def add_app_template_global(
        self, f: ft.TemplateGlobalCallable, name: str | None = None
    ) -> None:
        """Make a function one that all templates of the application can call."""
        self.record_once(lambda state: _put(state.app.jinja_env.globals, name, f))

    @setupmethod
    def before_app_request(self, f: T_before_request) -> T_before_request:
        """Like ``before_request``, for every request of the application."""
        self.record_once(lambda state: _hook(state.app.before_request_funcs, f))
        return f

    @setupmethod
    def after_app_request(self, f: T_after_request) -> T_after_request:
        """Like ``after_request``, for every request of the application."""
        self.record_once(lambda state: _hook(state.app.after_request_funcs, f))
        return f

    @setupmethod
    def teardown_app_request(self, f: T_teardown) -> T_teardown:
        """Like ``teardown_request``, for every request of the application."""
        self.record_once(lambda state: _hook(state.app.teardown_request_funcs, f))
        return f

    @setupmethod
    def app_context_processor(
        self, f: T_template_context_processor
    ) -> T_template_context_processor:
        """Like ``context_processor``, for every template of the application."""
        self.record_once(lambda state: _hook(state.app.template_context_processors, f))
        return f

    @setupmethod
    def app_errorhandler(
        self, code: type[Exception] | int
    ) -> Callable[[T_error_handler], T_error_handler]:
        """Like ``errorhandler``, for every request of the application."""

        def decorator(f: T_error_handler) -> T_error_handler:
            self.record_once(lambda state: state.app.register_error_handler(code, f))
            return f

        return decorator

    @setupmethod
    def app_url_value_preprocessor(self, f: T_url_value_preprocessor) -> T_url_value_preprocessor:
        """Like ``url_value_preprocessor``, for every request of the application."""
        self.record_once(lambda state: _hook(state.app.url_value_preprocessors, f))
        return f

    @setupmethod
    def app_url_defaults(self, f: T_url_defaults) -> T_url_defaults:
        """Like ``url_defaults``, for every URL of the application."""
        self.record_once(lambda state: _hook(state.app.url_default_functions, f))
        return f

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """How many seconds a browser may keep a file; None: it has to ask each time."""
        return _files.configured_max_age()

    def send_static_file(self, filename: str) -> Response:
        """The view of the static files."""
        return _files.send_static(self, filename)

    def open_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> IO[Any]:
        """Open a file below the root path for reading."""
        return _files.open_below(self.root_path, resource, mode, encoding)


def _refuse_dot(what: str, name: str) -> None:
    if "." in name:
        raise ValueError(f"{what} must not contain a dot, which separates names: {name!r}.")


def _full(name: str, scope: str | None) -> str:
    return name if scope is None else f"{name}.{scope}"


def _hook(functions: dict[str | None, list[Any]], f: Any) -> None:
    functions.setdefault(None, []).append(f)


def _put(functions: Any, name: str | None, f: Any) -> None:
    functions[name or f.__name__] = f


def _nested_options(
    outer: BlueprintSetupState, nested: Blueprint, given: dict[str, Any], name: str
) -> dict[str, Any]:
    """The options for a nested blueprint: its own, below the outer one's prefix and name."""
    options = {**given, "name_prefix": name}
    prefix = _chosen(given, "url_prefix", nested.url_prefix)
    if outer.url_prefix is not None:
        prefix = outer.url_prefix if prefix is None else _below(outer.url_prefix, prefix)
    if prefix is not None:
        options["url_prefix"] = prefix
    subdomains = [_chosen(given, "subdomain", nested.subdomain), outer.subdomain]
    if any(part is not None for part in subdomains):
        options["subdomain"] = ".".join(part for part in subdomains if part is not None)
    return options
