"""Files are sent whole, in parts, or not at all."""

import pytest


def test_whole(client, kept):
    """A file comes as it was sent, and is saved rather than shown."""
    answer = client.get(kept(name="größe.txt"))

    assert answer.data == b"0123456789"
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''gr%C3%B6%C3%9Fe.txt" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("wanted", "part", "place"),
    [
        pytest.param("0-3", b"0123", "0-3", id="begin"),
        pytest.param("4-", b"456789", "4-9", id="rest"),
        pytest.param("-2", b"89", "8-9", id="end"),
        pytest.param("8-100", b"89", "8-9", id="beyond"),
    ],
)
def test_part(client, kept, wanted, part, place):
    """A download that broke off can go on where it was."""
    answer = client.get(kept(), headers={"Range": f"bytes={wanted}"})

    assert answer.status_code == 206
    assert answer.data == part
    assert answer.headers["Content-Range"] == f"bytes {place}/10"


def test_no_such_part(client, kept):
    """A part that is not there is refused, with the size that there is."""
    answer = client.get(kept(), headers={"Range": "bytes=10-"})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"


def test_unchanged(client, kept):
    """What the client has already is not sent again, whichever way it asks."""
    url = kept()
    first = client.get(url)

    by_tag = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    by_date = client.get(url, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert (by_date.status_code, by_date.data) == (304, b"")


@pytest.mark.parametrize(("tag", "code"), [(None, 206), ('"other"', 200)], ids=["same", "other"])
def test_part_of_the_same(client, kept, tag, code):
    """A part is sent only if it fits to what the client has; otherwise all is."""
    url = kept()
    tag = tag or client.get(url).headers["ETag"]

    answer = client.get(url, headers={"Range": "bytes=4-", "If-Range": tag})

    assert answer.status_code == code


def test_head(client, kept):
    """The headers can be had alone."""
    answer = client.head(kept())

    assert answer.data == b""
    assert answer.headers["Content-Length"] == "10"
    assert "ETag" in answer.headers


def test_delete(client, kept, folder):
    """A file that is deleted is gone, with all that was known about it."""
    url = kept()

    answer = client.delete(url)

    assert answer.status_code == 204
    assert folder() == []
    assert client.get(url).text == "Not Found: There is no such file.\n"


def test_delete_meanwhile(client, kept, folder):
    """A file that another client deletes just now is not found, either."""
    url = kept()
    content, _ = folder()
    content.unlink()

    answer = client.get(url)

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..", "00000000-0000-4000-8000-000000000000"])
def test_not_found(client, name):
    """What is no file of ours is not found, or cannot be asked for."""
    answer = client.get(f"/files/{name}")

    assert answer.status_code in (404, 405)
