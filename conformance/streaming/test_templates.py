"""Streamed templates, as they run and as they are announced."""

import flask
import pytest
from jinja2 import DictLoader

SOURCE = "{{ note('a') }}-{{ note('b') }}-{{ note('c') }}"


def add_template(app, diary):
    """Add a template, at ``/file`` and ``/string``, whose parts note when they run."""
    app.jinja_loader = DictLoader({"story.html": SOURCE})

    def note(name):
        diary.append(name)
        return name

    app.add_url_rule("/file", "file", lambda: flask.stream_template("story.html", note=note))
    app.add_url_rule("/string", "string", lambda: flask.stream_template_string(SOURCE, note=note))


PATHS = pytest.mark.parametrize("path", ["/file", "/string"])


@pytest.mark.parametrize("form", ["file", "string"])
def test_template_runs_while_it_is_sent(app, wsgi, form):
    """Nothing has run when the application returns, and not all when the server has a piece."""
    source = "{% for number in numbers %}{{ number }} {% endfor %}"
    app.jinja_loader = DictLoader({"count.html": source})
    seen = []
    numbers = (seen.append(number) or number for number in range(1000))
    forms = {
        "file": lambda: flask.stream_template("count.html", numbers=numbers),
        "string": lambda: flask.stream_template_string(source, numbers=numbers),
    }
    app.add_url_rule("/count", "count", forms[form])

    with wsgi.start(app, wsgi.environ("/count")) as call:
        before, first, after = len(seen), next(filter(None, call)), len(seen)
        body = first + b"".join(call)

    assert body.split() == [b"%d" % number for number in range(1000)]
    assert before == 0
    assert after < len(seen) == 1000


@PATHS
def test_template_is_sent_in_pieces__as_a_response(app, client, path):
    """The pieces may be given a status, headers and a media type."""
    add_template(app, [])
    view = app.view_functions[path.strip("/")]
    app.add_url_rule("/tuple", "tuple", lambda: (view(), 203))
    app.add_url_rule("/made", "made", lambda: flask.Response(view(), mimetype="text/plain"))

    in_a_tuple, made = client.get("/tuple"), client.get("/made")

    assert (in_a_tuple.status_code, in_a_tuple.text) == (203, "a-b-c")
    assert (made.headers["Content-Type"], made.text) == ("text/plain; charset=utf-8", "a-b-c")


NAMES = {
    "html": ("page.html", "&lt;b&gt;"),
    "xml": ("page.xml", "&lt;b&gt;"),
    "text": ("page.txt", "<b>"),
}


@pytest.mark.parametrize(("name", "text"), NAMES.values(), ids=NAMES)
def test_streamed_template_is_escaped_alike(app, client, name, text):
    """The name of a file decides, and the same as for a file that is rendered as a whole."""
    app.jinja_loader = DictLoader({name: "{{ value }}"})
    app.add_url_rule("/whole", "whole", lambda: flask.render_template(name, value="<b>"))
    app.add_url_rule("/pieces", "pieces", lambda: flask.stream_template(name, value="<b>"))

    whole, pieces = client.get("/whole"), client.get("/pieces")

    assert whole.text == pieces.text == text


def test_streamed_template_is_escaped_alike__string(app, client):
    """Strings are escaped like files for HTML, unless they are safe already."""
    source = "{{ value }} {{ value|safe }}"
    app.add_url_rule("/view", "view", lambda: flask.stream_template_string(source, value="<b>"))

    answer = client.get("/view")

    assert answer.text == "&lt;b&gt; <b>"


@PATHS
def test_values_are_made_before_the_stream(app, wsgi, path):
    """The processors have run when the application returns."""
    diary = []
    add_template(app, diary)
    app.context_processor(lambda: diary.append("processor") or {})

    with wsgi.start(app, wsgi.environ(path)) as call:
        before = list(diary)
        body = b"".join(call)

    assert before == ["processor"]
    assert (body, diary) == (b"a-b-c", ["processor", "a", "b", "c"])
