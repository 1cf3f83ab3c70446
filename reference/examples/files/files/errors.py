"""Errors as one line of text, for people who type commands."""

from werkzeug.exceptions import HTTPException, NotFound


def init_app(app):
    """Answer every error so, one that nobody expected too."""
    app.register_error_handler(HTTPException, show)
    # A file that was there when the view looked for it, and is gone when it is opened.
    app.register_error_handler(FileNotFoundError, lambda error: show(NotFound()))


def show(error):
    """The answer to an error, with the headers that belong to it, such as Content-Range."""
    response = error.get_response()
    response.data = f"{error.name}: {error.description}\n"
    response.content_type = "text/plain; charset=utf-8"
    return response
