"""Answers are sent while they are computed."""

import csv
import logging

import pytest

from files import store


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(store, "CHUNK", 4)


def test_table(client, kept):
    """The table has a line for each file."""
    url = kept()

    answer = client.get("/files.csv")

    assert answer.mimetype == "text/csv"
    (row,) = csv.DictReader(answer.text.splitlines())
    assert row["url"] == f"http://localhost{url}"
    assert (row["name"], row["size"]) == ("digits.txt", "10")


def test_table_of_some(client, kept):
    """A name can be searched for, and commas and quotes do no harm."""
    kept(name="one.txt")
    kept(name='two, "quoted".txt')

    answer = client.get("/files.csv?name=two")

    (row,) = csv.DictReader(answer.text.splitlines())
    assert row["name"] == 'two, "quoted".txt'


def test_table_is_streamed(client, kept):
    """The first line is there before a file is looked at."""
    url = kept()
    answer = client.get("/files.csv", buffered=False)
    lines = answer.iter_encoded()

    header = next(lines)
    client.delete(url)

    assert header.startswith(b"url,name,")
    assert list(lines) == []


def test_check(client, kept, small_chunks):
    """An event comes for each piece, and one at the end."""
    answer = client.get(f"{kept()}/check")

    assert answer.mimetype == "text/event-stream"
    assert answer.text == (
        "event: progress\ndata: 4/10\n\n"
        "event: progress\ndata: 8/10\n\n"
        "event: progress\ndata: 10/10\n\n"
        "event: intact\ndata: digits.txt\n\n"
    )


def test_check_finds_damage(client, kept, folder, caplog):
    """A file that is not what it was is told, and logged."""
    url = kept()
    content, _ = folder()
    content.write_bytes(b"something!")

    with caplog.at_level(logging.ERROR):
        answer = client.get(f"{url}/check")

    assert answer.text.endswith("event: damaged\ndata: digits.txt\n\n")
    assert f"{url}/check is damaged" in caplog.text


def test_check_of_nothing(client):
    """A stream that cannot begin is an error like any other."""
    answer = client.get("/files/00000000-0000-4000-8000-000000000000/check")

    assert answer.status_code == 404
