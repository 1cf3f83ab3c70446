"""A check gets the same answers through both transports, and a record of what was said."""

import json
import sys
import threading
from wsgiref.validate import validator

import flask
import pytest

from flask_conformance.worker.client import KEPT_BYTES, KEPT_EXCHANGES, Clients
from flask_conformance.worker.live import KEPT_SERVERS

TRANSPORTS = ["wsgi", "live"]

MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}


@pytest.fixture(params=TRANSPORTS)
def clients(request):
    before = threading.enumerate()
    with Clients(request.param) as clients:
        yield clients
    assert threading.enumerate() == before


def fail():
    raise LookupError("from the application")


def mirror(environ, start_response):
    """Answer with what arrived, but for what names the server."""
    arrived = {
        name: value
        for name, value in environ.items()
        if isinstance(value, str) and name not in ("SERVER_NAME", "SERVER_PORT")
    }
    arrived["scheme"] = environ["wsgi.url_scheme"]
    arrived["terminated"] = environ.get("wsgi.input_terminated", False)
    arrived["body"] = environ["wsgi.input"].read().decode("latin-1")
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(arrived, sort_keys=True).encode()]


def writing(environ, start_response):
    write = start_response("201 Made \xe9", [("X-Word", " caf\xe9 "), ("Set-Cookie", "a=1")])
    write(b"written ")
    return [b"", b"returned"]


def replacing(environ, start_response):
    start_response("200 OK", [("X-First", "1")])
    try:
        fail()
    except LookupError:
        start_response("503 Sorry", [("X-Second", "2")], sys.exc_info())
    return [b"sorry"]


def repeating(environ, start_response):
    headers = [("Set-Cookie", "a=1"), ("X-Word", "\xc3\xa9"), ("Set-Cookie", "b=2")]
    start_response("404 Lost", headers)
    return (b"%d " % number for number in range(3))


def empty(environ, start_response):
    start_response("204 No Content", [])
    return []


def seen_through(transport, app, method, url, **options):
    with Clients(transport) as clients:
        response = clients.of(app).request(method, url, **options)
    # The live server frames a body of unknown length, which HTTP/1.1 cannot do without.
    headers = [pair for pair in response.headers.multi_items() if pair[0] != "transfer-encoding"]
    reason = response.extensions["reason_phrase"]
    return response.status_code, reason, headers, response.content


@pytest.mark.parametrize(
    ("method", "url", "options"),
    [
        pytest.param("GET", "/books", {}, id="plain"),
        pytest.param("GET", "/a%2Fb%FF/é", {}, id="quoted"),
        pytest.param("GET", "//books//one", {}, id="two-slashes"),
        pytest.param("GET", "//", {}, id="only-slashes"),
        pytest.param("GET", "/books?", {}, id="empty-query"),
        pytest.param("GET", "/books?q=%FF&q=é+1", {}, id="query"),
        pytest.param("GET", "/books;v=1", {}, id="parameter"),
        pytest.param("GET", "/", {"extensions": {"target": b"/a/../%zz?"}}, id="target"),
        pytest.param("OPTIONS", "/", {"extensions": {"target": b"*"}}, id="asterisk"),
        pytest.param("GET", "/", {"extensions": {"target": b"http://a.test/b"}}, id="absolute"),
        pytest.param("GET", "http://admin.example.test/a", {}, id="subdomain"),
        pytest.param("GET", "http://example.test:81/a", {}, id="port"),
        pytest.param("GET", "https://example.test/a?q", {}, id="https"),
        pytest.param("GET", "/a", {"headers": {"Host": "other.test"}}, id="host"),
        pytest.param("GET", "https://x.test/", {"headers": {"Host": "y.test"}}, id="https-host"),
        pytest.param("GET", "/a", {"headers": [("X-A", "1"), ("X-A", "2")]}, id="repeated"),
        pytest.param("GET", "/a", {"headers": [("Cookie", "a=1"), ("Cookie", "b=2")]}, id="crumbs"),
        pytest.param("GET", "/a", {"headers": {"X_A": "1"}}, id="underscore"),
        pytest.param("GET", "/a", {"headers": [(b"X-A", b"\xe9")]}, id="latin-1"),
        pytest.param("POST", "/a", {"content": b"body\xff"}, id="body"),
        pytest.param("POST", "/a", {"content": b""}, id="empty-body"),
        pytest.param("POST", "/a", {"content": [b"one", b"", b"two"]}, id="chunked"),
        pytest.param("POST", "/a", {"data": {"q": "é"}}, id="form"),
        pytest.param("POST", "/a", {"files": {"f": b"1"}, "headers": MULTIPART}, id="files"),
        pytest.param("BREW", "/a", {}, id="unknown-method"),
    ],
)
def test_request_arrives_the_same_through_both_transports(method, url, options):
    through_wsgi, through_live = (
        seen_through(transport, mirror, method, url, **options) for transport in TRANSPORTS
    )

    assert through_wsgi == through_live
    assert json.loads(through_wsgi[3])["REQUEST_METHOD"] == method


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("app", [writing, replacing, repeating, empty])
def test_response_arrives_the_same_through_both_transports(app, method):
    through_wsgi, through_live = (
        seen_through(transport, app, method, "/books") for transport in TRANSPORTS
    )

    assert through_wsgi == through_live


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        (
            writing,
            (
                201,
                b"Made \xe9",
                [("x-word", "caf\xe9"), ("set-cookie", "a=1")],
                b"written returned",
            ),
        ),
        (replacing, (503, b"Sorry", [("x-second", "2")], b"sorry")),
        (
            repeating,
            (
                404,
                b"Lost",
                [("set-cookie", "a=1"), ("x-word", "\xc3\xa9"), ("set-cookie", "b=2")],
                b"0 1 2 ",
            ),
        ),
        (empty, (204, b"No Content", [], b"")),
    ],
)
def test_response_is_what_the_application_sent(app, expected):
    assert seen_through("wsgi", app, "GET", "/books") == expected


