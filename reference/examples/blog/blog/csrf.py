"""Forms that only our own pages can send: each carries a token that the session knows."""

import secrets

from flask import abort, request, session
from markupsafe import Markup

FIELD = "csrf_token"
CHANGES_NOTHING = {"GET", "HEAD", "OPTIONS"}


def init_app(app):
    """Refuse forms without the token, and offer ``csrf_field()`` to templates."""
    app.before_request(check)
    app.add_template_global(csrf_field)


def token():
    """The token of this session, made when it is first needed."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe()
    return session[FIELD]


def csrf_field():
    """The hidden field that belongs into each form that changes something."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def check():
    """Stop a request that changes something and does not carry the token."""
    if request.method in CHANGES_NOTHING:
        return
    expected, sent = session.get(FIELD, ""), request.form.get(FIELD, "")
    if not expected or not secrets.compare_digest(expected.encode(), sent.encode()):
        abort(400, "This form is too old. Go back, load the page again, and send it once more.")
