"""The attributes of cookies, one by one."""

from datetime import UTC, datetime, timedelta, timezone

import flask
import pytest

WEDNESDAY = "Wed, 02 Jan 2030 03:04:05 GMT"


def attributes_of(client, path):
    """The attributes of the only cookie that the answer sets, but for the path of all cookies."""
    (header,) = client.get(path).headers.get_list("Set-Cookie")
    return set(header.split("; ")[1:]) - {"Path=/"}


def add_view(app, **attributes):
    """Add a view at ``/enter`` that sets a cookie with these attributes."""

    @app.route("/enter")
    def enter():
        response = flask.make_response("entered")
        response.set_cookie("name", "Ada", **attributes)
        return response


MAX_AGES = {
    "seconds": (60, "60"),
    "zero": (0, "0"),
    "timedelta": (timedelta(days=1, seconds=1), "86401"),
}


@pytest.mark.parametrize(("age", "sent"), MAX_AGES.values(), ids=MAX_AGES)
def test_max_age_and_expiry_limit_the_life_of_a_cookie(app, client, age, sent):
    """The age is sent in seconds."""
    add_view(app, max_age=age)

    attributes = attributes_of(client, "/enter")

    assert f"Max-Age={sent}" in attributes


EXPIRIES = {
    "date-in-utc": datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC),
    "date-without-zone": datetime(2030, 1, 2, 3, 4, 5),
    "date-elsewhere": datetime(2030, 1, 2, 5, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    "timestamp": 1893553445,
    "text": WEDNESDAY,
}


@pytest.mark.parametrize("expires", EXPIRIES.values(), ids=EXPIRIES)
def test_max_age_and_expiry_limit_the_life_of_a_cookie__date(app, client, expires):
    """The date is sent in UTC; one without a zone is taken as that, and text is sent as it is."""
    add_view(app, expires=expires)

    attributes = attributes_of(client, "/enter")

    assert attributes == {f"Expires={WEDNESDAY}"}


PLACES = {
    "path": ({"path": "/deep"}, {"Path=/deep"}),
    "no-path": ({"path": None}, set()),
    "domain": ({"domain": "books.test"}, {"Domain=books.test"}),
    "no-domain": ({"domain": None}, set()),
    "both": ({"path": "/deep", "domain": "books.test"}, {"Path=/deep", "Domain=books.test"}),
}


@pytest.mark.parametrize(("place", "sent"), PLACES.values(), ids=PLACES)
def test_path_and_domain_say_where_a_cookie_is_sent(app, client, place, sent):
    """A place is sent if it is given; without a path the client takes that of the request."""
    add_view(app, **place)

    attributes = attributes_of(client, "/enter")

    assert attributes == sent


FLAGS = {
    "secure": ({"secure": True}, {"Secure"}),
    "not-secure": ({"secure": False}, set()),
    "http-only": ({"httponly": True}, {"HttpOnly"}),
    "not-http-only": ({"httponly": False}, set()),
    "both": ({"secure": True, "httponly": True}, {"Secure", "HttpOnly"}),
}


@pytest.mark.parametrize(("flags", "sent"), FLAGS.values(), ids=FLAGS)
def test_flags_protect_a_cookie(app, client, flags, sent):
    """Each flag stands for itself."""
    add_view(app, **flags)

    attributes = attributes_of(client, "/enter")

    assert attributes == sent


POLICIES = {
    "strict": ("Strict", {"SameSite=Strict"}),
    "lax": ("Lax", {"SameSite=Lax"}),
    "none-as-text": ("None", {"SameSite=None"}),
    "lower-case": ("lax", {"SameSite=Lax"}),
    "not-given": (None, set()),
}


@pytest.mark.parametrize(("policy", "sent"), POLICIES.values(), ids=POLICIES)
def test_same_site_keeps_a_cookie_from_other_sites(app, client, policy, sent):
    """The text ``None`` is a policy, unlike ``None`` itself; case does not matter."""
    add_view(app, samesite=policy)

    attributes = attributes_of(client, "/enter")

    assert attributes == sent


PAST = {"Max-Age=0", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"}
DELETIONS = {
    "default": ({}, set()),
    "path": ({"path": "/deep"}, {"Path=/deep"}),
    "domain": ({"domain": "books.test"}, {"Domain=books.test"}),
    "secure": ({"secure": True}, {"Secure"}),
    "http-only": ({"httponly": True}, {"HttpOnly"}),
    "same-site": ({"samesite": "Lax"}, {"SameSite=Lax"}),
}


@pytest.mark.parametrize(("given", "sent"), DELETIONS.values(), ids=DELETIONS)
def test_deletion_names_the_place_of_a_cookie(app, client, given, sent):
    """What is given is sent, and the cookie expires at once."""

    @app.route("/leave")
    def leave():
        response = flask.make_response("left")
        response.delete_cookie("name", **given)
        return response

    attributes = attributes_of(client, "/leave")

    assert attributes - PAST == sent
    assert attributes & PAST


def test_deletion_names_the_place_of_a_cookie__deep(app, client):
    """A cookie below a path is forgotten when its path is named, and only then."""

    @app.route("/deep/<action>")
    def deep(action):
        response = flask.make_response(action)
        if action == "enter":
            response.set_cookie("name", "Ada", path="/deep")
        else:
            response.delete_cookie("name", path="/deep" if action == "leave" else "/")
        return response

    kept = []
    for action in ("enter", "miss", "leave"):
        client.get(f"/deep/{action}")
        kept.append(dict(client.cookies))

    assert kept == [{"name": "Ada"}, {"name": "Ada"}, {}]


def test_partitioned_cookie_is_secure__deletion(app, client):
    """A partitioned cookie is deleted by a partitioned one, which is secure as well."""

    @app.route("/leave")
    def leave():
        response = flask.make_response("left")
        response.delete_cookie("name", partitioned=True)
        return response

    attributes = attributes_of(client, "/leave")

    assert attributes - PAST == {"Secure", "Partitioned"}
    assert attributes & PAST
