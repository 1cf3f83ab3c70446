"""What a run prints: counts, failures and verdicts, on a terminal and into a pipe."""

import io
import re
from types import SimpleNamespace

import pytest
from rich.console import Console

from flask_conformance.reporting import console as module
from flask_conformance.reporting.console import Live, show
from flask_conformance.targets.naming import Target
from flask_conformance.targets.settings import ExpectedFailure
from flask_conformance.verdicts.results import Result
from flask_conformance.worker.journal import Journal

SPEC = "spec/routing/greetings.md::"
TEST = "conformance/routing/test_greetings.py::test_greets_every_number"
WORLD = f"{SPEC}greets-the-world"
POLITE = f"{SPEC}greets-politely"
LOADED = {
    "module": "mine",
    "file": "/target/mine.py",
    "version": "1.0",
    "implements": "3.1.3",
    "werkzeug": "3.1.3",
    "python": "3.12.4",
}


@pytest.fixture
def result(stage, tmp_path):
    """Make a result in which some checks fail and all others pass."""

    def make(failures, *, outcomes=(), loaded=(), expected=(), label="mine", folder="mine"):
        target = Target(label, "mine", expected_failures=tuple(expected))
        path = tmp_path / folder
        path.mkdir(parents=True)
        journal = Journal(path / "events.jsonl")
        journal.append("target-loaded", **LOADED, **dict(loaded))
        for check in stage.checks:
            outcome = "failed" if check.id in failures else "passed"
            message = failures.get(check.id, "")
            found = dict(outcomes).get(check.id, outcome)
            journal.append("check-finished", check=check.id, outcome=found, message=message)
        return Result.read(target, stage, stage.checks, path)

    return make


def printed(*results, width=200, **options):
    """What is printed to a console of some width."""
    file = io.StringIO()
    show(Console(file=file, width=width, highlight=False, **options), results)
    return file.getvalue()


def rows(text):
    """The rows of the table of counts, as words."""
    table = [line for line in text.splitlines() if line.startswith("│")]
    return [re.findall(r"[\w·-]+", line) for line in table]


@pytest.mark.parametrize("width", [80, 200])
def test_counts_are_whole_at_any_width(result, width):
    """No count and no name is cut off, on a narrow terminal or a wide one."""
    found = result({WORLD: "E no", f"{TEST}[one]": "E no"}, outcomes={f"{TEST}[two]": "untested"})

    text = printed(found, width=width)

    assert ["routing", "3", "2", "1", "·", "·", "1"] in rows(text)
    heading = [line for line in text.splitlines() if line.startswith("┃")]
    for word in ("MUST", "SHOULD", "passed", "failed", "not", "applicable", "untested"):
        assert any(word in line for line in heading)


def test_very_narrow_terminal_has_all_counts(result):
    """Even where the table has to break its words, every count is there."""
    text = printed(result({WORLD: "E no"}), width=40)

    assert "does not conform (6 passed, 1 failed)" in text
    assert max(len(line) for line in text.splitlines() if line.startswith(("│", "┃"))) <= 40


def test_pipe_has_no_colours(result):
    """Text for a pipe is plain; a terminal gets colours."""
    found = result({WORLD: "E no"})

    assert "\x1b" not in printed(found)
    assert "\x1b[" in printed(found, force_terminal=True, color_system="standard")


def test_expected_failure_is_marked(result):
    """A failure that was expected says so, and does not decide the verdict."""
    entry = ExpectedFailure("routing.greetings.greets-the-world", "later")

    text = printed(result({WORLD: "E no"}, expected=[entry]))

    assert "routing.greetings.greets-the-world  failed, expected (MUST) on mine" in text
    assert f"expected because: {entry.reason}" in text
    assert "mine: conforms, apart from expected failures (6 passed, 1 failed)" in text


def test_what_decides_comes_first(result):
    """Unexpected failures come before expected ones, and MUST before SHOULD."""
    entry = ExpectedFailure("routing.greetings.greets-the-world", "later")
    failures = dict.fromkeys((WORLD, POLITE, f"{TEST}[one]"), "E no")

    text = printed(result(failures, expected=[entry]))

    headings = re.findall(r"^routing\.greetings\.([\w-]+)  failed", text, re.MULTILINE)
    assert headings == ["greets-every-number", "greets-politely", "greets-the-world"]


def test_what_costs_most_is_shown(result):
    """What is lacking is named with the checks it costs, unless it was expected."""
    lacking = dict.fromkeys((f"{TEST}[one]", f"{TEST}[two]", f"{TEST}__any"), "E   NameError: g")
    entry = ExpectedFailure("routing.greetings.greets-every-number", "later")

    text, expected = (
        printed(result(lacking)),
        printed(result(lacking, expected=[entry], folder="b")),
    )

    assert re.search(r"^ +3 +NameError: g *$", text, re.MULTILINE)
    assert "costs the most" not in expected


