import sys
from pathlib import Path

import pytest

from ecosystem import extensions, outcomes, run
from flask_conformance.errors import BuildError, UserError
from flask_conformance.targets.environments import Environment
from flask_conformance.targets.naming import Target
from flask_conformance.worker.impersonation import Impersonation

HERE = Environment(Path(sys.executable), "3.11.7", {"flask": "3.1.3"})
ON_FLASK = Impersonation("flask")
HIPFLASK = Target("hipflask", "hipflask", implements="3.1.3")
APPS = extensions.FOLDER / "apps"

TELLS_ITS_NAME = """\
import json, flask
print(json.dumps([{"request": "GET /", "body": flask.__name__, "status": "200 OK"}]))
"""
WRITES = """\
import logging, os, secrets, sys, time, warnings
sys.path.insert(0, "{apps}")
import flask
from diary import clock, tell


def story(diary):
    app = flask.Flask("library")
    app.add_url_rule("/pid", "pid", lambda: f"pid {{os.getpid()}}")
    visitor = diary.visitor(app.test_client())
    visitor.get("/pid")
    diary.note("random", token=secrets.token_hex(), bytes=os.urandom(3))
    clock.advance(60)
    diary.note("time", now=time.time())
    warnings.warn("careful", UserWarning)
    logging.getLogger("library").warning("logged")
    print("in nobody's way")


tell(story, pid=r"pid \\d+")
"""


@pytest.fixture
def extension(tmp_path, monkeypatch):
    """Make an extension of an app that runs in this environment."""
    monkeypatch.setattr(extensions.environments, "build", lambda target, **options: HERE)

    def make(source):
        app = tmp_path / "app.py"
        app.write_text(source)
        return extensions.Extension("flask-library", app)

    return make


def test_app_that_differs_is_reported(extension, capsys):
    found = run.compare(extension(TELLS_ITS_NAME), HIPFLASK)

    run.show(run.Console(width=100), [found])

    assert (found.verdict, found.is_same) == ("differs", False)
    assert 'flask-library: 1. GET /: body: "flask" is not "hipflask"' in capsys.readouterr().out


def test_app_that_does_the_same_is_the_same(extension):
    found = run.compare(extension(WRITES.format(apps=APPS)), HIPFLASK)

    assert (found.verdict, found.lines, found.entries) == ("same", (), 5)


def test_app_that_fails_on_the_target_differs(extension):
    source = "import flask\nassert flask.__name__ == 'flask', 'only there'\nprint('[]')"

    found = run.compare(extension(source), HIPFLASK)

    assert found.verdict == "differs"
    assert found.lines == ("it fails: line 2, in <module>, AssertionError: only there",)


def test_app_that_fails_on_flask_proves_nothing(extension):
    found = run.compare(extension("raise SystemExit(3)"), HIPFLASK)

    assert (found.verdict, found.lines) == ("fails on Flask", ("on Flask: exit code 3",))


def test_extension_that_cannot_be_installed_costs_one_line(extension, monkeypatch):
    def build(target, **options):
        raise BuildError(f"The environment of {target.label} cannot be built: no network", "hint")

    made = extension("")
    monkeypatch.setattr(extensions.environments, "build", build)

    found = run.compare(made, HIPFLASK)

    assert (found.verdict, len(found.lines)) == ("cannot be installed", 1)
    assert "flask-library cannot be built: no network" in found.lines[0]


def test_diary_has_everything_and_nothing_volatile(tmp_path):
    app = tmp_path / "app.py"
    app.write_text(WRITES.format(apps=APPS))

    found = outcomes.run(app, ON_FLASK, Path(sys.executable))

    exchange, _, moment, warned, logged = found.entries
    assert (exchange["request"], exchange["body"]) == ("GET /pid", "<pid>")
    assert moment == {"note": "time", "now": 1_800_000_060.0}
    assert warned == {"note": "warning UserWarning", "text": "careful"}
    assert logged == {"note": "log WARNING", "logger": "library", "text": "logged"}


def test_app_that_does_not_end_is_ended(tmp_path, monkeypatch):
    app = tmp_path / "app.py"
    app.write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(outcomes, "SECONDS", 0.5)

    found = outcomes.run(app, ON_FLASK, Path(sys.executable))

    assert found.complaint == "it did not end within 0.5 seconds"


def test_diary_that_is_longer_differs():
    one, other = outcomes.Outcome([]), outcomes.Outcome([{"note": "more"}])

    found = list(outcomes.differences(one, other))

    assert found == ['1. nothing: note: null is not "more"']


def test_each_extension_has_its_app_and_its_pins():
    found = extensions.extensions()

    assert [name for name, each in found.items() if not each.app.is_file()] == []
    assert [name for name, each in found.items() if extensions.FLASK not in each.pins] == []
    assert {app.name for app in APPS.glob("*_app.py")} == {each.app.name for each in found.values()}


def test_pins_are_written_and_read(tmp_path):
    (tmp_path / "extensions.toml").write_text("flask-library = []")
    found = Environment(Path("python"), "3.11.7", {"flask": "3.1.3", "flask-library": "1.0"})

    extensions.write_pins({"flask-library": found}, HIPFLASK, tmp_path)

    made = extensions.extensions(tmp_path)["flask-library"]
    assert made.pins == ("flask==3.1.3", "flask-library==1.0")


def test_unknown_extension_is_told_with_the_nearest():
    with pytest.raises(UserError) as error:
        extensions.chosen(["flask-logn"])

    assert error.value.hint == "Did you mean flask-login?"


def test_wrong_usage_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["run.py", "--target", "hipflask"])

    code = run.main()

    assert (code, capsys.readouterr().err.count("\n")) == (2, 1)
