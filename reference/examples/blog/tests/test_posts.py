"""Everybody reads posts; authors write, change and delete their own."""

import pytest


def test_empty_list(visitor):
    """A blog without posts says so."""
    page = visitor.get("/")

    assert "Nobody has written anything yet." in page.text


def test_publish(visitor, author_of):
    """What an author publishes, everybody reads."""
    author_of("Ada").publish("On engines", "First line.\n\nSecond line.")

    page = visitor.get("/posts/1")

    assert "<h1>On engines</h1>" in page.text
    assert "First line.\n\nSecond line." in page.text.replace("\r", "")
    assert "Ada · " in page.text


def test_text_is_no_markup(visitor, author_of):
    """What an author types is shown as it is."""
    author_of("Ada").publish("<b>Bold</b>", "<script>alert(1)</script>")

    page = visitor.get("/posts/1")

    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize(
    ("title", "body", "problem"),
    [
        pytest.param(" ", "text", "A title has", id="no title"),
        pytest.param("t" * 101, "text", "A title has", id="long title"),
        pytest.param("Title", " ", "There is no text yet.", id="no text"),
    ],
)
def test_publish_refuses(author_of, title, body, problem):
    """What is not complete is refused, and stays to be completed."""
    page = author_of("Ada").send("/posts/new", title=title, body=body)

    assert page.status_code == 422
    assert problem in page.text
    assert body.strip() in page.text


def test_change(visitor, author_of):
    """An author changes a post."""
    ada = author_of("Ada")
    url = ada.publish("Old")

    page = ada.send(f"{url}/edit", title="New", body="Better text.")

    assert "Your changes are saved." in page.text
    assert "<h1>New</h1>" in visitor.get(url).text


def test_delete(visitor, author_of):
    """A post that is deleted is gone."""
    ada = author_of("Ada")
    url = ada.publish("Mistake")

    page = ada.send(url, to=f"{url}/delete")

    assert "“Mistake” is deleted." in page.text
    assert visitor.get(url).status_code == 404


def test_url_means_one_post(author_of):
    """A link to a post that was deleted never leads to another one."""
    ada = author_of("Ada")
    old = ada.publish("Mistake")
    ada.send(old, to=f"{old}/delete")

    new = ada.publish("Correction")

    assert new != old


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_of_others(author_of, action):
    """Nobody changes or deletes what another has written."""
    url = author_of("Ada").publish()
    bob = author_of("Bob")

    page = bob.send("/", to=f"{url}/{action}", title="Mine", body="Mine")

    assert page.status_code == 403
    assert "Only its author can do this." in page.text
    assert "/edit" not in bob.get(url).text


def test_write_needs_login(visitor):
    """Without an account one reads only."""
    answer = visitor.get("/posts/new")

    assert answer.status_code == 302
    assert answer.location == "/accounts/login?next=/posts/new"


def test_pages(app, author_of):
    """A long list is shown page by page, the newest post first."""
    app.config["POSTS_PER_PAGE"] = 2
    ada = author_of("Ada")
    for title in ("One", "Two", "Three"):
        ada.publish(title)

    first, last = ada.get("/").text, ada.get("/?page=2").text

    assert first.index(">Three<") < first.index(">Two<")
    assert "Page 1 of 2" in first
    assert "← Newer" not in first
    assert ">One<" in last
    assert "Older →" not in last


@pytest.mark.parametrize("page", ["0", "-1", "2"])
def test_page_that_is_not_there(visitor, page):
    """Before the first page and behind the last there is nothing."""
    answer = visitor.get(f"/?page={page}")

    assert answer.status_code == 404
