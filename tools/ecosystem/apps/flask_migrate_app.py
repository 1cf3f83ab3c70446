"""Flask-Migrate: commands of ``flask`` bring a database from one version to the next."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import flask
import sqlalchemy
from diary import Diary, tell
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy


def make_app(folder, *, with_title=False):
    """An application with one table, whose later version has one column more."""
    app = flask.Flask(__name__, instance_path=str(folder))
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder}/books.db"
    database = SQLAlchemy()
    columns = {"title": database.Column(database.String(9))} if with_title else {}
    key = database.Column(database.Integer, primary_key=True)
    type("Book", (database.Model,), {"id": key, **columns})
    database.init_app(app)
    Migrate(app, database, directory=str(folder / "migrations"))
    return app


def command(app, diary, *arguments):
    """Run a command of the extension in this process."""
    result = app.test_cli_runner().invoke(args=["db", *arguments], catch_exceptions=False)
    diary.note("flask db " + " ".join(arguments), code=result.exit_code, printed=result.output)
    assert result.exit_code == 0


def columns(app):
    """The columns that the table really has."""
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        found = [column["name"] for column in sqlalchemy.inspect(engine).get_columns("book")]
        engine.dispose()
        return found


def story(diary: Diary):
    """Begin, change the model, go up and down again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = make_app(folder)
        command(before, diary, "init")
        command(before, diary, "migrate", "-m", "begin", "--rev-id", "one")
        command(before, diary, "upgrade")
        assert columns(before) == ["id"]
        after = make_app(folder, with_title=True)
        command(after, diary, "migrate", "-m", "title", "--rev-id", "two")
        go_up_and_down(after, diary)
        ask_another_process(folder, diary)


def go_up_and_down(app, diary):
    """By function in a context, and by command."""
    with app.app_context():
        upgrade()
    assert columns(app) == ["id", "title"]
    command(app, diary, "downgrade")
    assert columns(app) == ["id"]


def ask_another_process(folder, diary):
    """The command line finds the commands of the extension."""
    name = f"{Path(__file__).stem}:app_of_variable"
    for arguments in (["current"], ["history"], ["upgrade", "--sql"], ["nonsense"], ["--help"]):
        done = run_flask(folder, "--app", name, "db", *arguments)
        printed = (done.stdout + done.stderr).splitlines()
        diary.note(f"another process: flask db {arguments}", code=done.returncode, printed=printed)


def run_flask(folder, *arguments):
    """Run ``flask`` with what this process can import."""
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        env={**os.environ, "BOOKS": str(folder), "PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def app_of_variable():
    """The application of the folder that a variable names."""
    return make_app(Path(os.environ["BOOKS"]), with_title=True)


if __name__ == "__main__":
    tell(story, folder=r"/[\w/-]*/tmp\w+", moment=r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+")
