"""A URL that is built the short way cannot be told from one that Werkzeug builds."""

import contextlib

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter, BuildError, Map, MapAdapter, Rule, ValidationError

from hipflask import Flask, url_for
from hipflask._url_building import BuildingAdapter

REFUSED = []


class Refusing(BaseConverter):
    """Writes nothing; ``REFUSED`` remembers what it was asked for."""

    def to_url(self, value):
        REFUSED.append(value)
        raise ValidationError(value)


class Shouting(BaseConverter):
    def to_url(self, value):
        return super().to_url(value.upper())


def rules(host=None):
    return [
        Rule("/", endpoint="root", host=host),
        Rule("/plain/", endpoint="plain", host=host),
        Rule("/ä/<name>", endpoint="quoted", host=host),
        Rule("/book/<int:number>/<path:rest>", endpoint="book", host=host),
        Rule("/shout/<shouting:text>", endpoint="shout", host=host),
        Rule("/refuse/<refusing:text>", endpoint="refuse", host=host),
        Rule("/refuse/<refusing:text>/send", endpoint="refuse-post", methods=["POST"], host=host),
        Rule("/two/<a>", endpoint="two", host=host),
        Rule("/two/<a>/<b>", endpoint="two", host=host),
        Rule("/post/<a>", endpoint="by-method", methods=["POST"], host=host),
        Rule("/get/<a>", endpoint="by-method", methods=["GET"], host=host),
        Rule("/either/<refusing:a>", endpoint="either", host=host),
        Rule("/or/<a>", endpoint="either", host=host),
        Rule("/default/<a>", endpoint="default", defaults={"b": 1}, host=host),
        Rule("/live", endpoint="live", websocket=True, host=host),
        Rule("/posted", endpoint="posted", methods=["POST"], host=host),
        Rule("/elsewhere", endpoint="elsewhere", subdomain="other", host=host),
        Rule("/whose", endpoint="whose", subdomain="<user>", host=host),
        Rule("/only", endpoint="only", build_only=True, host=host),
    ]


CALLS = {
    "root": ("root", {}),
    "query": ("plain", {"q": "a b", "r": [1, 2]}),
    "nothing-for-query": ("plain", {"q": None}),
    "quoted": ("quoted", {"name": "a/b ü"}),
    "several-variables": ("book", {"number": "7", "rest": "x/y", "more": ""}),
    "wrong-type": ("book", {"number": "seven", "rest": "x"}),
    "missing-value": ("book", {"number": 7}),
    "none-as-value": ("book", {"number": 7, "rest": None}),
    "own-converter": ("shout", {"text": "loud"}),
    "refusing-converter": ("refuse", {"text": "a"}),
    "refusing-converter-of-another-method": ("refuse-post", {"text": "a"}),
    "two-rules": ("two", {"a": 1, "b": 2}),
    "two-methods": ("by-method", {"a": 1}),
    "second-rule-after-refusal": ("either", {"a": 1, "page": None}),
    "default": ("default", {"a": 1, "b": 1}),
    "other-than-default": ("default", {"a": 1, "b": 2}),
    "websocket": ("live", {}),
    "other-method": ("posted", {}),
    "other-subdomain": ("elsewhere", {}),
    "variable-subdomain": ("whose", {"user": "me"}),
    "build-only": ("only", {}),
    "unknown": ("unknown", {"a": 1}),
}

PLACES = {
    "plain": {},
    "below-a-prefix": {"script_name": "/shop"},
    "https": {"url_scheme": "https"},
    "websocket": {"url_scheme": "ws"},
    "secure-websocket": {"url_scheme": "wss"},
    "no-scheme": {"url_scheme": ""},
    "subdomain": {"subdomain": "other"},
    "port": {"server_name": "example.com:8000"},
}


def made_map(host=None):
    converters = {"refusing": Refusing, "shouting": Shouting}
    return Map(rules(host), converters=converters, host_matching=host is not None)


