"""Applications in several threads and processes."""

import io
import subprocess
import sys
from threading import Barrier, Thread, get_ident

import flask
import pytest

SECONDS = 3


def in_threads(*functions):
    """Call the functions in threads of their own at the same time, and wait for them."""
    threads = [Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_requests_at_the_same_time_do_not_mix(app, client_of):
    """All of them are in the view at one moment."""
    app.secret_key = "key"
    barrier, texts = Barrier(4), {}

    @app.route("/books/<name>")
    def books(name):
        flask.g.name = flask.session["name"] = flask.request.args["name"]
        flask.after_this_request(lambda response: response.set_cookie("name", name) or response)
        barrier.wait(SECONDS)
        told = {flask.g.name, flask.session["name"], name, flask.request.path[7:]}
        barrier.wait(SECONDS)
        return f"{told} {flask.url_for('books', **flask.request.view_args)}"

    def visit(name):
        client = client_of(app)
        texts[name] = client.get(f"/books/{name}?name={name}").text, client.cookies.get("name")

    in_threads(*(lambda name=name: visit(name) for name in "abcd"))

    assert texts == {name: (f"{ {name} } /books/{name}", name) for name in "abcd"}


def test_first_requests_may_come_at_once(client_of):
    """Threads wait for each other to be the first, for each of several applications."""
    statuses = []
    for _ in range(2):
        app = flask.Flask("app_under_test", static_folder=None)
        app.add_url_rule("/books", "books", lambda: flask.render_template_string("{{ 3 + 4 }}"))
        barrier, client = Barrier(4), client_of(app)

        def visit(barrier=barrier, client=client):
            barrier.wait(SECONDS)
            statuses.append(client.get("/books").text)

        in_threads(*[visit] * 4)

    assert statuses == ["7"] * 8


@pytest.mark.parametrize(("path", "calls"), [("/books", 5), ("/error", 5), ("/nowhere", 4)])
def test_request_stays_in_its_thread(app, wsgi, path, calls):
    """Hooks, views, handlers and teardown functions are called there."""
    called = []

    def note(*given):
        called.append(get_ident())
        return given[0] if given and isinstance(given[0], flask.Response) else None

    app.add_url_rule("/books", "books", lambda: note() or "all books")
    app.add_url_rule("/error", "error", lambda: flask.abort(410))
    app.register_error_handler(410, lambda error: note() or "handled")
    for register in (app.before_request, app.after_request, app.teardown_request):
        register(note)
    app.teardown_appcontext(note)

    def serve():
        wsgi.call(app, wsgi.environ(path))
        called.append(get_ident())

    in_threads(serve)

    assert called == [called[-1]] * (calls + 1)


def read_in_a_thread(call):
    """What a thread reads of an answer that it also closes."""
    read = []

    def serve():
        with call:
            read.extend(call)

    in_threads(serve)
    return b"".join(read)


VIEWS = {
    "text": lambda: "all books",
    "iterator": lambda: iter(["all ", "books"]),
    "file": lambda: flask.send_file(io.BytesIO(b"all books"), "text/plain"),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_answer_may_be_read_elsewhere(app, wsgi, view):
    """The thread has no request to read it in."""
    app.add_url_rule("/books", "books", view)

    text = read_in_a_thread(wsgi.start(app, wsgi.environ("/books")))

    assert text == b"all books"


def test_stream_may_be_read_elsewhere(app, wsgi):
    """The thread has no request before and after it."""
    app.add_url_rule("/books/<name>", "books", lambda name: flask.stream_with_context(pieces()))

    def pieces():
        yield flask.request.path
        yield flask.url_for("books", name="Persuasion")

    calls = [wsgi.start(app, wsgi.environ(f"/books/{name}")) for name in ("Emma", "Sanditon")]
    texts = [read_in_a_thread(call) for call in calls]

    assert texts == [b"/books/Emma/books/Persuasion", b"/books/Sanditon/books/Persuasion"]


PROGRAM = """
import os
from wsgiref.util import setup_testing_defaults

import flask

app = flask.Flask("copied", static_folder=None)
app.add_url_rule("/books", "books", lambda: flask.request.path)


def answer():
    environ = {"PATH_INFO": "/books"}
    setup_testing_defaults(environ)
    return b"".join(app(environ, lambda *head: None)).decode()


answers = [answer()]
child = os.fork()
answers.append(answer())
if child:
    os.waitpid(child, 0)
print("parent" if child else "child", *answers)
"""


def test_process_may_be_copied():
    """The copy answers, and the original does so still."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["child", "/books", "/books", "parent", "/books", "/books"]
