"""Resources of blueprints: where they lie, and how they are read."""

import json
import sys
from pathlib import Path

import flask
import pytest


@pytest.fixture
def shop(tmp_path):
    """A blueprint with the resources ``words.txt`` and ``deep/words.txt``."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "words.txt").write_bytes("B\u00fccher\n".encode())
    (tmp_path / "deep" / "words.txt").write_bytes(b"deep\n")
    return flask.Blueprint("shop", __name__, root_path=str(tmp_path))


@pytest.mark.parametrize("name", ["json", "json.decoder", "not_a_module_of_this_name"])
def test_root_path_is_the_place_of_the_module(name):
    """A package, a module in it, and one that is not there: the working directory stands for it."""
    place = Path(json.__file__).parent if name.startswith("json") else Path.cwd()

    shop = flask.Blueprint("shop", name)

    assert Path(str(shop.root_path)).samefile(place)


def test_root_path_is_the_place_of_the_module__of_a_new_one(tmp_path, monkeypatch):
    """A module that nobody has imported yet is found."""
    (tmp_path / "shop_of_this_check.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))

    shop = flask.Blueprint("shop", "shop_of_this_check")
    sys.modules.pop("shop_of_this_check", None)

    assert Path(str(shop.root_path)).samefile(tmp_path)


@pytest.mark.parametrize("arguments", [[], ["rb"]], ids=["default", "binary"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("words.txt", "B\u00fccher\n".encode()), ("deep/words.txt", b"deep\n")],
    ids=["file", "in-a-folder"],
)
def test_resource_is_opened_below_the_root_path(shop, name, content, arguments):
    """As bytes."""
    with shop.open_resource(name, *arguments) as file:
        read = b"".join([file.read()])

    assert read == content


@pytest.mark.parametrize("mode", ["r", "rt"])
def test_resource_can_be_opened_as_text(shop, mode):
    """Line by line."""
    with shop.open_resource("deep/words.txt", mode) as file:
        lines = list(file)

    assert lines == ["deep\n"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        pytest.param({}, "B\u00fccher\n", id="default"),
        pytest.param({"encoding": "utf-8"}, "B\u00fccher\n", id="utf-8"),
        pytest.param({"encoding": "latin-1"}, "B\u00c3\u00bccher\n", id="latin-1"),
    ],
)
def test_encoding_can_be_given(shop, arguments, text):
    """The default does not depend on the locale."""
    with shop.open_resource("words.txt", "r", **arguments) as file:
        lines = list(file)

    assert lines == [text]


@pytest.mark.parametrize("mode", ["w", "wb", "a", "x", "r+", "rb+", "w+"])
def test_resources_are_only_read(shop, mode):
    """The file stays as it is, and none is made."""
    for name in ("deep/words.txt", "new.txt"):
        with pytest.raises(ValueError):
            shop.open_resource(name, mode)

    assert sorted(path.name for path in Path(shop.root_path).iterdir()) == ["deep", "words.txt"]
    assert (Path(shop.root_path) / "deep" / "words.txt").read_bytes() == b"deep\n"


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_missing_resource_is_an_error(shop, mode):
    """In text mode, too."""
    with pytest.raises(FileNotFoundError):
        shop.open_resource("nothing.txt", mode)
