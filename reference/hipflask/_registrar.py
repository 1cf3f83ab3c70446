"""What applications and blueprints have in common: they collect routes, hooks and handlers."""

import os
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from jinja2 import BaseLoader, FileSystemLoader
from werkzeug.utils import cached_property

from . import typing as ft
from ._errors import class_and_code
from ._locations import get_root_path
from .templating import _default_template_ctx_processor

F = TypeVar("F", bound=Callable[..., Any])
T_after_request = TypeVar("T_after_request", bound=ft.AfterRequestCallable[Any])
T_before_request = TypeVar("T_before_request", bound=ft.BeforeRequestCallable)
T_error_handler = TypeVar("T_error_handler", bound=ft.ErrorHandlerCallable)
T_route = TypeVar("T_route", bound=ft.RouteCallable)
T_teardown = TypeVar("T_teardown", bound=ft.TeardownCallable)
T_template_context_processor = TypeVar(
    "T_template_context_processor", bound=ft.TemplateContextProcessorCallable
)
T_url_defaults = TypeVar("T_url_defaults", bound=ft.URLDefaultCallable)
T_url_value_preprocessor = TypeVar(
    "T_url_value_preprocessor", bound=ft.URLValuePreprocessorCallable
)


Folder: TypeAlias = str | os.PathLike[str] | None


def setupmethod(f: F) -> F:
    """Mark a method as part of the set-up: it asks first whether there is still time for it."""

    def checked(self: "Scaffold", *args: Any, **kwargs: Any) -> Any:
        self._check_setup_finished(f.__name__)
        return f(self, *args, **kwargs)

    return cast(F, update_wrapper(checked, f))


def registering(add: Callable[..., object], *first: Any, **options: Any) -> Callable[[F], F]:
    """A decorator that hands the function to ``add``, and gives it back as it is."""

    def decorator(f: F) -> F:
        add(*first, f, **options)
        return f

    return decorator


def hooked(registry: dict[str | None, list[Any]], f: F) -> F:
    """The function, as the last of those in the scope of the object itself."""
    registry.setdefault(None, []).append(f)
    return f


@lru_cache(maxsize=64)
def _joined(root: str, folder: str) -> str:
    """The folder's path. A Path would leave out dots and doubled slashes."""
    return os.path.join(root, folder)  # noqa: PTH118 - see above


def _endpoint_from_view_func(view_func: ft.RouteCallable | None) -> str:
    """The default endpoint of a view function: its name."""
    assert view_func is not None, "Give an endpoint or a view function."
    return view_func.__name__


