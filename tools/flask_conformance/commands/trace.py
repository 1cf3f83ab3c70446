"""``flask-conformance trace``: which requirement is checked by what."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from flask_conformance.specification.problems import Problem
from flask_conformance.specification.sources import Suite, find_suite
from flask_conformance.specification.trace import Row, Trace
from flask_conformance.specification.trace import trace as trace_suite

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="List each requirement with its checks.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--suite", "folder", type=FOLDER, help="A folder with spec/ and conformance/.")
@click.pass_context
def trace(context: click.Context, verbose: bool, as_json: bool, folder: Path | None) -> None:
    """Hold the specification and its checks against each other.

    Exit code 1 if a requirement has no check, a test names no requirement, a page cannot be
    read, a released id vanished, or a check breaks the rules of conformance/README.md.
    """
    found = trace_suite(Suite.at(folder) if folder else find_suite())
    if as_json:
        click.echo(json.dumps(as_data(found), indent=1, ensure_ascii=False))
    else:
        _print(found, verbose)
    context.exit(1 if found.problems else 0)


def as_data(found: Trace) -> dict[str, Any]:
    """The trace as JSON can hold it."""
    return {
        "requirements": [_row_as_data(row) for row in found.rows],
        "problems": [_problem_as_data(each) for each in found.problems],
        "warnings": [_problem_as_data(each) for each in found.warnings],
    }


def _row_as_data(row: Row) -> dict[str, Any]:
    requirement = row.requirement
    return {
        "id": requirement.id,
        "level": requirement.level,
        "page": requirement.page,
        "line": requirement.line,
        "example": requirement.example is not None,
        "tests": [test.address for test in row.tests],
        "released": row.is_released,
    }


def _problem_as_data(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line, "message": problem.message}


def _print(found: Trace, verbose: bool) -> None:
    if verbose:
        for row in found.rows:
            _print_row(row)
    if found.rows:
        Console().print(counts(found))
    for warning in found.warnings:
        click.echo(f"{warning} (a warning)")
    for problem in found.problems:
        click.echo(str(problem))


def _print_row(row: Row) -> None:
    requirement = row.requirement
    mark = "" if row.is_released else "  not yet released"
    click.echo(f"{requirement.id}  {requirement.level}{mark}")
    click.echo(f"    spec/{requirement.page}:{requirement.line}")
    click.echo(f"    example: {'yes' if requirement.example else 'no'}")
    for test in row.tests:
        click.echo(f"    {test.address}")


def counts(found: Trace) -> Table:
    """A row per chapter and one for all: requirements by level, and checks by kind."""
    table = Table("Chapter")
    for title in ("MUST", "SHOULD", "Examples", "Tests", "Not yet released"):
        table.add_column(title, justify="right")
    chapters: dict[str, list[Row]] = {}
    for row in found.rows:
        chapters.setdefault(row.chapter, []).append(row)
    for chapter, rows in chapters.items():
        table.add_row(chapter, *map(str, _numbers(rows)))
    table.add_section()
    table.add_row("all", *map(str, _numbers(list(found.rows))))
    return table


def _numbers(rows: list[Row]) -> tuple[int, ...]:
    should = sum(row.requirement.level == "SHOULD" for row in rows)
    return (
        len(rows) - should,
        should,
        sum(row.requirement.example is not None for row in rows),
        sum(len(row.tests) for row in rows),
        sum(not row.is_released for row in rows),
    )
