"""Accounts, and the tokens by which they are recognized.

A token for access is sent with each request and lives for minutes; the one to refresh it lives
for weeks.
"""

from flask import Blueprint, abort, request, url_for
from flask_jwt_extended import (
    create_access_token,
    create_refresh_token,
    current_user,
    jwt_required,
)
from sqlalchemy.exc import IntegrityError

from .extensions import db, jwt
from .models import Account
from .schemas import AccountSchema, CredentialsSchema

api = Blueprint("accounts", __name__)


@jwt.user_identity_loader
def identify(account):
    """What a token says about its account."""
    return str(account.id)


@jwt.user_lookup_loader
def look_up(header, claims):
    """The account of a token, or None if it is gone."""
    return db.session.get(Account, int(claims["sub"]))


@api.post("/accounts")
def create():
    """Make an account."""
    wanted = CredentialsSchema().load(request.get_json())
    account = Account(name=wanted["name"])
    account.set_password(wanted["password"])
    db.session.add(account)
    try:
        db.session.commit()
    except IntegrityError:
        abort(409, f"The name {wanted['name']} is taken.")
    return AccountSchema().dump(account), 201, {"Location": url_for("accounts.me")}


@api.get("/accounts/me")
@jwt_required()
def me():
    """Show the account that the token belongs to."""
    return AccountSchema().dump(current_user)


@api.post("/tokens")
def log_in():
    """Give tokens for a name and its password."""
    given = CredentialsSchema().load(request.get_json())
    account = db.session.scalar(db.select(Account).filter_by(name=given["name"]))
    if account is None or not account.has_password(given["password"]):
        abort(401, "Name and password do not belong together.")
    return {"access": create_access_token(account), "refresh": create_refresh_token(account)}


@api.post("/tokens/refresh")
@jwt_required(refresh=True)
def refresh():
    """Give a new token for access."""
    return {"access": create_access_token(current_user)}
