"""Folders and loaders: where an application looks for its templates."""

from pathlib import Path

import flask
import pytest
from jinja2 import DictLoader, TemplateNotFound


def write(folder, **sources):
    """Write templates, by name, into a new folder."""
    folder.mkdir(parents=True)
    for name, source in sources.items():
        (folder / f"{name}.txt").write_text(source, encoding="utf-8")


def library_in(place, **options):
    """An application whose root path is that place."""
    return flask.Flask("library", root_path=str(place), static_folder=None, **options)


def render(app, *names):
    """The texts of these templates, in one."""
    with app.app_context():
        return " ".join([flask.render_template(name) for name in names])


def test_templates_lie_in_the_folder_templates(tmp_path, client_of):
    """The folder is found, and no other."""
    write(tmp_path / "templates", page="a page")
    write(tmp_path / "pages", page="another page", other="other")
    library = library_in(tmp_path)
    library.add_url_rule("/<name>", "show", lambda name: flask.render_template(name))
    client = client_of(library)

    assert client.get("/page.txt").text == "a page"
    assert client.get("/other.txt").status_code == 500


def test_templates_lie_in_the_folder_templates__of_a_module(tmp_path, monkeypatch):
    """The root path is that of the module whose name the application has."""
    write(tmp_path / "library_with_templates" / "templates", page="a page")
    (tmp_path / "library_with_templates" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))

    library = flask.Flask("library_with_templates", static_folder=None)

    assert render(library, "page.txt") == "a page"


FOLDERS = {
    "relative": lambda place: "pages",
    "with-a-slash": lambda place: "pages/",
    "relative-path": lambda place: Path("pages"),
    "deeper": lambda place: "more/pages",
    "above": lambda place: "../pages",
    "absolute": lambda place: str(place / "elsewhere"),
    "absolute-path": lambda place: place / "elsewhere",
}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_folder_can_be_chosen(tmp_path, folder):
    """It may be a text or a path, relative or absolute, and replaces the usual one."""
    root = tmp_path / "root"
    for place in ("root/pages", "root/more/pages", "pages", "elsewhere"):
        write(tmp_path / place, page=place)
    write(root / "templates", page="templates", other="other")
    library = library_in(root, template_folder=folder(tmp_path))

    text = render(library, "page.txt")
    with pytest.raises(TemplateNotFound):
        render(library, "other.txt")

    assert (tmp_path / text).samefile(root / folder(tmp_path))


def test_folder_can_be_chosen__told(tmp_path):
    """The application tells the folder as it was given."""
    write(tmp_path / "pages", page="a page")

    library = library_in(tmp_path, template_folder="pages")

    assert f"{library.template_folder}" == "pages"
    assert render(library, "page.txt") == "a page"


def test_without_a_folder_there_are_no_templates(tmp_path):
    """A blueprint may bring some, though."""
    write(tmp_path / "templates", page="a page")
    write(tmp_path / "shop", price="a price")
    library = library_in(tmp_path, template_folder=None)
    library.register_blueprint(
        flask.Blueprint("shop", __name__, template_folder=str(tmp_path / "shop"))
    )

    with pytest.raises(TemplateNotFound):
        render(library, "page.txt")

    assert render(library, "price.txt") == "a price"


@pytest.mark.parametrize("where", ["application", "blueprint"])
def test_folder_need_not_exist(tmp_path, where):
    """The templates of the other one are found all the same."""
    write(tmp_path / "templates", page="a page")
    folders = {"application": ("missing", "templates"), "blueprint": ("templates", "missing")}
    own, shops = folders[where]
    library = library_in(tmp_path, template_folder=own)
    library.register_blueprint(
        flask.Blueprint("shop", __name__, template_folder=str(tmp_path / shops))
    )

    with pytest.raises(TemplateNotFound):
        render(library, "other.txt")

    assert render(library, "page.txt") == "a page"


def test_names_have_slashes(tmp_path):
    """Templates with the same name in several folders are kept apart."""
    for folder in (".", "shop", "shop/old"):
        write(tmp_path / "templates" / folder / "x", page=f"in {folder}")
    library = library_in(tmp_path)

    text = render(library, "x/page.txt", "shop/x/page.txt", "shop/old/x/page.txt")

    assert text == "in . in shop in shop/old"


