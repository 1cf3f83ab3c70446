import subprocess
import sys

import pytest

from benchmarks import requests_speed
from benchmarks.scenarios import GOALS, SCENARIOS


def run(*arguments):
    command = [sys.executable, requests_speed.__file__, *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_one_scenario_is_measured():
    done = run("flask", "hipflask", "--quick", "--only", "hello")

    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[1].startswith("hello ")
    assert "geometric mean of 1" in done.stdout
    assert done.stdout.endswith(f"\n\n{requests_speed.LEGEND}\n")


def test_help_explains_the_columns():
    words = run("--help").stdout.split()

    assert " ".join(words).endswith(requests_speed.LEGEND)


def test_unknown_scenario_is_one_clear_line():
    done = run("--only", "helo")

    assert done.returncode == 2
    assert "no scenario is called helo; there are hello, " in done.stderr


def test_thirty_scenarios_have_goals():
    assert len(SCENARIOS) == 30
    assert all(0 < GOALS[name] < 1 for name in SCENARIOS)


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != "int_route_10000"])
def test_both_frameworks_answer_as_expected(name):
    scenarios = requests_speed.built(["flask", "hipflask"], name)

    assert len(scenarios) == 2


def test_wrong_answer_is_not_timed(monkeypatch):
    def wrong(flask):
        app, request = SCENARIOS["hello"](flask)
        return app, requests_speed.Request(request.path, "goodbye")

    monkeypatch.setitem(requests_speed.SCENARIOS, "wrong", wrong)

    with pytest.raises(SystemExit, match="wrong: flask answers 200 b'hello, world'"):
        requests_speed.built(["flask"], "wrong")


def test_different_answers_are_not_timed(monkeypatch):
    def differing(flask):
        app, _ = SCENARIOS["hello"](flask)
        app.add_url_rule("/name", "name", lambda: f"hello, {flask.__name__}")
        return app, requests_speed.Request("/name", "hello")

    monkeypatch.setitem(requests_speed.SCENARIOS, "differing", differing)

    with pytest.raises(SystemExit, match=r"(?s)flask answers.*but hipflask"):
        requests_speed.built(["flask", "hipflask"], "differing")
