"""Limits of single requests and of request classes."""

import flask
import pytest

HEADERS = {"Content-Type": "multipart/form-data; boundary=f"}
FIELD = b"--f\r\nContent-Disposition: form-data; name=a\r\n\r\n%b\r\n"
END = b"--f--\r\n"
# Each limit: its name, the key that configures it, a smaller and a larger value,
# and a form that only the larger allows.
LIMITS = {
    "body": ("max_content_length", "MAX_CONTENT_LENGTH", 200, 2000, FIELD % (b"x" * 500) + END),
    "field": (
        "max_form_memory_size",
        "MAX_FORM_MEMORY_SIZE",
        500,
        2000,
        FIELD % (b"x" * 600) + END,
    ),
    "parts": ("max_form_parts", "MAX_FORM_PARTS", 2, 3, FIELD % b"x" * 3 + END),
}
NAMES = [row[0] for row in LIMITS.values()]


@pytest.fixture
def site(app):
    """An application that reads forms."""
    app.add_url_rule("/forms", "read", lambda: f"{len(flask.request.form)} read", methods=["POST"])
    return app


def send(client, body, url="/forms"):
    """The status for a form."""
    return client.post(url, content=body, headers=HEADERS).status_code


@pytest.mark.parametrize(("name", "key", "less", "more", "body"), LIMITS.values(), ids=LIMITS)
def test_request_may_have_a_limit_of_its_own__more(site, client, name, key, less, more, body):
    """More may be allowed than the configuration does."""
    site.config[key] = less
    site.before_request(
        lambda: setattr(flask.request, name, more) if "own" in flask.request.args else None
    )

    refused, allowed = send(client, body), send(client, body, "/forms?own")

    assert (refused, allowed) == (413, 200)


@pytest.mark.parametrize(("name", "key", "less", "more", "body"), LIMITS.values(), ids=LIMITS)
def test_request_may_have_a_limit_of_its_own__less(site, client, name, key, less, more, body):
    """Less may be allowed than the configuration does."""
    site.config[key] = more
    site.before_request(
        lambda: setattr(flask.request, name, less) if "own" in flask.request.args else None
    )

    allowed, refused = send(client, body), send(client, body, "/forms?own")

    assert (allowed, refused) == (200, 413)


@pytest.mark.parametrize("name", NAMES)
def test_own_limit_lasts_for_one_request(app, client, name):
    """The next request has the limit that the first had at the beginning."""

    @app.route("/limits", methods=["GET", "PUT"])
    def limits():
        before = getattr(flask.request, name)
        if flask.request.method == "PUT":
            setattr(flask.request, name, 77)
        return f"{before}, {getattr(flask.request, name)}"

    first, second, third = client.get("/limits"), client.put("/limits"), client.get("/limits")

    assert second.text.endswith(", 77")
    assert first.text == third.text
    assert "77" not in third.text


@pytest.mark.parametrize(("name", "key", "less", "more", "body"), LIMITS.values(), ids=LIMITS)
def test_none_is_the_configured_limit(site, client, name, key, less, more, body):
    """``None`` does not lift a limit."""
    site.config[key] = less
    site.before_request(lambda: setattr(flask.request, name, None))

    status = send(client, body)
    site.config[key] = more

    assert (status, send(client, body)) == (413, 200)


def statuses_for_classes(client_of, name, key, less, more, body):
    """The answers of a class with the larger and of one with the smaller limit.

    The configuration is more generous than both.
    """
    statuses = []
    for limit in (more, less):
        app = flask.Flask("app_under_test", static_folder=None)
        app.config[key] = 10 * more
        app.request_class = type("OwnRequest", (flask.Request,), {name: limit})
        app.add_url_rule("/forms", "read", lambda: f"{len(flask.request.form)}", methods=["POST"])
        statuses.append(send(client_of(app), body))
    return statuses


@pytest.mark.parametrize("limit", ["body", "field"])
def test_request_class_can_set_limits(client_of, limit):
    """The class counts more than the configuration."""
    statuses = statuses_for_classes(client_of, *LIMITS[limit])

    assert statuses == [200, 413]


def test_request_class_can_limit_the_parts(client_of):
    """The class counts more than the configuration."""
    statuses = statuses_for_classes(client_of, *LIMITS["parts"])

    assert statuses == [200, 413]


DEFAULTS = {"max_content_length": None, "max_form_memory_size": 500_000, "max_form_parts": 1000}


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_request_outside_of_an_application_has_the_limits_of_its_class(wsgi, name, default):
    """No application is needed, neither to look nor to set."""
    request = flask.Request(wsgi.environ("/books"))

    found = getattr(request, name)
    setattr(request, name, 77)

    assert repr(found) == repr(default)
    assert repr(getattr(request, name)) == "77"


def test_request_outside_of_an_application_has_the_limits_of_its_class__in_effect(wsgi):
    """A limit that was set holds when the body is read."""
    read = []
    for size in (10, 11):
        request = flask.Request(wsgi.environ("/books", method="POST", body=b"x" * size))
        request.max_content_length = 10
        try:
            read.append(len(request.get_data()))
        except Exception as error:
            read.append(error.code)

    assert repr(read) == "[10, 413]"


@pytest.mark.parametrize(("name", "key"), [row[:2] for row in LIMITS.values()], ids=list(LIMITS))
def test_limits_follow_the_application(app, wsgi, name, key):
    """The same request has another limit inside and outside."""
    app.config[key] = 77
    request = flask.Request(wsgi.environ("/books"))

    with app.app_context():
        inside = repr(getattr(request, name))
    outside = repr(getattr(request, name))

    assert inside == "77"
    assert outside == repr(DEFAULTS[name])
