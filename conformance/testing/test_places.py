"""Where test requests go, for settings and arguments."""

import flask
import pytest


@pytest.mark.parametrize(
    ("settings", "arguments", "url"),
    [
        pytest.param({}, {"subdomain": "new"}, "http://new.localhost/page", id="no-name"),
        pytest.param(
            {"SERVER_NAME": "books.example:80"},
            {"subdomain": "a.b"},
            "http://a.b.books.example/page",
            id="two-parts",
        ),
        pytest.param(
            {"APPLICATION_ROOT": "/shop/"},
            {"subdomain": "new"},
            "http://new.localhost/shop/page",
            id="below-a-root",
        ),
    ],
)
def test_subdomain_stands_before_the_host__in_any_place(app, settings, arguments, url):
    """A subdomain changes the host and nothing else."""
    app.config.update(settings)
    seen = []
    app.before_request(lambda: seen.append(flask.request.url))

    app.test_client().get("/page", **arguments)

    assert seen == [url]


@pytest.mark.parametrize("root", ["/shop", "/shop/", "shop"], ids=["plain", "folder", "bare"])
def test_settings_name_the_place__however_the_root_is_written(app, root):
    """The root has one slash before it, and the path one after it."""
    app.config["APPLICATION_ROOT"] = root
    seen = []
    app.before_request(lambda: seen.append(flask.request.url))

    app.test_client().get("/page")

    assert seen == ["http://localhost/shop/page"]


def test_whole_url_counts_before_the_settings__subdomain(app):
    """A subdomain does not change the host of a whole URL."""
    seen = []
    app.before_request(lambda: seen.append(flask.request.host))

    app.test_client().get("http://other.example/page", subdomain="new")

    assert seen == ["other.example"]


@pytest.mark.parametrize(
    "more", [{"subdomain": "new"}, {"url_scheme": "https"}], ids=["subdomain", "scheme"]
)
def test_base_url_stands_alone(app, more):
    """A base URL is not to be changed by another argument."""
    app.add_url_rule("/page", "page", lambda: flask.request.host)
    browser = app.test_client()

    with pytest.raises(AssertionError):
        browser.get("/page", base_url="http://other.example", **more)

    assert browser.get("/page", base_url="http://other.example").text == "other.example"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        pytest.param("/page?name=Ada&name=Max", None, id="in-the-path"),
        pytest.param("/page", "name=Ada&name=Max", id="text"),
        pytest.param("/page", {"name": ["Ada", "Max"]}, id="mapping"),
    ],
)
def test_query_is_a_part_of_the_path_or_an_argument(app, path, query):
    """However it is given, the view finds the same values."""
    seen = []
    app.before_request(lambda: seen.extend(flask.request.args.getlist("name")))

    app.test_client().get(path, query_string=query)

    assert seen == ["Ada", "Max"]
