"""A form that another site sends in a visitor's name is refused."""

import pytest

FORM = {"title": "Not mine", "body": "Some text."}


@pytest.mark.parametrize("token", [None, "", "guessed", "gueßed"])
def test_forged(author_of, token):
    """Without the session's token nothing is changed."""
    ada = author_of("Ada")
    ada.get("/posts/new")

    answer = ada.client.post("/posts/new", data=FORM | ({"csrf_token": token} if token else {}))

    assert answer.status_code == 400
    assert "Not mine" not in ada.get("/").text


def test_no_session(visitor):
    """An empty token does not match a session that has none yet."""
    answer = visitor.client.post("/accounts/login", data={"csrf_token": ""})

    assert answer.status_code == 400
