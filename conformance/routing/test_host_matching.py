"""Which rules match on which hosts of an application that matches hosts."""

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


@pytest.mark.parametrize(
    "host",
    ["example.org", "www.example.com", "com", "example.com.org", "localhost"],
    ids=["other", "subdomain", "part", "longer", "plain"],
)
def test_rule_keeps_to_its_host(site, get, host):
    """The whole host is compared, not its end."""
    site.add_url_rule("/status", "status", lambda: "fine", host="example.com")

    found, missing = get("example.com/status"), get(f"{host}/status")

    assert found.text == "fine"
    assert missing.status_code == 404


def test_rule_keeps_to_its_host__same_path(site, get):
    """Each host may have a view of its own under the same path."""
    for name in ("one", "two"):
        site.add_url_rule("/status", name, lambda name=name: name, host=f"{name}.example")

    answers = get("one.example/status").text, get("two.example/status").text

    assert answers == ("one", "two")


def test_rule_keeps_to_its_host__of_a_blueprint(site, get):
    """A rule of a blueprint may have a host too."""
    shop = flask.Blueprint("shop", __name__)
    shop.add_url_rule("/status", "status", lambda: "shop", host="shop.example")
    site.register_blueprint(shop)

    found, missing = get("shop.example/status"), get("localhost/status")

    assert found.text == "shop"
    assert missing.status_code == 404


def test_rule_without_a_host_is_not_found(site, get):
    """Neither on a host that other rules have, nor on a new one."""
    site.add_url_rule("/status", "status", lambda: "fine", host="example.com")
    site.add_url_rule("/hostless", "hostless", lambda: "hostless")

    found = get("example.com/status")
    missing = get("example.com/hostless"), get("localhost/hostless")

    assert found.text == "fine"
    assert [each.status_code for each in missing] == [404, 404]


@pytest.mark.parametrize(
    ("host", "requested", "values"),
    [
        pytest.param("<name>", "example.com", {"name": "example.com"}, id="whole-host"),
        pytest.param("<user>.example", "emma.example", {"user": "emma"}, id="label"),
        pytest.param("<user>.example", "a.b.example", {"user": "a.b"}, id="several-labels"),
        pytest.param("v<int:n>.example", "v2.example", {"n": 2}, id="int"),
        pytest.param("<any(a, b):x>.example", "b.example", {"x": "b"}, id="any"),
        pytest.param("<name>:5000", "example.com:5000", {"name": "example.com"}, id="port-behind"),
    ],
)
def test_host_may_have_variables(site, get, host, requested, values):
    """Converters and literal text mean in a host what they mean in a path."""
    seen = []
    site.add_url_rule("/page", "page", lambda **values: seen.append(values) or "page", host=host)

    get(f"{requested}/page")

    assert seen == [values]


@pytest.mark.parametrize(
    ("host", "taken", "refused"),
    [
        pytest.param("<user>.example", "emma.example", "example", id="empty"),
        pytest.param("v<int:n>.example", "v2.example", "vx.example", id="int"),
        pytest.param("<any(a, b):x>.example", "a.example", "c.example", id="any"),
    ],
)
def test_host_may_have_variables__refused(site, get, host, taken, refused):
    """A host that the converter does not take is not found."""
    site.add_url_rule("/page", "page", lambda **values: "page", host=host)

    found, missing = get(f"{taken}/page"), get(f"{refused}/page")

    assert found.text == "page"
    assert missing.status_code == 404


@pytest.mark.parametrize("fixed_first", [True, False], ids=["fixed-first", "variable-first"])
def test_fixed_host_comes_before_a_variable(site, get, fixed_first):
    """The variable gets the hosts that no fixed one takes."""
    for host in sorted(["<name>", "shop.example"], reverse=fixed_first):
        site.add_url_rule("/status", host, lambda name="fixed": name, host=host)

    answers = get("shop.example/status").text, get("help.example/status").text

    assert answers == ("fixed", "help.example")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        pytest.param("example.com:5000", "http://example.com:5000", id="same-port"),
        pytest.param("example.com", "http://example.com:80", id="http-spelt-out"),
        pytest.param("example.com", "https://example.com:443", id="https-spelt-out"),
        pytest.param("[::1]:5000", "http://[::1]:5000", id="ipv6"),
    ],
)
def test_host_may_have_a_port(site, client_of, host, url):
    """Rule and request have the same port, where the standard port is none."""
    site.add_url_rule("/status", "status", lambda: "fine", host=host)

    answer = client_of(site).get(f"{url}/status")

    assert answer.text == "fine"


@pytest.mark.parametrize(
    ("host", "requested"),
    [
        pytest.param("example.com:5000", "example.com", id="missing"),
        pytest.param("example.com:5000", "example.com:5001", id="different"),
        pytest.param("example.com", "example.com:5000", id="not-in-the-rule"),
    ],
)
def test_host_may_have_a_port__refused(site, get, host, requested):
    """With another port it is another host."""
    site.add_url_rule("/status", "status", lambda: "fine", host=host)

    found, missing = get(f"{host}/status"), get(f"{requested}/status")

    assert found.text == "fine"
    assert missing.status_code == 404


def test_case_of_the_requested_host_does_not_count(site, client_of):
    """A variable gets the host in lower case, and a fixed host matches it."""
    site.add_url_rule("/fixed", "fixed", lambda: "fine", host="example.com")
    site.add_url_rule("/variable", "variable", lambda name: name, host="<name>")
    client = client_of(site)

    headers = {"Host": "Example.COM"}
    fixed, variable = (
        client.get("/fixed", headers=headers),
        client.get("/variable", headers=headers),
    )

    assert fixed.text == "fine"
    assert variable.text == "example.com"


def test_server_name_takes_no_part(site, get):
    """A rule is found on its own host, whatever the server name is."""
    site.config["SERVER_NAME"] = "example.com"
    site.add_url_rule("/status", "status", lambda: "fine", host="example.org")

    found, missing = get("example.org/status"), get("example.com/status")

    assert found.text == "fine"
    assert missing.status_code == 404
