"""People register, log in and log out."""

import pytest


def test_register(visitor):
    """Who registers is logged in at once."""
    page = visitor.send("/accounts/register", name="Ada", password="correct horse")

    assert "Welcome, Ada!" in page.text
    assert '<span class="user">Ada</span>' in page.text


@pytest.mark.parametrize(
    ("name", "password", "problem"),
    [
        pytest.param("", "correct horse", "A name has", id="no name"),
        pytest.param("a" * 31, "correct horse", "A name has", id="long name"),
        pytest.param("Ada", "short", "A password has", id="short password"),
    ],
)
def test_register_refuses(visitor, name, password, problem):
    """What cannot be is refused, and said."""
    page = visitor.send("/accounts/register", name=name, password=password)

    assert page.status_code == 422
    assert problem in page.text


def test_name_is_taken(visitor, author_of):
    """Two accounts cannot have the same name, whatever the case."""
    author_of("Ada")

    page = visitor.send("/accounts/register", name="ADA", password="correct horse")

    assert page.status_code == 422
    assert "The name ADA is taken." in page.text


def test_log_out(author_of):
    """Who logs out is nobody again."""
    ada = author_of("Ada")

    page = ada.send("/", to="/accounts/logout")

    assert "You are logged out." in page.text
    assert "Log in" in page.text


@pytest.mark.parametrize(
    ("name", "password"), [("Ada", "wrong"), ("Bob", "correct horse")], ids=["password", "name"]
)
def test_log_in_refuses(visitor, author_of, name, password):
    """A wrong name and a wrong password are told alike, so that names stay unknown."""
    author_of("Ada")

    page = visitor.log_in(name, password)

    assert page.status_code == 422
    assert "Name and password do not belong together." in page.text


def test_comes_back(visitor, author_of):
    """Who had to log in first gets to the page that was asked for."""
    author_of("Ada")
    asked = visitor.get("/posts/new")

    hint = visitor.get(asked.location)
    page = visitor.send(asked.location, name="Ada", password="correct horse")

    assert "Please log in first." in hint.text
    assert page.request.path == "/posts/new"


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "/\\evil.test/"])
def test_does_not_lead_elsewhere(visitor, author_of, elsewhere):
    """A link cannot use the login to lead to another site."""
    author_of("Ada")

    page = visitor.send(f"/accounts/login?next={elsewhere}", name="Ada", password="correct horse")

    assert page.request.url == "http://localhost/"


def test_login_begins_a_new_session(visitor, author_of):
    """Nothing of the session before the login is left."""
    author_of("Ada")
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"

    visitor.log_in("Ada")

    with visitor.client.session_transaction() as session:
        assert "account_id" in session
        assert "planted" not in session
