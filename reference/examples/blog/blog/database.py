"""The SQLite database: one connection for each request that asks for it."""

import secrets
import sqlite3
from pathlib import Path

import click
from flask import current_app, g
from flask.cli import with_appcontext


def init_app(app):
    """Close connections at the end of requests, and offer ``flask init``."""
    app.teardown_appcontext(close)
    app.cli.add_command(init)


def connection():
    """The connection of the current request; ``with connection():`` commits or rolls back."""
    if "connection" not in g:
        g.connection = sqlite3.connect(current_app.config["DATABASE"], timeout=30)
        g.connection.row_factory = sqlite3.Row
        g.connection.execute("PRAGMA foreign_keys = ON")
    return g.connection


def close(error=None):
    """Close the connection, if the request has asked for one."""
    if "connection" in g:
        g.pop("connection").close()


def create_tables():
    """Make the tables; what is in them already stays."""
    with current_app.open_resource("schema.sql", "r") as script:
        connection().executescript(script.read())


@click.command("init")
@with_appcontext
def init():
    """Make the database and a secret key, where there are none."""
    Path(current_app.instance_path).mkdir(exist_ok=True)
    create_tables()
    click.echo(f"The database is {current_app.config['DATABASE']}.")
    configuration = Path(current_app.instance_path, "config.py")
    if not current_app.secret_key and not configuration.exists():
        configuration.write_text(f"SECRET_KEY = {secrets.token_hex()!r}\n")
        click.echo(f"The secret key is in {configuration}: keep it to yourself.")
