"""What the development server is asked for."""

import os

import pytest

SHOP = ("import flask", "app = flask.Flask('shop', static_folder=None)")


@pytest.fixture
def run(project, command, served):
    """Call ``flask run``, and tell what the server was asked for."""
    project.write("app.py", *SHOP)

    def run(*options, before=()):
        done = command(*before, "run", *options)
        assert done.code == 0
        return served.pop()

    return run


def test_application_is_served(run, served):
    """There is nothing about certificates."""
    asked = run()

    assert str(asked["application"].name) == "shop"
    assert (asked["hostname"], asked["port"]) == ("127.0.0.1", 5000)
    assert asked.get("ssl_context") is None
    assert served == []


@pytest.mark.parametrize(
    ("options", "host", "port"),
    [
        (["--host", "0.0.0.0", "--port", "80"], "0.0.0.0", 80),
        (["-h", "::1", "-p", "0"], "::1", 0),
        (["--port", "8000"], "127.0.0.1", 8000),
        (["--host", "shop.example"], "shop.example", 5000),
    ],
    ids=["long", "short", "port", "host"],
)
def test_host_and_port_can_be_chosen(run, options, host, port):
    """Together or alone."""
    asked = run(*options)

    assert (asked["hostname"], asked["port"]) == (host, port)


def test_host_and_port_can_be_chosen__only_numbers(project, command, served):
    """Other ports are refused."""
    project.write("app.py", *SHOP)

    refused, accepted = command("run", "--port", "tea"), command("run", "--port", "80")

    assert (refused.code, accepted.code) == (2, 0)
    assert [asked["port"] for asked in served] == [80]


def extras(asked):
    """Whether there are a reloader and a debugger."""
    return bool(asked.get("use_reloader")), bool(asked.get("use_debugger"))


@pytest.mark.parametrize("way", ["option", "variable"])
@pytest.mark.parametrize("debug", [True, False])
def test_debug_mode_brings_reloader_and_debugger(run, monkeypatch, way, debug):
    """However it is switched on."""
    monkeypatch.setenv("FLASK_DEBUG", str(int(debug is (way == "variable"))))

    asked = run(before=["--debug" if debug else "--no-debug"] if way == "option" else ())

    assert extras(asked) == (debug, debug)
    assert asked["application"].debug is debug


@pytest.mark.parametrize("mode", ["--debug", "--no-debug"])
@pytest.mark.parametrize("reloader", [True, False])
@pytest.mark.parametrize("debugger", [True, False])
def test_reloader_and_debugger_can_be_chosen(run, mode, reloader, debugger):
    """Each for itself."""
    options = [
        "--reload" if reloader else "--no-reload",
        "--debugger" if debugger else "--no-debugger",
    ]

    assert extras(run(*options, before=[mode])) == (reloader, debugger)


@pytest.mark.parametrize("before", [[], ["--debug"], ["--no-debug"]], ids=" ".join)
@pytest.mark.parametrize(("option", "debug"), [("--debug", True), ("--no-debug", False)])
def test_debug_mode_can_be_chosen_behind_the_command(run, before, option, debug):
    """The application is told, too."""
    asked = run(option, before=before)

    assert extras(asked) == (debug, debug)
    assert asked["application"].debug is debug


@pytest.mark.parametrize(
    ("options", "threaded"),
    [([], True), (["--with-threads"], True), (["--without-threads"], False)],
    ids=["default", "with", "without"],
)
def test_threads_can_be_switched_off(run, options, threaded):
    """They can be asked for, too."""
    assert run(*options)["threaded"] is threaded


@pytest.mark.parametrize("names", [["app.py"], ["app.py", "data/prices.txt"]], ids=["one", "two"])
def test_files_to_watch_can_be_added(run, names):
    """They need not exist."""
    asked, bare = run("--extra-files", os.pathsep.join(names)), run()

    assert list(asked["extra_files"]) == names
    assert not bare.get("extra_files")


@pytest.mark.parametrize("patterns", [["*.txt"], ["*.txt", "data/*"]], ids=["one", "two"])
def test_files_to_watch_can_be_left_out(run, patterns):
    """They are patterns, not paths."""
    asked, bare = run("--exclude-patterns", os.pathsep.join(patterns)), run()

    assert list(asked["exclude_patterns"]) == patterns
    assert not bare.get("exclude_patterns")


PATHS = os.pathsep.join(["a", "b"])
VARIABLES = {
    "HOST": ("0.0.0.0", "hostname", "0.0.0.0"),
    "PORT": ("80", "port", 80),
    "DEBUG": ("1", "use_reloader", True),
    "RELOAD": ("1", "use_reloader", True),
    "DEBUGGER": ("1", "use_debugger", True),
    "WITH_THREADS": ("0", "threaded", False),
    "EXTRA_FILES": (PATHS, "extra_files", ["a", "b"]),
    "EXCLUDE_PATTERNS": (PATHS, "exclude_patterns", ["a", "b"]),
}


@pytest.mark.parametrize(
    ("name", "text", "parameter", "value"),
    [(name, *row) for name, row in VARIABLES.items()],
    ids=VARIABLES,
)
def test_options_have_variables(run, monkeypatch, name, text, parameter, value):
    """Without it, the default counts."""
    before = run()
    monkeypatch.setenv(f"FLASK_RUN_{name}", text)

    assert before.get(parameter) != value
    assert run()[parameter] == value


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--app", "app:app"), ["app:app", "off"]), (("--debug",), ["on"])],
    ids=["path", "mode"],
)
def test_command_tells_what_it_serves(project, command, served, options, words):
    """Each in a line."""
    project.write("app.py", *SHOP)

    lines = command(*options, "run").output.splitlines()

    assert [line.split()[-1].strip("'") for line in lines] == words


def test_command_tells_what_it_serves__once(project, command, served, monkeypatch):
    """Not again in the process that the reloader starts."""
    project.write("app.py", *SHOP)
    monkeypatch.setenv("WERKZEUG_RUN_MAIN", "true")

    done = command("--debug", "run")

    assert (done.output, len(served)) == ("", 1)
