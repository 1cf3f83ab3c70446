"""Requests made for tests, and sent by the client."""

import flask
import pytest

MADE = {
    "builder": lambda builder: builder,
    "environ": lambda builder: builder.get_environ(),
    "request": lambda builder: builder.get_request(),
}


def tell():
    """What the view under test says of its request."""
    return f"{flask.request.method} {flask.request.full_path} {flask.request.remote_addr}"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_client_sends_what_was_made(app, make):
    """A request in any form arrives as it was made, with the variables of the client."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell, methods=["PUT"])
    builder = EnvironBuilder(app, "/page", method="PUT", query_string={"name": "Ada"})

    answer = app.test_client().open(make(builder))

    assert str(answer.text) == "PUT /page?name=Ada 127.0.0.1"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_client_sends_what_was_made__several_times(app, make):
    """The same can be sent again."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell)
    browser, made = app.test_client(), make(EnvironBuilder(app, "/page"))

    answers = [browser.open(made).text for _ in range(2)]

    assert ", ".join(answers) == "GET /page? 127.0.0.1, GET /page? 127.0.0.1"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_was_made_counts_alone(app, make):
    """A header beside it is not sent."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", lambda: str("X-Name" in flask.request.headers))
    browser, headers = app.test_client(), {"X-Name": "Ada"}

    made = browser.open(make(EnvironBuilder(app, "/page")), headers=headers)
    plain = browser.open("/page", headers=headers)

    assert f"{made.text} {plain.text}" == "False True"


def test_client_sends_what_was_made__in_a_block(app):
    """The contexts of such a request are kept, too."""
    from flask.testing import EnvironBuilder

    app.add_url_rule("/page", "page", tell)

    with app.test_client() as browser:
        browser.open(EnvironBuilder(app, "/page"))
        found = str(flask.request.path)

    assert found == "/page"


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        pytest.param({}, "http://localhost/", id="none"),
        pytest.param({"path": "/a"}, "http://localhost/a", id="path"),
        pytest.param({"subdomain": "new"}, "http://new.localhost/", id="subdomain"),
        pytest.param({"url_scheme": "https"}, "https://localhost/", id="scheme"),
        pytest.param({"base_url": "http://b.example/c"}, "http://b.example/c/", id="base-url"),
    ],
)
def test_context_for_a_test_takes_the_same_arguments__place(app, arguments, url):
    """The context's request is where a client's would be."""
    with app.test_request_context(**arguments):
        found = str(flask.request.url)

    assert found == url


def test_context_for_a_test_takes_the_same_arguments__form(app):
    """A mapping is a form, and the method is given by itself."""
    with app.test_request_context("/page", method="POST", data={"name": "Ada"}) as context:
        found = str(flask.request.form["name"])

    assert (found, context.request.method) == ("Ada", "POST")
