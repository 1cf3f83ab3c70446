"""The thirty requests that a framework's speed is judged by.

A scenario is a function that takes a framework (``flask``, or a module with the same names) and
gives an application with a request to it. Its goal is a share of Flask's time.
"""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import DictLoader

from benchmarks.wsgi_calls import Request, ask

Scenario = tuple[Any, Request]
Build = Callable[[Any], Scenario]

SCENARIOS: dict[str, Build] = {}
GOALS: dict[str, float] = {}


def scenario(goal: float) -> Callable[[Build], Build]:
    """Add a function to the scenarios, under its own name."""

    def add(build: Build) -> Build:
        SCENARIOS[build.__name__] = build
        GOALS[build.__name__] = goal
        return build

    return add


def _new_app(flask: Any, **options: Any) -> Any:
    return flask.Flask("benchmark", **{"static_folder": None, **options})


def _with_view(app: Any, path: str, view: Callable[..., Any], **options: Any) -> Any:
    app.add_url_rule(path, "view", view, **options)
    return app


@scenario(goal=0.30)
def hello(flask: Any) -> Scenario:
    """A text from a fixed path."""
    app = _with_view(_new_app(flask), "/hello", lambda: "hello, world")
    return app, Request("/hello", "hello, world")


@scenario(goal=0.20)
def hello_with_secret_key(flask: Any) -> Scenario:
    """The same, where there could be a session."""
    app, request = hello(flask)
    app.secret_key = "a secret of the benchmark"
    return app, request


@scenario(goal=0.38)
def json_dict(flask: Any) -> Scenario:
    """A dictionary, which becomes JSON."""
    value = {"title": "Emma", "year": 1815, "tags": ["novel", "english"], "price": 12.5}
    app = _with_view(_new_app(flask), "/book", lambda: value)
    return app, Request("/book", '"title":"Emma"')


@scenario(goal=0.31)
def int_route_1(flask: Any) -> Scenario:
    """One rule, with a number in its path."""
    return _int_route(flask, 1)


@scenario(goal=0.31)
def int_route_100(flask: Any) -> Scenario:
    """The same among a hundred rules."""
    return _int_route(flask, 100)


@scenario(goal=0.31)
def int_route_10000(flask: Any) -> Scenario:
    """The same among ten thousand rules."""
    return _int_route(flask, 10_000)


def _int_route(flask: Any, rules: int) -> Scenario:
    app = _new_app(flask)
    for shelf in range(rules):
        app.add_url_rule(f"/shelf-{shelf}/<int:number>", f"shelf-{shelf}", _numbered)
    return app, Request(f"/shelf-{rules // 2}/1815", "number 1815")


def _numbered(number: int) -> str:
    return f"number {number}"


@scenario(goal=0.42)
def hooks_5_and_5(flask: Any) -> Scenario:
    """Five functions before the view and five after it."""
    app, request = hello(flask)
    for _ in range(5):
        _add_hooks(flask, app)
    return app, request


def _add_hooks(flask: Any, owner: Any) -> None:
    def before() -> None:
        flask.g.step = "before"

    def after(response: Any) -> Any:
        response.headers["X-Step"] = flask.g.step
        return response

    owner.before_request(before)
    owner.after_request(after)


@scenario(goal=0.32)
def session_read(flask: Any) -> Scenario:
    """A value out of the session."""
    return _signed_in(flask, lambda: f"reader {flask.session['reader']}", "reader 7")


@scenario(goal=0.50)
def session_write(flask: Any) -> Scenario:
    """A session that is changed, and so sent again."""

    def view() -> str:
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        return f"visit {flask.session['visits']}"

    return _signed_in(flask, view, "visit 1")


@scenario(goal=0.18)
def session_cookie_not_used(flask: Any) -> Scenario:
    """A session in the cookie that nobody asks for."""
    return _signed_in(flask, lambda: "hello, world", "hello, world")


def _signed_in(flask: Any, view: Callable[[], str], expected: str) -> Scenario:
    app = _with_view(_new_app(flask), "/view", view)
    app.secret_key = "a secret of the benchmark"
    app.add_url_rule("/sign-in", "sign-in", lambda: flask.session.update(reader=7) or "welcome")
    return app, Request("/view", expected, headers={"Cookie": _cookie(app)})


def _cookie(app: Any) -> str:
    answer = ask(app, Request("/sign-in", "welcome"))
    return dict(answer.headers)["Set-Cookie"].partition(";")[0]


@scenario(goal=0.43)
def template_small(flask: Any) -> Scenario:
    """One template with two values."""
    app = _with_view(
        _new_app(flask), "/page", lambda: flask.render_template("small.html", name="Ada", age=36)
    )
    app.jinja_loader = _templates()
    return app, Request("/page", "<p>Ada is 36.</p>")


