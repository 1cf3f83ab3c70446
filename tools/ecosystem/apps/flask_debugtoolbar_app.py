"""Flask-DebugToolbar: what went on behind a page, shown on the page."""

import flask
from diary import Diary, tell
from flask_debugtoolbar import DebugToolbarExtension
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

PAGE = "<html><head><title>{{ title }}</title></head><body>{{ title }}</body></html>"


def make_app(**settings):
    """An application with a toolbar, a database and pages of several kinds."""
    app = flask.Flask(__name__)
    app.config.update(SECRET_KEY="secret", SQLALCHEMY_DATABASE_URI="sqlite://", **settings)
    app.config["SQLALCHEMY_RECORD_QUERIES"] = True
    app.debug = True
    db = SQLAlchemy(app)
    toolbar = DebugToolbarExtension(app)
    add_views(app, db)
    return app, toolbar


def add_views(app, db):
    """Two pages, one that leads elsewhere, and some that have no toolbar."""

    @app.get("/page")
    def page():
        flask.session["seen"] = flask.request.args.get("q", "")
        app.logger.warning("page was asked for")
        return flask.render_template_string(PAGE, title="a page")

    @app.get("/query")
    def query():
        found = db.session.execute(text("select 1 + 1")).scalar()
        return flask.render_template_string(PAGE, title=f"found {found}")

    @app.get("/away")
    def away():
        return flask.redirect("/page")

    @app.get("/json")
    def document():
        return {"toolbar": False}

    @app.get("/broken")
    def broken():
        raise ValueError("broken")


def story(diary: Diary):
    """Pages with the toolbar, without it, and those that are not pages."""
    app, _ = make_app()
    visitor = diary.visitor(app.test_client())
    look_at(visitor, "/page?q=1", diary)
    look_at(visitor, "/query", diary)
    look_at(visitor, "/missing", diary)
    assert "flDebug" not in visitor.get("/json").text
    visitor.get("/_debug_toolbar/static/js/toolbar.js", buffered=True)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    look_at(visitor, "/broken", diary)
    diary.note("steps", replaced=app.dispatch_request.__name__, blueprints=sorted(app.blueprints))
    app, _ = make_app(DEBUG_TB_INTERCEPT_REDIRECTS=True)
    intercepted = diary.visitor(app.test_client())
    look_at(intercepted, "/away", diary)
    app, _ = make_app(DEBUG_TB_ENABLED=False)
    assert diary.visitor(app.test_client()).get("/away").status_code == 302


def look_at(visitor, path, diary):
    """The page as it would be without its toolbar, and the panels that were added."""
    answer = visitor.client.get(path)
    page, *panels = answer.text.split("flDebug")
    lines = (line.strip() for line in answer.text.splitlines())
    titles = [line for line in lines if line.startswith(("<h4>", "<td>/"))]
    diary.note(
        path, status=answer.status, headers=sorted(answer.headers.keys()), page=page, titles=titles
    )
    diary.note("toolbar", there=bool(panels), database="select 1 + 1" in answer.text)


if __name__ == "__main__":
    tell(story, milliseconds=r"\d+\.\d+ ?ms", id=r'"?[0-9a-f]{16,}"?|0x[0-9a-f]+')