def test_names_have_slashes__in_templates(tmp_path):
    """A template names another one from the folder on, not from where it lies itself."""
    write(tmp_path / "templates" / "shop", page="{% include 'shop/part.txt' %}", part="a part")
    library = library_in(tmp_path)

    assert render(library, "shop/page.txt") == "a part"


def test_files_are_utf_8(tmp_path, client_of):
    """Letters of all alphabets arrive, whatever the system's encoding is."""
    write(tmp_path / "templates", page="é ß 本 🐦")
    library = library_in(tmp_path)
    library.add_url_rule("/page", "page", lambda: flask.render_template("page.txt"))

    answer = client_of(library).get("/page")

    assert answer.content == "é ß 本 🐦".encode()


def test_loader_can_be_replaced__on_the_object(tmp_path):
    """The folder does not count any more."""
    write(tmp_path / "templates", page="a page", other="other")
    library = library_in(tmp_path)
    library.jinja_loader = DictLoader({"page.txt": "another page"})

    with pytest.raises(TemplateNotFound):
        render(library, "other.txt")

    assert render(library, "page.txt") == "another page"


def test_loader_can_be_replaced__by_a_function():
    """A loader that knows nothing but single names is enough."""
    from jinja2 import FunctionLoader

    library = flask.Flask("library", static_folder=None)
    library.jinja_loader = FunctionLoader(lambda name: f"text of {name}" if name < "n" else None)

    with pytest.raises(TemplateNotFound):
        render(library, "other")

    assert render(library, "book") == "text of book"


def test_loader_can_be_replaced__given():
    """An application and a blueprint tell the loader of their folder, or ``None``."""
    folders = [flask.Flask("a", static_folder=None), flask.Blueprint("b", "b", template_folder="x")]
    none = [flask.Flask("c", template_folder=None, static_folder=None), flask.Blueprint("d", "d")]

    assert [hasattr(each.jinja_loader, "get_source") for each in folders] == [True, True]
    assert [each.jinja_loader is None for each in none] == [True, True]


def test_one_loader_for_all_can_be_made__late_blueprints(tmp_path):
    """The usual one finds templates of blueprints that are registered after it was made."""
    write(tmp_path / "shop", price="a price")
    library = flask.Flask("library", static_folder=None)
    library.jinja_loader = DictLoader({"page.txt": "a page"})

    before = render(library, "page.txt")
    library.register_blueprint(
        flask.Blueprint("shop", __name__, template_folder=str(tmp_path / "shop"))
    )

    assert (before, render(library, "price.txt")) == ("a page", "a price")


def test_names_of_all_templates_are_known(tmp_path):
    """Names that several have are there once."""
    write(tmp_path / "templates", page="a page", both="both")
    write(tmp_path / "shop" / "deep", price="a price")
    write(tmp_path / "shop" / "more", both="both")
    library = library_in(tmp_path)
    for folder in ("shop", "shop/more"):
        library.register_blueprint(
            flask.Blueprint(folder.replace("/", ""), "s", template_folder=str(tmp_path / folder))
        )

    names = list(library.jinja_env.list_templates())

    own = ["both.txt", "deep/price.txt", "more/both.txt", "page.txt"]
    assert [names.count(name) for name in own] == [1, 1, 1, 1]


def test_loader_for_all_has_a_class(app):
    """It knows the templates of its application, whose own come first."""
    from flask.templating import DispatchingJinjaLoader

    shop = flask.Blueprint("shop", __name__)
    app.jinja_loader = DictLoader({"page.html": "a page"})
    shop.jinja_loader = DictLoader({"page.html": "another", "shop.html": "a shop"})
    app.register_blueprint(shop)
    loader = DispatchingJinjaLoader(app)
    names = sorted(loader.list_templates())

    sources = [loader.get_source(app.jinja_env, name)[0] for name in names]

    assert loader.app is app
    assert dict(zip(names, sources, strict=True)) == {"page.html": "a page", "shop.html": "a shop"}
    assert isinstance(app.create_global_jinja_loader(), DispatchingJinjaLoader)
