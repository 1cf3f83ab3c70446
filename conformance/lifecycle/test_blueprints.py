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
