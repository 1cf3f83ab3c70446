"""Flask-Session: sessions that are kept on the server, in files and in a database."""

import tempfile

import flask
from cachelib import FileSystemCache
from diary import Diary, tell
from flask_session import Session
from flask_sqlalchemy import SQLAlchemy


def make_app(**settings):
    """An application that keeps a basket for each visitor."""
    app = flask.Flask(__name__)
    app.config.from_mapping(SECRET_KEY="secret", **settings)
    if settings["SESSION_TYPE"] == "sqlalchemy":
        app.config["SESSION_SQLALCHEMY"] = SQLAlchemy(app)
    Session(app)
    add_views(app)
    return app


def add_views(app):
    """Put into the basket, look into it, change its lifetime, and give it up."""

    @app.post("/basket")
    def put():
        basket = flask.session.setdefault("basket", [])
        basket.append(flask.request.form["thing"])
        flask.session.modified = True
        return {"new": flask.session.new, "basket": basket}

    @app.get("/basket")
    def look():
        session = flask.session
        kind = type(session._get_current_object()).__name__
        return {"kind": kind, "keys": sorted(session), "permanent": session.permanent}

    @app.post("/stay")
    def stay():
        flask.session.permanent = "yes" in flask.request.form
        return ""

    @app.post("/renew")
    def renew():
        app.session_interface.regenerate(flask.session)
        return ""

    @app.post("/leave")
    def leave():
        flask.flash("good bye")
        told = flask.get_flashed_messages()
        flask.session.clear()
        return {"told": told}


def story(diary: Diary):
    """The same visit, wherever sessions are kept and however the cookie is made."""
    with tempfile.TemporaryDirectory() as folder:
        files = FileSystemCache(folder)
        ways = (
            {"SESSION_TYPE": "cachelib", "SESSION_CACHELIB": files},
            {"SESSION_TYPE": "cachelib", "SESSION_CACHELIB": files, "SESSION_USE_SIGNER": True},
            {"SESSION_TYPE": "sqlalchemy", "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/s.db"},
        )
        for way in ways:
            visit(make_app(**way, SESSION_COOKIE_NAME="basket", SESSION_ID_LENGTH=16), diary)
        visit(make_app(**ways[0], SESSION_PERMANENT=False, SESSION_COOKIE_SAMESITE="Lax"), diary)


def visit(app, diary):
    """Two visitors, one of whom stays."""
    diary.note("application", interface=type(app.session_interface).__name__)
    ada, bob = diary.visitor(app.test_client()), diary.visitor(app.test_client())
    assert ada.get("/basket").json["keys"] in ([], ["_permanent"])
    ada.post("/basket", data={"thing": "book"})
    assert ada.post("/basket", data={"thing": "pen"}).json["basket"] == ["book", "pen"]
    assert bob.post("/basket", data={"thing": "cup"}).json["basket"] == ["cup"]
    ada.get("/basket")
    ada.post("/stay", data={"yes": "1"})
    ada.post("/renew")
    assert ada.post("/basket", data={"thing": "cat"}).json["basket"] == ["book", "pen", "cat"]
    ada.post("/leave")
    assert ada.get("/basket").json["keys"] in ([], ["_permanent"])
    with bob.client.session_transaction() as session:
        diary.note("transaction", basket=session["basket"])
        session["basket"] = ["dog"]
    assert bob.post("/basket", data={"thing": "cow"}).json["basket"] == ["dog", "cow"]


if __name__ == "__main__":
    tell(story, id=r"basket=[\w.-]+|session=[\w.-]+", folder=r"/[\w/-]*/tmp\w+")
