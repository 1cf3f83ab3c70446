"""Flask-Limiter: so many requests in a minute, by view, blueprint, visitor and all together."""

import flask
from diary import Diary, clock, tell
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address


def make_app():
    """An application with a limit of each kind."""
    app = flask.Flask(__name__)
    limiter = Limiter(
        get_remote_address,
        app=app,
        default_limits=["5 per minute"],
        application_limits=["30 per minute"],
        headers_enabled=True,
        storage_uri="memory://",
        strategy="moving-window",
    )
    add_views(app, limiter)
    add_blueprint(app, limiter)
    return app


def add_views(app, limiter):
    """Limits of several kinds."""

    @app.get("/default")
    def default():
        limit = limiter.current_limit
        return {"left": limit.remaining, "breached": limit.breached}

    @app.get("/slow")
    @limiter.limit("1 per minute", error_message="one is enough", on_breach=breached)
    def slow():
        return "slow"

    @app.get("/user")
    @limiter.limit("2 per minute", key_func=lambda: flask.request.args["name"])
    def user():
        return "hello"

    @app.get("/costly")
    @limiter.limit("10 per minute", cost=lambda: int(flask.request.args["cost"]))
    def costly():
        return "paid"

    @app.get("/failed")
    @limiter.limit("1 per minute", deduct_when=lambda response: response.status_code == 401)
    def failed():
        return "", int(flask.request.args["status"])

    @app.get("/free")
    @limiter.exempt
    def free():
        return "free"

    @app.errorhandler(429)
    def too_many(error):
        return error.response or ({"told": error.description}, 429)


def breached(limit: RequestLimit):
    """Answer in another way, for those who ask for it."""
    if "teapot" in flask.request.args:
        return flask.make_response("teapot", 418)
    return None


def add_blueprint(app, limiter):
    """A limit that all views of a blueprint share."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    shop.add_url_rule("/<thing>", view_func=lambda thing: thing, endpoint="thing")
    limiter.limit("2 per minute")(shop)
    app.register_blueprint(shop)


def story(diary: Diary):
    """Ask until it is too much, wait, and ask again."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert [visitor.get("/default").status_code for _ in range(6)] == [200] * 5 + [429]
    assert visitor.get("/slow").status_code == 200
    assert visitor.get("/slow").json == {"told": "one is enough"}
    assert visitor.get("/slow?teapot=1").status_code == 418
    for name in ("ada", "ada", "ada", "bob"):
        visitor.get(f"/user?name={name}")
    for cost in (4, 7, 6):
        visitor.get(f"/costly?cost={cost}")
    for status in (200, 401, 200):
        visitor.get(f"/failed?status={status}")
    for thing in ("cup", "pen", "cup"):
        visitor.get(f"/shop/{thing}")
    wait_and_exhaust(app, visitor)


def wait_and_exhaust(app, visitor):
    """A minute later all is well, until the limit of the application is reached."""
    clock.advance(61)
    assert visitor.get("/slow").status_code == 200
    assert visitor.get("/free").status_code == 200
    other = {"REMOTE_ADDR": "10.0.0.9"}
    assert visitor.get("/slow", environ_base=other).status_code == 200
    for number in range(32):
        visitor.client.get(f"/user?name={number}")
    assert visitor.get("/user?name=eve").status_code == 429
    assert visitor.get("/missing").status_code == 404


if __name__ == "__main__":
    tell(story)
