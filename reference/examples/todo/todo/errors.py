"""Errors, all of one form: ``{"error": {"code": 404, "name": ..., "description": ...}}``."""

from flask import json
from marshmallow import ValidationError
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException, Unauthorized, UnprocessableEntity

from .extensions import jwt

BEARER = WWWAuthenticate("bearer")


def init_app(app):
    """Answer every error in this form, one that nobody expected too."""
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(ValidationError, show_invalid)


def show(error, **more):
    """The answer to an error, with the headers that belong to it, such as Allow."""
    response = error.get_response()
    content = {"code": error.code, "name": error.name, "description": error.description, **more}
    response.data = json.dumps({"error": content})
    response.content_type = "application/json"
    return response


def show_invalid(error):
    """The answer to content that is not what it should be, with what is wrong in each field."""
    return show(
        UnprocessableEntity("The content is not valid."), fields=error.normalized_messages()
    )


@jwt.unauthorized_loader
@jwt.invalid_token_loader
def show_unauthorized(reason):
    """The answer to a request without a token, or with one that is not ours."""
    return show(Unauthorized(f"{reason.rstrip('.')}.", www_authenticate=BEARER))


@jwt.expired_token_loader
def show_expired(header, claims):
    """The answer to a token that was good once."""
    return show_unauthorized("The token has expired")


@jwt.user_lookup_error_loader
def show_unknown(header, claims):
    """The answer to a token whose account is gone."""
    return show_unauthorized("The account of the token is gone")
