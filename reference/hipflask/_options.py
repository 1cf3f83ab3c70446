"""The options of the ``flask`` group itself; all do their work before a command is chosen."""

import os
import platform
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import click
from click.core import ParameterSource

from ._dotenv import load_dotenv
from ._release import FLASK_RELEASE
from ._script import ScriptInfo


def _set_app(ctx: click.Context, param: click.Option, value: str | None) -> str | None:
    if value is not None:
        ctx.ensure_object(ScriptInfo).app_import_path = value
    return value


def _set_debug(ctx: click.Context, param: click.Option, value: bool) -> bool | None:
    """Put the choice into the environment, where the reloader's process finds it too."""
    # Without a choice, FLASK_DEBUG stays as it is: a dotenv file may still set it.
    source = ctx.get_parameter_source(param.name or "")
    if source in {ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP}:
        return None
    os.environ["FLASK_DEBUG"] = "1" if value else "0"
    return value


def _env_file_callback(ctx: click.Context, param: click.Option, value: str | None) -> str | None:
    """Read the file that was named, and the default files."""
    info = ctx.ensure_object(ScriptInfo)
    if value is not None:
        _require_dotenv(ctx, param)
    if value is not None or info.load_dotenv_defaults:
        load_dotenv(value, load_defaults=info.load_dotenv_defaults)
    return value


def _require_dotenv(ctx: click.Context, param: click.Option) -> None:
    if find_spec("dotenv") is None:
        message = "Reading an environment file needs the package python-dotenv."
        raise click.BadParameter(message, ctx=ctx, param=param)


def get_version(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Print the versions of Python, this framework and Werkzeug, and stop."""
    if not value or ctx.resilient_parsing:
        return
    click.echo(
        f"Python {platform.python_version()}\n"
        f"Flask {FLASK_RELEASE} (hipflask {version('hipflask')})\n"
        f"Werkzeug {version('werkzeug')}",
        color=ctx.color,
    )
    ctx.exit()


_app_option = click.Option(
    ["-A", "--app"],
    metavar="IMPORT",
    help=(
        "The application or its factory, as 'module:name' or 'path/to/file.py:name'. The name"
        " can be left out if it is usual (app, application, create_app, make_app), and can"
        " carry arguments for a factory: 'name(1)'."
    ),
    is_eager=True,
    expose_value=False,
    callback=_set_app,
)
_debug_option = click.Option(
    ["--debug/--no-debug"], help="Switch debug mode.", expose_value=False, callback=_set_debug
)
_env_file_option = click.Option(
    ["-e", "--env-file"],
    type=click.Path(exists=True, dir_okay=False),
    help=(
        "Read variables from this file; they win over '.env' and '.flaskenv', and the real"
        " environment wins over all. Needs python-dotenv."
    ),
    is_eager=True,
    expose_value=False,
    callback=_env_file_callback,
)
version_option = click.Option(
    ["--version"],
    help="Print the versions.",
    expose_value=False,
    callback=get_version,
    is_flag=True,
    is_eager=True,
)
