"""Calling an application without a server: a test client, and a runner for its commands."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import copy
from functools import cache
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import urlsplit

import werkzeug.test
from click.testing import CliRunner, Result
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request as BaseRequest

from ._contracts import as_flask_has_it
from ._lifecycle import PRESERVE_CONTEXT
from .app import Flask
from .cli import ScriptInfo
from .sessions import SessionMixin
from .wrappers import Request


class EnvironBuilder(werkzeug.test.EnvironBuilder):
    """Makes WSGI environments that suit the settings of an application."""

    def __init__(
        self,
        app: Flask,
        path: str = "/",
        base_url: str | None = None,
        subdomain: str | None = None,
        url_scheme: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if base_url is None:
            base_url, path = _base_url(app, path, subdomain, url_scheme)
        else:
            given = subdomain or url_scheme
            assert not given, "A base_url says all: do not pass subdomain or url_scheme with it."
        self.app = app
        super().__init__(path, base_url, *args, **kwargs)

    def json_dumps(self, obj: Any, **kwargs: Any) -> str:
        """JSON as the application writes it."""
        return self.app.json.dumps(obj, **kwargs)


def _base_url(
    app: Flask, path: str, subdomain: str | None, url_scheme: str | None
) -> tuple[str, str]:
    """Where the application is, and the path that is left; ``path`` may be a whole URL."""
    url = urlsplit(path)
    host = url.netloc or app.config["SERVER_NAME"] or "localhost"
    if subdomain and not url.netloc:
        host = f"{subdomain}.{host}"
    scheme = url_scheme or url.scheme or app.config["PREFERRED_URL_SCHEME"]
    root = app.config["APPLICATION_ROOT"].lstrip("/")
    rest = f"{url.path}?{url.query}" if url.query else url.path
    return f"{scheme}://{host}/{root}", rest


@cache
def _get_werkzeug_version() -> str:
    return version("werkzeug")


class FlaskClient(Client):
    """A browser without a network. In a with statement, it keeps the last request's context."""

    application: Flask

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preserve_context = False
        # The contexts of the request just answered, and those that are kept for the block.
        self._new_contexts: list[Any] = []
        self._context_stack = ExitStack()
        self.environ_base = {
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_USER_AGENT": f"Werkzeug/{_get_werkzeug_version()}",
        }

    @contextmanager
    def session_transaction(self, *args: Any, **kwargs: Any) -> Iterator[SessionMixin]:
        """Open the session of a made-up request, and save it as that request would."""
        if self._cookies is None:
            raise TypeError("There is no session without cookies: use_cookies is False.")
        app = self.application
        context = app.test_request_context(*args, **kwargs)
        request = cast(Request, context.request)
        self._add_cookies_to_wsgi(request.environ)
        with context:
            session = app.session_interface.open_session(app, context.request)
        if session is None:
            raise RuntimeError("The application's session interface did not open a session.")
        yield session
        response = app.response_class()
        if app.session_interface.is_null_session(session):
            return
        with context:
            app.session_interface.save_session(app, session, response)
        self._update_cookies_from_response(
            request.host.partition(":")[0],
            request.path,
            response.headers.getlist("Set-Cookie"),
        )

    def _copy_environ(self, other: Mapping[str, Any]) -> dict[str, Any]:
        """The client's own variables, those of a request over them, and the wish for contexts."""
        environ = {**self.environ_base, **other}
        if self.preserve_context:
            environ[PRESERVE_CONTEXT] = self._new_contexts.append
        return environ

    def _request_from_builder_args(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> BaseRequest:
        kwargs["environ_base"] = self._copy_environ(kwargs.get("environ_base", {}))
        builder = EnvironBuilder(self.application, *args, **kwargs)
        try:
            return builder.get_request()
        finally:
            builder.close()

    def open(
        self,
        *args: Any,
        buffered: bool = False,
        follow_redirects: bool = False,
        **kwargs: Any,
    ) -> TestResponse:
        """Send a request: of the arguments for an EnvironBuilder, or one that is made already."""
        request = self._given_request(args[0]) if args else None
        if request is None:
            request = self._request_from_builder_args(args, kwargs)
        # What the last request left behind ends now.
        self._context_stack.close()
        response = super().open(request, buffered=buffered, follow_redirects=follow_redirects)
        cast(Any, response).json_module = self.application.json
        self._keep_contexts()
        return response

    def _given_request(self, given: Any) -> BaseRequest | None:
        if isinstance(given, werkzeug.test.EnvironBuilder):
            builder = copy(given)
            builder.environ_base = self._copy_environ(given.environ_base or {})
            try:
                return builder.get_request()
            finally:
                builder.close()
        if isinstance(given, dict):
            return EnvironBuilder.from_environ(
                given, app=self.application, environ_base=self._copy_environ({})
            ).get_request()
        if isinstance(given, BaseRequest):
            request = copy(given)
            request.environ = self._copy_environ(given.environ)
            return request
        return None

    def _keep_contexts(self) -> None:
        """Push the contexts of the answer again, those of redirects that were followed first."""
        while self._new_contexts:
            self._context_stack.enter_context(self._new_contexts.pop(0))

    def __enter__(self) -> Self:
        if self.preserve_context:
            raise RuntimeError("This client is in use by a with statement already.")
        self.preserve_context = True
        return self

    def __exit__(
        self, exc_type: type | None, exc_value: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.preserve_context = False
        self._context_stack.close()


class FlaskCliRunner(CliRunner):
    """Calls the commands of an application in this process."""

    def __init__(self, app: Flask, **kwargs: Any) -> None:
        self.app = app
        super().__init__(**kwargs)

    @as_flask_has_it
    def invoke(self, cli: Any = None, args: Any = None, **kwargs: Any) -> Result:
        """Call a command, by default the application's own group."""
        if cli is None:
            cli = self.app.cli
        if "obj" not in kwargs:
            kwargs["obj"] = ScriptInfo(create_app=lambda: self.app)
        return super().invoke(cli, args, **kwargs)
