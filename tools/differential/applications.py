"""The ordinary applications, from a greeting to blueprints within each other."""

from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import DictLoader

from differential.asking import Ask
from differential.scenarios import SCENARIOS as SCENARIOS
from differential.scenarios import Kit, get, post, scenario
from differential.watching import SECRET_KEY

# Written out, because the builder would draw another boundary each time.
MULTIPART = {
    "content_type": "multipart/form-data; boundary=end",
    "data": b'--end\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    b'--end\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\ncontent\r\n--end--\r\n",
}


@scenario(
    get("/hello"),
    Ask("HEAD", "/hello"),
    Ask("OPTIONS", "/hello"),
    post("/hello"),
    get("/hello?q=1"),
)
def hello(kit: Kit) -> Any:
    """Text, and the methods that come for nothing."""
    app = kit.application()
    app.add_url_rule("/hello", "hello", lambda: "hello")
    return app


@scenario(get("/hello"))
def hello_signed(kit: Kit) -> Any:
    """Text, with a secret key nobody needs."""
    app = kit.application()
    app.secret_key = SECRET_KEY
    app.add_url_rule("/hello", "hello", lambda: "hello")
    return app


@scenario(get("/no"), get("/folder"), get("/number/7"), get("/number/seven"), get("/old?a=b"))
def routing(kit: Kit) -> Any:
    """Variables, misses and redirects."""
    app = kit.application()
    app.add_url_rule("/folder/", "folder", lambda: "folder")
    app.add_url_rule("/number/<int:n>", "number", lambda n: f"number {n}")
    app.add_url_rule("/old", "old", lambda: kit.flask.redirect("/new"))
    return app


@scenario(
    get("/dict"),
    get("/list"),
    get("/jsonify"),
    post("/echo", json={"b": [1, "ü"], "a": None}),
    post("/echo", data="{", content_type="application/json"),
    post("/echo", data="text"),
)
def json(kit: Kit) -> Any:
    """JSON in and out."""
    app = kit.application()
    app.add_url_rule("/dict", "dict", lambda: {"b": 1, "a": [True, None, "ü"]})
    app.add_url_rule("/list", "list", lambda: [1, 2])
    app.add_url_rule("/jsonify", "jsonify", lambda: kit.flask.jsonify(a=1))

    def echo() -> Any:
        return {"data": kit.flask.request.get_json()}

    app.add_url_rule("/echo", "echo", echo, methods=["POST"])
    return app


@scenario(
    get("/"), get("/text"), get("/count"), get("/count"), get("/clear"), get("/keep"), get("/")
)
def session(kit: Kit) -> Any:
    """A session that is read, written, emptied, kept, and left alone."""
    app = kit.application()
    app.secret_key = SECRET_KEY

    def count() -> str:
        session = kit.flask.session
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    def keep() -> str:
        kit.flask.session.permanent = True
        return "kept"

    app.add_url_rule("/", "read", lambda: str(kit.flask.session.get("count")))
    app.add_url_rule("/text", "text", lambda: "text")
    app.add_url_rule("/count", "count", count)
    app.add_url_rule("/clear", "clear", lambda: kit.flask.session.clear() or "cleared")
    app.add_url_rule("/keep", "keep", keep)
    return app


@scenario(get("/write"))
def session_without_key(kit: Kit) -> Any:
    """A session that cannot be written."""
    app = kit.application()

    def write() -> str:
        kit.flask.session["a"] = 1
        return "written"

    app.add_url_rule("/write", "write", write)
    return app


@scenario(get("/view"), get("/stop"), get("/broken"), get("/no"))
def hooks(kit: Kit) -> Any:
    """Functions around the view."""
    app, note = kit.application(), kit.diary.note

    def stop() -> str | None:
        note("before 2")
        return "stopped" if kit.flask.request.path == "/stop" else None

    def after(response: Any) -> Any:
        note("after")
        response.headers["X-After"] = "1"
        return response

    def view() -> str:
        note("view")
        kit.flask.g.value = 1
        kit.flask.after_this_request(lambda response: note("this request") or response)
        return "view"

    app.url_value_preprocessor(lambda endpoint, values: note(f"values {endpoint} {values}"))
    app.before_request(lambda: note("before 1"))
    app.before_request(stop)
    app.after_request(after)
    app.after_request(lambda response: note("after first") or response)
    app.teardown_request(lambda error: note(f"teardown {type(error).__name__}"))
    app.teardown_appcontext(lambda error: note(f"app teardown {type(error).__name__}"))
    app.add_url_rule("/view", "view", view)
    app.add_url_rule("/stop", "stop", view)
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


