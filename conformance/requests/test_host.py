"""Under which host a request was made."""

import flask
import pytest

PORTS = {
    "own-port": ("http", "example.com:8080", "example.com:8080"),
    "standard-of-http": ("http", "example.com:80", "example.com"),
    "standard-of-https": ("https", "example.com:443", "example.com"),
    "of-the-other-scheme": ("http", "example.com:443", "example.com:443"),
    "http-port-under-https": ("https", "example.com:80", "example.com:80"),
}


@pytest.fixture
def site(app):
    """An application that tells the host."""
    app.add_url_rule("/host", "host", lambda: f"at {flask.request.host}")
    return app


@pytest.mark.parametrize(("scheme", "header", "host"), PORTS.values(), ids=PORTS)
def test_host_has_its_port(site, wsgi, scheme, header, host):
    """Only the standard port of the scheme is left out."""
    environ = wsgi.environ("/host", headers=[("Host", header)], **{"wsgi.url_scheme": scheme})

    answer = wsgi.call(site, environ)

    assert answer.text == f"at {host}"


SERVERS = {
    "standard-port": ("http", "example.org", "80", "example.org"),
    "secure-standard-port": ("https", "example.org", "443", "example.org"),
    "own-port": ("http", "example.org", "5000", "example.org:5000"),
    "address": ("http", "192.0.2.7", "5000", "192.0.2.7:5000"),
}


@pytest.mark.parametrize(("scheme", "name", "port", "host"), SERVERS.values(), ids=SERVERS)
def test_server_is_the_host_when_the_client_names_none(site, wsgi, scheme, name, port, host):
    """HTTP/1.0 knows no ``Host``; then the server's own name has to do."""
    server = {"SERVER_NAME": name, "SERVER_PORT": port, "wsgi.url_scheme": scheme}
    environ = wsgi.environ("/host", **server)
    del environ["HTTP_HOST"]

    answer = wsgi.call(site, environ)

    assert answer.text == f"at {host}"


ADDRESSES = {"bare": "[2001:db8::7]", "with-port": "[2001:db8::7]:8080", "ipv4": "192.0.2.7:8080"}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_addresses_can_be_hosts(site, client, address):
    """An address is a host like a name."""
    answer = client.get("/host", headers={"Host": address})

    assert answer.text == f"at {address}"


def test_forwarded_host_is_not_believed(site, client):
    """The host stays what ``Host`` says."""
    forwarded = {"X-Forwarded-Host": "elsewhere.test", "Forwarded": "host=elsewhere.test"}

    answer = client.get("http://example.com/host", headers=forwarded)

    assert answer.text == "at example.com"


MALFORMED = {
    "space": "exa mple.com",
    "slash": "example.com/books",
    "user": "user@example.com",
    "underscore": "my_host",
    "port-that-is-no-number": "example.com:http",
}


@pytest.mark.parametrize("header", MALFORMED.values(), ids=MALFORMED)
def test_unreadable_host_is_empty(site, wsgi, header):
    """The request is answered as if no host were known."""
    answer = wsgi.call(site, wsgi.environ("/host", headers=[("Host", header)]))

    assert answer.text == "at "