def made_adapter(url_map, cls=BuildingAdapter, server_name="example.com", **place):
    return retyped(url_map.bind(server_name, **place), cls)


def outcome(build):
    """A URL, or an error with what it tells; and what the refusing converter saw."""
    REFUSED.clear()
    try:
        found = build()
    except BuildError as error:
        found = ("BuildError", error.endpoint, error.values, error.method, error.adapter)
    except ValueError as error:
        found = ("ValueError", str(error))
    return found, list(REFUSED)


@pytest.mark.parametrize("external", [False, True], ids=["internal", "external"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("endpoint", "values"), CALLS.values(), ids=CALLS)
def test_url_is_that_of_werkzeug(endpoint, values, place, external):
    """The short way, where it is taken, leads to the same URL or the same error."""
    adapter = made_adapter(made_map(), **place)

    short = outcome(lambda: adapter.build(endpoint, dict(values), force_external=external))
    long = outcome(lambda: MapAdapter.build(adapter, endpoint, values, force_external=external))

    assert short == long


@pytest.mark.parametrize("external", [False, True], ids=["internal", "external"])
@pytest.mark.parametrize("host", ["", "example.com", "other.com"])
@pytest.mark.parametrize(("endpoint", "values"), CALLS.values(), ids=CALLS)
def test_url_is_that_of_werkzeug_by_host(endpoint, values, host, external):
    """A map that matches hosts is not for the short way."""
    adapter = made_adapter(made_map(host))

    short = outcome(lambda: adapter.build(endpoint, dict(values), force_external=external))
    long = outcome(lambda: MapAdapter.build(adapter, endpoint, values, force_external=external))

    assert short == long


class Witness(MapAdapter):
    """Stands behind the short way, and remembers what it was asked."""

    def build(self, *args, **options):
        self.asked = args, options
        return super().build(*args, **options)


@pytest.mark.parametrize(
    ("asked", "is_short"),
    [
        pytest.param({}, True, id="path"),
        pytest.param({"values": {"page": 2, "of": None}}, True, id="values"),
        pytest.param({"force_external": True}, True, id="external"),
        pytest.param({"values": None}, False, id="no-values"),
        pytest.param({"values": MultiDict({"a": 1})}, False, id="other-mapping"),
        pytest.param({"method": "GET"}, False, id="method"),
        pytest.param({"url_scheme": "https"}, False, id="scheme"),
        pytest.param({"append_unknown": False, "values": {"a": 1}}, False, id="no-query"),
    ],
)
def test_short_way_is_taken(asked, is_short):
    """Werkzeug is asked for what is not usual, else not."""
    adapter = made_adapter(made_map(), type("Watched", (BuildingAdapter, Witness), {}))
    options = {"values": {}} | asked

    url = adapter.build("plain", **options)

    assert url == MapAdapter.build(adapter, "plain", **options)
    assert hasattr(adapter, "asked") is not is_short


def test_werkzeug_gets_what_was_given():
    """What is not for the short way reaches Werkzeug as it was given, by its name."""
    adapter = made_adapter(made_map(), type("Watched", (BuildingAdapter, Witness), {}))

    adapter.build("plain", None, "GET", True, False, "https")

    options = {"method": "GET", "force_external": True, "url_scheme": "https"}
    assert adapter.asked == (("plain", None), options | {"append_unknown": False})


def made_app(**members):
    app = type("Shop", (Flask,), members)("shop", static_folder=None)
    app.add_url_rule("/book/<int:number>", "book")
    with app.test_request_context():
        # The host is known from now on.
        pass
    return app


@pytest.mark.parametrize(
    ("options", "url"),
    [
        pytest.param({"_method": "GET"}, "/book/1", id="method"),
        pytest.param({"_scheme": "https"}, "https://localhost/book/1", id="scheme"),
    ],
)
def test_method_and_scheme_count(options, url):
    """A method or a scheme for the URL is not for the short way."""
    app = made_app()

    with app.test_request_context():
        built = url_for("book", number=1, **options)
        with pytest.raises(BuildError):
            url_for("book", number=1, _method="POST")

    assert built == url


def test_rule_added_meanwhile_counts():
    """A second rule for an endpoint counts from the next URL on."""
    app = made_app()
    with app.test_request_context():
        before = url_for("book", number=1, page=2)
        app.url_map.add(Rule("/book/<int:number>/<int:page>", endpoint="book"))
        after = url_for("book", number=1, page=2)

    assert (before, after) == ("/book/1?page=2", "/book/1/2")


@pytest.mark.parametrize("step", ["url_for", "inject_url_defaults", "handle_url_build_error"])
@pytest.mark.parametrize("place", ["subclass", "class", "instance"])
def test_replaced_method_is_called(monkeypatch, step, place):
    """A method of the application that is overridden or patched late is called each time."""
    seen = []
    original = getattr(Flask, step)

    def watched(*args, **kwargs):
        seen.append(step)
        return original(*args, **kwargs)

    app = made_app(**({step: watched} if place == "subclass" else {}))
    values = {} if step == "handle_url_build_error" else {"number": 1}
    with app.test_request_context():
        if place == "class":
            monkeypatch.setattr(Flask, step, watched)
        elif place == "instance":
            setattr(app, step, watched.__get__(app))
        for _ in range(3):
            outcome(lambda: url_for("book", **values))

    assert seen == [step] * 3


@pytest.mark.parametrize(
    ("owner", "step"),
    [
        (MapAdapter, "build"),
        (MapAdapter, "_partial_build"),
        (MapAdapter, "get_host"),
        (Rule, "build"),
        (Rule, "suitable_for"),
        (Map, "update"),
        (BaseConverter, "to_url"),
    ],
)
@pytest.mark.parametrize("place", ["class", "instance"])
@pytest.mark.parametrize("external", [True, False], ids=["external", "internal"])
def test_replaced_step_is_taken(monkeypatch, owner, step, place, external):
    """A step of Werkzeug's that somebody has replaced is taken as often as on the long way."""
    seen = []
    original = getattr(owner, step)
    app = made_app()
    app.url_map.add(Rule("/word/<word>", endpoint="word"))

    def watched(*args, **kwargs):
        seen.append(step)
        return original(*args, **kwargs)

    def replace(thing):
        bound = watched.__get__(thing)
        monkeypatch.setattr(thing, step, bound, raising=False)

    with app.test_request_context() as context:
        (rule,) = app.url_map.iter_rules("word")
        things = {
            MapAdapter: context.url_adapter,
            Rule: rule,
            Map: app.url_map,
            BaseConverter: rule._converters["word"],
        }
        if place == "class":
            monkeypatch.setattr(owner, step, watched)
        else:
            replace(things[owner])
        url = url_for("word", word="a", _external=external)
        by_short_way = len(seen)
        retyped(context.url_adapter, MapAdapter)
        context.url_adapter.build("word", {"word": "a"}, force_external=external)

    assert url == ("http://localhost/word/a" if external else "/word/a")
    assert by_short_way > 0
    assert len(seen) == 2 * by_short_way


class Disguised:
    """Wraps a method and looks like it, as libraries for tracing do."""

    def __init__(self, method, seen):
        self.method = method
        self.seen = seen
        self.__func__ = method

    def __eq__(self, other):
        return other == self.method

    def __get__(self, owner, cls=None):
        return self if owner is None else Disguised(self.method.__get__(owner), self.seen)._known()

    def _known(self):
        self.__func__ = self.method.__func__
        return self

    def __call__(self, *args, **kwargs):
        self.seen.append(args)
        return self.method(*args, **kwargs)


@pytest.mark.parametrize(
    ("owner", "step"),
    [(MapAdapter, "build"), (MapAdapter, "_partial_build"), (Rule, "suitable_for")],
)
def test_disguised_step_is_taken(monkeypatch, owner, step):
    """What only looks like the step is not the step."""
    app = made_app()
    seen = []
    monkeypatch.setattr(owner, step, Disguised(getattr(owner, step), seen))

    with app.test_request_context():
        url = url_for("book", number=1)

    assert url == "/book/1"
    assert seen


@pytest.mark.parametrize("step", ["build", "_partial_build", "get_host"])
def test_disguised_step_of_adapter_is_taken(monkeypatch, step):
    """What only looks like the step is not the step, on the adapter itself either."""
    seen = []
    adapter = made_adapter(made_map())
    monkeypatch.setattr(adapter, step, Disguised(getattr(adapter, step), seen)._known())

    url = adapter.build("plain", {})

    assert url == "/plain/"
    assert seen


def test_build_gets_what_it_gets_from_flask(monkeypatch):
    """A build of somebody's own gets the same arguments, whatever the URL is to be."""
    app = made_app()
    seen = []
    monkeypatch.setattr(MapAdapter, "build", lambda *args, **named: seen.append((args[1:], named)))

    with app.test_request_context():
        url_for("book", number=1)
        url_for("book", number=1, _external=True, _method="GET")

    assert seen == [
        (("book", {"number": 1}), {"method": None, "url_scheme": None, "force_external": False}),
        (("book", {"number": 1}), {"method": "GET", "url_scheme": None, "force_external": True}),
    ]


def test_map_is_updated_once_where_somebody_watches(monkeypatch):
    """A map that is asked for an unknown value is updated as often as by Werkzeug."""
    app = made_app()
    seen = []
    monkeypatch.setattr(app.url_map, "update", lambda: seen.append(Map.update(app.url_map)))

    with app.test_request_context():
        seen.clear()
        with pytest.raises(BuildError):
            url_for("book")

    assert len(seen) == 1


def test_own_adapter_is_asked():
    """An adapter of somebody's own builds URLs itself."""
    app = made_app()
    own = type("Own", (MapAdapter,), {"build": lambda self, *args, **options: "/own"})
    original = app.create_url_adapter
    app.create_url_adapter = lambda request: retyped(original(request), own)

    with app.test_request_context():
        url = url_for("book", number=1)

    assert url == "/own"


def test_own_rule_is_asked():
    """A rule of somebody's own says itself which values suit it."""
    app = Flask("shop", static_folder=None)
    app.url_rule_class = type("Own", (Rule,), {"suitable_for": lambda *args: False})
    app.add_url_rule("/book", "book")

    with app.test_request_context(), pytest.raises(BuildError):
        url_for("book")


@pytest.mark.parametrize("text", ["a", "refused"], ids=["built", "refused"])
def test_rule_is_asked_like_by_werkzeug(text):
    """Somebody's own way to build gets the arguments that Werkzeug gives."""
    url_map = made_map()
    adapter = made_adapter(url_map)
    asked = []
    (rule,) = url_map.iter_rules("shout")
    build = rule.build
    answers = {"a": build, "refused": lambda *arguments: None}
    rule.build = lambda *arguments: asked.append(arguments) or answers[text](*arguments)
    values = {"text": text}

    with contextlib.suppress(BuildError):
        MapAdapter.build(adapter, "shout", dict(values))
    by_werkzeug = asked.copy()
    asked.clear()
    with contextlib.suppress(BuildError):
        adapter.build("shout", dict(values))

    assert asked == by_werkzeug
    assert asked


def retyped(adapter, own):
    if adapter is not None:
        adapter.__class__ = own
    return adapter


def test_error_handler_gets_all_values():
    """A handler for build errors gets the values as they were given, None among them."""
    app = made_app()
    seen = []
    app.url_build_error_handlers.append(
        lambda error, endpoint, values: seen.append((endpoint, values, error.values)) or "/other"
    )

    with app.test_request_context():
        url = url_for("book", number=None, page=3, _anchor="top")

    options = {"_anchor": "top", "_method": None, "_scheme": None, "_external": False}
    assert url == "/other"
    assert seen == [("book", {"number": None, "page": 3} | options, {"page": 3})]
