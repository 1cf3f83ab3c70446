"""Puts a replacement in its place: in a subclass, on a class, on an object, early or late."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from differential.kinds import KINDS, Kind
from differential.points import Point, definer_of
from differential.replacements import ACTS_OF, Refused, Replacement
from differential.scenarios import Scenario
from differential.watching import Browser, Diary, watched

WAYS = (
    "subclass",
    "instance",
    "class",
    "defining-class",
    "late-instance",
    "late-class",
    "late-swap",
    "during-instance",
    "during-class",
)
"""Where a replacement is put, and when: late is after some requests, and undone after others;
during is before the view of each request, and undone in its teardown."""


@dataclass
class Kit:
    """What scenarios make their applications from; one kind of class may be replaced."""

    flask: Any
    diary: Diary = field(default_factory=Diary)
    replaced: Kind | None = None
    subclass: Any = None
    receivers: list[Any] = field(default_factory=list)

    def class_of(self, kind: str) -> Any:
        """The class under test, or the framework's own."""
        if self.replaced is not None and self.replaced.name == kind:
            return self.subclass
        return next(each for each in KINDS if each.name == kind).own(self.flask)

    def application(self, **options: Any) -> Any:
        """Make an application that uses the class under test."""
        options.setdefault("static_folder", None)
        app = self._application_class()("scenario", **options)
        if self.replaced is not None and self.replaced.install is not None:
            self.replaced.install(self.flask, app, self.subclass)
        return app

    def _application_class(self) -> Any:
        own = self.class_of("Flask")
        if self.replaced is None or self.replaced.attribute is None:
            return own
        return type("Flask", (own,), {self.replaced.attribute: self.subclass})


@dataclass(frozen=True)
class OverrideCase:
    """One override in one scenario."""

    scenario: Scenario
    point: Point
    way: str
    act: str = "call"

    @property
    def name(self) -> str:
        """Its address on the command line."""
        return f"{self.scenario.name}:{self.point.address}:{self.way}:{self.act}"

    @property
    def address(self) -> str:
        """What differences are counted by."""
        return self.point.address

    @property
    def breaks(self) -> bool:
        """Whether the framework may stumble, in its own way, over what the replacement does."""
        return self.act != "call"

    def variants(self) -> Iterator["OverrideCase"]:
        """The cases in which the replacement does something else."""
        for act in ACTS_OF[self.point.form]:
            yield OverrideCase(self.scenario, self.point, self.way, act)

    def diary(self, module: Any) -> Diary:
        """What happens in a framework."""
        kit = Kit(module)
        replacement = Replacement(self.point, self.act, kit.diary)
        with watched(kit.diary):
            try:
                STEPS[self.way](self, kit, replacement)
            except Exception as error:
                kit.diary.note(f"set-up raised {type(error).__name__}")
        return kit.diary

    def is_possible(self, module: Any) -> bool:
        """Whether there is such a place."""
        kind = self.point.kind
        if self.way in ("instance", "late-instance"):
            reached = bool(kind.living or kind.current or kind.name == "Response")
            return reached and self._is_for_objects()
        if self.way == "during-instance":
            return kind.living is not None and self._is_for_objects()
        if not hasattr(kind.own(module), self.point.name):
            return False
        return self.way != "late-swap" or kind.install is not None

    def _is_for_objects(self) -> bool:
        """Whether Python asks the object before the class."""
        return self.point.form != "property" and not self.point.name.startswith("__")


def _round(case: OverrideCase, browser: Browser) -> None:
    for ask in case.scenario.asks:
        browser.send(ask.environ())


def _rounds(case: OverrideCase, kit: Kit, app: Any) -> None:
    """Everything twice: what is kept from the first time must not show in the second."""
    browser = Browser(app, kit.diary)
    _round(case, browser)
    _round(case, browser)


