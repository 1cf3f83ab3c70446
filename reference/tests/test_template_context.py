"""What templates see is collected quickly where nobody adds to it, and in the same order."""

import pytest

from hipflask import Blueprint, Flask, Request, g, templating
from hipflask.templating import _default_template_ctx_processor


def made_app(**members):
    return type("Shop", (Flask,), members)("shop", static_folder=None)


def context_of(app, **passed):
    app.update_template_context(passed)
    return passed


def test_values_are_added_in_order():
    """What was passed comes first, and wins."""
    app = made_app()

    with app.test_request_context():
        context = context_of(app, a=1, request="passed")
        g_within, request = g._get_current_object(), context_of(app)["request"]

    assert list(context.items()) == [("a", 1), ("request", "passed"), ("g", g_within)]
    assert type(request) is Request


def test_values_are_added_without_request():
    """Outside of a request there is no request to see."""
    app = made_app()

    with app.app_context():
        assert list(context_of(app, a=1)) == ["a", "g"]


def test_short_way_is_taken(monkeypatch):
    """Scopes are not gone through where all of them have the usual processor."""
    app = made_app()
    shop = Blueprint("shop", __name__)
    shop.add_url_rule("/", "view", lambda: "")
    app.register_blueprint(shop)
    monkeypatch.delattr(templating, "going_in")

    with app.test_request_context() as active:
        assert list(context_of(app)) == ["g", "request"]
    assert active.request.blueprint == "shop"
    assert len(app.template_context_processors) == 2


def test_other_mapping_is_completed():
    """A context of another kind gets the values step by step."""
    app = made_app()
    updates = []
    noting = type("Noting", (dict,), {"update": lambda self, values: updates.append(list(values))})

    with app.app_context():
        app.update_template_context(noting(a=1))

    assert updates == [["g"], ["a"]]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda functions, own: functions[None].append(own), id="added"),
        pytest.param(lambda functions, own: functions.update({None: [own]}), id="replaced"),
        pytest.param(lambda functions, own: functions.update({"inner": [own]}), id="blueprint"),
        pytest.param(lambda functions, own: functions[None].__setitem__(0, own), id="in-place"),
    ],
)
def test_edited_processors_are_called(edit):
    """Processors count from the moment on in which they are added."""
    app = made_app()
    app.add_url_rule("/", "outer.inner.view", lambda: "")
    app.add_url_rule("/other", "inner.view", lambda: "")

    with app.test_request_context("/other"):
        context_of(app)
        edit(app.template_context_processors, lambda: {"own": 1})
        context = context_of(app)

    assert context["own"] == 1


@pytest.mark.parametrize("scope", [None, "shop"])
def test_scope_without_processors_adds_nothing(scope):
    """Who takes the usual processor away from a blueprint still sees that of the application."""
    app = made_app()
    app.register_blueprint(Blueprint("shop", __name__))
    del app.template_context_processors[scope]

    with app.test_request_context():
        context = context_of(app)

    assert list(context) == ([] if scope is None else ["g", "request"])


def test_no_processors_add_nothing():
    """Who takes the usual processor away sees nothing but what is passed."""
    app = made_app()
    app.template_context_processors = {}

    with app.app_context():
        assert context_of(app, a=1) == {"a": 1}


class Disguised:
    """Claims to be equal to the function that it wraps, as libraries for tracing do."""

    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __eq__(self, other):
        return other == self.function

    def __call__(self):
        self.calls += 1
        return self.function()


def test_disguised_processor_is_called():
    """What only looks like the usual processor is not."""
    app = made_app()
    disguised = Disguised(_default_template_ctx_processor)
    app.template_context_processors[None] = [disguised]

    with app.app_context():
        context_of(app)

    assert disguised.calls == 1


@pytest.mark.parametrize("place", ["subclass", "class", "instance"])
def test_replaced_ensure_sync_is_asked(monkeypatch, place):
    """An own ``ensure_sync`` is asked for each processor."""
    seen = []

    def watched(self, function):
        seen.append(function)
        return function

    app = made_app(**({"ensure_sync": watched} if place == "subclass" else {}))
    with app.app_context():
        if place == "class":
            monkeypatch.setattr(Flask, "ensure_sync", watched)
        elif place == "instance":
            app.ensure_sync = watched.__get__(app)
        context_of(app)

    assert seen == [_default_template_ctx_processor]


def test_own_blueprints_are_asked_for():
    """A request that names its blueprints itself does so for each context."""
    asked = []

    class Own(Request):
        @property
        def blueprints(self):
            asked.append(self)
            return []

    app = made_app(request_class=Own)
    with app.test_request_context():
        asked.clear()
        context_of(app)
        times = len(asked)

    assert times == 1
