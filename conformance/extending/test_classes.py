"""Classes that are attributes of the application, and what is made of them."""

import flask
import pytest


def visit(app, client_of, path="/visit"):
    """The headers of the answer to a visit, and its status."""
    answer = client_of(app).get(path)
    return {**answer.headers, "status": answer.status_code}


def request_of(app):
    """The request of a context."""
    return app.test_request_context("/visit").request


def response_of(app):
    """A response that the application makes."""
    with app.app_context():
        return flask.make_response("visited")


def rule_of(app):
    """A rule that is added to the application."""
    app.add_url_rule("/visit", "visit", lambda: "visited")
    return next(app.url_map.iter_rules("visit"))


LATE = {
    "request_class": request_of,
    "response_class": response_of,
    "app_ctx_globals_class": lambda app: app.app_context().g,
    "test_client_class": lambda app: app.test_client(),
    "test_cli_runner_class": lambda app: app.test_cli_runner(),
}
EARLY = {
    "config_class": lambda app: app.config,
    "aborter_class": lambda app: app.aborter,
    "json_provider_class": lambda app: app.json,
    "url_map_class": lambda app: app.url_map,
    "url_rule_class": rule_of,
    "jinja_environment": lambda app: app.jinja_env,
}


def own_class(name):
    """A new class that derives from the one that Flask uses."""
    import flask.testing

    for_tests = {
        "test_client_class": flask.testing.FlaskClient,
        "test_cli_runner_class": flask.testing.FlaskCliRunner,
    }
    return type("Own", (for_tests.get(name) or getattr(flask.Flask, name),), {})


@pytest.mark.parametrize(("name", "find"), (LATE | EARLY).items(), ids=LATE | EARLY)
def test_subclass_can_name_the_classes(name, find):
    """Applications of another subclass do not use it."""
    own = own_class(name)
    shop_class = type("Shop", (flask.Flask,), {name: own})

    made = [find(each("shop", static_folder=None)) for each in (shop_class, flask.Flask)]

    assert [type(each) is own for each in made] == [True, False]


@pytest.mark.parametrize(("name", "find"), LATE.items(), ids=LATE)
def test_class_that_is_set_later_counts_from_then_on(app, client, name, find):
    """What was made before keeps its class."""
    own = own_class(name)
    client.get("/visit")

    before = find(app)
    setattr(app, name, own)
    after = find(app)

    assert [type(each) is own for each in (before, after)] == [False, True]


RESULTS = {
    "text": lambda: "books",
    "document": lambda: {"books": 3},
    "redirect": lambda: flask.redirect("/books"),
    "response": lambda: flask.make_response("books", 201),
}


def stamped_when_made():
    """A class whose responses get a header when they are made."""

    class Own(flask.Response):
        def __init__(self, *given, **named):
            super().__init__(*given, **named)
            self.headers["X-Stamp"] = "own"

    return Own


def stamped_when_called():
    """A class whose responses get a header when the server calls them."""

    class Own(flask.Response):
        def __call__(self, environ, start_response):
            self.headers["X-Stamp"] = "own"
            return super().__call__(environ, start_response)

    return Own


@pytest.mark.parametrize("name", ["text", "document"])
@pytest.mark.parametrize("own", [stamped_when_made, stamped_when_called])
def test_class_of_responses_can_replace_their_steps(app, client, own, name):
    """Also when it is set on an application that has answered already."""
    app.add_url_rule("/visit", "visit", RESULTS[name])

    before = client.get("/visit")
    app.response_class = own()
    after = client.get("/visit")

    assert [each.headers.get("X-Stamp") for each in (before, after)] == [None, "own"]
    assert before.content == after.content


CHANGES = {
    "default_mimetype": ("text/csv", "content-type", "text/csv; charset=utf-8"),
    "default_status": (202, "status", 202),
    "automatically_set_content_length": (False, "content-length", None),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.items(), ids=CHANGES)
def test_class_of_responses_can_be_changed(app, client_of, monkeypatch, name, change):
    """Until it is changed back."""
    value, shown, expected = change
    app.add_url_rule("/visit", "visit", RESULTS["text"])
    before = visit(app, client_of)

    with monkeypatch.context() as patches:
        patches.setattr(flask.Response, name, value)
        changed = visit(app, client_of)
    after = visit(app, client_of)

    assert changed.get(shown) == expected
    assert before[shown] == after[shown] != expected


def test_class_of_responses_can_be_changed__location(app, client, monkeypatch):
    """A relative location is completed."""
    app.add_url_rule("/visit", "visit", RESULTS["redirect"])
    before = client.get("/visit").headers["Location"]

    monkeypatch.setattr(flask.Response, "autocorrect_location_header", True)
    after = client.get("/visit").headers["Location"]

    assert before == "/books"
    assert after.removeprefix(str(client.base_url).rstrip("/")) == "/books" != after


STEPS = ["__init__", "__call__", "get_wsgi_response", "get_wsgi_headers", "get_app_iter"]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("view", RESULTS.values(), ids=RESULTS)
def test_class_of_responses_can_be_changed__steps(app, client, monkeypatch, name, view):
    """What is put there is called."""
    diary, original = [], getattr(flask.Response, name)
    app.add_url_rule("/visit", "visit", view)
    before = client.get("/visit")

    def step(self, *given, **named):
        diary.append(name)
        return original(self, *given, **named)

    monkeypatch.setattr(flask.Response, name, step)
    answer = client.get("/visit")

    assert answer.status_code == before.status_code
    assert set(diary) == {name}
