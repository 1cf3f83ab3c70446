"""Paths that lead out, as an attacker writes them."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

WAYS_OUT = {
    "parent": "../secret.txt",
    "encoded-dots": "%2e%2e/secret.txt",
    "encoded-slash": "..%2fsecret.txt",
    "encoded-all": "%2e%2e%2fsecret.txt",
    "encoded-twice": "%252e%252e%252fsecret.txt",
    "overlong": "%c0%ae%c0%ae/secret.txt",
    "detour": "shelf/../../secret.txt",
    "encoded-detour": "shelf/%2e%2e/%2e%2e/secret.txt",
    "backslash": "..%5csecret.txt",
    "backslashes": "shelf%5c..%5c..%5csecret.txt",
    "four-dots": "....//secret.txt",
    "sibling": "../public-secret/secret.txt",
    "null-byte": "../secret.txt%00.css",
    "null-byte-inside": "page.css%00",
    "line-feed": "../secret.txt%0a",
    "blank": "%20../secret.txt",
    "absolute": "%2fetc/passwd",
    "absolute-again": "%2f%2fetc/passwd",
    "share": "%5c%5cserver%5cshare%5csecret.txt",
    "drive": "C:/secret.txt",
    "drive-with-backslash": "C:%5csecret.txt",
    "file-url": "file:%2f%2f%2fetc/passwd",
    "home": "~/secret.txt",
    "device": "CON",
    "device-with-ending": "NUL.css",
    "device-below": "shelf/AUX",
    "device-with-stream": "CON::$DATA",
    "folder": "shelf",
    "dot": "%2e",
    "parent-alone": "..",
}
ways_out = pytest.mark.parametrize("path", WAYS_OUT.values(), ids=WAYS_OUT)


@pytest.fixture
def folders(tmp_path):
    """A folder with static files and one with templates, and secrets beside both."""
    for name in ("public/shelf", "public-secret", "templates/shelf"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("public/page.css", "public/shelf/page.css", "templates/shelf/page.html"):
        (tmp_path / name).write_text("for all")
    for name in ("secret.txt", "secret.html", "public-secret/secret.txt"):
        (tmp_path / name).write_text("top secret")
    return tmp_path


@pytest.fixture
def library(folders):
    """An application with these folders, and a view for its static files."""
    app = flask.Flask(
        "app_under_test",
        root_path=str(folders),
        static_folder="public",
        static_url_path="/static",
    )
    app.add_url_rule(
        "/files/<path:name>", "files", lambda name: flask.send_from_directory("public", name)
    )
    return app


@ways_out
def test_static_files_stay_in_their_folder(library, client_of, path):
    """Each way out is not found, beside a file that is."""
    client = client_of(library)

    inside = client.get("/static/shelf/page.css")
    outside = client.get(f"/static/{path}", follow_redirects=True)

    assert inside.text == "for all"
    assert outside.status_code == 404


@ways_out
def test_static_files_stay_in_their_folder__of_a_blueprint(folders, client_of, path):
    """Those of a blueprint do, too."""
    app = flask.Flask("app_under_test", static_folder=None)
    blueprint = flask.Blueprint("shelf", "shelf", static_folder=folders / "public", url_prefix="/b")
    app.register_blueprint(blueprint)
    client = client_of(app)

    inside = client.get("/b/public/shelf/page.css")
    outside = client.get(f"/b/public/{path}", follow_redirects=True)

    assert inside.text == "for all"
    assert outside.status_code == 404


PIECES = st.sampled_from(["..", ".", "shelf", "page.css", "secret.txt", "", "%2e%2e", "%5c", "%00"])
SLASHES = st.sampled_from(["/", "%2f", "%5c", "//"])


@given(pieces=st.lists(st.tuples(PIECES, SLASHES), min_size=1, max_size=5))
def test_directory_of_a_view_is_not_left(library, client_of, pieces):
    """Any path of dots, names, slashes and backslashes gives a file from inside, or none.

    The application is the same for all, since it does not change.
    """
    client = client_of(library)
    path = "".join(piece + slash for piece, slash in pieces)

    inside, answer = [client.get(f"/files/{each}") for each in ("page.css", f"x/..{path}")]

    assert inside.text == "for all"
    assert "top secret" not in answer.text


TEMPLATES_OUTSIDE = {
    "parent": "../secret.html",
    "detour": "shelf/../../secret.html",
    "inside-again": "../templates/shelf/page.html",
    "backslash": "..\\secret.html",
    "absolute": "ROOT/secret.html",
    "null-byte": "shelf/page.html\0",
}


@pytest.mark.parametrize("name", TEMPLATES_OUTSIDE.values(), ids=TEMPLATES_OUTSIDE)
def test_template_stays_in_its_folder(library, folders, name):
    """Each name of another place is that of a missing template."""
    import jinja2

    with library.app_context():
        inside = flask.render_template("shelf/page.html")
        with pytest.raises(jinja2.TemplateNotFound):
            flask.render_template(name.replace("ROOT", str(folders)))

    assert inside == "for all"


@pytest.mark.parametrize("place", ["/static", "/files"])
def test_missing_file_does_not_tell_its_place(library, client_of, folders, place):
    """The page that says so has no folder in it."""
    client = client_of(library)

    found, missing = [client.get(f"{place}/{name}") for name in ("page.css", "lost.css")]

    assert (found.text, missing.status_code) == ("for all", 404)
    assert str(folders) not in missing.text
