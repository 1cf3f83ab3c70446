"""What the server gets as a certificate."""

import sys

import pytest

CONTEXTS = (
    "import ssl",
    "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
    "number = 3",
)


@pytest.fixture
def run(project, command, served, monkeypatch):
    """Call ``flask run``: its exit code, and what the server gets, if it is started."""
    project.write("app.py", "import flask", "app = flask.Flask('shop', static_folder=None)")
    project.write("certificate.pem")
    project.write("key.pem")
    project.write("contexts.py", *CONTEXTS)
    project.write("cryptography.py")
    monkeypatch.syspath_prepend(project.folder)

    def run(*options):
        code = command("run", *options).code
        return code, [asked["ssl_context"] for asked in served]

    return run


FILES = ["--cert", "certificate.pem", "--key", "key.pem"]


@pytest.mark.parametrize("options", [FILES, FILES[2:] + FILES[:2]], ids=["usual", "key-first"])
def test_certificate_and_key_are_files(project, run, options):
    """In any order of the options."""
    code, given = run(*options)

    assert code == 0
    assert given == [tuple(str(project.folder / name) for name in ("certificate.pem", "key.pem"))]


@pytest.mark.parametrize("text", ["adhoc", "ADHOC"])
def test_certificate_can_be_made_on_the_spot(run, text):
    """Upper case does not matter."""
    assert run("--cert", text) == (0, ["adhoc"])


def test_certificate_on_the_spot_needs_cryptography(run, monkeypatch):
    """Without HTTPS it is not needed."""
    monkeypatch.setitem(sys.modules, "cryptography", None)

    assert run("--cert", "adhoc") == (2, [])
    assert run() == (0, [None])


@pytest.mark.parametrize("path", ["contexts:context", "contexts.context"])
def test_context_can_be_imported(run, path):
    """It is that object."""
    import ssl

    code, (given,) = run("--cert", path)

    assert (code, type(given)) == (0, ssl.SSLContext)
    assert given is sys.modules["contexts"].context


def test_certificate_in_a_file_needs_its_key(run):
    """With the key it is served."""
    assert run("--cert", "certificate.pem") == (2, [])
    assert run(*FILES)[0] == 0


@pytest.mark.parametrize(
    "options",
    [[], ["--cert", "adhoc"], ["--cert", "contexts:context"]],
    ids=["alone", "adhoc", "context"],
)
def test_key_needs_a_certificate_in_a_file(run, options):
    """Without the key, these are served."""
    assert run(*options, "--key", "key.pem") == (2, [])
    assert run(*options)[0] == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--cert", "missing.pem", "--key", "key.pem"],
        ["--cert", "certificate.pem", "--key", "missing.pem"],
        ["--cert", "contexts:number"],
        ["--cert", "contexts:missing"],
    ],
    ids=["certificate", "key", "no-context", "no-name"],
)
def test_files_must_exist(run, options):
    """Nothing is served."""
    assert run(*options) == (2, [])
    assert run(*FILES)[0] == 0


@pytest.mark.parametrize("key", [True, False], ids=["both", "certificate"])
def test_variables_name_certificate_and_key(project, run, monkeypatch, key):
    """One is not enough."""
    monkeypatch.setenv("FLASK_RUN_CERT", "certificate.pem")
    if key:
        monkeypatch.setenv("FLASK_RUN_KEY", "key.pem")

    code, given = run()

    assert (code, len(given)) == ((0, 1) if key else (2, 0))