@pytest.mark.parametrize(
    ("url", "path", "host"),
    [
        ("/books", "/books", "localhost"),
        ("//books//", "//books//", "localhost"),
        ("/a%2Fb", "/a/b", "localhost"),
        ("books", "/books", "localhost"),
        ("?q", "/", "localhost"),
        ("http://admin.example.test:81/x", "/x", "admin.example.test:81"),
    ],
)
def test_url_reaches_the_application_as_written(clients, url, path, host):
    arrived = clients.of(mirror).get(url).json()

    assert (arrived["PATH_INFO"], arrived["HTTP_HOST"]) == (path, host)


def test_validator_of_the_standard_library_is_content(clients, capsys):
    @validator
    def app(environ, start_response):
        body = environ["wsgi.input"].read(4)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [body]

    response = clients.of(app).post("/books", content=b"four")
    clients.close()

    assert response.text == "four"
    assert capsys.readouterr().err == ""


def test_body_is_closed_once(clients):
    closed = []

    class Body(list):
        def close(self):
            closed.append(True)

    def app(environ, start_response):
        start_response("200 OK", [])
        return Body([b"one", b"two"])

    clients.of(app).get("/books")

    assert closed == [True]


def test_cookies_are_kept_and_redirects_not_followed(clients):
    app = flask.Flask("app_under_test", static_folder=None)

    @app.route("/give")
    def give():
        response = flask.redirect("/take")
        response.set_cookie("taste", "sweet")
        return response

    @app.route("/take")
    def take():
        return flask.request.cookies.get("taste", "none")

    client, other = clients.of(app), clients.of(app)
    given = client.get("/give")

    assert given.status_code == 302
    assert (client.get("/take").text, other.get("/take").text) == ("sweet", "none")


def test_secure_cookie_comes_back_over_https_only(clients):
    def app(environ, start_response):
        start_response("200 OK", [("Set-Cookie", "a=1; Secure")])
        return [environ.get("HTTP_COOKIE", "none").encode()]

    client = clients.of(app)
    client.get("https://example.test/")

    assert client.get("https://example.test/").text == "a=1"
    assert client.get("http://example.test/").text == "none"


def test_exchange_is_recorded(clients):
    def app(environ, start_response):
        environ["wsgi.errors"].write("a word\n")
        start_response("201 Made", [("X-Word", "caf\xe9"), ("Content-Length", "4")])
        return [b"b\xffok"]

    clients.of(app).post("/a%2Fb?q", content="née", headers={"X-A": "1"})
    (exchange,) = json.loads(json.dumps(clients.exchanges))

    assert exchange.pop("request_headers")[-1] == ["Content-Length", "4"]
    assert exchange == {
        "method": "POST",
        "url": "http://localhost/a%2Fb?q",
        "target": "/a%2Fb?q",
        "request_body": "née",
        "status": 201,
        "response_headers": [["X-Word", "caf\xe9"], ["Content-Length", "4"]],
        "response_body": "b\\xffok",
        "log": "a word\n",
        "error": None,
    }


