"""What a run prints: progress while it runs, then counts, then failures."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from flask_conformance.identity import describe, overlooked
from flask_conformance.judging.running import Reporter, TargetRun
from flask_conformance.reporting.causes import frequent
from flask_conformance.reporting.failures import lines_of
from flask_conformance.reporting.printable import printable
from flask_conformance.targets.naming import Target
from flask_conformance.verdicts.outcomes import OUTCOMES, Verdict
from flask_conformance.verdicts.results import Result
from flask_conformance.worker.journal import Event

STYLE = {
    "passed": "green",
    "failed": "red",
    "timeout": "red",
    "crashed": "red",
    "blocked": "yellow",
    "not-applicable": "dim",
    "untested": "yellow",
}
COLUMNS = ("MUST\npassed", "failed", "SHOULD\npassed", "failed", "not\napplicable", "untested")
SHOWN_REQUIREMENTS = 25
SHOWN_CAUSES = 15


class Live(Reporter):
    """Progress on a terminal; where output is piped, only the headers."""

    def __init__(self, console: Console, *, is_verbose: bool = False) -> None:
        self._console = console
        self._is_verbose = is_verbose
        self._tasks: dict[str, TaskID] = {}
        self._announced: set[str] = set()
        self._lock = threading.Lock()
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> "Live":
        self._progress.start()
        return self

    def __exit__(self, *details: object) -> None:
        self._progress.stop()

    def building(self, target: Target, line: str) -> None:
        """Say what is installed."""
        self._console.print(Text(line, style="dim"))

    def began(self, run: TargetRun) -> None:
        """Show a bar for the target."""
        task = self._progress.add_task(run.target.label, total=len(run.checks), note="")
        with self._lock:
            self._tasks[str(run.folder)] = task

    def happened(self, run: TargetRun, event: Event) -> None:
        """Move the bar; print the header as soon as it is known."""
        if "file" in event:
            self._loaded(run, event)
        elif event["event"] == "check-started":
            self._progress.update(self._tasks[str(run.folder)], note=event["check"][:60])
        elif event["event"] == "check-finished":
            self._finished(run, event)

    def _loaded(self, run: TargetRun, event: Event) -> None:
        with self._lock:
            is_news = str(run.folder) not in self._announced
            self._announced.add(str(run.folder))
        if is_news:
            line = Text.assemble((run.target.label, "bold"), ": ", describe(event))
            self._console.print(line, soft_wrap=True)

    def _finished(self, run: TargetRun, event: Event) -> None:
        self._progress.advance(self._tasks[str(run.folder)])
        if self._is_verbose:
            outcome = event["outcome"]
            line = Text.assemble(
                (f"{outcome:<16}", STYLE[outcome]), f"{run.target.label}  {event['check']}"
            )
            self._console.print(line, soft_wrap=True)


def show(console: Console, results: Sequence[Result]) -> None:
    """Print counts, then failures, then the verdict on each target.

    Of a target that cannot be judged there is nothing to count.
    """
    judged = [result for result in results if not result.obstacle]
    for result in judged:
        console.print()
        console.print(_counts(result))
    for result in judged:
        _show_failures(console, result)
        _show_causes(console, result)
    console.print()
    for result in results:
        console.print(_conclusion(result), soft_wrap=True)


def _counts(result: Result) -> Table:
    table = Table(title=Text(result.target.label, style="bold"), title_justify="left")
    table.add_column("chapter")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    chapters = dict.fromkeys(each.check.chapter for each in result.verdicts)
    for chapter in chapters:
        table.add_row(chapter, *_cells(v for v in result.verdicts if v.check.chapter == chapter))
    if len(chapters) > 1:
        table.add_section()
        table.add_row("all", *_cells(result.verdicts))
    return table


def _cells(verdicts: Iterable[Verdict]) -> list[Text]:
    counts = Counter((each.is_must, _column(each)) for each in verdicts)
    other = [counts[True, name] + counts[False, name] for name in ("not-applicable", "untested")]
    judged = [counts[must, name] for must in (True, False) for name in ("passed", "failed")]
    styles = ("green", "bold red", "green", "yellow", "dim", "yellow")
    return [
        Text(str(number), style=style) if number else Text("·", style="dim")
        for number, style in zip([*judged, *other], styles, strict=True)
    ]


def _column(verdict: Verdict) -> str:
    return "failed" if verdict.is_failure else verdict.outcome


def _show_failures(console: Console, result: Result) -> None:
    """One failure of each requirement in full: the others of it mostly have the same cause."""
    by_requirement: dict[str, list[Verdict]] = {}
    covers = result.expectations.covers
    for verdict in sorted(result.failures, key=lambda each: (covers(each), not each.is_must)):
        by_requirement.setdefault(verdict.requirement.id, []).append(verdict)
    for verdicts in list(by_requirement.values())[:SHOWN_REQUIREMENTS]:
        console.print()
        _show_failure(console, result, verdicts)
    left = len(by_requirement) - SHOWN_REQUIREMENTS
    if left > 0:
        where = f"see {result.folder}/results.json"
        console.print(Text(f"\n{left} more requirements are not met: {where}"), soft_wrap=True)


def _show_causes(console: Console, result: Result) -> None:
    """What to build first: it costs the most checks."""
    unexpected = (each for each in result.failures if not result.expectations.covers(each))
    causes = list(frequent(unexpected))[:SHOWN_CAUSES]
    if not causes:
        return
    table = Table(title="What costs the most checks", title_justify="left", box=None)
    table.add_column("checks", justify="right")
    table.add_column(f"what {result.target.label} answers", overflow="fold")
    for cause, number in causes:
        table.add_row(str(number), Text(printable(cause)))
    console.print()
    console.print(table)


def _show_failure(console: Console, result: Result, verdicts: Sequence[Verdict]) -> None:
    first, *others = verdicts
    reason = result.expectations.reason_for(first)
    expected = ", expected" if reason is not None else ""
    heading = Text.assemble(
        (first.requirement.id, f"bold {STYLE[first.outcome]}"),
        f"  {first.outcome}{expected} ({first.requirement.level}) on {result.target.label}",
    )
    console.print(heading, soft_wrap=True)
    if reason:
        console.print(Text(f"  expected because: {reason}"), soft_wrap=True)
    for line in lines_of(first):
        console.print(Text("  ") + line, soft_wrap=True)
    if others:
        noun = "check" if len(others) == 1 else "checks"
        console.print(f"  and {len(others)} more {noun} of this requirement", soft_wrap=True)


def _conclusion(result: Result) -> Text:
    lines = Text.assemble((result.target.label, "bold"), ": ", _judgement(result))
    if not result.obstacle:
        lines.append(f" ({_numbers(result)})")
    if not result.obstacle and len(result.checks) < len(result.stage.checks):
        lines.append(f"\n  judged by {len(result.checks)} of {len(result.stage.checks)} checks")
    if left := sum(not each.is_must for each in result.failures):
        lines.append(f"\n  {left} failed for a SHOULD only, which decides nothing", style="yellow")
    for reason in _why_untested(result):
        lines.append(f"\n  {printable(reason)}", style="yellow")
    for name in result.undeclared:
        lines.append(f"\n  warning: {overlooked(name)}", style="yellow")
    for stale in result.expectations.stale:
        lines.append(f"\n  {stale}", style="red")
    lines.append(f"\n  {describe(result.identity)}")
    lines.append(f"\n  {result.folder}/results.json, junit.xml, events.jsonl", style="dim")
    return lines


def _numbers(result: Result) -> str:
    counts = Counter(each.outcome for each in result.verdicts)
    return ", ".join(f"{counts[name]} {name}" for name in OUTCOMES if counts[name])


def _why_untested(result: Result) -> Iterator[str]:
    """How many checks are untested for which reason, unless the conclusion tells it anyway."""
    if result.obstacle or result.breakage:
        return
    messages = (each.message for each in result.verdicts if each.outcome == "untested")
    for message, number in Counter(messages).items():
        first, *others = message.strip().splitlines() or ["no reason is known"]
        yield f"{number} untested: {': '.join([first, *others[-1:]])}"


def _judgement(result: Result) -> Text:
    if result.breakage:
        return Text(f"the run broke: {printable(result.breakage)}", style="bold red")
    if result.obstacle:
        return Text(f"cannot be judged: {printable(result.obstacle)}", style="bold red")
    if result.unmet:
        return Text("does not conform", style="bold red")
    if result.expectations.stale:
        return Text("conforms, but expected failures are stale", style="bold yellow")
    note = ", apart from expected failures" if any(each.is_must for each in result.failures) else ""
    return Text(f"conforms{note}", style="bold green")