@scenario(goal=0.53)
def template_inherited(flask: Any) -> Scenario:
    """A template that extends another and has a loop."""
    books = [{"title": f"Book {number}", "year": 1800 + number} for number in range(5)]
    app = _with_view(
        _new_app(flask), "/page", lambda: flask.render_template("list.html", books=books)
    )
    app.jinja_loader = _templates()
    return app, Request("/page", "<li>Book 4 (1804)</li>")


@scenario(goal=0.08)
def render_template_string(flask: Any) -> Scenario:
    """A template given as a string at each request."""
    source = "<p>{{ name }} is {{ age }}.</p>"
    app = _with_view(
        _new_app(flask),
        "/page",
        lambda: flask.render_template_string(source, name="Ada", age=36),
    )
    return app, Request("/page", "<p>Ada is 36.</p>")


def _templates() -> Any:
    return DictLoader(
        {
            "small.html": "<p>{{ name }} is {{ age }}.</p>",
            "layout.html": "<title>{% block title %}{% endblock %}</title>"
            "<nav>{{ request.path }}</nav>{% block body %}{% endblock %}",
            "list.html": '{% extends "layout.html" %}{% block title %}Books{% endblock %}'
            "{% block body %}<ul>{% for book in books %}"
            "<li>{{ book.title }} ({{ book.year }})</li>{% endfor %}</ul>{% endblock %}",
            "page.html": '{% extends "layout.html" %}{% block title %}Books{% endblock %}'
            "{% block body %}<p>{{ g.reader }}</p>{% for number in numbers %}"
            "<a href=\"{{ url_for('shop.book', number=number) }}\">{{ number }}</a>"
            "{% endfor %}{% endblock %}",
        }
    )


@scenario(goal=0.40)
def blueprint_nested_with_hooks(flask: Any) -> Scenario:
    """Three blueprints in each other, each with a function before and one after the view."""
    outer, middle, inner = (flask.Blueprint(name, name) for name in ("outer", "middle", "inner"))
    for blueprint in (outer, middle, inner):
        _add_hooks(flask, blueprint)
    inner.add_url_rule("/hello", "view", lambda: "hello, world")
    middle.register_blueprint(inner, url_prefix="/inner")
    outer.register_blueprint(middle, url_prefix="/middle")
    app = _new_app(flask)
    app.register_blueprint(outer, url_prefix="/outer")
    return app, Request("/outer/middle/inner/hello", "hello, world")


@scenario(goal=0.33)
def not_found(flask: Any) -> Scenario:
    """A path that no rule matches, with the default page."""
    app, _ = hello(flask)
    return app, Request("/missing", "Not Found", status=404)


@scenario(goal=0.33)
def error_handler(flask: Any) -> Scenario:
    """An error of the view that a handler answers."""

    def view() -> str:
        raise LookupError("no such book")

    app = _with_view(_new_app(flask), "/book", view)
    app.register_error_handler(LookupError, lambda error: (f"sorry: {error}", 404))
    return app, Request("/book", "sorry: no such book", status=404)


@scenario(goal=0.37)
def abort_with_blueprint_handler(flask: Any) -> Scenario:
    """An HTTP error that the blueprint's handler answers."""
    shop = flask.Blueprint("shop", "shop")
    shop.add_url_rule("/book", "view", lambda: flask.abort(403))
    shop.register_error_handler(403, lambda error: (f"closed: {error.code}", 403))
    app = _new_app(flask)
    app.register_blueprint(shop)
    return app, Request("/book", "closed: 403", status=403)


@scenario(goal=0.48)
def post_form(flask: Any) -> Scenario:
    """A form of three fields."""
    app = _with_view(
        _new_app(flask), "/form", lambda: f"dear {flask.request.form['name']}", methods=["POST"]
    )
    body = b"name=Ada+Lovelace&year=1815&message=hello%2C+world"
    kind = "application/x-www-form-urlencoded"
    return app, Request("/form", "dear Ada Lovelace", method="POST", body=body, content_type=kind)


@scenario(goal=0.47)
def post_json(flask: Any) -> Scenario:
    """A JSON body, and JSON in return."""
    app = _with_view(
        _new_app(flask), "/json", lambda: {"got": flask.request.get_json()}, methods=["POST"]
    )
    body = b'{"title": "Emma", "year": 1815, "tags": ["novel", "english"]}'
    kind = "application/json"
    return app, Request("/json", '"title":"Emma"', method="POST", body=body, content_type=kind)


