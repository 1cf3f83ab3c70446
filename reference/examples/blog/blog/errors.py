"""Error pages that look like the others."""

from flask import render_template
from werkzeug.exceptions import HTTPException, NotFound


def init_app(app):
    """Show every error as a page, one that nobody expected too."""
    app.register_error_handler(HTTPException, show)
    # What SQLite says to the number of a post that is larger than it can count.
    app.register_error_handler(OverflowError, lambda error: show(NotFound()))


def show(error):
    """The page of an error, with the headers that belong to it, such as Allow."""
    response = error.get_response()
    response.data = render_template("error.html", error=error)
    return response
