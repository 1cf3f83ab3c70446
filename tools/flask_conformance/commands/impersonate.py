"""``flask-conformance impersonate``: run any program with a target in Flask's place."""

import sys
from typing import Any

import click

from flask_conformance.judging.impersonate import run_impersonated
from flask_conformance.targets import environments
from flask_conformance.targets import naming as targets
from flask_conformance.targets.settings import Configuration

# What follows the target is the program's, options too.
SETTINGS = {"allow_interspersed_args": False}


@click.command(context_settings=SETTINGS)
@click.option("-q", "--quiet", is_flag=True, help="Do not say first what flask is.")
@click.option("--module", metavar="NAME", help="The module that a requirement provides.")
@click.option("--python", metavar="VERSION", help="Version or path of the interpreter.")
@click.argument("target")
@click.argument("command", nargs=-1, required=True, metavar="-- PROGRAM [ARGS]...")
def impersonate(target: str, command: tuple[str, ...], quiet: bool, **given: Any) -> None:
    """Run PROGRAM with TARGET in Flask's place, in its child processes too.

    \b
      flask-conformance impersonate hipflask -- pytest tests
      flask-conformance impersonate hipflask -- python -m flask routes
      flask-conformance impersonate flask==2.3.3 -- script.py

    The exit code is that of the program; 127 says that there is none of this name.
    """
    found = targets.resolve(target, configuration=Configuration.find(), **given)
    environment = environments.build(found, progress=lambda line: click.echo(line, err=True))
    arguments = command[1:] if command[0] == "--" else command
    if not arguments:
        raise click.UsageError("Name a program: impersonate TARGET -- PROGRAM ARGS...")
    sys.exit(
        run_impersonated(
            found.impersonation,
            arguments,
            python=str(environment.python),
            import_path=[str(path) for path in found.paths],
            quiet=quiet,
        )
    )
