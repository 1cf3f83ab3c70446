"""How JSON responses are laid out, for every setting and every source."""

import flask
import pytest

VALUE = {"b": [1, {"x": None}], "a": "Emma"}
COMPACT = '{"a":"Emma","b":[1,{"x":null}]}'
SPREAD = """\
{
  "a": "Emma",
  "b": [
    1,
    {
      "x": null
    }
  ]
}"""
SOURCES = {
    "dictionary": lambda: VALUE,
    "jsonify": lambda: flask.jsonify(VALUE),
    "jsonify-names": lambda: flask.jsonify(**VALUE),
    "tuple": lambda: (VALUE, 200),
    "provider": lambda: flask.current_app.json.response(VALUE),
}
EVERY_SOURCE = pytest.mark.parametrize("view", SOURCES.values(), ids=SOURCES)


@EVERY_SOURCE
def test_responses_are_compact__every_source(app, client, view):
    """Whatever the response is made of."""
    app.add_url_rule("/value", "value", view)

    assert client.get("/value").text.strip() == COMPACT


@EVERY_SOURCE
def test_spread_responses_are_indented_by_two(app, client, view):
    """Whatever the response is made of."""
    app.debug = True
    app.add_url_rule("/value", "value", view)

    assert client.get("/value").text.strip() == SPREAD


@pytest.mark.parametrize("debug", [False, True], ids=["debug-off", "debug-on"])
@pytest.mark.parametrize("compact", [False, True], ids=["spread", "compact"])
def test_option_decides(app, client, debug, compact):
    """Debug mode does not count then."""
    app.debug = debug
    app.json.compact = compact
    app.add_url_rule("/value", "value", lambda: VALUE)

    answer = client.get("/value")

    assert answer.json() == VALUE
    assert (answer.text.strip() == COMPACT) is compact
    assert (len(answer.text.strip().splitlines()) > 1) is not compact


def test_debug_mode_spreads_responses__when_it_is_switched(app, client):
    """It counts what debug mode is when the response is made."""
    app.add_url_rule("/value", "value", lambda: VALUE)
    lines = []

    for debug in (False, True, False):
        app.debug = debug
        lines.append(len(client.get("/value").text.strip().splitlines()))

    assert (lines[0], lines[1] > 1, lines[2]) == (1, True, 1)


@EVERY_SOURCE
@pytest.mark.parametrize("debug", [False, True], ids=["compact", "spread"])
def test_responses_end_with_a_line_break(app, client, view, debug):
    """One line break, and none before the value."""
    app.debug = debug
    app.add_url_rule("/value", "value", view)

    text = client.get("/value").text

    assert text == text.strip() + "\n"


WRITERS = {
    "method": lambda app: app.json.dumps(VALUE),
    "function": lambda app: flask.json.dumps(VALUE),
    "template": lambda app: flask.render_template_string("{{ value|tojson }}", value=VALUE),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_only_responses_are_laid_out(app, write):
    """It is one line, in debug mode too."""
    texts = []

    for debug in (False, True):
        app.debug = debug
        with app.app_context():
            texts.append("".join([write(app)]))

    assert texts[0] == texts[1]
    assert len(texts[0].splitlines()) == 1
