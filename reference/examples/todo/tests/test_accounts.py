"""Accounts and tokens."""

import pytest

from todo.extensions import db
from todo.models import Account

ADA = {"name": "Ada", "password": "correct horse"}


def test_create(person):
    """An account is made, and its password told to nobody."""
    answer = person.post("/accounts", json=ADA)

    assert answer.status_code == 201
    assert answer.location == "/accounts/me"
    assert answer.json == {"id": 1, "name": "Ada"}


def test_name_is_taken(ada):
    """Two accounts cannot have the same name."""
    answer = ada.post("/accounts", json=ADA)

    assert answer.status_code == 409
    assert answer.json["error"]["description"] == "The name Ada is taken."


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        pytest.param({}, {"name", "password"}, id="nothing"),
        pytest.param(ADA | {"password": "short"}, {"password"}, id="short password"),
        pytest.param(ADA | {"admin": True}, {"admin"}, id="too much"),
        pytest.param([], {"_schema"}, id="no object"),
    ],
)
def test_invalid(person, content, fields):
    """What is wrong is told by field."""
    answer = person.post("/accounts", json=content)

    assert answer.status_code == 422
    assert set(answer.json["error"]["fields"]) == fields


def test_log_in(ada):
    """A token says who one is."""
    answer = ada.get("/accounts/me")

    assert answer.json["name"] == "Ada"


@pytest.mark.parametrize("wrong", [{"name": "Bob"}, {"password": "wrong horse"}], ids=str)
def test_log_in_refuses(ada, wrong):
    """A wrong name and a wrong password are told alike, so that names stay unknown."""
    answer = ada.post("/tokens", json=ADA | wrong)

    assert answer.status_code == 401
    assert answer.json["error"]["description"] == "Name and password do not belong together."


def test_refresh(ada):
    """The other token is good for a new one, and for nothing else."""
    ada.use(ada.post("/tokens", json=ADA).json["refresh"])

    renewed, other = ada.post("/tokens/refresh"), ada.get("/accounts/me")

    assert "access" in renewed.json
    assert other.status_code == 401


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer no.such.token"}], ids=str)
def test_needs_token(person, header):
    """Without a token of ours nothing is shown, and the answer says what is missing."""
    person.headers = header

    answer = person.get("/accounts/me")

    assert answer.status_code == 401
    assert answer.www_authenticate.type == "bearer"
    assert answer.json["error"]["name"] == "Unauthorized"


def test_expired(app, person):
    """A token is good for a while."""
    app.config["JWT_ACCESS_TOKEN_EXPIRES"] = -1
    person.log_in("Ada")

    answer = person.get("/accounts/me")

    assert answer.json["error"]["description"] == "The token has expired."


def test_account_is_gone(app, ada):
    """A token outlives its account, and is good for nothing then, whoever comes next."""
    with app.app_context():
        db.session.delete(db.session.get(Account, 1))
        db.session.commit()
    ada.post("/accounts", json={"name": "Eve", "password": "correct horse"})

    answer = ada.get("/accounts/me")

    assert answer.json["error"]["description"] == "The account of the token is gone."
