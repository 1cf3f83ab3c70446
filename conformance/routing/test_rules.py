"""Rules: every way to register one, and what is refused."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def books():
    """A view that any application can register."""
    return "all books"


def test_route_binds_a_rule_to_a_view__before_and_after_others(app, client):
    """Each decorated view answers its own rule."""
    for name in ("books", "films", "games"):
        app.route(f"/{name}")(_view_named(name))

    answers = [client.get(f"/{name}").text for name in ("games", "books", "films")]

    assert answers == ["games", "books", "films"]


def test_add_url_rule_binds_a_rule_to_a_view__positional_switch(app, client):
    """The fourth argument of ``add_url_rule`` is ``provide_automatic_options``."""
    app.add_url_rule("/books", "books", books, False)

    answered, options = client.get("/books"), client.options("/books")

    assert answered.text == "all books"
    assert options.status_code == 405


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"endpoint": "shelf", "view_func": books}, id="both-named"),
        pytest.param({"view_func": books}, id="without-endpoint"),
        pytest.param({"view_func": books, "methods": ["GET"]}, id="with-options"),
        pytest.param({"view_func": books, "endpoint": None}, id="endpoint-none"),
        pytest.param({"view_func": books, "methods": None}, id="methods-none"),
        pytest.param(
            {"view_func": books, "provide_automatic_options": None}, id="automatic-options-none"
        ),
    ],
)
def test_add_url_rule_binds_a_rule_to_a_view__by_keywords(app, client, arguments):
    """All arguments of ``add_url_rule`` can be given by keyword, and ``None`` means left out."""
    app.add_url_rule(rule="/books", **arguments)

    answer = client.get("/books")

    assert (answer.status_code, answer.text) == (200, "all books")


def test_several_rules_lead_to_one_view__in_all_ways(app, client):
    """Rules of ``route``, of a shortcut and of ``add_url_rule`` can lead to one view."""
    app.route("/one")(books)
    app.get("/two")(books)
    app.add_url_rule("/three", view_func=books)

    answers = [client.get(url).text for url in ("/one", "/two", "/three")]

    assert answers == ["all books"] * 3


def test_several_rules_lead_to_one_view__with_different_variables(app, client):
    """A stacked rule without a variable leaves the default of the view's parameter."""

    @app.route("/books/")
    @app.route("/books/<title>")
    def titled(title="all"):
        return title

    plain, named = client.get("/books/"), client.get("/books/Emma")

    assert (plain.text, named.text) == ("all", "Emma")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("/book", id="shorter"),
        pytest.param("/bookss", id="longer"),
        pytest.param("/Books", id="capital-letter"),
        pytest.param("/books/new", id="below"),
        pytest.param("/library/books", id="above"),
        pytest.param("/", id="root"),
        pytest.param("/books%20", id="space-behind"),
        pytest.param("/books;a=1", id="parameter"),
        pytest.param("/books.", id="dot-behind"),
    ],
)
def test_unknown_url_is_not_found__near_miss(app, client, url):
    """A path that is almost that of a rule is not found."""
    app.add_url_rule("/books", "books", books)

    found, missing = client.get("/books"), client.get(url)

    assert found.text == "all books"
    assert missing.status_code == 404


segments = st.text("abcABC019-_.~", min_size=1, max_size=4).filter(lambda text: text.strip("."))
paths = st.lists(segments, min_size=1, max_size=3).map("/".join)


@given(known=st.sets(paths, min_size=1, max_size=6), asked=paths)
def test_unknown_url_is_not_found__any_path(client_of, known, asked):
    """A path of unreserved characters is found exactly if it is a rule's (none has a slash behind,
    and no segment consists of dots)."""
    app = flask.Flask("app_under_test", static_folder=None)
    for path in known:
        app.add_url_rule(f"/{path}", f"view of {path}", _view_named(path))
    client = client_of(app)

    registered = {path: client.get(f"/{path}").text for path in known}
    answer = client.get(f"/{asked}")

    assert registered == {path: path for path in known}
    assert answer.status_code == (200 if asked in known else 404)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty"),
        pytest.param("page=1", id="pair"),
        pytest.param("/films", id="path"),
        pytest.param("a=?&b=/films", id="question-mark"),
        pytest.param("%FF", id="broken-escape"),
    ],
)
def test_query_string_does_not_take_part__whatever_it_is(app, client, query):
    """The view of the path answers, whatever stands behind the question mark."""
    app.add_url_rule("/books", "books", books)
    app.add_url_rule("/films", "films", lambda: "all films")

    answer = client.get(f"/books?{query}")

    assert answer.text == "all books"


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("", id="empty"),
        pytest.param(" /books", id="space-in-front"),
        pytest.param("./books", id="dot"),
        pytest.param("|/books", id="bar"),
        pytest.param("http://localhost/books", id="url"),
        pytest.param("<title>", id="variable"),
        pytest.param("\\books", id="backslash"),
    ],
)
@pytest.mark.parametrize("way", ["route", "add_url_rule"])
def test_rule_must_start_with_a_slash__refused(app, way, rule):
    """A rule that begins with anything else is refused, and none is registered."""
    register = {
        "route": lambda: app.route(rule)(books),
        "add_url_rule": lambda: app.add_url_rule(rule, "books", books),
    }
    before = {each.rule for each in app.url_map.iter_rules()}

    with pytest.raises(ValueError):
        register[way]()

    assert {each.rule for each in app.url_map.iter_rules()} == before


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("/books/<title", id="not-closed"),
        pytest.param("/books/<>", id="empty"),
        pytest.param("/books/<<title>>", id="doubled"),
        pytest.param("/books/<two words>", id="space-in-name"),
        pytest.param("/books/<int:>", id="converter-without-name"),
    ],
)
def test_malformed_rule_is_refused(app, rule):
    """A rule with an angle bracket that begins no variable is refused."""
    app.add_url_rule("/books/<title>", "books", books)

    with pytest.raises(ValueError):
        app.add_url_rule(rule, "malformed", books)


@pytest.mark.parametrize("way", ["route", "get", "add_url_rule"])
def test_unknown_option_is_refused__in_all_ways(app, way):
    """No way to register a rule accepts an option that rules do not have."""
    register = {
        "route": lambda: app.route("/books", colour="red")(books),
        "get": lambda: app.get("/books", colour="red")(books),
        "add_url_rule": lambda: app.add_url_rule("/books", view_func=books, colour="red"),
    }

    with pytest.raises(TypeError):
        register[way]()


def _view_named(name):
    def view():
        return name

    view.__name__ = f"view of {name}"
    return view
