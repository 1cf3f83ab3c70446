"""Tasks are added, listed, changed and deleted, each by its owner."""

import pytest

MILK = {"text": "Buy milk", "due": "2030-05-03"}


def test_add(ada):
    """A task that is added can be read where the answer says."""
    answer = ada.post("/tasks", json=MILK)

    assert answer.status_code == 201
    task = ada.get(answer.location).json
    created = task.pop("created")
    assert task == {"url": "/tasks/1", "text": "Buy milk", "done": False, "due": "2030-05-03"}
    assert created.startswith("20")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 201}, "text"),
        ({"due": "2030-05-03"}, "text"),
        ({"text": "x", "due": "tomorrow"}, "due"),
        ({"text": "x", "created": "2020-01-01"}, "created"),
    ],
    ids=["empty", "long", "missing", "no date", "not to be set"],
)
def test_add_refuses(ada, content, field):
    """What is not valid is not added."""
    answer = ada.post("/tasks", json=content)

    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [field]
    assert ada.get("/tasks").json["total"] == 0


def test_change(ada):
    """A change leaves alone what it does not name."""
    url = ada.post("/tasks", json=MILK).location

    changed = ada.patch(url, json={"done": True}).json

    assert changed["done"] is True
    assert changed["text"] == "Buy milk"


def test_delete(ada):
    """A task that is deleted is gone."""
    url = ada.post("/tasks", json=MILK).location

    answer = ada.delete(url)

    assert (answer.status_code, answer.data) == (204, b"")
    assert ada.get(url).status_code == 404


def test_pages(ada):
    """A list is given page by page."""
    for number in range(5):
        ada.post("/tasks", json={"text": str(number)})

    page = ada.get("/tasks?page=2&size=2").json

    assert [task["text"] for task in page["tasks"]] == ["2", "3"]
    assert (page["page"], page["pages"], page["total"]) == (2, 3, 5)


def test_search(ada):
    """A list can leave out what is done, or what is not."""
    ada.post("/tasks", json={"text": "old", "done": True})
    ada.post("/tasks", json={"text": "new"})

    done, left = ada.get("/tasks?done=true").json, ada.get("/tasks?done=false").json

    assert [task["text"] for task in done["tasks"]] == ["old"]
    assert [task["text"] for task in left["tasks"]] == ["new"]


@pytest.mark.parametrize("query", ["page=0", "size=101", "done=maybe", "page=one"])
def test_search_refuses(ada, query):
    """A query that cannot be answered is told so, not answered otherwise."""
    answer = ada.get(f"/tasks?{query}")

    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("method", ["get", "delete"])
def test_of_others(ada, bob, method):
    """For everybody else a task is not there."""
    url = ada.post("/tasks", json=MILK).location

    answer = getattr(bob, method)(url)

    assert answer.status_code == 404
    assert bob.get("/tasks").json["tasks"] == []
    assert ada.get(url).status_code == 200
