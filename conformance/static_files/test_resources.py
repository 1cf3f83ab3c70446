"""Resources of applications: where they lie, and how they are read."""

from pathlib import Path

import flask
import pytest


@pytest.fixture
def library(tmp_path):
    """An application with the resources ``words.txt`` and ``deep/words.txt``."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "words.txt").write_bytes("B\u00fccher\n".encode())
    (tmp_path / "deep" / "words.txt").write_bytes(b"deep\n")
    return flask.Flask("library", root_path=str(tmp_path), static_folder=None)


@pytest.mark.parametrize("mode", [{}, {"mode": "rb"}], ids=["default", "binary"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("words.txt", "B\u00fccher\n".encode()), ("deep/words.txt", b"deep\n")],
    ids=["file", "in-a-folder"],
)
def test_resource_is_opened_below_the_root_path(library, monkeypatch, name, content, mode):
    """No context is needed, and the working directory does not matter."""
    monkeypatch.chdir(Path(library.root_path) / "deep")

    with library.open_resource(name, **mode) as file:
        read = b"".join([file.read()])

    assert read == content


@pytest.mark.parametrize("mode", ["r", "rt"])
def test_resource_can_be_opened_as_text(library, mode):
    """Line by line."""
    with library.open_resource("deep/words.txt", mode) as file:
        lines = list(file)

    assert lines == ["deep\n"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("utf-8", "B\u00fccher\n"), ("latin-1", "B\u00c3\u00bccher\n")],
    ids=["utf-8", "latin-1"],
)
def test_encoding_can_be_given(library, encoding, text):
    """By position and by name."""
    lines = []

    with library.open_resource("words.txt", "r", encoding) as file:
        lines.extend(file)
    with library.open_resource("words.txt", mode="rt", encoding=encoding) as file:
        lines.extend(file)

    assert lines == [text, text]


@pytest.mark.parametrize("mode", ["w", "wb", "a", "x", "r+", "rb+", "w+"])
def test_resources_are_only_read(library, mode):
    """The file stays as it is, and none is made."""
    for name in ("deep/words.txt", "new.txt"):
        with pytest.raises(ValueError):
            library.open_resource(name, mode)

    assert sorted(path.name for path in Path(library.root_path).iterdir()) == ["deep", "words.txt"]
    assert (Path(library.root_path) / "deep" / "words.txt").read_bytes() == b"deep\n"


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_missing_resource_is_an_error(library, mode):
    """In text mode, too."""
    with pytest.raises(FileNotFoundError):
        library.open_resource("nothing.txt", mode)
