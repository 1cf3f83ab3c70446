"""A service that takes files, gives them back whole or in parts, and streams what it computes."""

from pathlib import Path

from flask import Flask

from . import downloads, errors, streams, uploads
from .store import Store


def create_app(settings=None):
    """The application; what `settings` say wins over the environment."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(
        FOLDER=str(Path(app.instance_path, "files")),
        # Of one request; a form has smaller limits for the part of it that is kept in memory.
        MAX_CONTENT_LENGTH=50_000_000,
        MAX_FORM_MEMORY_SIZE=100_000,
        MAX_FORM_PARTS=20,
    )
    app.config.from_prefixed_env("FILES")
    app.config.from_mapping(settings or {})
    app.json.sort_keys = False
    app.extensions["files"] = Store(app.config["FOLDER"])

    errors.init_app(app)
    app.register_blueprint(uploads.api)
    app.register_blueprint(downloads.api)
    app.register_blueprint(streams.api)
    return app
