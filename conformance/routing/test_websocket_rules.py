"""WebSocket rules: which requests count as handshakes."""

import flask
import pytest


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        pytest.param({"Connection": "upgrade", "Upgrade": "WebSocket"}, "shaken", id="case"),
        pytest.param(
            {"Connection": "keep-alive, Upgrade", "Upgrade": "websocket"}, "shaken", id="list"
        ),
        pytest.param({"Upgrade": "websocket", "Connection": "close"}, "a page", id="no-upgrade"),
        pytest.param({"Connection": "Upgrade", "Upgrade": "h2c"}, "a page", id="other-protocol"),
        pytest.param({"Sec-WebSocket-Version": "13"}, "a page", id="version-only"),
    ],
)
def test_both_kinds_share_a_url__by_headers(app, client, headers, text):
    """A handshake has ``Upgrade: websocket`` and ``upgrade`` among the ``Connection`` options."""
    app.add_url_rule("/chat", "chat", lambda: "shaken", websocket=True)
    app.add_url_rule("/chat", "page", lambda: "a page")

    answer = client.get("/chat", headers=headers)

    assert answer.text == text


@pytest.mark.parametrize("methods", [["GET"], ["HEAD"], ["GET", "OPTIONS"], None], ids=str)
def test_websocket_rule_is_for_get__and_what_comes_with_it(app, methods):
    """GET, HEAD and OPTIONS are accepted, any other method besides them is not."""
    app.add_url_rule("/chat", "chat", lambda: "shaken", websocket=True, methods=methods)

    with pytest.raises(ValueError):
        app.add_url_rule("/talk", "t", websocket=True, methods=[*(methods or []), "PUT"])

    rules = {each.rule for each in app.url_map.iter_rules()}
    assert "/chat" in rules
    assert "/talk" not in rules


def test_websocket_url_has_its_own_scheme__from_another_rule(app, client):
    """Ordinary URLs keep their scheme beside those of WebSockets."""
    app.add_url_rule("/chat/<int:room>", "chat", lambda room: "shaken", websocket=True)
    app.add_url_rule("/page", "page", lambda: f"{link('chat', room=7)} {link('page')}")

    def link(endpoint, **values):
        return flask.url_for(endpoint, _external=True, **values)

    answer = client.get("/page")

    assert answer.text == "ws://localhost/chat/7 http://localhost/page"
