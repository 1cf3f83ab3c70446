"""Build error handlers: when they are asked, in which order, and what comes of it."""

import flask
import pytest


def link(app, client, endpoint, **values):
    """The URL that a view gets from url_for."""
    app.add_url_rule("/link", "link", lambda: flask.url_for(endpoint, **values))
    return client.get("/link").text


def give(url, seen):
    """A handler that notes that it was asked."""
    return lambda error, endpoint, values: seen.append(url) or url


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        pytest.param("films", {}, id="unknown-endpoint"),
        pytest.param("book", {}, id="missing-value"),
        pytest.param("book", {"number": None}, id="none-as-value"),
        pytest.param("book", {"number": 7, "_method": "POST"}, id="other-method"),
        pytest.param(".films", {}, id="relative"),
        pytest.param("page", {"number": 2}, id="other-than-the-default"),
    ],
)
def test_handler_can_give_the_url__for_every_reason(app, client, endpoint, values):
    """Whatever the rules lack."""
    app.add_url_rule("/books/<int:number>", "book", lambda number: "a book")
    app.add_url_rule("/page", "page", lambda number: "a page", defaults={"number": 1})
    app.url_build_error_handlers.append(lambda error, endpoint, values: "/elsewhere")

    assert link(app, client, endpoint, **values) == "/elsewhere"


def test_handler_can_give_the_url__without_a_request(app):
    """In an application context, and by the application without any."""
    app.config["SERVER_NAME"] = "shop.test"
    app.url_build_error_handlers.append(lambda error, endpoint, values: f"/{endpoint}")

    with app.app_context():
        inside = flask.url_for("films")
    outside = app.url_for("games")

    assert " ".join([inside, outside]) == "/films /games"


def test_handlers_are_not_asked_without_an_error(app, client):
    """A URL that can be built is not theirs."""
    seen = []
    app.url_build_error_handlers.append(give("/elsewhere", seen))
    app.add_url_rule("/books", "books", lambda: "all books")

    url = link(app, client, "books")

    assert (url, seen) == ("/books", [])


@pytest.mark.parametrize(
    ("urls", "asked", "url"),
    [
        pytest.param(["/a", "/b"], ["/a"], "/a", id="first"),
        pytest.param([None, "/b", "/c"], [None, "/b"], "/b", id="second"),
        pytest.param([None, None, "/c"], [None, None, "/c"], "/c", id="last"),
        pytest.param(["", "/b"], [""], "", id="empty-text"),
    ],
)
def test_handlers_are_asked_in_order(app, client, urls, asked, url):
    """Only None means that a function knows no URL."""
    seen = []
    app.url_build_error_handlers.extend(give(each, seen) for each in urls)

    built = link(app, client, "films")

    assert (built, seen) == (url, asked)


@pytest.mark.parametrize("number", [1, 2])
def test_without_a_url_the_error_is_raised(app, number):
    """It is the very object, however many functions were asked."""
    seen = []
    for _ in range(number):
        app.url_build_error_handlers.append(lambda error, endpoint, values: seen.append(error))

    with app.test_request_context("/link"), pytest.raises(LookupError) as caught:
        flask.url_for("films")

    assert [error is caught.value for error in seen] == [True] * number


def test_handler_may_refuse(app, client):
    """By raising what it was given, or what building another URL raises; the next is asked."""

    def refuse(error, endpoint, values):
        raise error

    def ask_elsewhere(error, endpoint, values):
        other = flask.Flask("other", static_folder=None)
        with other.test_request_context("/elsewhere"):
            return flask.url_for(endpoint)

    for handler in (refuse, ask_elsewhere, lambda error, endpoint, values: "/films"):
        app.url_build_error_handlers.append(handler)

    assert link(app, client, "films") == "/films"


@pytest.mark.parametrize("kind", [KeyError, ValueError, RuntimeError])
def test_other_error_leaves_url_for__of_any_kind(app, kind):
    """Another LookupError, too, is no refusal; the next function is not asked."""

    def fail(error, endpoint, values):
        raise kind(endpoint)

    app.url_build_error_handlers.append(fail)
    app.url_build_error_handlers.append(lambda error, endpoint, values: "/films")

    with app.test_request_context("/link"), pytest.raises(kind) as caught:
        flask.url_for("films")

    assert caught.value.args == ("films",)


def test_last_refusal_is_raised(app):
    """Functions may replace the error for those behind them, and for the caller."""
    from werkzeug.routing import BuildError

    seen = []

    def refuse(error, endpoint, values):
        raise BuildError("games", {}, None)

    app.url_build_error_handlers.append(refuse)
    app.url_build_error_handlers.append(lambda error, *rest: seen.append(error.endpoint))

    with app.test_request_context("/link"), pytest.raises(BuildError) as caught:
        flask.url_for("films")

    assert seen == ["games"]
    assert caught.value.endpoint == "games"


def test_handler_s_url_is_taken_as_it_is(app, client):
    """It may be any text."""
    app.url_build_error_handlers.append(lambda error, endpoint, values: "not a url")

    url = link(app, client, "films", page=2, _anchor="end", _external=True)

    assert url == "not a url"
