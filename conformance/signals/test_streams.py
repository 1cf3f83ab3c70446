"""Signals of requests whose body is a stream, beyond the examples of the page."""

import flask
import pytest

STREAMS = {
    "plain": lambda tell: tell(),
    "with-its-request": lambda tell: flask.stream_with_context(tell()),
    "template": lambda tell: flask.stream_template_string("{{ tell()|join }}", tell=tell),
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_request_has_finished_before_its_stream_begins(app, client, stream):
    """The response is finished when the view is done, and not when the stream is."""
    diary = []

    def finished(sender, response, **extra):
        diary.append(f"finished {response.status_code}")

    @app.route("/story")
    def story():
        def tell():
            diary.append("tell")
            yield "Once"

        return flask.Response(stream(tell), status=203)

    with flask.request_finished.connected_to(finished, app):
        answer = client.get("/story")

    assert answer.text == "Once"
    assert diary == ["finished 203", "tell"]
