"""Static files of blueprints: where they are found, and which come first."""

from datetime import timedelta
from pathlib import Path

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with a file in ``assets``, in ``more/assets`` and beside them."""
    for folder in ("assets", "more/assets"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "hello.txt").write_text(f"hello from {folder}")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path


def shop_at(root, **options):
    """A blueprint with this root path, a page, and static files if a folder is given."""
    shop = flask.Blueprint("shop", __name__, root_path=str(root), **options)
    shop.add_url_rule(
        "/-/page", "page", lambda: flask.url_for(".static", filename="hello.txt", version=7)
    )
    return shop


@pytest.mark.parametrize(
    ("own", "given", "url"),
    [
        pytest.param({}, {}, "/assets/hello.txt", id="no-prefix"),
        pytest.param({"url_prefix": "/shop"}, {}, "/shop/assets/hello.txt", id="prefix"),
        pytest.param({}, {"url_prefix": "/store"}, "/store/assets/hello.txt", id="given-prefix"),
        pytest.param({"static_url_path": "/files"}, {}, "/files/hello.txt", id="path"),
        pytest.param({"static_url_path": "/files/"}, {}, "/files/hello.txt", id="slash"),
        pytest.param(
            {"static_url_path": "/a/b", "url_prefix": "/shop"}, {}, "/shop/a/b/hello.txt", id="both"
        ),
        pytest.param(
            {"static_url_path": "", "url_prefix": "/shop"}, {}, "/shop/hello.txt", id="empty-path"
        ),
    ],
)
def test_blueprint_serves_its_static_files(app, client, root, own, given, url):
    """They are not found elsewhere."""
    app.register_blueprint(shop_at(root, static_folder="assets", **own), **given)

    found, missing = client.get(url), client.get("/static/hello.txt")

    assert found.text == "hello from assets"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        pytest.param("assets", "/assets", id="plain"),
        pytest.param("assets/", "/assets", id="slash-at-the-end"),
        pytest.param("more/assets", "/assets", id="deeper"),
        pytest.param(Path("assets"), "/assets", id="path"),
    ],
)
def test_static_url_path_is_the_name_of_the_folder(app, client, root, folder, path):
    """However the folder is written."""
    app.register_blueprint(shop_at(root, static_folder=folder))

    answer = client.get(f"{path}/hello.txt")

    assert answer.text == f"hello from {str(folder).rstrip('/')}"


@pytest.mark.parametrize(
    ("options", "url"),
    [
        pytest.param({}, "/assets/hello.txt?version=7", id="plain"),
        pytest.param({"url_prefix": "/shop"}, "/shop/assets/hello.txt?version=7", id="prefix"),
        pytest.param({"name": "store"}, "/assets/hello.txt?version=7", id="name"),
    ],
)
@pytest.mark.parametrize("nested", [False, True], ids=["registered", "nested"])
def test_static_files_of_a_blueprint_have_an_endpoint(app, client, root, options, url, nested):
    """The URL leads to the file; the name is that of the registration."""
    town = flask.Blueprint("town", __name__, url_prefix="/town")
    (town if nested else app).register_blueprint(shop_at(root, static_folder="assets"), **options)
    if nested:
        app.register_blueprint(town)
    page = ("/town" if nested else "") + options.get("url_prefix", "") + "/-/page"

    built = client.get(page).text

    assert built == (f"/town{url}" if nested else url)
    assert client.get(built).text == "hello from assets"


@pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
def test_static_folder_lies_below_the_root_path(app, client, root, absolute):
    """An absolute folder is taken as it is."""
    folder = str(root / "assets") if absolute else "assets"
    app.register_blueprint(shop_at(root if not absolute else root / "more", static_folder=folder))

    assert client.get("/assets/hello.txt").text == "hello from assets"


def test_without_a_folder_nothing_is_served(app, client, root):
    """Even if there is a folder ``static`` below its root path."""
    (root / "static").mkdir()
    (root / "static" / "hello.txt").write_text("hello")
    shop = flask.Blueprint("shop", __name__, root_path=str(root))
    shop.add_url_rule("/page", "page", lambda: flask.request.endpoint)
    app.register_blueprint(shop)

    assert client.get("/page").text == "shop.page"
    assert client.get("/static/hello.txt").status_code == 404
    assert "shop.static" not in list(app.view_functions)


@pytest.mark.parametrize(
    ("prefix", "both", "own"),
    [
        pytest.param(None, ("/files/hello.txt", "of the site"), ("/files/own.txt", 404), id="none"),
        pytest.param(
            "/shop",
            ("/shop/files/hello.txt", "of the shop"),
            ("/shop/files/own.txt", 200),
            id="prefix",
        ),
    ],
)
def test_static_files_of_the_application_come_first(client_of, tmp_path, prefix, both, own):
    """A prefix of the blueprint parts them."""
    for name in ("site", "shop"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "hello.txt").write_text(f"of the {name}")
    (tmp_path / "shop" / "own.txt").write_text("own")
    options = {"static_url_path": "/files"}
    site = flask.Flask("site", static_folder=str(tmp_path / "site"), **options)
    shop = flask.Blueprint("shop", __name__, static_folder=str(tmp_path / "shop"), **options)
    site.register_blueprint(shop, url_prefix=prefix)
    client = client_of(site)

    assert client.get(both[0]).text == both[1]
    assert client.get(own[0]).status_code == own[1]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({}, "None None False", id="none"),
        pytest.param({"static_folder": "assets"}, "ROOT/assets /assets True", id="relative"),
        pytest.param(
            {"static_folder": "more/assets", "static_url_path": "/files"},
            "ROOT/more/assets /files True",
            id="path",
        ),
    ],
)
def test_attributes_tell_of_the_folder(root, options, told):
    """Before the blueprint is registered, too."""
    shop = flask.Blueprint("shop", __name__, root_path=str(root), **options)

    attributes = [shop.static_folder, shop.static_url_path, shop.has_static_folder]

    assert " ".join(map(str, attributes)) == told.replace("ROOT", str(root))


@pytest.mark.parametrize(
    "filename",
    [
        pytest.param("nothing.txt", id="not-there"),
        pytest.param("../secret.txt", id="elsewhere"),
        pytest.param("../assets/../secret.txt", id="elsewhere-by-a-detour"),
    ],
)
def test_file_is_sent_by_hand(app, client, root, filename):
    """From a view of the application, too."""
    shop = shop_at(root, static_folder="assets")
    app.add_url_rule("/sent", "sent", lambda: shop.send_static_file("hello.txt"))
    app.add_url_rule("/missing", "missing", lambda: shop.send_static_file(filename))

    sent, missing = client.get("/sent"), client.get("/missing")

    assert sent.text == "hello from assets"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    ("default", "control"),
    [
        pytest.param(None, "no-cache", id="none"),
        pytest.param(60, "max-age=60", id="seconds"),
        pytest.param(timedelta(minutes=2), "max-age=120", id="timedelta"),
    ],
)
@pytest.mark.parametrize("own", [False, True], ids=["default", "overridden"])
def test_cache_time_is_the_blueprint_s(app, client, root, default, control, own):
    """A subclass decides for each file."""

    class Shop(flask.Blueprint):
        def get_send_file_max_age(self, filename):
            return 7 if own and filename == "hello.txt" else super().get_send_file_max_age(filename)

    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = default
    app.register_blueprint(Shop("shop", __name__, root_path=str(root), static_folder="assets"))

    answer = client.get("/assets/hello.txt")

    assert ("max-age=7" if own else control) in answer.headers["Cache-Control"].split(", ")
