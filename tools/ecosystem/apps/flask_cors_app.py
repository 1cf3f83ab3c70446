"""Flask-CORS: pages of other sites may ask, those that are named, and for what is named."""

import flask
from diary import Diary, tell
from flask_cors import CORS, cross_origin

FRIEND = {"Origin": "https://friend.example"}
STRANGER = {"Origin": "https://stranger.example"}
PREFLIGHT = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "X-A, X-B"}


def make_app():
    """An application with rules for a part, for a blueprint, and for a view."""
    app = flask.Flask(__name__)
    friends = {"origins": [r"https://fri.*\.example"], "supports_credentials": True}
    everybody = {"origins": "*", "methods": ["GET", "PUT"], "max_age": 60}
    CORS(app, resources={r"/api/friends/*": friends, r"/api/*": everybody}, expose_headers=["X-C"])
    add_views(app)
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    CORS(shop, origins="https://friend.example", send_wildcard=False, vary_header=True)
    shop.add_url_rule("/things", view_func=lambda: "things", endpoint="things")
    app.register_blueprint(shop)
    return app


def add_views(app):
    """Views inside and outside of the rules."""

    @app.route("/api/books", methods=["GET", "PUT"])
    def books():
        return {"books": []}

    @app.get("/api/friends/list")
    def friends():
        return ["ada"], {"Vary": "Accept"}

    @app.get("/api/error")
    def error():
        flask.abort(flask.Response("own", 409, {"Access-Control-Allow-Origin": "mine"}))

    @app.get("/private")
    def private():
        return "private"

    @app.route("/single", methods=["GET", "OPTIONS"])
    @cross_origin(origins=["https://friend.example"], allow_headers=["X-A"], automatic_options=True)
    def single():
        return "single"


def story(diary: Diary):
    """Ask from each site for each page, and ask whether one may."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    paths = ("/api/books", "/api/friends/list", "/api/error", "/private", "/single", "/shop/things")
    for path in (*paths, "/api/missing"):
        for origin in ({}, FRIEND, STRANGER):
            visitor.get(path, headers=origin)
        visitor.open("OPTIONS", path, headers={**FRIEND, **PREFLIGHT})
    allowed = visitor.get("/api/friends/list", headers=FRIEND)
    assert allowed.headers["Access-Control-Allow-Origin"] == FRIEND["Origin"]
    assert "Access-Control-Allow-Origin" not in visitor.get("/private", headers=FRIEND).headers


if __name__ == "__main__":
    tell(story)
