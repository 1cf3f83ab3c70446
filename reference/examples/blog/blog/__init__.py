"""A blog: people register, log in, write posts, and change and delete their own."""

from pathlib import Path

from flask import Flask

from . import accounts, csrf, database, errors, posts


def create_app(settings=None):
    """The application; what `settings` say wins over the environment and the instance folder."""
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(
        DATABASE=str(Path(app.instance_path, "blog.sqlite")),
        POSTS_PER_PAGE=5,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=1_000_000,
    )
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("BLOG")
    app.config.from_mapping(settings or {})

    database.init_app(app)
    csrf.init_app(app)
    errors.init_app(app)
    app.register_blueprint(accounts.pages)
    app.register_blueprint(posts.pages)
    app.after_request(forbid_foreign_content)
    return app


def forbid_foreign_content(response):
    """Pages load nothing from elsewhere, and no script but files of our own."""
    response.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'"
    return response