class Scaffold:
    """Collects, per scope, what is to happen; None is the scope of the object itself."""

    name: str
    _static_folder: str | None = None
    _static_url_path: str | None = None

    def __init__(
        self,
        import_name: str,
        static_folder: Folder = None,
        static_url_path: str | None = None,
        template_folder: Folder = None,
        root_path: str | None = None,
    ) -> None:
        self.import_name = import_name
        self.static_folder = static_folder
        self.static_url_path = static_url_path
        self.template_folder = template_folder
        self.root_path = get_root_path(import_name) if root_path is None else root_path
        self.view_functions: dict[str, ft.RouteCallable] = {}
        self.error_handler_spec: dict[
            str | None, dict[int | None, dict[type[Exception], ft.ErrorHandlerCallable]]
        ] = defaultdict(_handlers_by_code)
        self._collect_hooks()

    def _collect_hooks(self) -> None:
        """Make the registries: each a list of functions for each scope, open to everybody."""
        self.before_request_funcs: dict[str | None, list[Any]] = defaultdict(list)
        self.after_request_funcs: dict[str | None, list[Any]] = defaultdict(list)
        self.teardown_request_funcs: dict[str | None, list[Any]] = defaultdict(list)
        self.url_value_preprocessors: dict[str | None, list[Any]] = defaultdict(list)
        self.url_default_functions: dict[str | None, list[Any]] = defaultdict(list)
        self.template_context_processors: dict[str | None, list[Any]] = defaultdict(
            list, {None: [_default_template_ctx_processor]}
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    def _check_setup_finished(self, f_name: str) -> None:
        raise NotImplementedError

    @property
    def static_folder(self) -> str | None:
        """The folder of static files, absolute; None: there are none."""
        if self._static_folder is None:
            return None
        return _joined(self.root_path, self._static_folder)

    @static_folder.setter
    def static_folder(self, value: Folder) -> None:
        self._static_folder = None if value is None else os.fspath(value).rstrip("\\/")

    @property
    def has_static_folder(self) -> bool:
        """Whether there are static files to be served."""
        return self.static_folder is not None

    @property
    def static_url_path(self) -> str | None:
        """Where static files are among the URLs, by default under their folder's name."""
        if self._static_url_path is not None:
            return self._static_url_path
        if self._static_folder is None:
            return None
        return f"/{Path(self._static_folder).name}".rstrip("/")

    @static_url_path.setter
    def static_url_path(self, value: str | None) -> None:
        self._static_url_path = None if value is None else value.rstrip("/")

    @cached_property
    def jinja_loader(self) -> BaseLoader | None:
        """What finds templates in the template folder."""
        if self.template_folder is None:
            return None
        return FileSystemLoader(Path(self.root_path, self.template_folder))

    def _method_route(
        self, method: str, rule: str, options: dict[str, Any]
    ) -> Callable[[T_route], T_route]:
        if "methods" in options:
            raise TypeError(f"This route is for {method}. Use route() to name other methods.")
        return self.route(rule, methods=[method], **options)

    @setupmethod
    def get(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route GET requests to the decorated view."""
        return self._method_route("GET", rule, options)

    @setupmethod
    def post(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route POST requests to the decorated view."""
        return self._method_route("POST", rule, options)

    @setupmethod
    def put(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route PUT requests to the decorated view."""
        return self._method_route("PUT", rule, options)

    @setupmethod
    def delete(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route DELETE requests to the decorated view."""
        return self._method_route("DELETE", rule, options)

    @setupmethod
    def patch(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route PATCH requests to the decorated view."""
        return self._method_route("PATCH", rule, options)

    @setupmethod
    def route(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route the URLs that match a rule to the decorated view, by ``add_url_rule``."""

        def decorator(view: T_route) -> T_route:
            self.add_url_rule(rule, options.pop("endpoint", None), view, **options)
            return view

        return decorator

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Route the URLs that match a rule to an endpoint, and the endpoint to a view."""
        raise NotImplementedError

    @setupmethod
    def endpoint(self, endpoint: str) -> Callable[[F], F]:
        """Make the decorated function the view of an endpoint whose rule is added elsewhere."""

        def decorator(view: F) -> F:
            self.view_functions[endpoint] = view
            return view

        return decorator

    @setupmethod
    def before_request(self, f: T_before_request) -> T_before_request:
        """Call ``f`` before the view; what it returns, unless None, is used instead of it."""
        return hooked(self.before_request_funcs, f)

    @setupmethod
    def after_request(self, f: T_after_request) -> T_after_request:
        """Call ``f`` with the response; it returns this one or another."""
        return hooked(self.after_request_funcs, f)

    @setupmethod
    def teardown_request(self, f: T_teardown) -> T_teardown:
        """Call ``f`` at the end of a request, with the error that nobody handled, or None."""
        return hooked(self.teardown_request_funcs, f)

    @setupmethod
    def context_processor(self, f: T_template_context_processor) -> T_template_context_processor:
        """Let templates see the values that ``f`` returns."""
        return hooked(self.template_context_processors, f)

    @setupmethod
    def url_value_preprocessor(self, f: T_url_value_preprocessor) -> T_url_value_preprocessor:
        """Call ``f`` with endpoint and view arguments before the view; it may change them."""
        return hooked(self.url_value_preprocessors, f)

    @setupmethod
    def url_defaults(self, f: T_url_defaults) -> T_url_defaults:
        """Call ``f`` with endpoint and values when a URL is built; it may add values."""
        return hooked(self.url_default_functions, f)

    @setupmethod
    def errorhandler(
        self, code_or_exception: type[Exception] | int
    ) -> Callable[[T_error_handler], T_error_handler]:
        """Answer errors of a class, or with a status code, by the decorated function."""
        return registering(self.register_error_handler, code_or_exception)

    @setupmethod
    def register_error_handler(
        self, code_or_exception: type[Exception] | int, f: ft.ErrorHandlerCallable
    ) -> None:
        """Answer errors of a class, or with a status code, by a function."""
        cls, code = self._get_exc_class_and_code(code_or_exception)
        self.error_handler_spec[None][code][cls] = f

    @staticmethod
    def _get_exc_class_and_code(
        exc_class_or_code: type[Exception] | int,
    ) -> tuple[type[Exception], int | None]:
        return class_and_code(exc_class_or_code)


def _handlers_by_code() -> dict[int | None, dict[type[Exception], ft.ErrorHandlerCallable]]:
    return defaultdict(dict)
