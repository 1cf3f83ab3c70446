"""What has been replaced is known, and what is not known counts as replaced."""

import pytest

from hipflask._untouched import Steps, together


class Below:
    def go(self):
        """A step."""


class Walker(Below):
    def stop(self):
        """Another one."""


class Other:
    def go(self):
        """A step of the same name."""


STEPS = Steps(Walker, "go", "stop")


def test_own_class_is_untouched():
    assert STEPS.untouched_in(Walker)
    assert STEPS.untouched(Walker())
    assert together(STEPS)()


@pytest.mark.parametrize(("cls", "name"), [(Walker, "stop"), (Walker, "go"), (Below, "go")])
def test_patched_class_is_seen(monkeypatch, cls, name):
    asked = together(Steps(Other, "go"), STEPS)
    monkeypatch.setattr(cls, name, lambda self: "own")

    assert not STEPS.untouched_in(Walker)
    assert not STEPS.untouched(Walker())
    assert not asked()


def test_patched_object_is_seen():
    walker = Walker()
    walker.go = walker.go

    assert not STEPS.untouched(walker)


def test_missing_step_counts_as_replaced():
    steps = Steps(Walker, "go", "fly")

    assert not steps.untouched_in(Walker)
    assert not steps.untouched(Walker())
    assert not together(STEPS, steps)()


class Lying:
    """What wraps a method, and claims to be equal to it."""

    def __init__(self, wrapped):
        self.__wrapped__ = wrapped

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash(self.__wrapped__)


def test_equal_step_counts_as_replaced(monkeypatch):
    monkeypatch.setattr(Walker, "go", Lying(Walker.go))

    assert not STEPS.untouched_in(Walker)
    assert not together(STEPS)()