def test_target_that_cannot_be_judged_has_no_table(stage, tmp_path):
    """One line says why there is nothing to count."""
    journal = Journal(tmp_path / "events.jsonl")
    journal.append("smoke-failed", step="answer a request", reason="404")
    found = Result.read(Target("mine", "mine"), stage, stage.checks[:2], tmp_path)

    text = printed(found)

    assert rows(text) == []
    assert "judged by" not in text
    assert "mine: cannot be judged: it could not answer a request: 404\n" in text
    assert "conform" not in text
    assert "untested" not in text


def test_one_failure_of_each_requirement_is_shown(result):
    """Further checks of the same requirement are counted, not repeated."""
    names = [f"{TEST}[one]", f"{TEST}[two]", f"{TEST}__any"]

    text = printed(result(dict.fromkeys(names, "E the reason")))

    assert text.count("E the reason") == 1
    assert "and 2 more checks of this requirement" in text


def test_many_failures_are_cut(result, monkeypatch):
    """After a number of requirements the file with the rest is named, brackets and all."""
    monkeypatch.setattr(module, "SHOWN_REQUIREMENTS", 1)
    failures = dict.fromkeys((WORLD, POLITE, f"{TEST}[one]"), "E the reason")

    found = result(failures, folder="[red]results")
    text = printed(found)

    assert text.count("E the reason") == 1
    assert f"2 more requirements are not met: see {found.folder}/results.json" in text


@pytest.mark.parametrize(
    "message",
    ["E [/bold] [red]odd[/red]", "E \x1b[31mred\x07", "E \udce9"],
    ids=["markup", "escape-codes", "surrogate"],
)
def test_message_of_a_target_cannot_harm_the_output(result, message):
    """Whatever a target writes is printed as text that every terminal and file can take."""
    text = printed(result({WORLD: message}))

    text.encode()
    assert "\x1b" not in text
    assert "\x07" not in text
    if "[red]" in message:
        assert message in text


def test_stale_expectation_is_told(result):
    """An entry that passes now is named at the end."""
    entry = ExpectedFailure("routing.greetings.greets-the-world", "later")

    text = printed(result({}, expected=[entry]))

    assert "mine: conforms, but expected failures are stale" in text
    assert "'routing.greetings.greets-the-world' passes now: remove it" in text


def test_reason_of_what_is_untested_is_told(result):
    """Each reason that left checks untested is told once, in its first and last line."""
    dead = "no worker gets to a check: status 1\n\nTraceback\nTypeError: odd"
    tests = {f"{TEST}[one]": "gone", f"{TEST}[two]": dead, WORLD: dead}

    text = printed(result(tests, outcomes=dict.fromkeys(tests, "untested")))

    assert "1 untested: gone\n" in text
    assert "2 untested: no worker gets to a check: status 1: TypeError: odd\n" in text


def test_undeclared_capability_is_told(result):
    """A capability that nothing judged is named at the end."""
    text = printed(result({}, loaded={"undeclared": ["cli"]}))

    assert "warning: the capability 'cli' is there but not declared" in text


def test_conclusion_tells_what_was_judged(result):
    """The last lines say which file was judged, and where the results are."""
    found = result({})

    assert printed(found).splitlines()[-3:] == [
        "mine: conforms (7 passed)",
        "  flask is /target/mine.py (mine 1.0, judged as Flask 3.1.3), Werkzeug 3.1.3, "
        "Python 3.12.4",
        f"  {found.folder}/results.json, junit.xml, events.jsonl",
    ]


def happening(is_terminal, *, is_verbose=False):
    """What is printed while a run goes on."""
    file = io.StringIO()
    console = Console(file=file, width=100, highlight=False, force_terminal=is_terminal)
    run = SimpleNamespace(target=SimpleNamespace(label="mine[x]"), checks=[1], folder="results")
    loaded = {"event": "target-loaded", **LOADED}
    with Live(console, is_verbose=is_verbose) as live:
        live.began(run)
        live.happened(run, {**loaded, "worker": "w2"})
        live.happened(run, {**loaded, "worker": "w3"})
        live.happened(run, {"event": "check-started", "check": "test_it[/books]"})
        live._progress.refresh()
        finished = {"event": "check-finished", "check": "test_it[/books]"}
        live.happened(run, {**finished, "outcome": "not-applicable"})
    return file.getvalue()


def test_header_is_printed_once():
    """Whichever worker loads the target first, its header comes once."""
    assert happening(False).splitlines() == [
        "mine[x]: flask is /target/mine.py (mine 1.0, judged as Flask 3.1.3), Werkzeug 3.1.3, "
        "Python 3.12.4"
    ]


def test_progress_shows_the_check_under_way():
    """On a terminal the bar carries the label and the check, brackets and all."""
    text = happening(True)

    assert text.count("mine[x]") > happening(False).count("mine[x]")
    assert "test_it[/books]" in text


def test_verdicts_have_a_line_each():
    """With -v outcome, target and check stand apart, however long the outcome."""
    assert "not-applicable  mine[x]  test_it[/books]" in happening(False, is_verbose=True)