def _subclass(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    _derive(kit, replacement)
    _rounds(case, kit, case.scenario.build(kit))


def _derive(kit: Kit, replacement: Replacement) -> None:
    point = replacement.point
    own = point.kind.own(kit.flask)
    kit.replaced = point.kind
    kit.subclass = type(own.__name__, (own,), {point.name: replacement.attribute(own)})


def _instance(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    with _patched_objects(kit, app, replacement):
        _rounds(case, kit, app)


def _class(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    with _patched_class(case.point.kind.own(kit.flask), replacement):
        _rounds(case, kit, case.scenario.build(kit))


def _defining_class(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    definer = definer_of(case.point.kind.own(kit.flask), case.point.name)
    with _patched_class(definer, replacement):
        _rounds(case, kit, case.scenario.build(kit))


def _late_instance(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    browser = Browser(app, kit.diary)
    _round(case, browser)
    with _patched_objects(kit, app, replacement):
        _round(case, browser)
    _round(case, browser)


def _late_class(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    browser = Browser(case.scenario.build(kit), kit.diary)
    _round(case, browser)
    with _patched_class(case.point.kind.own(kit.flask), replacement):
        _round(case, browser)
    _round(case, browser)


def _late_swap(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    browser = Browser(app, kit.diary)
    _round(case, browser)
    _derive(kit, replacement)
    assert case.point.kind.install is not None
    case.point.kind.install(kit.flask, app, kit.subclass)
    _round(case, browser)


def _during_instance(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    with during_requests(app, lambda: _patched_objects(kit, app, replacement)):
        _rounds(case, kit, app)


def _during_class(case: OverrideCase, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    with during_requests(app, lambda: _patched_class(case.point.kind.own(kit.flask), replacement)):
        _rounds(case, kit, app)


STEPS = {
    "subclass": _subclass,
    "instance": _instance,
    "class": _class,
    "defining-class": _defining_class,
    "late-instance": _late_instance,
    "late-class": _late_class,
    "late-swap": _late_swap,
    "during-instance": _during_instance,
    "during-class": _during_class,
}


@contextmanager
def during_requests(app: Any, change: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """Change something in each request, from its first hook before the view to its last."""
    with ExitStack() as changes:
        app.before_request_funcs.setdefault(None, []).insert(
            0, lambda: changes.enter_context(change())
        )
        app.teardown_request_funcs.setdefault(None, []).insert(0, lambda error: changes.close())
        yield


@contextmanager
def _patched_class(owner: type, replacement: Replacement) -> Iterator[None]:
    """Replace the attribute of a class, and put back what was there."""
    name = replacement.point.name
    before = vars(owner).get(name, Refused)
    setattr(owner, name, replacement.attribute(owner))
    try:
        yield
    finally:
        if before is Refused:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


@contextmanager
def _patched_objects(kit: Kit, app: Any, replacement: Replacement) -> Iterator[None]:
    """Replace the attribute of the objects at work: those that live on, or of each request."""
    kind = replacement.point.kind
    if kind.living is not None:
        with _patched_living(kind.living(app), replacement):
            yield
        return
    hooks, hook = _patching_hook(kit, app, replacement)
    hooks.insert(0, hook)
    yield
    hooks.remove(hook)


@contextmanager
def _patched_living(targets: list[Any], replacement: Replacement) -> Iterator[None]:
    name = replacement.point.name
    before = [dict(vars(target)) for target in targets]
    for target in targets:
        setattr(target, name, replacement.bound(target))
    yield
    for target, attributes in zip(targets, before, strict=True):
        vars(target).pop(name, None)
        if name in attributes:
            setattr(target, name, attributes[name])


def _patching_hook(kit: Kit, app: Any, replacement: Replacement) -> tuple[list[Any], Any]:
    """A hook that patches the object of its request, and the list that it belongs to."""
    name, current = replacement.point.name, replacement.point.kind.current

    def before() -> None:
        assert current is not None
        target = current(kit.flask)
        setattr(target, name, replacement.bound(target))

    def after(response: Any) -> Any:
        setattr(response, name, replacement.bound(response))
        return response

    if current is None:
        return app.after_request_funcs.setdefault(None, []), after
    return app.before_request_funcs.setdefault(None, []), before
