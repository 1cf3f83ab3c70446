"""A JSON API for lists of things to do: accounts, tokens, and tasks that are one's own."""

from datetime import timedelta
from pathlib import Path

from flask import Flask

from . import accounts, commands, errors, tasks
from .extensions import db, jwt


def create_app(settings=None):
    """The application; what `settings` say wins over the environment and the instance folder."""
    app = Flask(__name__, instance_relative_config=True, static_folder=None)
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(app.instance_path, 'todo.sqlite')}",
        SQLALCHEMY_ENGINE_OPTIONS={"connect_args": {"timeout": 30}},
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=15),
        MAX_CONTENT_LENGTH=100_000,
    )
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("TODO")
    app.config.from_mapping(settings or {})
    app.json.sort_keys = False

    db.init_app(app)
    jwt.init_app(app)
    errors.init_app(app)
    app.cli.add_command(commands.init)
    app.register_blueprint(accounts.api)
    app.register_blueprint(tasks.api)
    return app