@scenario(get("/abort"), get("/key"), get("/broken"), get("/no"), get("/own"), get("/form"))
def handlers(kit: Kit) -> Any:
    """Errors with and without handlers."""
    app, flask = kit.application(), kit.flask

    def fail(error: Exception) -> Any:
        def view() -> Any:
            raise error

        return view

    app.register_error_handler(403, lambda error: ("forbidden", 403))
    app.register_error_handler(KeyError, lambda error: {"missing": True})
    app.register_error_handler(404, lambda error: (f"no {error.code}", 404, {"X-No": "1"}))
    app.add_url_rule("/abort", "abort", lambda: flask.abort(403))
    app.add_url_rule("/key", "key", fail(KeyError("key")))
    app.add_url_rule("/broken", "broken", fail(ZeroDivisionError()))
    app.add_url_rule("/own", "own", lambda: flask.abort(flask.Response("own", 410)))
    app.add_url_rule("/form", "form", lambda: flask.request.form["missing"])
    return app


@scenario(get("/no"), get("/abort"), get("/broken"), post("/abort"))
def default_errors(kit: Kit) -> Any:
    """Errors without any handler."""
    app = kit.application()
    app.add_url_rule("/abort", "abort", lambda: kit.flask.abort(418, description="tea"))
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


@scenario(get("/broken"), get("/no"))
def handled_500(kit: Kit) -> Any:
    """A handler for all errors that nobody handles."""
    app = kit.application()
    app.register_error_handler(500, lambda error: (f"sorry {error.code}", 500))
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


@scenario(get("/broken"), get("/no"))
def testing(kit: Kit) -> Any:
    """Errors that leave the application."""
    app = kit.application()
    app.testing = True
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


TEMPLATES = {
    "base.html": "<title>{% block title %}{% endblock %}</title>{{ site }}"
    "{% block body %}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block title %}{{ title }}{% endblock %}"
    "{% block body %}{{ url_for('page') }} {{ text }} {{ request.path }} {{ g.value }}"
    "{% for m in get_flashed_messages() %}{{ m }}{% endfor %}{% endblock %}",
    "small.txt": "hello {{ name }}",
}


@scenario(get("/page"), get("/small"), get("/string"), get("/flash"), get("/page"), get("/none"))
def templates(kit: Kit) -> Any:
    """Templates from a loader and from a string, with a context processor and messages."""
    app, flask = kit.application(), kit.flask
    app.secret_key = SECRET_KEY
    app.jinja_loader = DictLoader(TEMPLATES)

    def processor() -> dict[str, Any]:
        kit.diary.note("processor")
        return {"site": "<site>"}

    app.context_processor(processor)

    def page() -> str:
        flask.g.value = "g"
        return str(flask.render_template("page.html", title="a & b", text="<i>"))

    def string() -> str:
        return str(flask.render_template_string("{{ a }} {{ url_for('string', b=1) }}", a="<b>"))

    app.add_url_rule("/page", "page", page)
    app.add_url_rule("/small", "small", lambda: flask.render_template("small.txt", name="<n>"))
    app.add_url_rule("/string", "string", string)
    app.add_url_rule("/none", "none", lambda: flask.render_template("none.html"))
    app.add_url_rule("/flash", "flash", lambda: flask.flash("saved") or "flashed")
    return app


@scenario(get("/urls", base_url="http://example.org/mount"), get("/outside"))
def urls(kit: Kit) -> Any:
    """URLs of all kinds, within a request and outside."""
    app, flask = kit.application(), kit.flask

    def of_urls() -> str:
        return " ".join(
            [
                flask.url_for("item", n=1),
                flask.url_for("item", n=2, q="a b", _anchor="x y"),
                flask.url_for("item", n=3, _external=True),
                flask.url_for("item", n=4, _scheme="https"),
                flask.url_for("none", x=1),
            ]
        )

    def outside() -> str:
        app.config["SERVER_NAME"] = "name.test"
        try:
            with app.app_context():
                return str(flask.url_for("item", n=5))
        finally:
            app.config["SERVER_NAME"] = None

    app.url_build_error_handlers.append(lambda error, endpoint, values: f"#{endpoint}")
    app.url_defaults(lambda endpoint, values: kit.diary.note(f"defaults {endpoint}"))
    app.add_url_rule("/urls", "urls", of_urls)
    app.add_url_rule("/outside", "outside", outside)
    app.add_url_rule("/item/<int:n>", "item", lambda n: str(n))
    return app


