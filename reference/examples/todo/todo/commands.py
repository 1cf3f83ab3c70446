"""What is done on the command line."""

import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from .extensions import db


@click.command("init")
@with_appcontext
def init():
    """Make the database and a secret key, where there are none."""
    Path(current_app.instance_path).mkdir(exist_ok=True)
    db.create_all()
    click.echo(f"The database is {current_app.config['SQLALCHEMY_DATABASE_URI']}.")
    configuration = Path(current_app.instance_path, "config.py")
    if not current_app.secret_key and not configuration.exists():
        configuration.write_text(f"SECRET_KEY = {secrets.token_hex()!r}\n")
        click.echo(f"The secret key is in {configuration}: keep it to yourself.")
