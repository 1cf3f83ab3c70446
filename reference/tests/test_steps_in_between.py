"""Small steps between the big ones that objects of users see, taken in Flask's way."""

import pytest
from blinker import Signal
from jinja2 import DictLoader
from werkzeug.routing import Rule

from hipflask import (
    Blueprint,
    Flask,
    Request,
    Response,
    current_app,
    flash,
    get_flashed_messages,
    message_flashed,
    render_template,
    render_template_string,
    request,
    request_started,
    url_for,
)
from hipflask._registry import coming_out, going_in
from hipflask.sessions import SecureCookieSession, SecureCookieSessionInterface
from hipflask.wrappers import ways_of


class PoppedSession(SecureCookieSession):
    """A session that knows what was popped."""

    popped = ()

    def pop(self, key):
        self.popped += (key,)
        return super().pop(key)


def test_messages_are_popped_from_the_session():
    app = Flask("shop", static_folder=None)
    app.secret_key = "secret"
    app.session_interface = SecureCookieSessionInterface()
    app.session_interface.session_class = PoppedSession

    with app.test_request_context() as context:
        flash("saved")
        messages = get_flashed_messages()

    assert messages == ["saved"]
    assert context._session.popped == ("_flashes",)


def test_blueprints_are_not_asked_for_a_template_of_the_application(monkeypatch):
    app = Flask("shop", static_folder=None)
    app.jinja_loader = DictLoader({"page.html": "page"})
    monkeypatch.setattr(app, "iter_blueprints", lambda: 1 / 0)

    with app.app_context():
        page = render_template("page.html")

    assert page == "page"


def test_current_application_tells_of_a_message():
    """Another application may be the current one within a request."""
    app, other = Flask("shop", static_folder=None), Flask("other", static_folder=None)
    app.secret_key = "secret"
    senders = []

    def note(sender, **values):
        senders.append(sender.name)

    with message_flashed.connected_to(note), app.test_request_context(), other.app_context():
        flash("saved")

    assert senders == ["other"]


INWARDS = {
    "before_request_funcs": "before_request",
    "url_value_preprocessors": "url_value_preprocessor",
    "template_context_processors": "context_processor",
    "url_default_functions": "url_defaults",
}
OUTWARDS = {"after_request_funcs": "after_request", "teardown_request_funcs": "teardown_request"}


@pytest.mark.parametrize(("registry", "decorator"), [*INWARDS.items(), *OUTWARDS.items()])
def test_registry_replaced_meanwhile_counts_for_the_next_scope(registry, decorator):
    """What is gone through already goes on to its end."""
    app, shop, diary = Flask("shop", static_folder=None), Blueprint("shop", "shop"), []
    result = {"context_processor": {}}.get(decorator)

    def noting(word):
        def hook(*given, **named):
            diary.append(word)
            return given[0] if decorator == "after_request" else result

        return hook

    def replace(*given, **named):
        setattr(app, registry, {scope: [noting("new")] for scope in (None, "shop")})
        return noting("replaced")(*given, **named)

    first, second = (app, shop) if registry in INWARDS else (shop, app)
    for hook in [replace, noting("old")] if first is app else [noting("old"), replace]:
        getattr(first, decorator)(hook)
    getattr(second, decorator)(noting("forgotten"))
    shop.add_url_rule("/page", "page", lambda: render_template_string(url_for("shop.page")))
    app.register_blueprint(shop)

    app.test_client().get("/page")

    assert diary == ["replaced", "old", "new"]


@pytest.mark.parametrize("owner", [request_started, Signal], ids=["signal", "class"])
def test_replaced_sending_is_called(monkeypatch, owner):
    """Also while nobody receives."""
    app, sent = Flask("shop", static_folder=None), []
    app.add_url_rule("/page", "page", lambda: "page")
    monkeypatch.setattr(owner, "send", lambda *given, **named: sent.append(given))

    app.test_client().get("/page")

    senders = [given[-1] for given in sent]
    assert app in senders


def test_response_that_is_an_iterator_is_a_response():
    class Own(Response):
        def __iter__(self):
            return self

        def __next__(self):
            raise StopIteration

    app, response = Flask("shop", static_folder=None), Own("text")
    app.response_class = Own

    with app.test_request_context():
        made = app.make_response(response)

    assert made is response


def test_rule_of_now_tells_the_scopes():
    """A view may leave a request with another rule, or with none."""
    app, diary = Flask("shop", static_folder=None), []
    for name in ("shop", "other"):
        blueprint = Blueprint(name, name, url_prefix=f"/{name}")
        blueprint.after_request(lambda response, name=name: diary.append(name) or response)
        blueprint.teardown_request(lambda error, name=name: diary.append(name))
        blueprint.add_url_rule("/page", "page", lambda: _take_rule_of("other") or "page")
        app.register_blueprint(blueprint)
    app.after_request(lambda response: _take_rule_of(None) or response)

    app.test_client().get("/shop/page")

    assert diary == ["other"]


def _take_rule_of(name):
    rules = {rule.endpoint: rule for rule in current_app.url_map.iter_rules()}
    request.url_rule = rules.get(f"{name}.page")


@pytest.mark.parametrize("endpoint", ["page", "a.page", "a.b.c.page", ".page", "a..page"])
def test_endpoint_tells_both_ways(endpoint):
    """They are those that the names of the blueprints tell."""
    request = Request({})
    request.url_rule = Rule("/page", endpoint=endpoint)

    ways = ways_of(request)

    assert ways == (going_in(request.blueprints), coming_out(request.blueprints))


def test_request_without_a_rule_passes_the_application():
    assert ways_of(Request({})) == ((None,), (None,))
