"""The pytest plugin that makes checks of pages and tests, and judges the target by them.

It works in any environment that has pytest, Hypothesis and httpx. These variables steer it:
``IMPERSONATE_FLASK`` (see `impersonation`), ``CONFORMANCE_MANIFEST`` (a file; without it pages are
not collected), ``CONFORMANCE_TRANSPORT`` (``wsgi`` or ``live``), ``CONFORMANCE_CAPABILITIES`` and
``CONFORMANCE_PROFILE``. None begins with ``FLASK_``: applications may read those as configuration.
"""

import contextvars
import importlib
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest import runner

from . import capabilities, leftovers
from .client import Clients
from .conditions import Circumstances
from .examples import CLIENTS, ExampleCheck, PageFile, fresh_app, settle_module_of_app
from .impersonation import Impersonation, WrongFlask
from .requirements import Requirement, Requirements
from .tracebacks import shortened
from .wsgi import Wsgi

TARGET = pytest.StashKey[Impersonation]()
REQUIREMENTS = pytest.StashKey[Requirements]()
CIRCUMSTANCES = pytest.StashKey[Circumstances]()
SURROUNDINGS = pytest.StashKey[leftovers.Surroundings]()
RETIRE = pytest.StashKey[bool]()
OBJECTION = pytest.StashKey[str]()
"""Why a check does not apply to the target, if so."""
PROTOCOL = pytest.StashKey[Callable[[pytest.Item, pytest.Item | None], object]]()
"""What runs the phases of a check, if not pytest's own protocol."""
BROKEN = pytest.StashKey[str]()
"""Why no further verdict can be given, if so."""


def transport() -> str:
    """How the clients of this process talk to applications."""
    return os.environ.get("CONFORMANCE_TRANSPORT", "wsgi")


def declared_capabilities() -> list[str] | None:
    """What the target's table in ``conformance.toml`` lists, or None when it is silent."""
    names = os.environ.get("CONFORMANCE_CAPABILITIES")
    return None if names is None else names.split()


def pytest_configure(config: pytest.Config) -> None:
    """Put the target in Flask's place before anything can import it, and read the manifest."""
    impersonation = Impersonation.from_environment(os.environ) or Impersonation("flask")
    impersonation.install()
    config.stash[TARGET] = impersonation
    path = os.environ.get("CONFORMANCE_MANIFEST")
    config.stash[REQUIREMENTS] = Requirements.read(Path(path)) if path else Requirements([])
    settle_module_of_app()
    _settle_hypothesis()


def _settle_hypothesis() -> None:
    from hypothesis import HealthCheck, Phase, settings

    calm = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    common = settings(deadline=None, suppress_health_check=calm, database=None, phases=phases)
    once = settings(common, phases=(Phase.explicit, Phase.generate))
    settings.register_profile("glance", once, max_examples=3, derandomize=True)
    settings.register_profile("dev", common, max_examples=30, derandomize=True)
    settings.register_profile("ci", common, max_examples=100, derandomize=True)
    settings.register_profile("deep", common, max_examples=2000)
    settings.load_profile(os.environ.get("CONFORMANCE_PROFILE", "ci"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """Take a Markdown file that the manifest knows as a page."""
    if file_path.suffix != ".md":
        return None
    page = "/".join(file_path.parts[-2:])
    found = parent.config.stash[REQUIREMENTS].on_page(page)
    if not found:
        return None
    collector: PageFile = PageFile.from_parent(parent, path=file_path)
    collector.requirements = found
    collector.transport = transport()
    return collector


def requirement_of(item: pytest.Item) -> Requirement | None:
    """The requirement that a check is about."""
    if isinstance(item, ExampleCheck):
        return item.requirement
    name = getattr(item, "originalname", None) or item.name
    known = item.config.stash[REQUIREMENTS]
    return known.of_test(item.path.parent.name, item.path.stem, name)


def circumstances(config: pytest.Config) -> Circumstances:
    """The target's releases and capabilities, looked up once."""
    if CIRCUMSTANCES not in config.stash:
        flask = importlib.import_module("flask")
        offered = capabilities.available(flask, declared_capabilities(), transport())
        config.stash[CIRCUMSTANCES] = Circumstances.here(offered)
    return config.stash[CIRCUMSTANCES]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a check in a context of its own: what it leaves pushed does not reach the next."""
    if "flask" in sys.modules:
        _verify(item.config)
    protocol = item.config.stash.get(PROTOCOL, runner.pytest_runtest_protocol)
    try:
        contextvars.copy_context().run(protocol, item, nextitem)
    finally:
        _forget(item)
    return True


def _forget(item: pytest.Item) -> None:
    """Let go of applications: items live to the end, and so would all that was asked of them."""
    if CLIENTS in item.stash:
        del item.stash[CLIENTS]
    if SURROUNDINGS in item.stash:
        del item.stash[SURROUNDINGS]


def _verify(config: pytest.Config) -> None:
    """Stop everything rather than give a verdict on the wrong Flask."""
    try:
        config.stash[TARGET].verify()
    except WrongFlask as problem:
        config.stash[BROKEN] = str(problem)
        pytest.exit(str(problem), returncode=3)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what does not apply, and remember how the process looked."""
    requirement = requirement_of(item)
    objection = circumstances(item.config).objection(requirement) if requirement else None
    if objection:
        item.stash[OBJECTION] = objection
        pytest.skip(objection)
    item.stash[SURROUNDINGS] = leftovers.Surroundings()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Leave the frames of client and transport out of a failure."""
    try:
        yield
    except Exception as error:
        raise error.with_traceback(shortened(error.__traceback__))  # noqa: B904 - it is the same


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail the check that leaves something behind, not the ones after it."""
    try:
        yield
    finally:
        complaints = _restore(item)
    if complaints:
        pytest.fail(f"The check left something behind: {'; '.join(complaints)}.", pytrace=False)


def _restore(item: pytest.Item) -> list[str]:
    before = item.stash.get(SURROUNDINGS, None)
    complaints = before.complaints() if before else []
    if before and before.is_beyond_repair():
        item.config.stash[RETIRE] = True
    return complaints


@pytest.fixture
def app() -> Any:
    """A fresh application of the target."""
    return fresh_app()


@pytest.fixture
def clients(request: pytest.FixtureRequest) -> Iterator[Clients]:
    """The clients of one check, and what passed between them and the applications."""
    with Clients(transport=transport()) as clients:
        request.node.stash[CLIENTS] = clients
        yield clients


@pytest.fixture
def client_of(clients: Clients) -> Any:
    """Make an httpx client for a WSGI application."""
    return clients.of


@pytest.fixture
def client(client_of: Any, app: Any) -> Any:
    """An httpx client that talks to ``app``."""
    return client_of(app)


@pytest.fixture
def wsgi() -> Wsgi:
    """Raw access: environments by hand, and calls looked at step by step."""
    return Wsgi()
