"""Which hosts are served under a server name."""

import flask
import pytest

FOREIGN = {
    "other-name": "example.org",
    "longer-name": "notexample.com",
    "name-in-front": "example.com.org",
    "plain": "localhost",
    "address": "127.0.0.1",
}


@pytest.mark.parametrize(
    "host",
    [*FOREIGN.values(), "www.example.com", "example.com:5000"],
    ids=[*FOREIGN, "subdomain", "other-port"],
)
def test_server_name_does_not_limit_hosts(app, client, host):
    """Whatever the host, the rule is found."""
    app.config["SERVER_NAME"] = "example.com"
    app.add_url_rule("/status", "status", lambda: "fine")

    answer = client.get(f"http://{host}/status")

    assert answer.text == "fine"


@pytest.mark.filterwarnings("ignore:Current server name")
@pytest.mark.parametrize("host", FOREIGN.values(), ids=FOREIGN)
def test_server_name_limits_hosts(app, client, host):
    """A host is served if it is the server name, not if it has nothing to do with it."""
    app.config["SERVER_NAME"] = "example.com"
    app.add_url_rule("/status", "status", lambda: "fine")

    found, missing = client.get("http://example.com/status"), client.get(f"http://{host}/status")

    assert found.text == "fine"
    assert missing.status_code == 404


@pytest.mark.filterwarnings("ignore:Current server name")
@pytest.mark.parametrize("host", FOREIGN.values(), ids=FOREIGN)
def test_server_name_limits_hosts_of_subdomains(client_of, host):
    """On a host that does not end in the server name, rules without variables are not found."""
    site = flask.Flask("app_under_test", static_folder=None, subdomain_matching=True)
    site.config["SERVER_NAME"] = "example.com"
    site.add_url_rule("/status", "main", lambda: "main")
    site.add_url_rule("/status", "api", lambda: "api", subdomain="api")
    client = client_of(site)

    found = client.get("http://example.com/status"), client.get("http://api.example.com/status")
    missing = client.get(f"http://{host}/status"), client.get(f"http://api.{host}/status")

    assert [each.text for each in found] == ["main", "api"]
    assert [each.status_code for each in missing] == [404, 404]


REDIRECTS = {
    "merged-slashes": ("/shelf//books/", "/shelf/books/"),
    "default": ("/page/1", "/page/"),
    "alias": ("/old", "/new"),
}


@pytest.mark.parametrize(("url", "goal"), REDIRECTS.values(), ids=REDIRECTS)
def test_redirects_lead_to_the_server_name__of_each_kind(app, client, url, goal):
    """The scheme is that of the request."""
    app.config["SERVER_NAME"] = "shop.test:81"
    app.add_url_rule("/shelf/books/", "books", lambda: "all books")
    app.add_url_rule("/page/", "page", defaults={"number": 1})
    app.add_url_rule("/page/<int:number>", "page")
    app.add_url_rule("/new", "new", lambda: "new")
    app.add_url_rule("/old", "new", alias=True)

    answer = client.get(f"https://other.test{url}")

    assert answer.next_request.url == f"https://shop.test:81{goal}"
