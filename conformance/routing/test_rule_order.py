"""Order of rules: who answers, in every order of registration."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

RULES = [
    "/books/new",
    "/books/<int:value>",
    "/books/<value>",
    "/books/<path:value>",
    "/<shelf>/new",
    "/<path:everything>",
]
ANSWERED_BY = {
    "/books/new": "/books/new",
    "/books/7": "/books/<int:value>",
    "/books/Emma": "/books/<value>",
    "/books/old/Emma": "/books/<path:value>",
    "/films/new": "/<shelf>/new",
    "/films/old": "/<path:everything>",
}


def register(app, rules):
    """Register rules with views that answer by the text of the rule."""
    for rule in rules:
        app.add_url_rule(rule, rule.replace(".", "-"), lambda **values: flask.request.url_rule.rule)


@given(rules=st.permutations(RULES))
def test_fixed_text_beats_variables__in_any_order(client_of, rules):
    """The same rule answers each URL, in whatever order six rules are registered."""
    app = flask.Flask("app_under_test", static_folder=None)
    register(app, rules)
    client = client_of(app)

    answers = {url: client.get(url).text for url in ANSWERED_BY}

    assert answers == ANSWERED_BY


@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned"])
@pytest.mark.parametrize(
    ("preferred", "other", "url"),
    [
        pytest.param("<int:a>", "<b>", "7", id="int-before-string"),
        pytest.param("<float:a>", "<b>", "7.5", id="float-before-string"),
        pytest.param("<a>", "<path:b>", "Emma", id="string-before-path"),
        pytest.param("<int:a>", "<path:b>", "7", id="int-before-path"),
        pytest.param("<int:a>/pages", "<b>/pages", "7/pages", id="in-the-middle"),
    ],
)
def test_narrow_converters_beat_wide_ones__in_pairs(app, client, preferred, other, url, turned):
    """The narrower of two converters answers, in both orders of registration."""
    rules = [f"/books/{preferred}", f"/books/{other}"]
    register(app, reversed(rules) if turned else rules)

    answer = client.get(f"/books/{url}")

    assert answer.text == rules[0]


@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned"])
@pytest.mark.parametrize(
    ("preferred", "other", "url"),
    [
        pytest.param("/a/<x>", "/<y>/b", "/a/b", id="first-part-fixed"),
        pytest.param("/a/<x>/c", "/a/<y>/<z>", "/a/b/c", id="last-part-fixed"),
        pytest.param("/a/<path:x>", "/<y>/b", "/a/b", id="fixed-before-path"),
        pytest.param("/<int:x>/<y>", "/<z>/<int:w>", "/1/2", id="first-part-narrow"),
        pytest.param("/<x>/<y>", "/<path:z>", "/a/b", id="parts-before-path"),
        pytest.param("/<path:x>/edit", "/<path:y>", "/a/b/edit", id="text-behind-path"),
    ],
)
def test_earlier_parts_count_more__in_pairs(app, client, preferred, other, url, turned):
    """The more specific of two rules answers, in both orders of registration."""
    register(app, [other, preferred] if turned else [preferred, other])

    answer = client.get(url)

    assert answer.text == preferred


@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned"])
@pytest.mark.parametrize(
    ("preferred", "url"),
    [
        pytest.param("/<a>.html", "/x.html", id="behind"),
        pytest.param("/x<a>", "/xy", id="before"),
        pytest.param("/<a>-<b>", "/x-y", id="between"),
        pytest.param("/<int:a>th", "/7th", id="behind-a-number"),
    ],
)
def test_text_beside_a_variable_makes_it_narrower__in_pairs(app, client, preferred, url, turned):
    """Text beside a variable wins over a bare variable, in both orders of registration."""
    rules = [preferred, "/<value>"]
    register(app, reversed(rules) if turned else rules)

    answer = client.get(url)

    assert answer.text == preferred


@pytest.mark.parametrize(
    ("first", "second", "url"),
    [
        pytest.param("/<a>", "/<b>", "/Emma", id="names"),
        pytest.param("/<int:a>", "/<int(min=5):b>", "/7", id="arguments"),
        pytest.param("/<a>", "/<string(length=4):b>", "/Emma", id="length"),
        pytest.param("/<any(x,y):a>", "/<b>", "/x", id="any-and-string"),
        pytest.param("/<a>", "/<any(x,y):b>", "/x", id="string-and-any"),
    ],
)
def test_first_of_equals_answers__in_pairs(app, client, first, second, url):
    """Of converters that are equally specific, the first registered one answers."""
    register(app, [first, second])

    answer = client.get(url)

    assert answer.text == first


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        pytest.param("/a/1", "/a/<int:x>", id="accepted"),
        pytest.param("/a/b", "/<y>/b", id="next"),
        pytest.param("/a/c", "/<path:z>", id="last"),
        pytest.param("/a/1/2", "/<path:z>", id="deeper"),
    ],
)
def test_rejected_value_tries_the_next_rule__until_one_matches(app, client, url, rule):
    """The search goes back to rules that are less specific in an earlier part."""
    register(app, ["/a/<int:x>", "/<y>/b", "/<path:z>"])

    answer = client.get(url)

    assert answer.text == rule


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_method_decides_between_matches__of_many(app, client, method):
    """Each method finds the one rule for it, however specific that is."""
    rules = {
        "GET": "/<path:everything>",
        "POST": "/books/<value>",
        "PUT": "/books/new",
        "DELETE": "/<shelf>/new",
    }
    for each, rule in rules.items():
        app.add_url_rule(rule, each, lambda **values: flask.request.url_rule.rule, methods=[each])

    answer = client.request(method, "/books/new")

    assert answer.text == rules[method]


def test_method_decides_between_matches__and_otherwise_the_order(app, client):
    """Where both answer a method, the more specific rule does; HEAD follows GET."""
    app.add_url_rule("/books/<title>", "a", lambda title: ("a", {"X-By": "a"}))
    app.add_url_rule("/books/new", "b", lambda: ("b", {"X-By": "b"}), methods=["GET", "PUT"])

    answers = [client.request(method, "/books/new") for method in ("GET", "HEAD", "PUT")]

    assert [each.headers["x-by"] for each in answers] == ["b", "b", "b"]


def test_repeated_rule_is_silent__for_each_method(app, client):
    """The first rule answers its methods, a later one those that are left."""
    app.add_url_rule("/books", "first", lambda: "first", methods=["GET", "PUT"])
    app.add_url_rule("/books", "second", lambda: "second", methods=["PUT", "POST"])

    answers = [client.request(method, "/books").text for method in ("GET", "PUT", "POST")]

    assert answers == ["first", "first", "second"]
