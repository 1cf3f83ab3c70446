"""Where messages are written to."""

import io
import logging
import sys

import flask
import pytest


@pytest.fixture
def visit(shop, wsgi):
    """Ask for a path, with an own stream for errors, and get what was written to that."""

    def visit(path):
        stream = io.StringIO()
        wsgi.call(shop, {**wsgi.environ(path), "wsgi.errors": stream})
        return stream.getvalue()

    return visit


def write(text):
    """Write to the stream."""
    import flask.logging

    print(text, file=flask.logging.wsgi_errors_stream)


def test_request_has_the_stream_of_its_server(shop, visit, capsys):
    """Each request has its own."""

    @shop.route("/tea/<name>")
    def tea(name):
        write(f"no {name} tea")
        return "none"

    written = [visit("/tea/green"), visit("/tea/black")]

    assert written == ["no green tea\n", "no black tea\n"]
    assert capsys.readouterr().err == ""


def test_request_has_the_stream_of_its_server__by_hand(shop):
    """A request that was made for a test has one, too."""
    stream = io.StringIO()

    with shop.test_request_context("/tea", errors_stream=stream):
        write("no tea")

    assert stream.getvalue() == "no tea\n"


def test_otherwise_it_is_the_standard_stream(monkeypatch):
    """It may be replaced at any time."""
    streams = [io.StringIO(), io.StringIO()]

    for stream in streams:
        monkeypatch.setattr(sys, "stderr", stream)
        write(f"stream {streams.index(stream)}")

    assert [stream.getvalue() for stream in streams] == ["stream 0\n", "stream 1\n"]


def test_application_context_changes_nothing(shop, capsys):
    """There is no request to take a stream from."""
    with shop.app_context():
        write(f"no tea in {flask.current_app.name[:4]}")

    assert capsys.readouterr().err == "no tea in shop\n"


@pytest.mark.parametrize("path", ["/warning", "/error"])
def test_default_handler_writes_to_the_stream(shop, visit, capsys, path):
    """Outside of a request it is the standard stream."""
    shop.add_url_rule("/warning", "warning", lambda: shop.logger.warning("no tea") or "none")
    shop.add_url_rule("/error", "error", lambda: {}["no tea"])

    written = visit(path)
    during = capsys.readouterr().err
    shop.logger.warning("no milk")

    assert "no tea" in written
    assert ("Traceback" in written) is (path == "/error")
    assert (during, "no milk" in capsys.readouterr().err) == ("", True)


def test_other_handlers_can_write_to_the_stream(shop, visit, capsys):
    """In a request and outside."""
    import flask.logging

    logger = logging.getLogger(f"{shop.name}.other")
    logger.addHandler(logging.StreamHandler(flask.logging.wsgi_errors_stream))
    shop.add_url_rule("/tea", "tea", lambda: logger.warning("no tea") or "none")

    written = visit("/tea")
    logger.warning("no milk")

    assert (written, capsys.readouterr().err) == ("no tea\n", "no milk\n")
