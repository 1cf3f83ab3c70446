"""Templates of blueprints: which of several is used, and where they are found."""

from pathlib import Path

import flask
import pytest


def folder_of(place, **sources):
    """A new folder with these templates, by name."""
    place.mkdir(parents=True)
    for name, source in sources.items():
        (place / f"{name}.txt").write_text(source)
    return str(place)


def show(name):
    """A view that renders the template."""
    return flask.render_template(f"{name}.txt")


def missing_from(app, name):
    """Whether the application lacks a template."""
    return f"{name}.txt" not in app.jinja_env.list_templates()


def blueprint_with(place, name, **sources):
    """A blueprint with these templates and a view that shows any of them."""
    blueprint = flask.Blueprint(
        name, __name__, url_prefix=f"/{name}", template_folder=folder_of(place / name, **sources)
    )
    blueprint.add_url_rule("/<name>", "show", show)
    return blueprint


def site_with(place, **sources):
    """An application with these templates and a view that shows any of them."""
    site = flask.Flask(
        "site", static_folder=None, template_folder=folder_of(place / "site", **sources)
    )
    site.add_url_rule("/show/<name>", "show", show)
    return site


@pytest.mark.parametrize("kind", [str, Path], ids=["text", "path"])
def test_blueprint_brings_its_templates(app, client, tmp_path, kind):
    """The folder may be a text or a path, and have folders in it."""
    folder_of(tmp_path / "pages" / "deep", books="all books")
    shop = flask.Blueprint("shop", __name__, template_folder=kind(tmp_path / "pages"))
    shop.add_url_rule("/books", "books", lambda: flask.render_template("deep/books.txt"))
    app.register_blueprint(shop)

    assert client.get("/books").text == "all books"


@pytest.mark.parametrize("folder", ["pages", "more/pages"])
def test_template_folder_lies_below_the_root_path(app, client, tmp_path, folder):
    """Whether the folder lies right there or deeper."""
    folder_of(tmp_path / folder, books="all books")
    shop = flask.Blueprint("shop", __name__, root_path=str(tmp_path), template_folder=folder)
    shop.add_url_rule("/<name>", "show", show)
    app.register_blueprint(shop)

    assert client.get("/books").text == "all books"


@pytest.mark.parametrize("url", ["/shop/books", "/show/books"], ids=["its-own-view", "application"])
def test_templates_of_the_application_come_first(client_of, tmp_path, url):
    """Names that only the blueprint has are not affected."""
    site = site_with(tmp_path, books="of the site")
    site.register_blueprint(blueprint_with(tmp_path, "shop", books="of the shop", films="films"))
    client = client_of(site)

    books, films = client.get(url), client.get(url.replace("books", "films"))

    assert books.text == "of the site"
    assert films.text == "films"


@pytest.mark.parametrize("order", [["shop", "park"], ["park", "shop"]], ids=" ".join)
def test_blueprints_registered_first_come_first(client_of, tmp_path, order):
    """Whose view renders does not matter."""
    site = site_with(tmp_path)
    parts = {
        name: blueprint_with(tmp_path, name, both=f"both of {name}", **{name: f"own of {name}"})
        for name in ("park", "shop")
    }
    for name in order:
        site.register_blueprint(parts[name])
    client = client_of(site)

    answers = [client.get(f"{place}/both").text for place in ("/park", "/shop", "/show")]

    assert answers == [f"both of {order[0]}"] * 3
    assert client.get("/park/shop").text == "own of shop"
    assert client.get("/shop/park").text == "own of park"


def test_outer_blueprints_come_first(client_of, tmp_path):
    """They are registered first."""
    site = site_with(tmp_path)
    town = blueprint_with(tmp_path, "town", both="of the town")
    town.register_blueprint(blueprint_with(tmp_path, "shop", both="of the shop", own="own"))
    site.register_blueprint(town)
    client = client_of(site)

    answers = [client.get(f"/town/shop/{name}").text for name in ("both", "own")]

    assert answers == ["of the town", "own"]


def test_templates_are_for_everybody(client_of, tmp_path):
    """The application, another blueprint, and a script."""
    site = site_with(tmp_path)
    site.register_blueprint(blueprint_with(tmp_path, "shop", books="all books"))
    site.register_blueprint(blueprint_with(tmp_path, "park"))
    client = client_of(site)

    answers = [client.get(f"{place}/books").text for place in ("/show", "/park")]
    with site.app_context():
        answers.append(" ".join([flask.render_template("books.txt")]))

    assert answers == ["all books", "all books", "all books"]


def test_without_a_folder_there_are_none(app, client, tmp_path):
    """Unlike an application, a blueprint has no folder by default."""
    folder_of(tmp_path / "templates", books="all books")
    options = {"root_path": str(tmp_path)}
    app.add_url_rule("/show/<name>", "show", show)
    app.register_blueprint(flask.Blueprint("without", __name__, **options))
    lacking = missing_from(app, "books")

    app.register_blueprint(
        flask.Blueprint("with", __name__, template_folder="templates", **options)
    )

    assert lacking is True
    assert client.get("/show/books").text == "all books"


def test_unregistered_blueprint_brings_none(client_of, tmp_path):
    """Once it is registered, its templates are found."""
    site = site_with(tmp_path)
    shop = blueprint_with(tmp_path, "shop", books="all books")
    lacking = missing_from(site, "books")

    site.register_blueprint(shop)

    assert lacking is True
    assert client_of(site).get("/show/books").text == "all books"


def town_with_processors(app):
    """An application with a shop, a shelf nested in it and a park, all with context processors."""
    source = "{{ app }} {{ shop }} {{ shelf }} {{ park }} {{ who }}"
    shop, shelf, park = (flask.Blueprint(name, __name__) for name in ("shop", "shelf", "park"))
    for name, layer in (("app", app), ("shop", shop), ("shelf", shelf), ("park", park)):
        layer.context_processor(lambda name=name: {name: name.upper(), "who": name})
        layer.add_url_rule(f"/{name}", "show", lambda: flask.render_template_string(source))
    shop.register_blueprint(shelf)
    app.register_blueprint(shop)
    app.register_blueprint(park)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        pytest.param("/app", ["APP"], id="application"),
        pytest.param("/shop", ["APP", "SHOP"], id="blueprint"),
        pytest.param("/shelf", ["APP", "SHOP", "SHELF"], id="nested"),
        pytest.param("/park", ["APP", "PARK"], id="beside"),
    ],
)
def test_context_processor_is_for_its_views(app, client, url, names):
    """The values of the application are known everywhere."""
    town_with_processors(app)

    assert client.get(url).text.split()[:-1] == names


@pytest.mark.parametrize("name", ["app", "shop", "shelf", "park"])
def test_inner_values_win(app, client, name):
    """The innermost blueprint of the view has the last word."""
    town_with_processors(app)

    assert client.get(f"/{name}").text.split()[-1] == name