def test_long_bodies_are_recorded_in_short(clients):
    client = clients.of(mirror)

    client.post("/books", content=(b"x" * 100 for _ in range(100)))
    (exchange,) = clients.exchanges

    assert exchange["request_body"] == "x" * KEPT_BYTES + "... (10000 bytes in all)"
    assert len(exchange["response_body"]) < KEPT_BYTES + 50


def test_log_belongs_to_its_exchange(clients):
    def app(environ, start_response):
        environ["wsgi.errors"].write(environ["PATH_INFO"])
        start_response("200 OK", [])
        return []

    client = clients.of(app)
    client.get("/one")
    client.get("/two")

    assert [exchange["log"] for exchange in clients.exchanges] == ["/one", "/two"]


def test_only_the_last_exchanges_are_kept(clients):
    client = clients.of(mirror)

    for number in range(KEPT_EXCHANGES + 2):
        client.get(f"/{number}")

    targets = [exchange["target"] for exchange in clients.exchanges]
    assert targets == [f"/{number}" for number in range(2, KEPT_EXCHANGES + 2)]


def test_error_of_the_application_is_recorded():
    def app(environ, start_response):
        environ["wsgi.errors"].write("before")
        fail()

    clients = Clients("wsgi")
    with pytest.raises(LookupError):
        clients.of(app).get("/books")

    (exchange,) = clients.exchanges
    assert exchange["error"] == "LookupError: from the application"
    assert (exchange["status"], exchange["log"]) == (None, "before")


def test_error_of_the_application_is_logged_when_live():
    with Clients("live") as clients:
        response = clients.of(lambda environ, start_response: fail()).get("/books")

        (exchange,) = clients.exchanges

    assert response.status_code == exchange["status"] == 500
    assert "LookupError: from the application" in exchange["log"]


@pytest.mark.parametrize("place", ["chunk", "close"])
def test_error_while_the_body_is_read_is_recorded(place):
    class Body(list):
        def __iter__(self):
            yield b"one"
            if place == "chunk":
                fail()

        def close(self):
            if place == "close":
                fail()

    def app(environ, start_response):
        start_response("200 OK", [])
        return Body()

    clients = Clients("wsgi")
    with pytest.raises(LookupError):
        clients.of(app).get("/books")

    (exchange,) = clients.exchanges
    assert exchange["error"] == "LookupError: from the application"
    assert (exchange["status"], exchange["response_body"]) == (200, "one")


def test_recording_reads_no_further_than_its_reader():
    made = []

    def app(environ, start_response):
        start_response("200 OK", [])
        for chunk in (b"one", b"two"):
            made.append(chunk)
            yield chunk

    clients = Clients("wsgi")
    with clients.of(app).stream("GET", "/books") as response:
        first = next(response.iter_raw())

    assert (first, made) == (b"one", [b"one"])
    assert clients.exchanges[0]["response_body"] == "one"


def test_close_closes_streams_that_were_left_open(clients):
    closed = []

    class Body(list):
        def close(self):
            closed.append(True)

    def app(environ, start_response):
        start_response("200 OK", [])
        return Body([b"one", b"two"])

    client = clients.of(app)
    client.send(client.build_request("GET", "/books"), stream=True)
    clients.close()

    assert closed == [True]


def test_more_clients_than_servers_all_work(clients):
    made = [clients.of(mirror) for _ in range(KEPT_SERVERS + 2)]

    answers = {client.get("/books").json()["PATH_INFO"] for client in [*made, *made]}

    assert answers == {"/books"}
    assert threading.active_count() <= 1 + 2 * KEPT_SERVERS


def test_unknown_transport_is_refused():
    with pytest.raises(ValueError, match="no transport 'pigeon'"):
        Clients("pigeon")


def test_redirects_can_be_followed(clients):
    """A request that httpx makes to follow a redirect is sent and noted like the first."""
    app = flask.Flask("folders", static_folder=None)
    app.add_url_rule("/books/", "books", lambda: flask.request.data, methods=["POST"])

    answer = clients.of(app).post("/books", content=b"pages", follow_redirects=True)

    assert answer.content == b"pages"
    assert [each["status"] for each in clients.exchanges] == [308, 200]