@scenario(get("/stream"), get("/context"), get("/closing"), Ask("HEAD", "/stream"))
def streaming(kit: Kit) -> Any:
    """Bodies that come piece by piece."""
    app, flask = kit.application(), kit.flask
    app.teardown_request(lambda error: kit.diary.note("teardown"))

    def pieces() -> Any:
        kit.diary.note("first piece")
        yield "one"
        yield flask.request.path if flask.has_request_context() else "outside"

    def closing() -> Any:
        response = flask.Response(pieces(), mimetype="text/plain")
        response.call_on_close(lambda: kit.diary.note("on close"))
        return response

    app.add_url_rule("/stream", "stream", pieces)
    app.add_url_rule("/context", "context", lambda: flask.stream_with_context(pieces()))
    app.add_url_rule("/closing", "closing", closing)
    return app


@scenario(
    get("/static/scenarios.py"),
    Ask("HEAD", "/static/scenarios.py"),
    get("/static/scenarios.py", headers={"Range": "bytes=0-9"}),
    get("/static/scenarios.py", headers={"If-None-Match": '"other"'}),
    get("/static/none"),
    get("/memory"),
)
def static(kit: Kit) -> Any:
    """Static files, and a file from memory."""
    flask, folder = kit.flask, str(Path(__file__).parent)
    app = kit.application(static_folder=folder, static_url_path="/static")

    def memory() -> Any:
        return flask.send_file(BytesIO(b"memory"), "text/plain", max_age=5)

    app.add_url_rule("/memory", "memory", memory)
    return app


@scenario(get("/a/view"), get("/a/b/view"), get("/a/b/broken"), get("/a/b/no"))
def blueprints(kit: Kit) -> Any:
    """Blueprints within each other, with hooks and handlers."""
    app, note, flask = kit.application(), kit.diary.note, kit.flask
    outer = kit.class_of("Blueprint")("outer", __name__, url_prefix="/a")
    inner = kit.class_of("Blueprint")("inner", __name__, url_prefix="/b")
    for name, scope in {"app": app, "outer": outer, "inner": inner}.items():
        scope.before_request(lambda name=name: note(f"before {name}"))
        scope.after_request(lambda response, name=name: note(f"after {name}") or response)
        scope.teardown_request(lambda error, name=name: note(f"teardown {name}"))
    inner.register_error_handler(ZeroDivisionError, lambda error: "handled")
    outer.add_url_rule("/view", "view", lambda: flask.url_for(".view"))
    inner.add_url_rule("/view", "view", lambda: flask.url_for("outer.view"))
    inner.add_url_rule("/broken", "broken", lambda: 1 / 0)
    outer.register_blueprint(inner)
    app.register_blueprint(outer)
    return app


@scenario(get("/things"), post("/things"), Ask("DELETE", "/things"), Ask("OPTIONS", "/things"))
def class_view(kit: Kit) -> Any:
    """A view as a class."""

    methods = {"get": lambda self: "get", "post": lambda self: ({"posted": True}, 201)}
    things: Any = type("Things", (kit.class_of("MethodView"),), methods)
    app = kit.application()
    app.add_url_rule("/things", view_func=things.as_view("things"))
    return app


@scenario(get("/async"), get("/broken"))
def asynchronous(kit: Kit) -> Any:
    """A coroutine function as a view and as hooks."""
    app = kit.application()

    async def before() -> None:
        kit.diary.note("before")

    async def view() -> str:
        return str(kit.flask.request.path)

    async def broken() -> str:
        raise KeyError

    app.before_request(before)
    app.add_url_rule("/async", "async", view)
    app.add_url_rule("/broken", "broken", broken)
    return app


@scenario(
    post("/form?a=0", data={"a": "1", "b": "ü"}),
    post("/form", **MULTIPART),
    post("/form", data="a=1"),
    post("/data", data=b"bytes"),
    post("/limited", data=b"too long a body"),
)
def forms(kit: Kit) -> Any:
    """Forms, files and raw bodies."""
    app, flask = kit.application(), kit.flask

    def form() -> Any:
        request = flask.request
        files = {name: file.read().decode() for name, file in request.files.items()}
        return {"form": request.form, "files": files, "args": request.args, "all": request.values}

    def limited() -> Any:
        flask.request.max_content_length = 5
        return flask.request.get_data()

    app.add_url_rule("/form", "form", form, methods=["POST"])
    app.add_url_rule("/data", "data", lambda: flask.request.get_data(), methods=["POST"])
    app.add_url_rule("/limited", "limited", limited, methods=["POST"])
    return app


