"""Puts a replacement in the place of a method: in a subclass, on a class, on an object.

Each replacement writes down that it was called, and then does what its act says.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from werkzeug.exceptions import ImATeapot

from differential.points import KINDS, Kind, Point, definer_of
from differential.scenarios import Scenario
from differential.watching import Browser, Diary, arguments_of, watched


class Refused(Exception):
    """What a replacement raises that does not want to work."""


def _call(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return function(*given, **named)


def _return_none(function: Callable[..., Any], *given: Any, **named: Any) -> None:
    return None


def _raise(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    raise Refused


def _abort(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    raise ImATeapot


def _raise_after(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    function(*given, **named)
    raise Refused


ACTS = {
    "call": _call,
    "none": _return_none,
    "raise": _raise,
    "abort": _abort,
    "raise-after": _raise_after,
}
"""What a replacement does with the function that it stands for, and with the arguments."""

WAYS = (
    "subclass",
    "instance",
    "class",
    "defining-class",
    "late-instance",
    "late-class",
    "late-swap",
)
"""Where a replacement is put, and when: late is after some requests, and undone after others."""


@dataclass(frozen=True)
class Replacement:
    """A method, and what is done instead."""

    point: Point
    act: str
    diary: Diary

    def attribute(self, owner: type) -> Any:
        """What takes the place of the attribute in a class."""
        original = inspect.getattr_static(owner, self.point.name)
        if isinstance(original, staticmethod):
            return staticmethod(self._recording(original.__func__, skip=0))
        if isinstance(original, classmethod):
            return classmethod(self._recording(original.__func__))
        return self._recording(original)

    def bound(self, target: Any) -> Callable[..., Any]:
        """What takes the place of the method of one object."""
        return self._recording(getattr(target, self.point.name), skip=0)

    def _recording(self, original: Callable[..., Any], skip: int = 1) -> Callable[..., Any]:
        act = ACTS[self.act]

        def replacement(*given: Any, **named: Any) -> Any:
            self.diary.note_call(self.point.address, arguments_of(original, *given, **named)[skip:])
            return act(original, *given, **named)

        return replacement


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
class Case:
    """One override in one scenario."""

    scenario: Scenario
    point: Point
    way: str
    act: str

    @property
    def name(self) -> str:
        """Its address on the command line."""
        return f"{self.scenario.name}:{self.point.address}:{self.way}:{self.act}"

    def diary(self, module: Any) -> list[str]:
        """What happens in a framework, a line each."""
        kit = Kit(module)
        replacement = Replacement(self.point, self.act, kit.diary)
        with watched(kit.diary):
            try:
                STEPS[self.way](self, kit, replacement)
            except Exception as error:
                kit.diary.note(f"set-up raised {type(error).__name__}")
        return kit.diary.lines

    def is_possible(self) -> bool:
        """Whether there is such a place."""
        kind = self.point.kind
        if self.way in ("instance", "late-instance"):
            special = self.point.name.startswith("__")
            return not special and bool(kind.living or kind.current or kind.name == "Response")
        if self.way == "late-swap":
            return kind.install is not None
        return True


def _round(case: Case, browser: Browser) -> None:
    for ask in case.scenario.asks:
        browser.send(ask.environ())


def _rounds(case: Case, kit: Kit, app: Any) -> None:
    """Everything twice: what is kept from the first time must not show in the second."""
    browser = Browser(app, kit.diary)
    _round(case, browser)
    _round(case, browser)


def _subclass(case: Case, kit: Kit, replacement: Replacement) -> None:
    _derive(kit, replacement)
    _rounds(case, kit, case.scenario.build(kit))


def _derive(kit: Kit, replacement: Replacement) -> None:
    point = replacement.point
    own = point.kind.own(kit.flask)
    kit.replaced = point.kind
    kit.subclass = type(own.__name__, (own,), {point.name: replacement.attribute(own)})


def _instance(case: Case, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    with _patched_objects(kit, app, replacement):
        _rounds(case, kit, app)


def _class(case: Case, kit: Kit, replacement: Replacement) -> None:
    with _patched_class(case.point.kind.own(kit.flask), replacement):
        _rounds(case, kit, case.scenario.build(kit))


def _defining_class(case: Case, kit: Kit, replacement: Replacement) -> None:
    definer = definer_of(case.point.kind.own(kit.flask), case.point.name)
    with _patched_class(definer, replacement):
        _rounds(case, kit, case.scenario.build(kit))


def _late_instance(case: Case, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    browser = Browser(app, kit.diary)
    _round(case, browser)
    with _patched_objects(kit, app, replacement):
        _round(case, browser)
    _round(case, browser)


def _late_class(case: Case, kit: Kit, replacement: Replacement) -> None:
    browser = Browser(case.scenario.build(kit), kit.diary)
    _round(case, browser)
    with _patched_class(case.point.kind.own(kit.flask), replacement):
        _round(case, browser)
    _round(case, browser)


def _late_swap(case: Case, kit: Kit, replacement: Replacement) -> None:
    app = case.scenario.build(kit)
    browser = Browser(app, kit.diary)
    _round(case, browser)
    _derive(kit, replacement)
    assert case.point.kind.install is not None
    case.point.kind.install(kit.flask, app, kit.subclass)
    _round(case, browser)


STEPS = {
    "subclass": _subclass,
    "instance": _instance,
    "class": _class,
    "defining-class": _defining_class,
    "late-instance": _late_instance,
    "late-class": _late_class,
    "late-swap": _late_swap,
}


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
    """Replace the method of the objects at work: those that live on, or those of each request."""
    kind, name = replacement.point.kind, replacement.point.name
    if kind.living is not None:
        targets = kind.living(app)
        for target in targets:
            setattr(target, name, replacement.bound(target))
        yield
        for target in targets:
            vars(target).pop(name, None)
        return
    hooks, hook = _patching_hook(kit, app, replacement)
    hooks.insert(0, hook)
    yield
    hooks.remove(hook)


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
