"""The commands that are always there: run, shell and routes."""

import code
import os
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import click
from werkzeug.serving import is_running_from_reloader, run_simple

from ._certificates import CertParamType, _validate_key
from ._options import _debug_option
from ._script import ScriptInfo, pass_script_info, with_appcontext
from ._server import show_server_banner
from ._switches import get_debug_flag
from .ctx import current


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
    if not any(row["domain"] for row in rows):
        del titles["domain"]
    if sort in titles:
        rows.sort(key=lambda row: row[sort])
    _print_table(titles, rows)


def _print_table(titles: dict[str, str], rows: list[dict[str, str]]) -> None:
    widths = {key: max(len(row[key]) for row in [titles, *rows]) for key in titles}
    lines = {key: "-" * width for key, width in widths.items()}
    for row in [titles, lines, *rows]:
        click.echo("  ".join(row[key].ljust(width) for key, width in widths.items()).rstrip())
