"""Errors are pages like the others."""

import pytest


@pytest.mark.parametrize("url", ["/nothing", "/posts/1", f"/posts/{10**30}"])
def test_not_found(visitor, url):
    """What is not there has a page that leads back."""
    page = visitor.get(url)

    assert page.status_code == 404
    assert "<h1>Not Found</h1>" in page.text
    assert 'href="/"' in page.text


def test_headers_stay(visitor):
    """What belongs to an error beside its page is sent, too."""
    answer = visitor.get("/accounts/logout")

    assert answer.status_code == 405
    assert set(answer.allow) == {"POST", "OPTIONS"}


def test_unexpected(app, visitor):
    """A database that is not there is told without details."""
    app.config.update(TESTING=False, DATABASE="/no/such/folder/blog.sqlite")

    page = visitor.get("/")

    assert page.status_code == 500
    assert "<h1>Internal Server Error</h1>" in page.text
    assert "no/such" not in page.text


def test_too_large(author_of):
    """A post that would fill the disk is refused before it is read."""
    page = author_of("Ada").send("/posts/new", title="Long", body="x" * 1_100_000)

    assert page.status_code == 413


def test_nothing_foreign(visitor):
    """Pages say that they load nothing from elsewhere, those of errors too."""
    policies = {visitor.get(url).headers["Content-Security-Policy"] for url in ("/", "/nothing")}

    assert policies == {"default-src 'self'; frame-ancestors 'none'"}
