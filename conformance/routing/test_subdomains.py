"""Which rules match on which hosts of an application that matches subdomains."""

import flask
import pytest


@pytest.fixture
def site():
    """An application that matches the subdomains of example.com."""
    site = flask.Flask("app_under_test", static_folder=None, subdomain_matching=True)
    site.config["SERVER_NAME"] = "example.com"
    return site


@pytest.fixture
def get(site, client_of):
    """Ask ``site`` for a URL without its scheme."""
    client = client_of(site)
    return lambda url: client.get(f"http://{url}")


def test_rule_keeps_to_its_subdomain(site, get):
    """Neither the server name itself, nor other subdomains, nor deeper ones match."""
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")

    found = get("api.example.com/status")
    others = ["example.com", "www.example.com", "my.api.example.com", "api.www.example.com"]
    missing = [get(f"{host}/status").status_code for host in others]

    assert found.text == "api"
    assert missing == [404] * 4


def test_rule_keeps_to_its_subdomain__deep(site, get):
    """A subdomain may have several labels."""
    site.add_url_rule("/status", "status", lambda: "deep", subdomain="my.api")

    found, missing = get("my.api.example.com/status"), get("api.example.com/status")

    assert found.text == "deep"
    assert missing.status_code == 404


def test_rule_keeps_to_its_subdomain__same_path(site, get):
    """Each subdomain may have a view of its own under the same path."""
    for name in ("api", "www"):
        site.add_url_rule("/status", name, lambda name=name: f"view of {name}", subdomain=name)

    answers = get("api.example.com/status").text, get("www.example.com/status").text

    assert answers == ("view of api", "view of www")


@pytest.mark.parametrize("name", ["www", "a.b"])
def test_rule_without_a_subdomain_keeps_to_the_server_name(site, get, name):
    """On a subdomain, such a rule is not found."""
    site.add_url_rule("/status", "status", lambda: "main")

    found, missing = get("example.com/status"), get(f"{name}.example.com/status")

    assert found.text == "main"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("subdomain", "name", "values"),
    [
        pytest.param("<int:n>", "7", {"n": 7}, id="int"),
        pytest.param("<any(en, de):language>", "de", {"language": "de"}, id="any"),
        pytest.param("<string(length=2):code>", "fr", {"code": "fr"}, id="string-of-length"),
        pytest.param("<user>.shop", "emma.shop", {"user": "emma"}, id="text-behind"),
        pytest.param("v<int:n>", "v2", {"n": 2}, id="text-before"),
        pytest.param("<a>-<b>", "x-y", {"a": "x", "b": "y"}, id="two-in-a-label"),
        pytest.param("<a>.<b>", "x.y", {"a": "x", "b": "y"}, id="two-labels"),
    ],
)
def test_subdomain_may_have_variables__converters(site, get, subdomain, name, values):
    """Converters and literal text mean in a subdomain what they mean in a path."""
    seen = []
    site.add_url_rule(
        "/page", "page", lambda **values: seen.append(values) or "page", subdomain=subdomain
    )

    get(f"{name}.example.com/page")

    assert seen == [values]


@pytest.mark.parametrize(
    ("subdomain", "taken", "refused"),
    [
        pytest.param("<int:n>", "7", "x", id="int"),
        pytest.param("<any(en, de):language>", "de", "fr", id="any"),
        pytest.param("<string(length=2):code>", "fr", "fra", id="string-of-length"),
        pytest.param("<user>.shop", "emma.shop", "emma.help", id="text-behind"),
    ],
)
def test_subdomain_may_have_variables__refused(site, get, subdomain, taken, refused):
    """A subdomain that the converter does not take is not found, nor is none at all."""
    site.add_url_rule("/page", "page", lambda **values: "page", subdomain=subdomain)

    found = get(f"{taken}.example.com/page")
    missing = [get(f"{refused}.example.com/page"), get("example.com/page")]

    assert found.text == "page"
    assert [each.status_code for each in missing] == [404, 404]


@pytest.mark.parametrize("name", ["example.com", "Example.COM"], ids=["lower", "mixed"])
@pytest.mark.parametrize("host", ["API.example.com", "api.EXAMPLE.com"])
def test_case_of_the_host_does_not_count(site, client_of, name, host):
    """Neither that of the subdomain, nor that of the server name, in request or config."""
    site.config["SERVER_NAME"] = name
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")

    answer = client_of(site).get("http://localhost/status", headers={"Host": host})

    assert answer.text == "api"


@pytest.mark.parametrize(
    ("name", "url"),
    [
        pytest.param("example.com:5000", "http://api.example.com:5000", id="same-port"),
        pytest.param("example.com", "http://api.example.com:80", id="http-spelt-out"),
        pytest.param("example.com", "https://api.example.com:443", id="https-spelt-out"),
        pytest.param("example.com", "https://api.example.com", id="no-port"),
        pytest.param("example.com:80", "http://api.example.com", id="http-in-the-config"),
        pytest.param("example.com:443", "https://api.example.com", id="https-in-the-config"),
    ],
)
def test_port_of_the_server_name_counts(site, client_of, name, url):
    """The ports are equal, or one is left out where the other is the standard one."""
    site.config["SERVER_NAME"] = name
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")

    answer = client_of(site).get(f"{url}/status")

    assert answer.text == "api"


@pytest.mark.filterwarnings("ignore:Current server name")
@pytest.mark.parametrize(
    ("name", "url"),
    [
        pytest.param("example.com:5000", "http://api.example.com", id="missing"),
        pytest.param("example.com:5000", "http://api.example.com:5001", id="different"),
        pytest.param("example.com", "http://api.example.com:5000", id="not-in-the-config"),
        pytest.param("example.com:80", "https://api.example.com", id="of-another-scheme"),
    ],
)
def test_port_of_the_server_name_counts__refused(site, client_of, name, url):
    """On another port there is no subdomain, and without a port in its place neither."""
    site.config["SERVER_NAME"] = name
    site.add_url_rule("/status", "status", lambda: "api", subdomain="api")
    client = client_of(site)

    found, missing = client.get(f"http://api.{name}/status"), client.get(f"{url}/status")

    assert found.text == "api"
    assert missing.status_code == 404