@scenario(goal=0.73)
def post_multipart(flask: Any) -> Scenario:
    """A form with a field and a small file."""

    def view() -> str:
        upload = flask.request.files["file"]
        return f"{flask.request.form['name']}: {len(upload.read())} bytes"

    app = _with_view(_new_app(flask), "/upload", view, methods=["POST"])
    body = (
        b'--limit\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda\r\n'
        b'--limit\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\n" + b"x" * 1000 + b"\r\n--limit--\r\n"
    )
    kind = "multipart/form-data; boundary=limit"
    return app, Request("/upload", "Ada: 1000 bytes", method="POST", body=body, content_type=kind)


@scenario(goal=0.66)
def static_file(flask: Any) -> Scenario:
    """A file of 2 kB."""
    folder = tempfile.mkdtemp()
    Path(folder, "style.css").write_text("p { color: black }\n" * 108)
    app = _new_app(flask, static_folder=folder, static_url_path="/static")
    weakref.finalize(app, shutil.rmtree, folder)
    return app, Request("/static/style.css", "color: black")


@scenario(goal=0.41)
def stream_with_context(flask: Any) -> Scenario:
    """Five pieces, made while the answer is read."""

    def pieces() -> Any:
        for number in range(5):
            yield f"{flask.request.path} {number}\n"

    app = _with_view(
        _new_app(flask), "/stream", lambda: flask.Response(flask.stream_with_context(pieces()))
    )
    return app, Request("/stream", "/stream 4")


@scenario(goal=0.49)
def url_for_10_internal(flask: Any) -> Scenario:
    """Ten paths built."""
    return _ten_urls(flask, "/books/9")


@scenario(goal=0.49)
def url_for_10_external(flask: Any) -> Scenario:
    """Ten whole URLs built."""
    return _ten_urls(flask, "http://example.com/books/9", _external=True)


def _ten_urls(flask: Any, expected: str, **options: Any) -> Scenario:
    def view() -> str:
        return " ".join(flask.url_for("book", number=number, **options) for number in range(10))

    app = _with_view(_new_app(flask), "/urls", view)
    app.add_url_rule("/books/<int:number>", "book", _numbered)
    return app, Request("/urls", expected)


@scenario(goal=0.38)
def signal_receivers_3(flask: Any) -> Scenario:
    """Receivers of three signals."""
    app, request = hello(flask)
    for signal in (flask.request_started, flask.request_finished, flask.appcontext_popped):

        def receive(sender: Any, **values: Any) -> None:
            pass

        signal.connect(receive, sender=app)
        # Signals know their receivers weakly, so they go with the application.
        app.extensions[signal] = receive
    return app, request


@scenario(goal=0.32)
def teardowns_2_and_2(flask: Any) -> Scenario:
    """Two functions at the end of the request, and two at that of the application context."""
    app, request = hello(flask)
    for _ in range(2):
        app.teardown_request(lambda error: None)
        app.teardown_appcontext(lambda error: None)
    return app, request


@scenario(goal=0.37)
def class_view(flask: Any) -> Scenario:
    """A view that is a class, with a method for each HTTP method."""
    views = import_module(f"{flask.__name__}.views")
    book: Any = type("Book", (views.MethodView,), {"get": lambda self, number: _numbered(number)})
    app = _with_view(_new_app(flask), "/books/<int:number>", book.as_view("view"))
    return app, Request("/books/7", "number 7")


@scenario(goal=0.92)
def async_view(flask: Any) -> Scenario:
    """A view that is a coroutine function, run by asgiref."""

    async def view() -> str:
        return "hello, world"

    return _with_view(_new_app(flask), "/hello", view), Request("/hello", "hello, world")


@scenario(goal=0.50)
def redirect(flask: Any) -> Scenario:
    """A redirect to a URL that is built."""
    app = _with_view(
        _new_app(flask), "/view", lambda: flask.redirect(flask.url_for("book", number=7))
    )
    app.add_url_rule("/books/<int:number>", "book", _numbered)
    return app, Request("/view", "/books/7", status=302)


@scenario(goal=0.54)
def typical_page(flask: Any) -> Scenario:
    """A blueprint, the session, ``g``, hooks, teardown, an inherited template, URLs."""
    shop = flask.Blueprint("shop", "shop")

    def load_reader() -> None:
        flask.g.reader = f"reader {flask.session.get('reader')}"

    def books() -> Any:
        return flask.render_template("page.html", numbers=range(3))

    shop.before_request(load_reader)
    shop.add_url_rule("/books", "books", books)
    shop.add_url_rule("/books/<int:number>", "book", _numbered)
    shop.add_url_rule("/sign-in", "sign-in", lambda: flask.session.update(reader=7) or "welcome")
    app = _new_app(flask)
    app.secret_key = "a secret of the benchmark"
    app.jinja_loader = _templates()
    app.register_blueprint(shop)
    app.after_request(lambda response: response)
    app.teardown_appcontext(lambda error: None)
    return app, Request("/books", "<p>reader 7</p>", headers={"Cookie": _cookie(app)})
