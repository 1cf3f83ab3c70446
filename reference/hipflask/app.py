"""The application: every step of a request is a method here, to be called, replaced, overridden.

The set-up half is in ``_application``, what the steps do in ``_lifecycle``. Some names of other
modules are here because programs import them from here.
"""

import weakref
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import IO, Any, NoReturn

from werkzeug.datastructures import Headers as Headers
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import InternalServerError as InternalServerError
from werkzeug.routing import MapAdapter
from werkzeug.routing import Rule as Rule
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response as BaseResponse

from . import _files, _lifecycle, _responses, _routing, _urls
from . import typing as ft
from ._application import App
from ._contracts import MISSING
from ._coroutines import is_coroutine_function, only_awaits
from ._default_config import DEFAULT_CONFIG
from ._flashing import get_flashed_messages
from ._registrar import Folder
from .ctx import AppContext, RequestContext, current_request
from .globals import current_app as current_app
from .globals import g, request, session
from .sessions import SecureCookieSessionInterface, SessionInterface
from .templating import Environment, complete_context
from .wrappers import Request, Response


class Flask(App):
    """A WSGI application: rules that lead to views, and hooks around them."""

    default_config = DEFAULT_CONFIG
    request_class: type[Request] = Request
    response_class: type[Response] = Response
    session_interface: SessionInterface = SecureCookieSessionInterface()

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
        super().__init__(
            import_name,
            static_url_path,
            static_folder,
            static_host,
            root_path=root_path,
            template_folder=template_folder,
            instance_path=instance_path,
            instance_relative_config=instance_relative_config,
            host_matching=host_matching,
            subdomain_matching=subdomain_matching,
        )
        if self.has_static_folder:
            self._route_static_files(static_host)

    def _route_static_files(self, host: str | None) -> None:
        assert (host is not None) == self.url_map.host_matching, (
            "static_host goes together with host_matching: give both or none."
        )
        # Weak: a cycle would keep the application until the garbage collector runs.
        application = weakref.proxy(self)
        self.add_url_rule(
            f"{self.static_url_path}/<path:filename>",
            endpoint="static",
            host=host,
            view_func=lambda **values: application.send_static_file(**values),
        )

    @cached_property
    def cli(self) -> Any:
        """The commands of this application; a group that users reach through it."""
        # Late: the command line lies above everything.
        from .cli import AppGroup

        return AppGroup(self.name)

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """How many seconds a browser may keep a file; None: it has to ask each time."""
        return _files.configured_max_age()

    def send_static_file(self, filename: str) -> BaseResponse:
        """The view of the static files."""
        return _files.send_static(self, filename)

    def open_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = None
    ) -> IO[Any]:
        """Open a file below the root path for reading."""
        return _files.open_below(self.root_path, resource, mode, encoding)

    def open_instance_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> IO[Any]:
        """Open a file in the instance folder, for writing too."""
        path = Path(self.instance_path, resource)
        return path.open(mode, encoding=None if "b" in mode else encoding)

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """What matches and builds URLs for a request, or, outside of any, for SERVER_NAME."""
        if request is None:
            return _routing.bind_to_server_name(self)
        return _routing.bind_to_request(self, request)

    def raise_routing_exception(self, request: Request) -> NoReturn:
        """Raise what went wrong when the URL was matched."""
        _routing.raise_routing_error(self, request)

    def create_jinja_environment(self) -> Environment:
        """Make the environment: its options, and what all templates can name."""
        options = dict(self.jinja_options)
        options.setdefault("autoescape", self.select_jinja_autoescape)
        reload = self.config["TEMPLATES_AUTO_RELOAD"]
        options.setdefault("auto_reload", self.debug if reload is None else reload)
        environment = self.jinja_environment(self, **options)
        environment.globals.update(
            url_for=self.url_for,
            get_flashed_messages=get_flashed_messages,
            config=self.config,
            # The proxies: imported templates have no context that the objects could come from.
            request=request,
            session=session,
            g=g,
        )
        environment.policies["json.dumps_function"] = self.json.dumps
        return environment

    def update_template_context(self, context: dict[str, Any]) -> None:
        """Add what the context processors give; values that the caller passed win."""
        complete_context(self, context)

    def make_shell_context(self) -> dict[str, Any]:
        """The names that ``flask shell`` knows."""
        names = {"app": self, "g": g}
        for processor in self.shell_context_processors:
            names.update(processor())
        return names

    def handle_http_exception(self, e: HTTPException) -> HTTPException | ft.ResponseReturnValue:
        """The answer of the handler for an HTTP error, or the error as its own answer."""
        return _lifecycle.handle_http_error(self, e)

    def handle_user_exception(self, e: Exception) -> HTTPException | ft.ResponseReturnValue:
        """The answer of the handler for an error, or the error once more."""
        return _lifecycle.handle_user_error(self, e)

    def handle_exception(self, e: Exception) -> Response:
        """The answer to an error that nobody handled."""
        return _lifecycle.handle_unexpected(self, e)

    def log_exception(self, exc_info: Any) -> None:
        """Write an error that nobody handled to the log."""
        failed = current_request().request
        self.logger.error(f"Exception on {failed.path} [{failed.method}]", exc_info=exc_info)

    def dispatch_request(self) -> ft.ResponseReturnValue:
        """The result of the view that routing found."""
        return _lifecycle.dispatch(self)

    def full_dispatch_request(self) -> Response:
        """The response to the current request: hooks, view, handlers, hooks."""
        return _lifecycle.full_dispatch(self)

    def finalize_request(
        self, rv: ft.ResponseReturnValue | HTTPException, from_error_handler: bool = False
    ) -> Response:
        """Make a view's or handler's result the response, and let the hooks see it."""
        return _lifecycle.finalize(self, rv, from_error_handler)

    def make_default_options_response(self) -> Response:
        """The automatic answer to OPTIONS."""
        return _lifecycle.default_options(self)

    @only_awaits
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself, or for a coroutine function one that waits for its result."""
        return self.async_to_sync(func) if is_coroutine_function(func) else func

    def async_to_sync(self, func: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """A function that runs a coroutine function to its end, by asgiref."""
        try:
            from asgiref.sync import async_to_sync
        except ImportError:
            raise RuntimeError(
                "Views and hooks that are coroutine functions need the package asgiref."
                " Install hipflask[async]."
            ) from None
        return async_to_sync(func)

    @_urls.only_builds
    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """The URL of an endpoint. Values that its rule has no place for become the query.

        Within a request, a leading dot means the current blueprint, and the URL is a path
        unless ``_external`` or ``_scheme`` is given. Outside of one, SERVER_NAME is needed.
        """
        return _urls.build_url(self, endpoint, _anchor, _method, _scheme, _external, values)

    def make_response(self, rv: ft.ResponseReturnValue) -> Response:
        """Make whatever a view may return a response of the application's class."""
        return _responses.build_response(self, rv)

    def preprocess_request(self) -> ft.ResponseReturnValue | None:
        """Call the hooks before the view; a result that is not None takes the view's place."""
        return _lifecycle.preprocess(self)

    def process_response(self, response: Response) -> Response:
        """Call the hooks after the view, and save the session."""
        return _lifecycle.process(self, response)

    def do_teardown_request(self, exc: BaseException | None = MISSING) -> None:
        """Call the hooks at the end of a request."""
        _lifecycle.teardown_request(self, exc)

    def do_teardown_appcontext(self, exc: BaseException | None = MISSING) -> None:
        """Call the hooks at the end of an application context."""
        _lifecycle.teardown_app(self, exc)

    def app_context(self) -> AppContext:
        """A context in which this is the current application; use it in a with statement."""
        return AppContext(self)

    def request_context(self, environ: dict[str, Any]) -> RequestContext:
        """A context for the request of a WSGI environment."""
        return RequestContext(self, environ)

    def test_request_context(self, *args: Any, **kwargs: Any) -> RequestContext:
        """A context for a made-up request, described like one of the test client."""
        # Late: testing lies above everything.
        from .testing import EnvironBuilder

        builder = EnvironBuilder(self, *args, **kwargs)
        try:
            return self.request_context(builder.get_environ())
        finally:
            builder.close()

    def test_client(self, use_cookies: bool = True, **kwargs: Any) -> Any:
        """A client that calls this application without a server."""
        from .testing import FlaskClient

        client_class = self.test_client_class or FlaskClient
        return client_class(self, self.response_class, use_cookies=use_cookies, **kwargs)

    def test_cli_runner(self, **kwargs: Any) -> Any:
        """A runner that calls the commands of this application in this process."""
        from .testing import FlaskCliRunner

        return (self.test_cli_runner_class or FlaskCliRunner)(self, **kwargs)

    def run(
        self,
        host: str | None = None,
        port: int | None = None,
        debug: bool | None = None,
        load_dotenv: bool = True,
        **options: Any,
    ) -> None:
        """Serve this application for development, by default at 127.0.0.1:5000."""
        # Late: a production server has no use for all that this needs.
        from ._server import serve

        serve(self, host, port, debug, load_dotenv, options)

    def wsgi_app(
        self, environ: dict[str, Any], start_response: ft.StartResponse
    ) -> Iterable[bytes]:
        """Answer a request of the server. Middleware goes around this method."""
        return _lifecycle.serve(self, environ, start_response)

    def __call__(
        self, environ: dict[str, Any], start_response: ft.StartResponse
    ) -> Iterable[bytes]:
        """Be a WSGI application, with the middleware that may be around ``wsgi_app``."""
        return self.wsgi_app(environ, start_response)
