"""``flask-conformance run``: judge targets and report."""

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from flask_conformance.checks.selection import Selection
from flask_conformance.checks.stage import Check, Stage, prepare
from flask_conformance.folders import writable
from flask_conformance.judging.running import Options
from flask_conformance.judging.running import run as run_targets
from flask_conformance.judging.supervision import Limits
from flask_conformance.reporting import console, ctrf, junit
from flask_conformance.specification.sources import Suite, find_suite
from flask_conformance.targets.naming import Target, resolve
from flask_conformance.targets.settings import Configuration
from flask_conformance.verdicts.results import Result, combined

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _shard(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    number, _, count = value.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise click.BadParameter(f"{value!r} is not a part such as 1/4: expected 1 <= i <= n.")
    return int(number), int(count)


@click.command()
@click.argument("names", nargs=-1, metavar="TARGET...")
@click.option("--chapter", "chapters", multiple=True, help="Only this chapter (repeatable).")
@click.option("--requirement", "requirements", multiple=True, metavar="ID", help="Only this one.")
@click.option("-k", "keyword", default="", metavar="TEXT", help="Only checks whose id has TEXT.")
@click.option(
    "--shard", callback=_shard, default="1/1", metavar="I/N", help="Only part i of n parts."
)
@click.option("--list", "is_listing", is_flag=True, help="List the chosen checks; run nothing.")
@click.option("-x", "stops", is_flag=True, help="Stop at the first failure of a MUST.")
@click.option("-v", "is_verbose", is_flag=True, help="Print each verdict as it is given.")
@click.option("-n", "--workers", type=click.IntRange(1), default=1, help="Workers per target.")
@click.option("--transport", type=click.Choice(["wsgi", "live"]), default="wsgi", show_default=True)
@click.option(
    "--profile", type=click.Choice(["dev", "ci", "deep"]), default="ci", show_default=True
)
@click.option("--random-order", "seed", type=int, metavar="SEED", help="Shuffle the checks.")
@click.option("--module", metavar="NAME", help="The module that a requirement provides.")
@click.option("--python", metavar="VERSION", help="Version or path of the interpreter.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=5.0,
    show_default=True,
    help="Seconds per check.",
)
@click.option("--no-smoke", "smoke", flag_value=False, default=True, help="Skip the smoke test.")
@click.option("--output", type=click.Path(path_type=Path), default="results", show_default=True)
@click.option("--suite", type=FOLDER, help="A folder with spec/ and conformance/ of your own.")
@click.option("--resume", is_flag=True, help="Finish the run that lies in the output folder.")
def run(names: tuple[str, ...], is_listing: bool, is_verbose: bool, **options: Any) -> None:
    """Judge each TARGET by the specification.

    \b
    A target is one of
      hipflask             a module that can be imported here
      flask==2.3.3         a requirement; an environment of its own is built and kept
      ./dist/x.whl         a wheel, an sdist or a project's folder
      mine                 a table [targets.mine] in conformance.toml

    \b
    Environments are kept in the user's cache (Linux: ~/.cache/flask-conformance),
    or where FLASK_CONFORMANCE_CACHE says. Delete that folder whenever you like.

    \b
    Exit codes: 0 conforms, 1 does not, 2 usage, 3 no verdict (TARGET cannot be
    judged, or the run itself broke), 4 an expected failure is stale.
    """
    folder = options["suite"]
    stage = prepare(Suite.at(folder) if folder else find_suite())
    selection = _selection(options)
    named = _targets(names, options)
    if is_listing:
        _list(stage, selection.choose(stage.checks))
        return
    if not named:
        raise click.UsageError("Name a target, for example: flask-conformance run flask==3.1.3")
    results = _judge(named, stage, selection, is_verbose, options)
    sys.exit(combined(results))


def _targets(names: tuple[str, ...], options: dict[str, Any]) -> list[Target]:
    configuration = Configuration.find()
    given = {"module": options["module"], "python": options["python"]}
    return [resolve(name, configuration=configuration, **given) for name in names]


def _selection(options: dict[str, Any]) -> Selection:
    return Selection(
        chapters=options["chapters"],
        requirements=options["requirements"],
        keyword=options["keyword"],
        shard=options["shard"],
        seed=options["seed"],
    )


def _list(stage: Stage, checks: list[Check]) -> None:
    for check in checks:
        level = stage.requirements.by_id[check.requirement].level
        click.echo(f"{level:<8}  {check.kind:<8}  {check.requirement}  {check.id}")


def _judge(
    targets: list[Target],
    stage: Stage,
    selection: Selection,
    is_verbose: bool,
    options: dict[str, Any],
) -> list[Result]:
    output = writable(options["output"], "Name another folder by --output.")
    settings = Options(
        selection=selection,
        limits=_limits(options["time_limit"]),
        output=output,
        workers=options["workers"],
        transport=options["transport"],
        profile=options["profile"],
        smoke=options["smoke"],
        resume=options["resume"],
        stops_at_failure=options["stops"],
    )
    terminal = Console(highlight=False)
    with console.Live(terminal, is_verbose=is_verbose) as live:
        results = run_targets(targets, stage, settings, live)
    for result in results:
        ctrf.write(result, result.folder / "results.json")
        junit.write(ctrf.document(result), result.folder / "junit.xml")
    console.show(terminal, results)
    return results


def _limits(seconds: float) -> Limits:
    """All limits in proportion to that of an ordinary check."""
    usual = Limits()
    factor = seconds / usual.check
    return Limits(
        check=seconds, of_property=usual.of_property * factor, load=max(3.0, usual.load * factor)
    )
