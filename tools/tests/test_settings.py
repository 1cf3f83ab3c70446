import datetime

import pytest
from packaging.version import Version

from flask_conformance.errors import TargetError
from flask_conformance.targets.settings import Configuration, ExpectedFailure

EVERYTHING = """
[targets.mine]
module = "mine.web"
requirements = ["-e .", "jinja2<3.1.4"]
paths = ["adapters"]
python = "3.12"
implements = "3.0"
extends = "flask"
names = {Flask = "Mine"}
capabilities = ["async", "cli"]

[[targets.mine.expected-failures]]
id = "a.b.c"
reason = "The proxy does it."
issue = "https://example.org/1"
until = 2030-01-31

[[targets.mine.expected-failures]]
id = "a.b.d"
reason = "Later."
until = "2.0"
"""


@pytest.fixture
def written(tmp_path):
    """Write a configuration, get its path."""
    path = tmp_path / "conformance.toml"

    def write(text):
        path.write_text(text)
        return path

    return write


def test_table_says_everything(written, tmp_path):
    """Every key of a table arrives, with its type."""
    path = written(EVERYTHING)

    table = Configuration.read(path).targets["mine"]

    assert table.folder == tmp_path
    assert (table.module, table.python, table.implements) == ("mine.web", "3.12", "3.0")
    assert table.requirements == ("-e .", "jinja2<3.1.4")
    assert table.paths == ("adapters",)
    assert (table.extends, table.names) == ("flask", {"Flask": "Mine"})
    assert table.capabilities == {"async", "cli"}


def test_expected_failures_end_at_a_date_or_a_version(written):
    """The end of an expected failure is a date or a version of the target."""
    path = written(EVERYTHING)

    failures = Configuration.read(path).targets["mine"].expected_failures

    assert failures == (
        ExpectedFailure(
            "a.b.c", "The proxy does it.", "https://example.org/1", datetime.date(2030, 1, 31)
        ),
        ExpectedFailure("a.b.d", "Later.", None, Version("2.0")),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("target = 1", "has a key that means nothing here: target.", id="document-key"),
        pytest.param("targets = 1", "targets should be a table, not 1.", id="targets"),
        pytest.param("[targets]\na = 1", "targets.a should be a table, not 1.", id="target"),
        pytest.param(
            "[targets.a]\nmodul = 'x'",
            "targets.a has a key that means nothing here: modul.",
            id="target-key",
        ),
        pytest.param(
            "[targets.a]\nmodule = 3", "targets.a.module should be a string, not 3.", id="module"
        ),
        pytest.param(
            "[targets.a]\nrequirements = 'flask'",
            "targets.a.requirements should be a list of strings, not 'flask'.",
            id="requirements",
        ),
        pytest.param(
            "[targets.a]\nrequirements = ['flask', 3]",
            "targets.a.requirements[1] should be a string, not 3.",
            id="requirement",
        ),
        pytest.param(
            "[targets.a]\nimplements = 'three'",
            "targets.a.implements should be a version, such as \"3.1\", not 'three'.",
            id="implements",
        ),
        pytest.param(
            "[targets.a]\nnames = {Flask = 1}",
            "targets.a.names.Flask should be a string, not 1.",
            id="names",
        ),
        pytest.param(
            "[targets.a]\nexpected-failures = ['x']",
            "targets.a.expected-failures[0] should be a table, not 'x'.",
            id="failure",
        ),
        pytest.param(
            "[[targets.a.expected-failures]]\nid = 'a.b.c'",
            "targets.a.expected-failures[0] has no reason.",
            id="failure-without-reason",
        ),
        pytest.param(
            "[[targets.a.expected-failures]]\nid = 'a'\nreason = 'b'\nuntil = 'soon'",
            "targets.a.expected-failures[0].until should be a date or a version,",
            id="until",
        ),
        pytest.param("[targets", "is not TOML:", id="no-toml"),
    ],
)
def test_mistake_names_file_and_key(written, text, told):
    """A mistake is told with the file, the key and what was expected."""
    path = written(text)

    with pytest.raises(TargetError) as caught:
        Configuration.read(path)

    assert caught.value.message.startswith(str(path))
    assert told in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_unknown_key_is_answered_with_the_known_ones(written):
    """Who misspells a key reads how it is spelt."""
    path = written("[targets.a]\nmodul = 'x'")

    with pytest.raises(TargetError) as caught:
        Configuration.read(path)

    assert " module," in caught.value.hint


def test_missing_file_is_told(tmp_path):
    """A file that is asked for must be there."""
    path = tmp_path / "absent.toml"

    with pytest.raises(TargetError) as caught:
        Configuration.read(path)

    assert caught.value.message == f"{path} cannot be read: No such file or directory."


def test_folder_without_file_has_no_targets(written, tmp_path):
    """Without a file in the folder there is nothing to know; with one it is read."""
    nothing = Configuration.find(tmp_path)
    path = written("[targets.a]\nmodule = 'x'")

    found = Configuration.find(tmp_path)

    assert nothing == Configuration()
    assert (found.path, list(found.targets)) == (path, ["a"])
