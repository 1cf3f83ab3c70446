"""Requirements against their checks: the program's own view, and the command."""

import json
import re

import pytest
from click.testing import CliRunner

from flask_conformance.commands.trace import trace as command
from flask_conformance.specification.sources import Suite
from flask_conformance.specification.trace import trace

RETIRED = "# Retired\n\n| Id | Reason | Heir |\n|----|--------|------|\n"
EXAMPLE = "```python\nassert 1\n```\n"
CHECK = 'def test_{}():\n    """True."""\n'


@pytest.fixture
def suite(tmp_path):
    suite = Suite.at(tmp_path)
    put(suite.spec / "released-ids.txt", "")
    put(suite.spec / "retired.md", RETIRED)
    put(suite.conformance / "README.md", "")
    return suite


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def put_page(suite, *requirements, address="urls/a.md"):
    """Write a page of (heading, level, rest); the first heading stands in line 3."""
    parts = [f"## {name}\n\nIt **{level}** be.\n\n{rest}\n" for name, level, rest in requirements]
    put(suite.spec / address, "# Title\n\n" + "\n".join(parts))


def put_tests(suite, *names, body="", module="urls/test_a.py"):
    put(suite.conformance / module, "".join(CHECK.format(name) + body for name in names))


def told(suite):
    return [(each.path, each.line, each.message) for each in trace(suite).problems]


def test_rows_join_requirements_and_tests(suite):
    """Each requirement has its example and all tests that name it."""
    put_page(suite, ("One", "MUST", EXAMPLE), ("Two", "SHOULD", ""))
    put_tests(suite, "two", "two__again", "one__more")

    found = trace(suite)

    tests = {row.requirement.id: [test.name for test in row.tests] for row in found.rows}
    assert tests == {
        "urls.a.one": ["test_one__more"],
        "urls.a.two": ["test_two", "test_two__again"],
    }
    assert [row.requirement.example is not None for row in found.rows] == [True, False]
    assert (found.problems, found.warnings) == ((), ())


def test_requirement_without_check(suite):
    """A requirement with neither example nor test is a problem, which names the test to write."""
    put_page(suite, ("One", "MUST", EXAMPLE), ("Two", "MUST", ""))

    ((path, line, message),) = told(suite)

    assert (path, line) == ("spec/urls/a.md", 12)
    assert "conformance/urls/test_a.py::test_two" in message


@pytest.mark.parametrize("name", ["one_more", "One", "one_", "s_one"])
def test_test_without_requirement(suite, name):
    """A test that names no requirement of its page is a problem."""
    put_page(suite, ("One", "MUST", EXAMPLE))
    put_tests(suite, "one", name)

    ((path, line, message),) = told(suite)

    assert (path, line) == ("conformance/urls/test_a.py", 3)
    assert f"`test_{name}` names no requirement" in message


def test_problems_of_modules_and_ids_are_told(suite):
    """What is wrong with a module, a missing page and a vanished id is all told."""
    put_page(suite, ("One", "MUST", EXAMPLE))
    put_tests(suite, "one", body="    pytest.skip()\n")
    put_tests(suite, "one", module="urls/test_b.py")
    put(suite.spec / "released-ids.txt", "urls.a.gone\n")

    places = [(path, line) for path, line, _ in told(suite)]

    assert places == [
        ("conformance/urls/test_a.py", 3),
        ("conformance/urls/test_b.py", 1),
        ("spec/released-ids.txt", 1),
    ]


def test_pages_that_cannot_be_read_come_first(suite):
    """As long as pages are malformed, only that is told."""
    put_page(suite, ("One", "MAY", EXAMPLE))
    put_tests(suite, "two")

    found = trace(suite)

    assert [each.path for each in found.problems] == ["spec/urls/a.md"]
    assert found.rows == ()


def test_werkzeug_must_be_needed(suite):
    """Examples and tests import Werkzeug only where the page says so."""
    example = EXAMPLE.replace("assert 1", "import werkzeug")
    needed = ("Two", "MUST", f"Needs: werkzeug\n\n{example}")
    put_page(suite, ("One", "MUST", example), needed)
    put_tests(suite, "one", "two", body="    import werkzeug.http\n")

    places = [(path, line) for path, line, _ in told(suite)]

    assert places == [("conformance/urls/test_a.py", 1), ("spec/urls/a.md", 8)]


@pytest.mark.parametrize(
    ("applies", "expected"),
    [
        pytest.param("", True, id="always"),
        pytest.param("Applies to: Flask >= 3.1\n\n", True, id="released"),
        pytest.param("Applies to: Flask == 2.2.5\n\n", True, id="one-release"),
        pytest.param("Applies to: Flask >= 3.2\n\n", False, id="later"),
        pytest.param("Applies to: Flask >= 3.2, Werkzeug >= 3\n\n", False, id="later-and-more"),
        pytest.param("Applies to: Werkzeug >= 9\n\n", True, id="other-project"),
    ],
)
def test_not_yet_released(suite, applies, expected):
    """A requirement for no Flask that is released is marked."""
    put_page(suite, ("One", "MUST", applies + EXAMPLE))

    (row,) = trace(suite).rows

    assert row.is_released is expected


