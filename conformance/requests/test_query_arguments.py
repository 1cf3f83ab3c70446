"""How a query string is read."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st


def arguments(app, wsgi, query):
    """The pairs that a view finds in the query string."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(list(flask.request.args.items(multi=True)))
        return "seen"

    answer = wsgi.call(app, wsgi.environ(f"/books?{query}"))
    assert answer.text == "seen"
    return seen[0]


EMPTY = {
    "with-sign": ("page=&sort=year", [("page", ""), ("sort", "year")]),
    "without-sign": ("page&sort=year", [("page", ""), ("sort", "year")]),
    "nothing-between": ("&page=2&&sort=year&", [("page", "2"), ("sort", "year")]),
}


@pytest.mark.parametrize(("query", "pairs"), EMPTY.values(), ids=EMPTY)
def test_empty_value_is_kept(app, wsgi, query, pairs):
    """A name is there without a value; nothing at all between two signs is not."""
    found = arguments(app, wsgi, query)

    assert found == pairs


DECODED = {
    "letters": ("title=Persuasi%C3%B3n", ("title", "Persuasión")),
    "raw-letters": ("title=Persuasión", ("title", "Persuasión")),
    "small-digits": ("title=Persuasi%c3%b3n", ("title", "Persuasión")),
    "plus": ("title=Mansfield+Park", ("title", "Mansfield Park")),
    "encoded-plus": ("sum=1%2B1", ("sum", "1+1")),
    "encoded-ampersand": ("title=Pride+%26+Prejudice", ("title", "Pride & Prejudice")),
    "encoded-equals": ("a%3Db=c", ("a=b", "c")),
    "second-equals": ("sum=1=1", ("sum", "1=1")),
    "semicolon": ("list=a;b=c", ("list", "a;b=c")),
    "brackets": ("genre[]=novel", ("genre[]", "novel")),
    "null": ("text=%00", ("text", "\0")),
    "encoded-name": ("%74itle=Emma", ("title", "Emma")),
}


@pytest.mark.parametrize(("query", "pair"), DECODED.values(), ids=DECODED)
def test_arguments_are_decoded(app, wsgi, query, pair):
    """Names and values are decoded once, after the string was parted."""
    found = arguments(app, wsgi, query)

    assert found == [pair]


@given(pairs=st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=5))
def test_any_text_arrives(client_of, pairs):
    """Any pairs arrive in their order; lone surrogates and empty names are left out."""
    app = flask.Flask("app_under_test", static_folder=None)
    seen = []

    @app.route("/books")
    def books():
        names = {name for name, value in pairs}
        seen.extend((name, flask.request.args.getlist(name)) for name in names)
        return "seen"

    answer = client_of(app).get("/books", params=pairs)

    assert answer.text == "seen"
    assert dict(seen) == {
        name: [value for other, value in pairs if other == name] for name, value in pairs
    }


def test_any_text_arrives__however_long(app, wsgi):
    """A value of a hundred thousand letters arrives whole."""
    app.add_url_rule("/books", "books", lambda: f"{len(flask.request.args['title'])} letters")

    answer = wsgi.call(app, wsgi.environ("/books?title=" + "%C3%A9" * 100_000))

    assert answer.text == "100000 letters"


NAMES = {"new": "page", "known": "sort"}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_arguments_cannot_be_changed(app, client, name):
    """Neither a new argument nor another value is taken."""

    @app.route("/books")
    def books():
        with pytest.raises(TypeError):
            flask.request.args[name] = "2"
        return f"still {dict(flask.request.args)}"

    answer = client.get("/books?sort=year")

    assert answer.text == "still {'sort': 'year'}"


def test_all_values_can_be_listed__converted(app, client):
    """A type leaves out the values that it refuses."""

    @app.route("/books")
    def books():
        return f"years {flask.request.args.getlist('year', type=int)}"

    answer = client.get("/books?year=1811&year=soon&year=1813")

    assert answer.text == "years [1811, 1813]"


UNREADABLE = {
    "no-utf-8": ("title=%FF", "%FF"),
    "cut-short": ("title=a%C3", "a%C3"),
    "no-digits": ("title=%zz", "%zz"),
    "nothing-behind": ("title=100%", "100%"),
}


@pytest.mark.parametrize(("query", "value"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_escapes_are_kept(app, wsgi, query, value):
    """They are visible, rather than lost."""
    found = arguments(app, wsgi, query)

    assert found == [("title", value)]
