"""What url_for writes for subdomains, beyond the examples of the page."""

import string

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

LABELS = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=20)


def site_of(name="example.com"):
    """An application that matches the subdomains of a server name."""
    site = flask.Flask("app_under_test", static_folder=None, subdomain_matching=True)
    site.config["SERVER_NAME"] = name
    return site


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("here", "url"),
    [
        pytest.param("example.com", "api.example.com/status", id="from-the-server-name"),
        pytest.param("www.example.com", "api.example.com/status", id="from-another-subdomain"),
    ],
)
def test_url_in_another_subdomain_has_the_host(client_of, scheme, here, url):
    """From wherever the request comes, the URL leads to the rule's subdomain."""
    site = site_of()
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")
    for name in ("", "www"):
        site.add_url_rule("/link", f"link{name}", lambda: flask.url_for("status"), subdomain=name)

    answer = client_of(site).get(f"{scheme}://{here}/link")

    assert answer.text == f"{scheme}://{url}"


def test_url_in_another_subdomain_has_the_host__back_to_the_server_name(client_of):
    """A rule without a subdomain is on another host than one with a subdomain."""
    site = site_of("example.com:5000")
    site.add_url_rule("/status", "status", lambda: "main")
    site.add_url_rule("/link", "link", lambda: flask.url_for("status"), subdomain="api")

    answer = client_of(site).get("http://api.example.com:5000/link")

    assert answer.text == "http://example.com:5000/status"


def test_url_in_another_subdomain_has_the_host__other_value(client_of):
    """A variable subdomain with another value than the request's is another subdomain."""
    site = site_of()

    @site.route("/<friend>", subdomain="<user>")
    def link(user, friend):
        return flask.url_for("link", user=friend, friend=user)

    client = client_of(site)
    same, other = (
        client.get("http://emma.example.com/emma"),
        client.get("http://emma.example.com/jane"),
    )

    assert same.text == "/emma"
    assert other.text == "http://jane.example.com/emma"


def test_url_outside_of_requests_has_the_subdomain(client_of):
    """Scheme and application root come from the config."""
    site = site_of("example.com:5000")
    site.config.update(PREFERRED_URL_SCHEME="https", APPLICATION_ROOT="/shop")
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")

    with site.app_context():
        url = flask.url_for("status")
    answer = client_of(site).get("http://api.example.com:5000/status")

    assert url == "https://api.example.com:5000/shop/status"
    assert answer.text == "api"


@given(label=LABELS)
def test_subdomain_values_survive_the_round_trip(client_of, label):
    """Labels of lower-case letters, digits and hyphens."""
    site = site_of()
    seen = []
    site.add_url_rule("/page", "page", lambda user: seen.append(user) or "page", subdomain="<user>")

    with site.app_context():
        url = flask.url_for("page", user=label)
    client_of(site).get("/page", headers={"Host": url.split("/")[2]})

    assert seen == [label]
