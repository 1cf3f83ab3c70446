"""The command line: groups that know an application, and the commands run, shell and routes."""

import code
import os
import platform
import sys
import traceback
from collections.abc import Callable
from functools import update_wrapper
from importlib.metadata import entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click
from click.core import ParameterSource
from werkzeug.serving import is_running_from_reloader, run_simple

from ._certificates import CertParamType as CertParamType
from ._certificates import _validate_key as _validate_key
from ._discovery import NoAppException as NoAppException
from ._discovery import _called_with_wrong_args as _called_with_wrong_args
from ._discovery import app_at, app_in_folder
from ._discovery import find_app_by_string as find_app_by_string
from ._discovery import find_best_app as find_best_app
from ._discovery import locate_app as locate_app
from ._discovery import prepare_import as prepare_import
from ._dotenv import load_dotenv as load_dotenv
from ._release import FLASK_RELEASE
from ._server import show_server_banner as show_server_banner
from ._switches import get_debug_flag as get_debug_flag
from ._switches import get_load_dotenv as get_load_dotenv
from .app import Flask
from .ctx import _cv_app, current

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
        if "obj" not in extra and "obj" not in self.context_settings:
            extra["obj"] = ScriptInfo(
                create_app=self.create_app,
                set_debug_flag=self.set_debug_flag,
                load_dotenv_defaults=self.load_dotenv,
            )
        return super().make_context(info_name, args, parent=parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the environment and name the application before help is printed."""
        if (not args and self.no_args_is_help) or args[:1] in (["--help"], ["-h"]):
            # Eager options are skipped when help is asked for first: handle them here.
            _env_file_option.handle_parse_result(ctx, {}, [])
            _app_option.handle_parse_result(ctx, {}, [])
        return super().parse_args(ctx, args)


class SeparatedPathType(click.Path):
    """Paths in one text, separated like those of PATH."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Each of the paths, converted."""
        return [
            super(SeparatedPathType, self).convert(item, param, ctx)
            for item in self.split_envvar_value(value)
        ]


@click.command("run", short_help="Serve the application for development.")
@click.option("--host", "-h", default="127.0.0.1", help="The address to listen at.")
@click.option("--port", "-p", default=5000, help="The port to listen at.")
@click.option(
    "--cert",
    type=CertParamType(),
    help="Use HTTPS with this certificate: a file, 'adhoc', or an SSLContext to import.",
    is_eager=True,
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    callback=_validate_key,
    expose_value=False,
    help="The file with the certificate's key.",
)
@click.option(
    "--reload/--no-reload",
    default=None,
    help="Start again when code changes. Follows debug mode unless given.",
)
@click.option(
    "--debugger/--no-debugger",
    default=None,
    help="Show errors in a debugger. Follows debug mode unless given.",
)
@click.option(
    "--with-threads/--without-threads", default=True, help="Serve several requests at a time."
)
@click.option(
    "--extra-files",
    default=None,
    type=SeparatedPathType(),
    help=f"More files to watch for changes, separated by {os.path.pathsep!r}.",
)
@click.option(
    "--exclude-patterns",
    default=None,
    type=SeparatedPathType(),
    help=f"Patterns of files not to watch, separated by {os.path.pathsep!r}.",
)
@pass_script_info
def run_command(
    info: ScriptInfo,
    host: str,
    port: int,
    reload: bool | None,
    debugger: bool | None,
    with_threads: bool,
    cert: Any,
    extra_files: list[str] | None,
    exclude_patterns: list[str] | None,
) -> None:
    """Serve the application for development.

    This server is not made to be safe, stable or fast: use another one in production. In debug
    mode it starts again when code changes, and shows errors in a debugger.
    """
    app = _app_or_its_error(info)
    debug = get_debug_flag()
    show_server_banner(debug, info.app_import_path)
    run_simple(
        host,
        port,
        app,
        use_reloader=debug if reload is None else reload,
        use_debugger=debug if debugger is None else debugger,
        threaded=with_threads,
        ssl_context=cert,
        extra_files=extra_files,
        exclude_patterns=exclude_patterns,
    )


def _app_or_its_error(info: ScriptInfo) -> Any:
    """The application. When the reloader loads it again, an error is served, not fatal."""
    try:
        return info.load_app()
    except Exception as error:
        if not is_running_from_reloader():
            raise
        traceback.print_exc()
        failure = error

    def broken(environ: Any, start_response: Any) -> NoReturn:
        raise failure from None

    return broken


run_command.params.insert(0, _debug_option)


@click.command("shell", short_help="Open a Python shell in the application's context.")
@with_appcontext
def shell_command() -> None:
    """Open a Python shell that knows the application and what it names for the shell."""
    app = current().app
    banner = (
        f"Python {sys.version} on {sys.platform}\nApp: {app.import_name}\n"
        f"Instance: {app.instance_path}"
    )
    names: dict[str, Any] = {}
    startup = Path(os.environ.get("PYTHONSTARTUP", ""))
    if startup.is_file():
        exec(compile(startup.read_bytes(), startup, "exec"), names)
    names.update(app.make_shell_context())
    _complete(names)
    code.interact(banner=banner, local=names)


def _complete(names: dict[str, Any]) -> None:
    """Let the completion by the tab key know the names, where there is one."""
    interactive_hook = getattr(sys, "__interactivehook__", None)
    if interactive_hook is None:
        return
    try:
        import readline
        from rlcompleter import Completer
    except ImportError:
        pass
    else:
        readline.set_completer(Completer(names).complete)
    interactive_hook()


@click.command("routes", short_help="Show the routes of the application.")
@click.option(
    "--sort",
    "-s",
    type=click.Choice(("endpoint", "methods", "domain", "rule", "match")),
    default="endpoint",
    help="What to sort by; 'match' is the order in which a request is compared with them.",
)
@click.option("--all-methods", is_flag=True, help="Show HEAD and OPTIONS, too.")
@with_appcontext
def routes_command(sort: str, all_methods: bool) -> None:
    """Show the rules of the application with their endpoints and methods."""
    app = current().app
    hidden = set() if all_methods else {"HEAD", "OPTIONS"}
    has_domains = app.url_map.host_matching or app.subdomain_matching
    rows = [
        {
            "endpoint": rule.endpoint,
            "methods": ", ".join(sorted((rule.methods or set()) - hidden)),
            "domain": (rule.host if app.url_map.host_matching else rule.subdomain) or "",
            "rule": rule.rule,
        }
        for rule in app.url_map.iter_rules()
    ]
    if not rows:
        click.echo("There are no routes.")
        return
    domain = "Host" if app.url_map.host_matching else "Subdomain"
    titles = {"endpoint": "Endpoint", "methods": "Methods", "domain": domain, "rule": "Rule"}
    if not has_domains:
        del titles["domain"]
    if sort in titles:
        rows.sort(key=lambda row: row[sort])
    _print_table(titles, rows)


def _print_table(titles: dict[str, str], rows: list[dict[str, str]]) -> None:
    widths = {key: max(len(row[key]) for row in [titles, *rows]) for key in titles}
    lines = {key: "-" * width for key, width in widths.items()}
    for row in [titles, lines, *rows]:
        click.echo("  ".join(row[key].ljust(width) for key, width in widths.items()).rstrip())


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
