"""Serves an application for development."""

import os
from typing import Any

import click
from werkzeug.serving import is_running_from_reloader, run_simple

from ._application import App
from ._dotenv import load_dotenv
from ._switches import get_debug_flag, get_load_dotenv

HOST = "127.0.0.1"
PORT = 5000


def serve(
    app: Any,
    host: str | None,
    port: int | None,
    debug: bool | None,
    read_dotenv: bool,
    options: dict[str, Any],
) -> None:
    """What ``app.run`` does; nothing but a hint if the command line serves already."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        if not is_running_from_reloader():
            click.secho(
                " * app.run() does nothing here, because 'flask run' serves the application."
                " Call it only where the file is run as a program.",
                fg="red",
            )
        return
    if get_load_dotenv(read_dotenv):
        load_dotenv()
        if "FLASK_DEBUG" in os.environ:
            app.debug = get_debug_flag()
    if debug is not None:
        app.debug = bool(debug)
    _serve(app, *_address(app, host, port), options)


def _serve(app: Any, host: str, port: int, options: dict[str, Any]) -> None:
    options.setdefault("use_reloader", app.debug)
    options.setdefault("use_debugger", app.debug)
    options.setdefault("threaded", True)
    show_server_banner(app.debug, app.name)
    try:
        run_simple(host, port, app, **options)
    finally:
        # In an interactive session, set-up may go on after the server was stopped.
        app._got_first_request = False


def _address(app: App, host: str | None, port: int | None) -> tuple[str, int]:
    """Where to listen: as asked, else as SERVER_NAME says, else the defaults."""
    named_host, _, named_port = (app.config["SERVER_NAME"] or "").partition(":")
    if port is None:
        port = int(named_port) if named_port else PORT
    return host or named_host or HOST, int(port)


def show_server_banner(debug: bool, app_import_path: str | None) -> None:
    """Say what is served, once, and not again in the process that the reloader starts."""
    if is_running_from_reloader():
        return
    if app_import_path is not None:
        click.echo(f" * Serving Flask app '{app_import_path}'")
    click.echo(f" * Debug mode: {'on' if debug else 'off'}")
