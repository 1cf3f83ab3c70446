"""Python files that settings are loaded from."""

from pathlib import Path

import flask
import pytest

SOURCES = {
    "assignments": "SHELF = 'fiction'\nSHELVES = 3\ndesk = 'front'\n",
    "computed": "import math\nshelves = math.sqrt(9)\nSHELF, SHELVES = 'fiction', int(shelves)\n",
    "statements": "SHELVES = 0\nfor SHELF in ('poetry', 'drama', 'fiction'):\n    SHELVES += 1\n",
    "functions": "def third(n):\n    return n // 3\n\nSHELF, SHELVES = 'fiction', third(9)\n",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_assigned_names_become_settings(tmp_path, source):
    """The file may do what Python can do, whatever it is called."""
    (tmp_path / "library.cfg").write_text(source)
    config = flask.Config(tmp_path)

    config.from_pyfile("library.cfg")

    assert dict(config) == {"SHELF": "fiction", "SHELVES": 3}


def test_path_starts_at_the_root_path(tmp_path):
    """Files are found below the root, beside it, and anywhere by an absolute path."""
    for place in ("inner", "beside"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "settings.py").write_text(f"SHELF = {place!r}")
    config, seen = flask.Config(str(tmp_path / "inner")), []

    for path in ("settings.py", "../beside/settings.py", str(tmp_path / "inner/settings.py")):
        config.from_pyfile(path)
        seen.append(dict(config)["SHELF"])

    assert seen == ["inner", "beside", "inner"]


@pytest.mark.parametrize("root", [str, Path])
@pytest.mark.parametrize("file", [str, Path])
@pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
def test_path_may_be_a_path_object(tmp_path, root, file, absolute):
    """So may the root path, in any combination."""
    (tmp_path / "settings.py").write_text("SHELF = 'fiction'")
    config = flask.Config(root(tmp_path))

    config.from_pyfile(file(tmp_path / "settings.py" if absolute else "settings.py"))

    assert dict(config) == {"SHELF": "fiction"}


FAULTS = {
    "syntax": ("SHELF = 'fiction'\n= 3\n", SyntaxError),
    "value": ("SHELF = 'fiction'\nint('three')\n", ValueError),
    "name": ("SHELF = fiction\n", NameError),
    "own": ("SHELF = 'fiction'\nclass Broken(LookupError): pass\nraise Broken\n", LookupError),
}
FAULTY = pytest.mark.parametrize(("source", "error"), FAULTS.values(), ids=FAULTS)


@FAULTY
@pytest.mark.parametrize("silent", [False, True], ids=["loud", "silent"])
def test_error_in_the_file_gets_out(tmp_path, source, error, silent):
    """Whatever the error is."""
    (tmp_path / "settings.py").write_text(source)

    with pytest.raises(error):
        flask.Config(tmp_path).from_pyfile("settings.py", silent=silent)


@FAULTY
def test_file_with_an_error_sets_nothing(tmp_path, source, error):
    """Not even what it assigned before the error."""
    (tmp_path / "settings.py").write_text(source)
    config = flask.Config(tmp_path, {"SHELF": "poetry"})

    with pytest.raises(error):
        config.from_pyfile("settings.py")

    assert dict(config) == {"SHELF": "poetry"}


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param("", "utf-8", id="utf-8"),
        pytest.param("", "utf-8-sig", id="byte-order-mark"),
        pytest.param("# -*- coding: latin-1 -*-\n", "latin-1", id="declared"),
    ],
)
def test_file_is_python_source(tmp_path, head, encoding):
    """The locale has no say."""
    (tmp_path / "settings.py").write_bytes(f"{head}SHELF = 'Café'\n".encode(encoding))
    config = flask.Config(tmp_path)

    config.from_pyfile("settings.py")

    assert dict(config) == {"SHELF": "Café"}


def test_file_knows_its_path(tmp_path):
    """So that it can name files beside it."""
    (tmp_path / "settings.py").write_text("PLACE = __file__")
    config = flask.Config(tmp_path)

    config.from_pyfile("settings.py")

    assert dict(config) == {"PLACE": str(tmp_path / "settings.py")}
