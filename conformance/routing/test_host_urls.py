"""What url_for writes for the hosts of an application that matches hosts."""

import flask
import pytest


@pytest.fixture
def site():
    """An application that matches hosts."""
    return flask.Flask("app_under_test", static_folder=None, host_matching=True)


@pytest.fixture
def get(site, client_of):
    """Ask ``site`` for a URL without its scheme."""
    client = client_of(site)
    return lambda url: client.get(f"http://{url}")


def test_url_on_the_same_host_has_no_host(site, get):
    """Seen from two hosts, the same two rules have different URLs."""
    for name in ("one", "two"):
        site.add_url_rule(
            "/link",
            name,
            lambda: " ".join([flask.url_for("one"), flask.url_for("two")]),
            host=f"{name}.example",
        )

    answers = get("one.example/link").text, get("two.example/link").text

    assert answers == ("/link http://two.example/link", "http://one.example/link /link")


def test_url_on_the_same_host_has_no_host__variable(site, get):
    """A value for a variable of the host decides which host it is."""

    @site.route("/<other>", host="<name>.example")
    def link(name, other):
        return flask.url_for("link", name=other, other=name)

    same, other = get("a.example/a"), get("a.example/b")

    assert same.text == "/a"
    assert other.text == "http://b.example/a"


def test_rule_of_the_same_host_is_preferred(site, get):
    """From each host of an endpoint, its URL stays on the host."""
    site.add_url_rule("/here", "here", lambda: flask.url_for("here"), host="one.example")
    site.add_url_rule("/here", "here", host="two.example")

    answers = get("one.example/here").text, get("two.example/here").text

    assert answers == ("/here", "/here")


def test_redirect_stays_on_the_host(site, get):
    """Also the redirect of a rule with a variable host leads to the host of the request."""
    site.add_url_rule("/books/", "books", lambda name: name, host="<name>")

    answer = get("example.org:5000/books")

    assert answer.status_code == 308
    assert answer.headers["Location"] == "http://example.org:5000/books/"
