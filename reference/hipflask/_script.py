"""What commands share: the application they are for, and groups that run in its context."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar, cast

import click

from ._discovery import NoAppException, app_at, app_in_folder
from ._switches import get_debug_flag, get_load_dotenv
from .app import Flask
from .ctx import _cv_app

F = TypeVar("F", bound=Callable[..., Any])


class ScriptInfo:
    """What commands share: how to get the application, loaded once and not before it is needed."""

    def __init__(
        self,
        app_import_path: str | None = None,
        create_app: Callable[..., Flask] | None = None,
        set_debug_flag: bool = True,
        load_dotenv_defaults: bool = True,
    ) -> None:
        self.app_import_path = app_import_path
        self.create_app = create_app
        self.data: dict[Any, Any] = {}
        self.set_debug_flag = set_debug_flag
        self.load_dotenv_defaults = get_load_dotenv(load_dotenv_defaults)
        self._loaded_app: Flask | None = None

    def load_app(self) -> Flask:
        """The application, from the factory, the import path or the folder."""
        if self._loaded_app is None:
            found = self._found_app()
            if found is None:
                raise NoAppException(
                    "There is no application. Name it by the option '--app' or by FLASK_APP,"
                    " or put it into 'wsgi.py' or 'app.py' here."
                )
            if self.set_debug_flag:
                # Through the setter, which also tells the templates.
                found.debug = get_debug_flag()
            self._loaded_app = found
        return self._loaded_app

    def _found_app(self) -> Flask | None:
        if self.create_app is not None:
            return self.create_app()
        return app_at(self.app_import_path) if self.app_import_path else app_in_folder()


pass_script_info = click.make_pass_decorator(ScriptInfo, ensure=True)


def with_appcontext(f: F) -> F:
    """Let a command run within the context of its application."""

    @click.pass_context
    def wrapper(ctx: click.Context, /, *args: Any, **kwargs: Any) -> Any:
        if _cv_app.get(None) is None:
            app = ctx.ensure_object(ScriptInfo).load_app()
            ctx.with_resource(app.app_context())
        return ctx.invoke(f, *args, **kwargs)

    return cast(F, update_wrapper(wrapper, f))


class AppGroup(click.Group):
    """A group whose commands run within the application's context, unless they decline."""

    def command(self, *args: Any, **kwargs: Any) -> Any:
        """Make the decorated function a command; ``with_appcontext=False`` leaves it alone."""
        wraps = kwargs.pop("with_appcontext", True)

        def decorator(f: Callable[..., Any]) -> Any:
            made = with_appcontext(f) if wraps else f
            return super(AppGroup, self).command(*args, **kwargs)(made)

        return decorator

    def group(self, *args: Any, **kwargs: Any) -> Any:
        """Make the decorated function a group of this kind."""
        kwargs.setdefault("cls", AppGroup)
        return super().group(*args, **kwargs)
