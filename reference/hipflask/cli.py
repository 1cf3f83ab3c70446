"""The command line: the group of all commands, and the names that commands are written with."""

import os
import traceback
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, cast

import click as click
from werkzeug.serving import is_running_from_reloader as is_running_from_reloader
from werkzeug.serving import run_simple as run_simple

from ._certificates import CertParamType as CertParamType
from ._certificates import _validate_key as _validate_key
from ._commands import SeparatedPathType as SeparatedPathType
from ._commands import routes_command as routes_command
from ._commands import run_command as run_command
from ._commands import shell_command as shell_command
from ._discovery import NoAppException as NoAppException
from ._discovery import _called_with_wrong_args as _called_with_wrong_args
from ._discovery import find_app_by_string as find_app_by_string
from ._discovery import find_best_app as find_best_app
from ._discovery import locate_app as locate_app
from ._discovery import prepare_import as prepare_import
from ._dotenv import load_dotenv as load_dotenv
from ._options import _app_option, _debug_option, _env_file_option
from ._options import get_version as get_version
from ._options import version_option as version_option
from ._script import AppGroup as AppGroup
from ._script import ScriptInfo as ScriptInfo
from ._script import pass_script_info as pass_script_info
from ._script import with_appcontext as with_appcontext
from ._server import show_server_banner as show_server_banner
from ._switches import get_debug_flag as get_debug_flag
from ._switches import get_load_dotenv as get_load_dotenv
from .app import Flask
from .ctx import _cv_app, current
from .globals import current_app as current_app


class FlaskGroup(AppGroup):
    """The commands of an application, of plugins, and the three that are always there."""

    def __init__(
        self,
        add_default_commands: bool = True,
        create_app: Callable[..., Flask] | None = None,
        add_version_option: bool = True,
        load_dotenv: bool = True,
        set_debug_flag: bool = True,
        **extra: Any,
    ) -> None:
        params: list[click.Parameter] = list(extra.pop("params", None) or ())
        params += [_env_file_option, _app_option, _debug_option]
        if add_version_option:
            params.append(version_option)
        extra.setdefault("context_settings", {}).setdefault("auto_envvar_prefix", "FLASK")
        super().__init__(params=params, **extra)
        self.create_app = create_app
        self.load_dotenv = load_dotenv
        self.set_debug_flag = set_debug_flag
        self._loaded_plugin_commands = False
        if add_default_commands:
            for command in (run_command, shell_command, routes_command):
                self.add_command(command)

    def _load_plugin_commands(self) -> None:
        if not self._loaded_plugin_commands:
            for entry_point in entry_points(group="flask.commands"):
                self.add_command(entry_point.load(), entry_point.name)
            self._loaded_plugin_commands = True

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command of ours or of a plugin, and only then one of the application."""
        self._load_plugin_commands()
        own = super().get_command(ctx, name)
        if own is not None:
            return own
        info = ctx.ensure_object(ScriptInfo)
        try:
            app = info.load_app()
        except NoAppException as error:
            click.secho(f"Error: {error.format_message()}\n", err=True, fg="red")
            return None
        if _cv_app.get(None) is None or current().app is not app:
            # The command may use the application before it runs, to complete its options.
            ctx.with_resource(app.app_context())
        return cast("click.Command | None", app.cli.get_command(ctx, name))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands; a broken application is reported, not raised."""
        self._load_plugin_commands()
        names = set(super().list_commands(ctx))
        try:
            names.update(ctx.ensure_object(ScriptInfo).load_app().cli.list_commands(ctx))
        except NoAppException as error:
            click.secho(f"Error: {error.format_message()}\n", err=True, fg="red")
        except Exception:
            click.secho(f"{traceback.format_exc()}\n", err=True, fg="red")
        return sorted(names)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Note that the command line is at work, so that ``app.run`` keeps quiet."""
        os.environ["FLASK_RUN_FROM_CLI"] = "true"
        if not ("obj" in extra or "obj" in self.context_settings):
            extra["obj"] = self._new_script_info()
        return super().make_context(info_name, args, parent, **extra)

    def _new_script_info(self) -> ScriptInfo:
        return ScriptInfo(
            load_dotenv_defaults=self.load_dotenv,
            set_debug_flag=self.set_debug_flag,
            create_app=self.create_app,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the environment and name the application before help is printed."""
        if (not args and self.no_args_is_help) or args[:1] in (["--help"], ["-h"]):
            # Eager options are skipped when help is asked for first: handle them here.
            for option in (_env_file_option, _app_option):
                option.handle_parse_result(ctx, {}, [])
        return super().parse_args(ctx, args)


cli = FlaskGroup(
    name="flask",
    help=(
        "The commands of a Flask application.\n\n"
        "The application is named by the option '--app' or by FLASK_APP; without either it is"
        " looked for in 'wsgi.py' and 'app.py' in the current directory."
    ),
)


def main() -> None:
    """The entry point of the ``flask`` command."""
    cli.main()
