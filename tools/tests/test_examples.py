"""Examples of pages as checks: their lines, and what a failure shows."""

import sys
import traceback
import warnings
from pathlib import Path

import pytest

from flask_conformance.checks.stage import prepare
from flask_conformance.specification import manifest
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets.naming import Target
from flask_conformance.worker import example_code
from flask_conformance.worker.example_code import PageCode, compile_example
from flask_conformance.worker.requirements import Example

PAGE = """\
# Faults

## Status differs

It **MUST** fail.

```python
status = client.get("/nowhere").status_code

assert status == 200

unreached = 1
```

## Function fails

It **MUST** fail.

```python
def outer():
    assert "inner" in "outer"

outer()
```

## View fails

It **MUST** fail.

```python
@app.route("/view")
def view():
    return {}["absent"]

app.testing = True
client.get("/view")
```

## Nothing fails

It **MUST** pass.

```python
assert __name__ == "example"
assert app.name == "app_under_test"
assert client.get("/nowhere").status_code == 404
```
"""


@pytest.fixture(scope="module")
def verdicts(laboratory, make_suite, tmp_path_factory):
    """The verdicts on real Flask, by the last part of the id."""
    stage = prepare(make_suite({"spec/routing/faults.md": PAGE}))
    room = laboratory(tmp_path_factory.mktemp("examples"))
    result = room.judge(Target("flask", "flask"), stage=stage)
    return {each.requirement.id.rsplit(".", 1)[1]: each for each in result.verdicts}


def line_of(text):
    return PAGE.splitlines().index(text) + 1


@pytest.mark.parametrize(
    ("name", "line", "error", "heading"),
    [
        ("status-differs", "assert status == 200", "assert 404 == 200", "Status differs"),
        (
            "function-fails",
            '    assert "inner" in "outer"',
            "assert 'inner' in 'outer'",
            "Function fails",
        ),
        ("view-fails", '    return {}["absent"]', "KeyError: 'absent'", "View fails"),
    ],
    ids=["assertion", "function", "view"],
)
def test_failure_ends_at_the_line_of_the_page(verdicts, name, line, error, heading):
    """The example is shown up to the line that failed, with pytest's detail and the place."""
    shown = verdicts[name].message.splitlines()

    marked = [text for text in shown if text.startswith(">")]
    assert marked == [f">   {line}"]
    assert error in shown[shown.index(f">   {line}") + 1]
    assert shown[-1] == f"spec/routing/faults.md:{line_of(line)}: {heading}"
    assert "unreached" not in verdicts[name].message


def test_failure_keeps_the_indentation(verdicts):
    """The lines of an example stand below each other as on the page, the first one, too."""
    shown = verdicts["status-differs"].message.splitlines()

    assert shown[:3] == [
        '    status = client.get("/nowhere").status_code',
        "",
        ">   assert status == 200",
    ]


def test_failed_comparison_has_both_sides(verdicts):
    """What was expected and observed is kept apart from the text."""
    by_equality, by_other = verdicts["status-differs"], verdicts["function-fails"]

    assert (by_equality.expected, by_equality.observed) == ("200", "404")
    assert (by_other.expected, by_other.observed) == ("in 'outer'", "'inner'")


def test_example_gets_its_names(verdicts):
    """An example has the application, its client and a module name."""
    assert verdicts["nothing-fails"].outcome == "passed"


def test_lines_are_those_of_the_page():
    """A traceback through an example names lines of the page, also in nested functions."""
    code = 'def outer():\n    def inner():\n        raise ValueError("x")\n    inner()\nouter()\n'
    page = Path("spec/routing/rules.md")

    with pytest.raises(ValueError, match="x") as caught:
        exec(compile_example(Example(20, code), page), {})

    frames = traceback.extract_tb(caught.tb)
    lines = [frame.lineno for frame in frames if frame.filename == str(page)]
    assert lines == [24, 23, 22]


def test_specification_compiles_in_silence():
    """Python warns over no example of the specification."""
    listed = manifest.build(find_suite())["requirements"]
    examples = [(each["page"], each["example"]) for each in listed if each["example"]]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        codes = [compile_example(Example(**example), Path(page)) for page, example in examples]

    assert {code.co_filename for code in codes} == {page for page, _ in examples}


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page in a folder that can be written to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "rules.md"


def test_code_is_kept_beside_its_page(page, monkeypatch):
    """What one process has compiled the next one reads."""
    example = Example(5, "assert 1 == 2")
    PageCode(page).of(example)
    monkeypatch.setattr(example_code, "compile_example", None)

    with pytest.raises(AssertionError) as caught:
        exec(PageCode(page).of(example), {})

    assert traceback.extract_tb(caught.tb)[-1].lineno == 5


@pytest.mark.parametrize(
    "other",
    [Example(5, "seen = 2"), Example(6, "seen = 1")],
    ids=["text", "line"],
)
def test_code_of_another_text_is_not_used(page, other):
    """An example that was changed or moved is compiled anew."""
    PageCode(page).of(Example(5, "seen = 1"))
    names = {}

    code = PageCode(page).of(other)

    exec(code, names)
    assert names["seen"] == int(other.code[-1])
    assert code.co_firstlineno in (1, other.line)
    assert [line for _, _, line in code.co_lines()][-1] == other.line


@pytest.mark.parametrize("content", [b"", b"\0", b"no code at all"], ids=["empty", "zero", "text"])
def test_broken_file_is_made_anew(page, content):
    """Whatever lies in the place of kept code, examples run."""
    PageCode(page).of(Example(1, "seen = 1"))
    (file,) = page.parent.glob("__pycache__/*")
    file.write_bytes(content)
    names = {}

    exec(PageCode(page).of(Example(1, "seen = 1")), names)

    assert names["seen"] == 1
    assert file.read_bytes() != content
