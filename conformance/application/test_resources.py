"""Resources of applications: where they lie, and how they are opened."""

from pathlib import Path

import flask
import pytest

WORDS = "B\u00fccher\n"


@pytest.fixture
def shop(tmp_path):
    """An application with ``words.txt`` in both of its folders, and one in a folder of these."""
    for folder in ("code/deep", "instance/deep"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "words.txt").write_bytes(f"deep {folder[:4]}\n".encode())
    (tmp_path / "code" / "words.txt").write_bytes(WORDS.encode())
    (tmp_path / "instance" / "words.txt").write_bytes(WORDS.upper().encode())
    return flask.Flask(
        "shop", root_path=str(tmp_path / "code"), instance_path=str(tmp_path / "instance")
    )


def read(file):
    """All that is in a file, which is closed."""
    with file:
        return file.read()


@pytest.mark.parametrize("arguments", [[], ["rb"]], ids=["default", "binary"])
def test_resource_is_opened_below_the_root_path(shop, arguments):
    """As bytes."""
    contents = [
        b"".join([read(shop.open_resource(name, *arguments))])
        for name in ("words.txt", "deep/words.txt")
    ]

    assert contents == [WORDS.encode(), b"deep code\n"]


@pytest.mark.parametrize("mode", ["r", "rt"])
def test_resource_can_be_opened_as_text(shop, mode):
    """Line by line."""
    with shop.open_resource("deep/words.txt", mode) as file:
        lines = list(file)

    assert lines == ["deep code\n"]


@pytest.mark.parametrize(
    ("mode", "encoding", "content"),
    [
        pytest.param("r", "utf-8", WORDS, id="utf-8"),
        pytest.param("rt", "latin-1", "B\u00c3\u00bccher\n", id="latin-1"),
        pytest.param("rb", "latin-1", WORDS.encode(), id="binary"),
    ],
)
def test_encoding_of_a_resource_can_be_given(shop, mode, encoding, content):
    """By name."""
    with shop.open_resource("words.txt", mode, encoding=encoding) as file:
        lines = list(file)

    assert lines == [content]


@pytest.mark.parametrize("mode", ["w", "wb", "a", "x", "r+", "rb+", "w+"])
def test_resources_are_only_read(shop, mode):
    """The file stays as it is, and none is made."""
    for name in ("deep/words.txt", "deep/new.txt"):
        with pytest.raises(ValueError):
            shop.open_resource(name, mode)

    folder = Path(str(shop.root_path)) / "deep"
    assert [path.name for path in folder.iterdir()] == ["words.txt"]
    assert (folder / "words.txt").read_bytes() == b"deep code\n"


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_missing_resource_is_an_error(shop, mode):
    """In text mode, too."""
    with pytest.raises(FileNotFoundError):
        shop.open_resource("nothing.txt", mode)


@pytest.mark.parametrize("arguments", [[], ["rb"]], ids=["default", "binary"])
def test_instance_resource_is_opened_in_the_instance_folder(shop, arguments):
    """As bytes."""
    contents = [
        b"".join([read(shop.open_instance_resource(name, *arguments))])
        for name in ("words.txt", "deep/words.txt")
    ]

    assert contents == [WORDS.upper().encode(), b"deep inst\n"]


MODES = {
    "w": "ship",
    "a": "deep inst\nship",
    "r+": "ship inst\n",
    "wb": "ship",
    "ab": "deep inst\nship",
}


@pytest.mark.parametrize(("mode", "content"), MODES.items(), ids=MODES)
def test_instance_resource_may_be_written(shop, mode, content):
    """In text mode and in binary mode, from the begin or at the end."""
    with shop.open_instance_resource("deep/words.txt", mode) as file:
        file.write(b"ship" if "b" in mode else "ship")

    written = Path(str(shop.instance_path), "deep", "words.txt").read_text()
    assert written == content


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        pytest.param({}, "B\u00dcCHER\n", id="default"),
        pytest.param({"encoding": "utf-8"}, "B\u00dcCHER\n", id="utf-8"),
        pytest.param({"encoding": "latin-1"}, "B\u00c3\u009cCHER\n", id="latin-1"),
    ],
)
def test_instance_resource_is_text_in_utf_8(shop, arguments, text):
    """The default does not depend on the locale."""
    content = read(shop.open_instance_resource("words.txt", "r", **arguments))

    assert "".join([content]) == text


@pytest.mark.parametrize("mode", ["rb", "r", "w", "ab"])
def test_instance_resource_needs_its_folder(shop, mode):
    """The folder is not made."""
    with pytest.raises(FileNotFoundError):
        shop.open_instance_resource("nowhere/words.txt", mode)

    assert not (Path(str(shop.instance_path)) / "nowhere").exists()
