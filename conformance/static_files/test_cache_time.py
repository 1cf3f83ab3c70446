"""Cache time of files: the setting, the argument and the method."""

import io
from datetime import timedelta
from email.utils import parsedate_to_datetime

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with a note, also in the static folder."""
    (tmp_path / "static").mkdir()
    for name in ("note.txt", "static/note.txt"):
        (tmp_path / name).write_text("Dear Max")
    return tmp_path


def control_of(answer):
    """The parts of ``Cache-Control``."""
    return set(answer.headers["Cache-Control"].split(", "))


WAYS = {
    "path": lambda **options: flask.send_file("note.txt", **options),
    "object": lambda **options: flask.send_file(io.BytesIO(b"hi"), "text/plain", **options),
    "directory": lambda **options: flask.send_from_directory(".", "note.txt", **options),
    "static": lambda: flask.current_app.send_static_file("note.txt"),
}
WAYS_WITH_OPTIONS = {name: way for name, way in WAYS.items() if name != "static"}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_client_asks_again_by_default(client_of, root, way):
    """There is no end of that time either."""
    library = flask.Flask("library", root_path=str(root))
    library.add_url_rule("/file", "file", way)

    answer = client_of(library).get("/file")

    assert "no-cache" in list(control_of(answer))
    assert "max-age" not in answer.headers["Cache-Control"]
    assert "Expires" not in answer.headers


@pytest.mark.parametrize("time", [60, timedelta(minutes=1)], ids=["number", "timedelta"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_setting_is_the_cache_time_of_all_files__however_sent(client_of, root, way, time):
    """By path, as an object, from a directory and as a static file."""
    library = flask.Flask("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = time
    library.add_url_rule("/file", "file", way)

    control = control_of(client_of(library).get("/file"))

    assert "max-age=60" in list(control)
    assert "no-cache" not in list(control)


@pytest.mark.parametrize("setting", [None, 60], ids=["no-setting", "setting"])
@pytest.mark.parametrize("age", [0, 7, 31536000])
@pytest.mark.parametrize("way", WAYS_WITH_OPTIONS.values(), ids=WAYS_WITH_OPTIONS)
def test_time_can_be_given(client_of, root, way, age, setting):
    """A year, a moment, or nothing."""
    library = flask.Flask("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = setting
    library.add_url_rule("/file", "file", lambda: way(max_age=age))

    control = control_of(client_of(library).get("/file"))

    assert f"max-age={age}" in list(control)


@pytest.mark.parametrize("way", WAYS_WITH_OPTIONS.values(), ids=WAYS_WITH_OPTIONS)
def test_time_can_be_given__none(client_of, root, way):
    """``None`` leaves it to the setting."""
    library = flask.Flask("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60
    library.add_url_rule("/file", "file", lambda: way(max_age=None))

    assert "max-age=60" in list(control_of(client_of(library).get("/file")))


@pytest.mark.parametrize(
    ("way", "path"),
    [
        pytest.param(WAYS["path"], "ROOT/note.txt", id="path"),
        pytest.param(WAYS["object"], "None", id="object"),
    ],
)
@pytest.mark.parametrize(
    ("age", "part"), [(7, "max-age=7"), (None, "no-cache")], ids=["number", "none"]
)
def test_function_can_give_the_time(client_of, root, way, path, age, part):
    """The setting does not count then."""
    library, asked = flask.Flask("library", root_path=str(root)), []
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60

    def choose(filename):
        asked.append(str(filename))
        return age

    library.add_url_rule("/file", "file", lambda: way(max_age=choose))

    control = control_of(client_of(library).get("/file"))

    assert asked == [path.replace("ROOT", str(root))]
    assert part in list(control)
    assert "max-age=60" not in list(control)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    ("age", "part"), [(7, "max-age=7"), (None, "no-cache")], ids=["number", "none"]
)
def test_method_decides_for_each_file__however_sent(client_of, root, way, age, part):
    """It counts more than the setting."""

    class Library(flask.Flask):
        def get_send_file_max_age(self, filename):
            return age

    library = Library("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60
    library.add_url_rule("/file", "file", way)

    assert part in list(control_of(client_of(library).get("/file")))


def test_method_decides_for_each_file__blueprint(client_of, root):
    """What a view of a blueprint sends is a file of the application."""

    class Shop(flask.Blueprint):
        def get_send_file_max_age(self, filename):
            return 17

    library = flask.Flask("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60
    shop = Shop("shop", __name__, static_folder=str(root / "static"))
    shop.add_url_rule("/note", "note", lambda: flask.send_file("note.txt"))
    library.register_blueprint(shop, url_prefix="/shop")
    client = client_of(library)

    own, other = client.get("/shop/static/note.txt"), client.get("/shop/note")

    assert "max-age=17" in own.headers["Cache-Control"]
    assert "max-age=60" in other.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("setting", "seconds"),
    [
        pytest.param(None, "None", id="none"),
        pytest.param(0, "0", id="zero"),
        pytest.param(60, "60", id="number"),
        pytest.param(timedelta(days=1), "86400", id="timedelta"),
    ],
)
@pytest.mark.parametrize("filename", ["note.txt", None])
def test_method_gives_the_setting(app, setting, seconds, filename):
    """For any file."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = setting

    with app.app_context():
        age = app.get_send_file_max_age(filename)

    assert str(age) == seconds


def test_everyone_may_keep_a_file_with_a_time(client_of, root):
    """The time begins with the answer."""
    library = flask.Flask("library", root_path=str(root))
    library.add_url_rule("/file", "file", lambda: flask.send_file("note.txt", max_age=600))

    answer = client_of(library).get("/file")
    times = [parsedate_to_datetime(answer.headers[name]) for name in ("Date", "Expires")]

    assert "public" in list(control_of(answer))
    assert abs((times[1] - times[0]).total_seconds() - 600) <= 5
