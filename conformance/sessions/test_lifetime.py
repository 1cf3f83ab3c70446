"""Lifetime: how long a cookie is kept, and for how long it is believed."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie

import flask
import pytest

# Signed with the key "key" for {"name": "Ada"}; the second is permanent too; the third is of 2100.
COOKIES_OF_2020 = {
    "usual": "eyJuYW1lIjoiQWRhIn0.Xg1dpQ.L2KnLlgzl0j3C1VE0wpn0WiR3xc",
    "permanent": "eyJfcGVybWFuZW50Ijp0cnVlLCJuYW1lIjoiQWRhIn0.Xg1dpQ.alGAzXy5OebC1mgE1Xo75tqWKQQ",
}
COOKIE_OF_2100 = "eyJuYW1lIjoiQWRhIn0.9IZXAA.xHxNN4lyw7MYBWxz1umLVJQvNqY"
CENTURY = timedelta(days=36525)


def seconds_kept(answer):
    """How long the client keeps the only cookie of an answer."""
    (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    if cookie["max-age"]:
        return int(cookie["max-age"])
    return (parsedate_to_datetime(cookie["expires"]) - datetime.now(UTC)).total_seconds()


def add_permanent(app):
    """Add a view that makes the session permanent."""
    app.secret_key = "key"

    @app.route("/enter")
    def enter():
        flask.session.permanent = True
        return "entered"


def test_permanent_session_is_kept_for_a_month(app, client):
    """It is kept for 31 days, give or take a few seconds."""
    add_permanent(app)

    answer = client.get("/enter")

    assert seconds_kept(answer) == pytest.approx(31 * 24 * 60 * 60, abs=9)


LIFETIMES = {
    "timedelta": (timedelta(days=2, seconds=30), 2 * 24 * 60 * 60 + 30),
    "seconds": (3600, 3600),
    "long": (timedelta(days=366), 366 * 24 * 60 * 60),
}


@pytest.mark.parametrize(("lifetime", "seconds"), LIFETIMES.values(), ids=LIFETIMES)
def test_lifetime_is_a_setting(app, client, lifetime, seconds):
    """It can be a duration or a number, give or take a few seconds."""
    app.config["PERMANENT_SESSION_LIFETIME"] = lifetime
    add_permanent(app)

    answer = client.get("/enter")

    assert seconds_kept(answer) == pytest.approx(seconds, abs=9)


def test_lifetime_is_a_setting__read_for_each_response(app, client):
    """A change of the setting counts from the next response on."""
    add_permanent(app)

    kept = []
    for app.config["PERMANENT_SESSION_LIFETIME"] in (100, 200):
        kept.append(seconds_kept(client.get("/enter")))

    assert kept == [pytest.approx(100, abs=9), pytest.approx(200, abs=9)]


def names_for(app, client, cookie, lifetimes):
    """Whom the application greets who brings a cookie, with each of the lifetimes."""
    app.config.update(SECRET_KEY="key", SESSION_COOKIE_NAME="visit")
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))
    answers = []
    for app.config["PERMANENT_SESSION_LIFETIME"] in lifetimes:
        answers.append(client.get("/name", headers={"Cookie": f"visit={cookie}"}).text)
        client.cookies.clear()
    return answers


@pytest.mark.parametrize("cookie", COOKIES_OF_2020.values(), ids=COOKIES_OF_2020)
def test_old_cookie_is_an_empty_session(app, client, cookie):
    """A cookie of 2020 is too old for a month, and not for a century."""
    answers = names_for(app, client, cookie, [timedelta(days=31), CENTURY])

    assert answers == ["nobody", "Ada"]


def test_old_cookie_is_an_empty_session__number_of_seconds(app, client):
    """The lifetime may be a number there, too."""
    cookie = COOKIES_OF_2020["usual"]

    answers = names_for(app, client, cookie, [3600, CENTURY.total_seconds()])

    assert answers == ["nobody", "Ada"]


def test_cookie_of_the_future_is_an_empty_session(app, client):
    """A cookie of 2100 is not believed, while one of 2020 is."""
    app.config["PERMANENT_SESSION_LIFETIME"] = CENTURY
    app.config.update(SECRET_KEY="key", SESSION_COOKIE_NAME="visit")
    app.add_url_rule("/name", "name", lambda: flask.session.get("name", "nobody"))

    answers = [
        client.get("/name", headers={"Cookie": f"visit={cookie}"}).text
        for cookie in (COOKIE_OF_2100, COOKIES_OF_2020["usual"])
    ]

    assert answers == ["nobody", "Ada"]