@scenario(*(get(f"/{n}") for n in range(11)))
def returns(kit: Kit) -> Any:
    """What views may return."""
    app, flask = kit.application(), kit.flask

    def wsgi(environ: Any, start_response: Any) -> Any:
        start_response("202 Accepted", [("Content-Type", "text/x-wsgi")])
        return [b"wsgi"]

    results = [
        ("text", 201),
        ("text", {"X-A": "1"}),
        (b"bytes", "299 Own", [("X-A", "1"), ("X-A", "2")]),
        ({"a": 1}, 202, {"X-A": "1"}),
        ("", 204),
        (None, 200),
        wsgi,
        ([1], {"Content-Type": "application/x"}),
        ("a", 200, {"Content-Type": "text/plain"}),
    ]
    for number, result in enumerate(results):
        app.add_url_rule(f"/{number}", str(number), lambda result=result: result)

    def response() -> Any:
        made = flask.make_response("made", 203)
        made.set_cookie("cookie", "value", max_age=10, samesite="Lax")
        made.headers["Location"] = "/place"
        return made, 303

    app.add_url_rule("/9", "9", response)
    app.add_url_rule("/10", "10", lambda: flask.Response("r", 200, {"X-R": "1"}, "text/r"))
    return app


@scenario(
    get("/", base_url="http://name.test"),
    get("/", base_url="http://sub.name.test"),
    get("/", base_url="http://other.test"),
    get("/", headers={"Host": "bad host"}),
)
def hosts(kit: Kit) -> Any:
    """Subdomains, and hosts that are not trusted."""
    app = kit.application(subdomain_matching=True)
    app.config["SERVER_NAME"] = "name.test"
    app.config["TRUSTED_HOSTS"] = [".name.test"]
    app.add_url_rule("/", "home", lambda: "home " + kit.flask.request.host)
    app.add_url_rule("/", "sub", lambda: "sub " + kit.flask.url_for("home"), subdomain="sub")
    return app


@scenario(get("/text"), get("/template"), get("/flash"), get("/broken"), get("/no"))
def signals(kit: Kit) -> Any:
    """Receivers for every signal."""
    app, flask = kit.application(), kit.flask
    app.secret_key = SECRET_KEY
    kit.receivers = [_receive(kit, app, name) for name in SIGNALS]
    app.add_url_rule("/text", "text", lambda: "text")
    app.add_url_rule("/template", "template", lambda: flask.render_template_string("{{ 1 }}"))
    app.add_url_rule("/flash", "flash", lambda: flask.flash("message") or "flashed")
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    return app


SIGNALS = (
    "appcontext_popped",
    "appcontext_pushed",
    "appcontext_tearing_down",
    "before_render_template",
    "got_request_exception",
    "message_flashed",
    "request_finished",
    "request_started",
    "request_tearing_down",
    "template_rendered",
)


def _receive(kit: Kit, app: Any, name: str) -> Any:
    """A receiver that writes down the signal and the names of what comes with it."""

    def receiver(sender: Any, **values: Any) -> None:
        kit.diary.note(f"signal {name} {sorted(values)}")

    getattr(kit.flask.signals, name).connect(receiver, app)
    return receiver


@scenario(get("/urls"), get("/json"), get("/flash"), get("/template"), get("/abort"), get("/make"))
def two_applications(kit: Kit) -> Any:
    """Another application is the current one for a part of each view."""
    app, other, flask = kit.application(), kit.application(), kit.flask
    app.secret_key = other.secret_key = SECRET_KEY
    other.json.sort_keys = False
    other.jinja_env.globals["site"] = "other"
    other.response_class = type("Other", (flask.Response,), {"default_mimetype": "text/x-other"})
    other.context_processor(lambda: {"processed": "by the other"})
    other.url_defaults(lambda endpoint, values: kit.diary.note("defaults of the other"))
    kit.receivers = [_receive(kit, sender, name) for sender in (app, other) for name in SIGNALS]

    def within(view: Any) -> Any:
        def viewed() -> Any:
            with other.app_context():
                return view()

        return viewed

    views = {
        "urls": lambda: flask.url_for("urls", a=1),
        "json": lambda: flask.jsonify(b=1, a=2),
        "flash": lambda: flask.flash("message") or str(flask.get_flashed_messages()),
        "template": lambda: flask.render_template_string("{{ site }} {{ processed }}"),
        "abort": lambda: flask.abort(404),
        "make": lambda: type(flask.make_response("made")).__name__,
    }
    for app_or_other in (app, other):
        for name, view in views.items():
            app_or_other.add_url_rule(f"/{name}", name, within(view))
    return app