@pytest.mark.parametrize(("count", "warned"), [(10, False), (11, True)])
def test_many_requirements(suite, count, warned):
    """More than ten requirements on a page are a warning, not a problem."""
    put_page(suite, *((f"Number {number}", "MUST", EXAMPLE) for number in range(count)))

    found, result = trace(suite), run(suite)

    assert [each.path for each in found.warnings] == ["spec/urls/a.md"] * warned
    assert found.problems == ()
    assert ("spec/urls/a.md:1: 11 requirements on one page" in result.output) is warned
    assert result.exit_code == 0


def run(suite, *arguments):
    return CliRunner().invoke(command, ["--suite", str(suite.spec.parent), *arguments])


def test_command_counts_per_chapter(suite):
    """The command prints a row of counts per chapter, and ends well."""
    put_page(suite, ("One", "MUST NOT", EXAMPLE), ("Two", "SHOULD", ""))
    put_page(suite, ("One", "MUST", f"Applies to: Flask >= 9\n\n{EXAMPLE}"), address="json/b.md")
    put_tests(suite, "two", "two__again", "one__more")

    result = run(suite)

    lines = [re.sub("[│┃]", " ", line).split() for line in result.output.splitlines()]
    assert lines[1] == ["Chapter", "MUST", "SHOULD", "Examples", "Tests", "Not", "yet", "released"]
    assert ["urls", "1", "1", "1", "3", "0"] in lines
    assert ["json", "1", "0", "1", "0", "1"] in lines
    assert ["all", "2", "1", "2", "3", "1"] in lines
    assert result.exit_code == 0


def test_command_lists_requirements(suite):
    """With -v each requirement stands with its place, example and tests."""
    put_page(suite, ("One", "MUST", f"Applies to: Flask >= 9\n\n{EXAMPLE}"), ("Two", "SHOULD", ""))
    put_tests(suite, "two", "two__again")

    lines = run(suite, "-v").output.splitlines()

    assert lines[:7] == [
        "urls.a.one  MUST  not yet released",
        "    spec/urls/a.md:3",
        "    example: yes",
        "urls.a.two  SHOULD",
        "    spec/urls/a.md:14",
        "    example: no",
        "    conformance/urls/test_a.py::test_two",
    ]


def test_command_fails_with_a_line_per_problem(suite):
    """Problems are lines of file, line and what to do; the exit code is 1."""
    put_page(suite, ("One", "MUST", ""), ("Two", "MUST", ""))

    result = run(suite)

    assert [line.split()[0] for line in result.output.splitlines()[-2:]] == [
        "spec/urls/a.md:3:",
        "spec/urls/a.md:9:",
    ]
    assert result.exit_code == 1


def test_command_as_json(suite):
    """With --json everything is there for programs, and nothing else is printed."""
    put_page(suite, ("One", "MUST", EXAMPLE), ("Two", "SHOULD", ""))
    put_tests(suite, "one__more")

    result = run(suite, "--json")

    data = json.loads(result.output)
    assert data["requirements"][0] == {
        "id": "urls.a.one",
        "level": "MUST",
        "page": "urls/a.md",
        "line": 3,
        "example": True,
        "tests": ["conformance/urls/test_a.py::test_one__more"],
        "released": True,
    }
    assert [(each["path"], each["line"]) for each in data["problems"]] == [("spec/urls/a.md", 12)]
    assert (data["warnings"], result.exit_code) == ([], 1)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[there](b.md)", []),
        ("[there](../urls/b.md#two)", []),
        ("[below](#one)", []),
        ("[the chapter](../README.md)", []),
        ("[elsewhere](https://example.org/c.md)", []),
        ("`urls.b.two` and `json.provider.dumps`", []),
        ("[gone](c.md)", ["c.md"]),
        ("[gone](b.md#three)", ["b.md#three"]),
        ("[gone](#two)", ["#two"]),
        ("`urls.b.three`", ["urls.b.three"]),
    ],
)
def test_references_lead_somewhere(suite, text, dead):
    """Links between pages and ids in backticks name what is there."""
    put(suite.spec / "README.md", "")
    put_page(suite, ("One", "MUST", f"{text}\n\n{EXAMPLE}"))
    put_page(suite, ("Two", "MUST", EXAMPLE), address="urls/b.md")

    assert told(suite) == [
        ("spec/urls/a.md", 7, f"`{target}` leads nowhere; correct it") for target in dead
    ]
