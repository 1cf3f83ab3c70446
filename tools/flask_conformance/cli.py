"""The command line: one group, and errors as one clear line with a hint."""

import io
import sys

import click

from flask_conformance.checks.stage import StageProblem
from flask_conformance.commands.impersonate import impersonate
from flask_conformance.commands.run import run
from flask_conformance.commands.smoke import smoke
from flask_conformance.commands.trace import trace
from flask_conformance.errors import UserError
from flask_conformance.specification.problems import SpecError
from flask_conformance.verdicts.results import Exit
from flask_conformance.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="flask-conformance")
def commands() -> None:
    """The executable specification of the Flask API.

    Point it at a module that wants to be Flask, and read what is not Flask yet.
    """


for command in (run, smoke, trace, impersonate):
    commands.add_command(command)


def main() -> None:
    """Run the command line; a mistake of the user's ends in one line and a hint."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an encoding may lack what a table is drawn with
    try:
        commands(prog_name="flask-conformance")
    except UserError as error:
        click.echo(f"flask-conformance: {error.message}\n  {error.hint}", err=True)
        sys.exit(error.exit_code)
    except (SpecError, StageProblem) as error:
        click.echo(f"flask-conformance: the suite itself is broken:\n{error}", err=True)
        sys.exit(Exit.NO_VERDICT)
