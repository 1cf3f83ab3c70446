"""Which hosts are trusted, entry by entry."""

import flask
import pytest

# Name, entry, hosts that it accepts, hosts that it does not.
ENTRIES = {
    "name": ("example.com", ["example.com"], ["www.example.com", "example.org", "badexample.com"]),
    "longer-name": ("www.example.com", ["www.example.com"], ["example.com", "example.com.test"]),
    "address": ("192.0.2.7", ["192.0.2.7"], ["192.0.2.8", "1192.0.2.7"]),
}
DOTTED = {
    "domain": (".example.com", ["example.com", "www.example.com", "a.b.example.com"]),
    "subdomain": (".api.example.com", ["api.example.com", "v1.api.example.com"]),
}


@pytest.fixture
def site(app):
    """An application that answers for any host."""
    app.add_url_rule("/books", "books", lambda: "all books")
    return app


def answers(client, hosts):
    """The status for each of the hosts."""
    return {host: client.get("/books", headers={"Host": host}).status_code for host in hosts}


@pytest.mark.parametrize(("entry", "trusted", "foreign"), ENTRIES.values(), ids=ENTRIES)
def test_entry_names_exactly_one_host(site, client, entry, trusted, foreign):
    """Neither a longer nor a shorter name is the one of the entry."""
    site.config["TRUSTED_HOSTS"] = [entry]

    accepted, refused = answers(client, trusted), answers(client, foreign)

    assert accepted == dict.fromkeys(trusted, 200)
    assert refused == dict.fromkeys(foreign, 400)


@pytest.mark.parametrize(("entry", "trusted"), DOTTED.values(), ids=DOTTED)
def test_leading_dot_accepts_subdomains(site, client, entry, trusted):
    """The name behind the dot and all below it are trusted; what merely ends alike is not."""
    foreign = ["bad" + entry[1:], "elsewhere.test", entry[1:] + ".test"]
    site.config["TRUSTED_HOSTS"] = [entry]

    accepted, refused = answers(client, trusted), answers(client, foreign)

    assert accepted == dict.fromkeys(trusted, 200)
    assert refused == dict.fromkeys(foreign, 400)


@pytest.mark.parametrize("port", ["", ":80", ":443", ":8080"], ids=lambda port: port or "none")
@pytest.mark.parametrize("entry", ["example.com", ".example.com", "192.0.2.7"])
def test_port_does_not_count(site, client, entry, port):
    """The name decides alone."""
    site.config["TRUSTED_HOSTS"] = [entry]
    hosts = [entry.removeprefix(".") + port, "elsewhere.test" + port]

    statuses = answers(client, hosts)

    assert statuses == dict(zip(hosts, [200, 400], strict=True))


def test_foreign_host_is_refused__whatever_it_is_called(site, client):
    """A host that the client leaves empty, and one that is no host, are foreign too."""
    hosts = ["", "exam ple.com", "example.com@elsewhere.test", "elsewhere.test/example.com"]
    site.config["TRUSTED_HOSTS"] = ["example.com"]

    statuses = answers(client, [*hosts, "example.com"])

    assert statuses == dict.fromkeys(hosts, 400) | {"example.com": 200}


def test_foreign_host_is_refused__without_the_view(site, client):
    """The view that matches the path is not called."""
    called = []
    site.config["TRUSTED_HOSTS"] = ["example.com"]
    site.add_url_rule("/film", "film", lambda: called.append(flask.request.host) or "film")

    statuses = [client.get(f"http://{host}/film").status_code for host in ("b.test", "example.com")]

    assert statuses == [400, 200]
    assert called == ["example.com"]


def test_host_of_any_script_can_be_trusted(site, client):
    """Clients send the ASCII form of such a name."""
    site.config["TRUSTED_HOSTS"] = ["bücher.example"]

    statuses = answers(client, ["xn--bcher-kva.example", "bcher.example"])

    assert statuses == {"xn--bcher-kva.example": 200, "bcher.example": 400}


def test_request_class_can_name_the_trusted_hosts__config_wins(app, client):
    """Where both name hosts, those of the configuration count."""
    app.request_class = type("OwnRequest", (flask.Request,), {"trusted_hosts": ["example.com"]})
    app.config["TRUSTED_HOSTS"] = ["example.org"]
    app.add_url_rule("/books", "books", lambda: "all books")

    statuses = answers(client, ["example.com", "example.org"])

    assert statuses == {"example.com": 400, "example.org": 200}
