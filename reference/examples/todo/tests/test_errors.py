"""All errors have one form."""

import pytest

from todo import tasks


@pytest.mark.parametrize(
    ("url", "options", "code"),
    [
        pytest.param("/nothing", {}, 404, id="unknown"),
        pytest.param("/tasks/1", {}, 405, id="method"),
        pytest.param(
            "/accounts", {"data": "{", "content_type": "application/json"}, 400, id="JSON"
        ),
        pytest.param("/accounts", {"data": "name=Ada"}, 415, id="type"),
        pytest.param("/accounts", {"json": "x" * 200_000}, 413, id="size"),
    ],
)
def test_form(person, url, options, code):
    """Code, name and description, whatever went wrong."""
    answer = person.client.post(url, **options)

    assert answer.status_code == code
    assert answer.json["error"].keys() == {"code", "name", "description"}
    assert answer.json["error"]["code"] == code


def test_headers_stay(person):
    """What belongs to an error beside its content is sent, too."""
    answer = person.client.put("/accounts")

    assert set(answer.allow) == {"POST", "OPTIONS"}


def test_number_beyond_counting(ada):
    """A number that the database cannot count to is that of no task."""
    answer = ada.get(f"/tasks/{10**30}")

    assert answer.status_code == 404


def test_unexpected(app, ada, monkeypatch):
    """An error of ours is told without details."""
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    monkeypatch.setattr(tasks, "own_tasks", None)

    answer = ada.get("/tasks")

    assert answer.status_code == 500
    assert answer.json["error"]["name"] == "Internal Server Error"
    assert "NoneType" not in answer.text
