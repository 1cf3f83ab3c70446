"""The order of a request through blueprints of any depth."""

import flask
from hypothesis import given
from hypothesis import strategies as st

KINDS = ("before_request", "after_request", "teardown_request")
LAYER = st.fixed_dictionaries({kind: st.integers(0, 2) for kind in KINDS})


def register(layer, diary, name, counts):
    """Give an application or blueprint as many functions of each kind as asked."""
    for kind in KINDS:
        for number in range(counts[kind]):
            getattr(layer, kind)(writer(diary, f"{name} {kind} {number}"))


def writer(diary, entry):
    """A function that fits each kind: it returns the response that it was given, if any."""

    def write(argument=None):
        diary.append(entry)
        return argument if isinstance(argument, flask.Response) else None

    return write


def nested(layers, diary):
    """An application whose blueprints nest as the layers do, each beside one that is not used."""
    inner = flask.Blueprint("view", "view")
    inner.add_url_rule("/view", "view", lambda: diary.append("view") or "viewed")
    for depth, counts in reversed(list(enumerate(layers))):
        beside = flask.Blueprint("beside", "beside")
        register(beside, diary, "beside", counts)
        name = f"layer{depth}"
        outer = flask.Blueprint(name, name) if depth else flask.Flask(name, static_folder=None)
        register(outer, diary, name, counts)
        outer.register_blueprint(inner)
        outer.register_blueprint(beside)
        inner = outer
    return inner


def entries(layers, kind):
    """What the functions of one kind write, from the outermost layer inwards."""
    return [
        f"layer{depth} {kind} {number}"
        for depth, counts in enumerate(layers)
        for number in range(counts[kind])
    ]


@given(layers=st.lists(LAYER, min_size=1, max_size=4))
def test_nested_blueprints_stand_inside_their_parents__any_depth(client_of, layers):
    """However deep a view lies and however many functions there are, they nest like an onion.

    Blueprints that are registered twice are left out.
    """
    diary = []
    app = nested(layers, diary)

    client_of(app).get("/view")

    before, after, teardown = (entries(layers, kind) for kind in KINDS)
    assert diary == [*before, "view", *reversed(after), *reversed(teardown)]


WIDE_NAMES = {
    "before_request": "before_app_request",
    "after_request": "after_app_request",
    "teardown_request": "teardown_app_request",
    "url_value_preprocessor": "app_url_value_preprocessor",
}
PAIR = st.tuples(st.integers(0, 2), st.integers(0, 2))
LAYERS = st.lists(st.fixed_dictionaries(dict.fromkeys(WIDE_NAMES, PAIR)), min_size=1, max_size=4)


def note(diary, entry):
    """A function that fits each kind, of functions before the view that read the URL as well."""

    def write(*given):
        diary.append(entry)
        return next((each for each in given if isinstance(each, flask.Response)), None)

    return write


def mixed(layers, diary):
    """Nested layers whose blueprints have functions of their own and some for the application."""
    inner = None
    for depth, counts in reversed(list(enumerate(layers))):
        name = f"layer{depth}"
        layer = flask.Blueprint(name, name) if depth else flask.Flask(name, static_folder=None)
        for kind, (own, wide) in counts.items():
            for number in range(own):
                getattr(layer, kind)(note(diary, (kind, depth, "own", number)))
            for number in range(wide if depth else 0):
                getattr(layer, WIDE_NAMES[kind])(note(diary, (kind, depth, "wide", number)))
        if inner is None:
            layer.add_url_rule("/view", "view", lambda: diary.append("view") or "viewed")
        else:
            layer.register_blueprint(inner)
        inner = layer
    return inner


def going_in(layers, kind):
    """Functions of one kind: the application's, then what blueprints gave it, then their own."""

    def entries(depth, scope, count):
        return [(kind, depth, scope, number) for number in range(count)]

    pairs = [counts[kind] for counts in layers]
    inner = list(enumerate(pairs))[1:]
    wide = [entry for depth, pair in inner for entry in entries(depth, "wide", pair[1])]
    own = [entry for depth, pair in inner for entry in entries(depth, "own", pair[0])]
    return entries(0, "own", pairs[0][0]) + wide + own


@given(layers=LAYERS)
def test_blueprint_may_register_functions_for_the_whole_application__any_depth(client_of, layers):
    """Functions for the whole application follow those that it has, outer blueprints first.

    Blueprints that are registered twice, and functions that the application gets later, are left
    out.
    """
    diary = []
    app = mixed(layers, diary)

    client_of(app).get("/view")

    before = going_in(layers, "url_value_preprocessor") + going_in(layers, "before_request")
    after, teardown = going_in(layers, "after_request"), going_in(layers, "teardown_request")
    assert diary == [*before, "view", *reversed(after), *reversed(teardown)]


def test_blueprint_may_register_functions_for_the_whole_application__other_views(app, client):
    """They run for unknown URLs and for the views of other blueprints as well."""
    diary = []
    shop, other = flask.Blueprint("shop", __name__), flask.Blueprint("other", __name__)
    shop.before_app_request(lambda: diary.append(f"before {flask.request.path}"))
    shop.after_app_request(lambda response: diary.append(response.status_code) or response)
    shop.teardown_app_request(lambda error: diary.append("teardown"))
    other.add_url_rule("/sell", "sell", lambda: "sold")
    app.register_blueprint(shop)
    app.register_blueprint(other)

    client.get("/sell")
    client.get("/nowhere")

    assert diary == ["before /sell", 200, "teardown", "before /nowhere", 404, "teardown"]


def test_blueprint_functions_stand_inside_those_of_the_application__answer(app, client):
    """An answer before the view passes the functions after the view of all layers."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.before_request(lambda: "closed")
    shop.before_request(lambda: diary.append("not reached"))
    shop.after_request(lambda response: diary.append("shop after") or response)
    app.after_request(lambda response: diary.append("app after") or response)
    shop.add_url_rule("/buy", "buy", lambda: diary.append("not reached") or "bought")
    app.register_blueprint(shop)

    answer = client.get("/buy")

    assert answer.text == "closed"
    assert diary == ["shop after", "app after"]


def test_blueprint_functions_stand_inside_those_of_the_application__outer_answer(app, client):
    """When the application answers, no function of the blueprint runs before the view."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    app.before_request(lambda: "closed")
    shop.before_request(lambda: diary.append("not reached"))
    shop.after_request(lambda response: diary.append("shop after") or response)
    shop.teardown_request(lambda error: diary.append("shop teardown"))
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    app.register_blueprint(shop)

    answer = client.get("/buy")

    assert answer.text == "closed"
    assert diary == ["shop after", "shop teardown"]
