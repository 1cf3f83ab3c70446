"""Where a replacement of a step may be put, as a table of steps by requests that need them."""

import flask
import pytest

REQUESTS = {
    "GET /visit": [
        *("wsgi_app", "request_context", "create_url_adapter", "full_dispatch_request"),
        *("preprocess_request", "dispatch_request", "finalize_request", "make_response"),
        *("process_response", "do_teardown_request", "do_teardown_appcontext"),
    ],
    "GET /nowhere": [
        *("raise_routing_exception", "handle_user_exception"),
        *("handle_http_exception", "trap_http_exception"),
    ],
    "GET /error": ["handle_exception", "log_exception"],
    "OPTIONS /visit": ["make_default_options_response"],
    "GET /link": ["url_for", "inject_url_defaults"],
    "GET /broken-link": ["handle_url_build_error"],
    "GET /page": ["update_template_context"],
    "GET /moved": ["redirect"],
    "GET /file": ["get_send_file_max_age"],
    "GET /static/nothing.txt": ["send_static_file"],
}
STEPS = {name: request for request, names in REQUESTS.items() for name in names}
each_step = pytest.mark.parametrize(("name", "request_line"), STEPS.items(), ids=STEPS)


def make(application_class):
    """An application whose views need every step."""
    app = application_class("shop")
    app.add_url_rule("/visit", "visit", lambda: "visited")
    app.add_url_rule("/error", "error", lambda: {}["lost"])
    app.add_url_rule("/link", "link", lambda: flask.url_for("visit"))
    app.add_url_rule("/broken-link", "broken", lambda: flask.url_for("nothing"))
    app.add_url_rule("/page", "page", lambda: flask.render_template_string("page"))
    app.add_url_rule("/file", "file", lambda: flask.send_file(__file__))
    app.add_url_rule("/moved", "moved", lambda: flask.redirect("/visit"))
    return app


def noting(diary, entry, original):
    """A step that writes something down and does what the original does."""

    def step(*given, **named):
        diary.append(entry)
        return original(*given, **named)

    return step


@each_step
def test_subclass_can_replace_each_step(client_of, name, request_line):
    """It may do the same; the answer is that of Flask then."""
    diary = []
    step = noting(diary, name, getattr(flask.Flask, name))
    plain, app = make(flask.Flask), make(type("Shop", (flask.Flask,), {name: step}))

    answers = [client_of(each).request(*request_line.split()) for each in (plain, app)]

    assert set(diary) == {name}
    assert answers[0].status_code == answers[1].status_code


PREPARATIONS = [
    *("make_config", "make_aborter", "auto_find_instance_path", "add_url_rule"),
    *("create_jinja_environment", "create_global_jinja_loader", "select_jinja_autoescape"),
]


@pytest.mark.parametrize("name", PREPARATIONS)
def test_subclass_can_replace_the_steps_of_the_set_up(client_of, name):
    """It may do the same."""
    diary = []
    step = noting(diary, name, getattr(flask.Flask, name))

    app = make(type("Shop", (flask.Flask,), {name: step}))
    answer = client_of(app).get("/page")

    assert answer.text == "page"
    assert set(diary) == {name}


DECORATORS = {
    "errorhandler": ("register_error_handler", [404]),
    "template_filter": ("add_template_filter", ["shout"]),
    "template_test": ("add_template_test", ["shout"]),
    "template_global": ("add_template_global", ["shout"]),
}


@pytest.mark.parametrize(("decorator", "way"), DECORATORS.items(), ids=DECORATORS)
def test_decorators_register_by_methods(decorator, way):
    """Those of a subclass, or of the application."""
    method, arguments = way
    diary = []
    step = noting(diary, "class", getattr(flask.Flask, method))
    shop = type("Shop", (flask.Flask,), {method: step})("shop", static_folder=None)

    getattr(shop, decorator)(*arguments)(len)
    setattr(shop, method, noting(diary, "application", getattr(shop, method)))
    getattr(shop, decorator)(*arguments)(len)

    assert diary == ["class", "application", "class"]


KINDS = {"application": ("Flask", ["shop"]), "blueprint": ("Blueprint", ["shop", "shop"])}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shortcut", ["get", "post", "put", "patch", "delete"])
def test_shortcuts_register_by_route(shortcut, kind):
    """That of a subclass, or of the object, with the method among the options."""
    diary, options = [], {"methods": [shortcut.upper()], "endpoint": "books"}

    def route(self, rule, **given):
        diary.append(f"{rule} of the {self}")
        return (lambda view: view) if given == options else None

    name, arguments = KINDS[kind]
    base = getattr(flask, name)
    of_class = type("Shop", (base,), {"route": route, "__repr__": lambda self: "class"})
    shop, other = (each(*arguments) for each in (of_class, base))
    other.route = lambda rule, **given: route("object", rule, **given)
    for each in (shop, other):
        getattr(each, shortcut)("/books", endpoint="books")(len)

    assert diary == ["/books of the class", "/books of the object"]


@each_step
def test_patch_of_the_class_counts_for_applications_that_exist(
    client_of, monkeypatch, name, request_line
):
    """Until the patch is undone."""
    diary = []
    client = client_of(make(flask.Flask))
    client.get("/visit")

    with monkeypatch.context() as patches:
        patches.setattr(flask.Flask, name, noting(diary, name, getattr(flask.Flask, name)))
        patched = client.request(*request_line.split())
    count = len(diary)
    restored = client.request(*request_line.split())

    assert diary == [name] * count != []
    assert patched.status_code == restored.status_code


def test_patch_of_the_class_counts_for_applications_that_exist__entrance(client_of, monkeypatch):
    """A server calls the application by its class."""
    diary = []
    client = client_of(make(flask.Flask))
    before = client.get("/visit").text

    monkeypatch.setattr(flask.Flask, "__call__", noting(diary, "called", flask.Flask.__call__))
    after = client.get("/visit").text

    assert (before, after) == ("visited", "visited")
    assert diary == ["called"]


def test_subclass_can_replace_each_step__entrance(client_of):
    """A server calls the application as its class says."""

    class Shop(flask.Flask):
        def __call__(self, environ, start_response):
            environ["HTTP_X_ENTRANCE"] = "front"
            return super().__call__(environ, start_response)

    shop = Shop("shop")
    shop.add_url_rule("/entrance", "entrance", lambda: flask.request.headers["X-Entrance"])

    answer = client_of(shop).get("/entrance")

    assert answer.text == "front"


@each_step
def test_patch_of_an_application_counts_for_it_alone(client_of, name, request_line):
    """The replacement can call the original, which knows its application."""
    diary, counts = [], []
    patched, other = (make(flask.Flask) for _ in range(2))
    clients = [client_of(other), client_of(patched)]
    for client in clients:
        client.get("/visit")

    setattr(patched, name, noting(diary, name, getattr(patched, name)))
    for client in clients:
        client.request(*request_line.split())
        counts.append(len(diary))

    assert counts[0] == 0
    assert diary == [name] * counts[1] != []


@each_step
def test_patch_can_be_taken_off(client_of, name, request_line):
    """The application has the step of its class again."""
    diary = []
    app = make(flask.Flask)
    client = client_of(app)
    setattr(app, name, noting(diary, name, getattr(app, name)))
    client.request(*request_line.split())
    count = len(diary)

    delattr(app, name)
    client.request(*request_line.split())

    assert diary == [name] * count != []
