"""``flask-conformance smoke``: can a target be judged at all?"""

import sys

import click

from flask_conformance.checks.stage import prepare
from flask_conformance.identity import describe, overlooked
from flask_conformance.judging.smoking import smoke as smoke_target
from flask_conformance.specification.sources import find_suite
from flask_conformance.targets import environments
from flask_conformance.targets import naming as targets
from flask_conformance.targets.settings import Configuration
from flask_conformance.verdicts.results import Exit


@click.command()
@click.argument("target")
@click.option("--module", metavar="NAME", help="The module that a requirement provides.")
@click.option("--python", metavar="VERSION", help="Version or path of the interpreter.")
def smoke(target: str, module: str | None, python: str | None) -> None:
    """Say whether TARGET can be judged at all, and what to mend first if not.

    Exit codes: 0 it can be judged, 2 usage, 3 it cannot.
    """
    found = targets.resolve(
        target, module=module, python=python, configuration=Configuration.find()
    )
    environment = environments.build(found, progress=lambda line: click.echo(line, err=True))
    identity, fault = smoke_target(found, environment, prepare(find_suite()))
    if identity is None:
        click.echo(f"{found.label} cannot be judged: {fault}")
        sys.exit(Exit.NO_VERDICT)
    click.echo(f"{found.label} can be judged: {describe(identity)}")
    for name in identity["undeclared"]:
        click.echo(f"  warning: {overlooked(name)}")
