"""Prefixes: how they are joined with rules, and which of several is used."""

import flask
import pytest


def shop_with(rule, **options):
    """A blueprint with one view, which links to itself."""
    shop = flask.Blueprint("shop", __name__, **options)
    shop.add_url_rule(rule, "page", lambda: flask.url_for(".page"))
    return shop


@pytest.mark.parametrize(
    ("own", "given", "url"),
    [
        pytest.param(None, "/store", "/store/page", id="given"),
        pytest.param("/shop", "/store", "/store/page", id="both"),
        pytest.param("/shop", None, "/shop/page", id="none-given"),
        pytest.param("/shop", "/", "/page", id="slash-given"),
        pytest.param("/shop", "", "/page", id="empty-given"),
        pytest.param(None, None, "/page", id="none"),
    ],
)
def test_prefix_of_the_registration_wins(app, client, own, given, url):
    """Only None leaves the choice to the blueprint."""
    app.register_blueprint(shop_with("/page", url_prefix=own), url_prefix=given)

    assert client.get(url).text == url
    assert client.get("/shop/store/page").status_code == 404


@pytest.mark.parametrize(
    ("prefix", "rule", "url"),
    [
        pytest.param("/shop", "/page", "/shop/page", id="plain"),
        pytest.param("/shop/", "/page", "/shop/page", id="slash-behind-the-prefix"),
        pytest.param("/shop", "page", "/shop/page", id="no-slash-before-the-rule"),
        pytest.param("/shop/", "page", "/shop/page", id="slash-behind-the-prefix-only"),
        pytest.param("/shop//", "//page", "/shop/page", id="many-slashes"),
        pytest.param("/town/shop", "/page", "/town/shop/page", id="two-levels"),
        pytest.param("/shop", "/page/", "/shop/page/", id="folder"),
        pytest.param("/", "/page", "/page", id="slash-as-prefix"),
        pytest.param("", "/page", "/page", id="empty-prefix"),
    ],
)
def test_one_slash_stands_between_prefix_and_rule(app, client, prefix, rule, url):
    """The URL leads to the view, which links back to it."""
    app.register_blueprint(shop_with(rule, url_prefix=prefix))

    assert client.get(url).text == url


@pytest.mark.parametrize("prefix", ["shop", "shop/", "<name>"])
@pytest.mark.parametrize("where", ["own", "given"])
def test_prefix_needs_a_leading_slash(app, prefix, where):
    """Wherever the prefix comes from."""
    shop = shop_with("/page", url_prefix=prefix if where == "own" else "/")

    with pytest.raises(ValueError):
        app.register_blueprint(shop, **({"url_prefix": prefix} if where == "given" else {}))
