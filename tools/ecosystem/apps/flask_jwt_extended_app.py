"""Flask-JWT-Extended: tokens in headers, cookies, queries and documents; fresh, old and revoked."""

import datetime

import flask
import flask_jwt_extended as jwt
from diary import Diary, tell

DAY = datetime.timedelta(days=1)
REVOKED = set()


def make_app():
    """An application that gives tokens and wants to see them."""
    app = flask.Flask(__name__)
    app.config.update(
        JWT_SECRET_KEY="a secret that is long enough for the signature",
        JWT_TOKEN_LOCATION=["headers", "cookies", "query_string", "json"],
        JWT_COOKIE_CSRF_PROTECT=True,
    )
    manager = jwt.JWTManager(app, add_context_processor=True)
    manager.token_in_blocklist_loader(lambda header, claims: claims["jti"] in REVOKED)
    manager.additional_claims_loader(lambda identity: {"shelf": f"of {identity}"})
    manager.user_lookup_loader(lambda header, claims: claims["sub"].title() or None)
    manager.expired_token_loader(lambda header, claims: ({"expired": claims["sub"]}, 401))
    add_entrances(app)
    add_views(app)
    return app


def add_entrances(app):
    """Where tokens are given and taken back."""

    @app.post("/enter/<name>")
    def enter(name):
        lifetime = -DAY if "old" in flask.request.args else DAY
        access = jwt.create_access_token(name, fresh=True, expires_delta=lifetime)
        refresh = jwt.create_refresh_token(name)
        response = flask.jsonify(access=access, refresh=refresh)
        if "cookies" in flask.request.args:
            jwt.set_access_cookies(response, access)
            jwt.set_refresh_cookies(response, refresh)
        return response

    @app.post("/refresh")
    @jwt.jwt_required(refresh=True)
    def refresh():
        return {"access": jwt.create_access_token(jwt.get_jwt_identity(), fresh=False)}

    @app.post("/leave")
    @jwt.jwt_required(verify_type=False)
    def leave():
        REVOKED.add(jwt.get_jwt()["jti"])
        response = flask.jsonify(left=jwt.get_jwt_identity())
        jwt.unset_jwt_cookies(response)
        return response


def add_views(app):
    """Views that want a token, a fresh one, or take one if it is there."""

    @app.route("/shelf", methods=["GET", "POST"])
    @jwt.jwt_required()
    def shelf():
        user = flask.render_template_string("{{ current_user }}")
        return {"shelf": jwt.get_jwt()["shelf"], "user": user, "same": jwt.current_user == user}

    @app.get("/password")
    @jwt.jwt_required(fresh=True)
    def password():
        return jwt.get_jwt_header()

    @app.get("/anybody")
    @jwt.jwt_required(optional=True)
    def anybody():
        return {"who": jwt.get_jwt_identity()}


def bearer(token):
    """The options of a request that carries a token."""
    return {"headers": {"Authorization": f"Bearer {token}"}}


def story(diary: Diary):
    """Come in, go round with tokens of all kinds, go out."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    tokens = visitor.post("/enter/ada").json
    assert visitor.get("/shelf", **bearer(tokens["access"])).json["user"] == "Ada"
    assert visitor.get("/shelf").status_code == 401
    visitor.get("/shelf", **bearer(tokens["refresh"]))
    visitor.get("/shelf", **bearer("no.token.atall"))
    visitor.get("/shelf", **bearer(tokens["access"][:-2]))
    visitor.get("/shelf?jwt=" + tokens["access"])
    visitor.post("/shelf", json={"access_token": tokens["access"]})
    visitor.post("/shelf", data="{", content_type="application/json")
    visitor.get("/anybody")
    visitor.get("/anybody", **bearer(tokens["access"]))
    refresh(visitor, tokens["refresh"])
    old = visitor.post("/enter/bob?old=1").json["access"]
    assert visitor.get("/shelf", **bearer(old)).json == {"expired": "bob"}
    visitor.post("/leave", **bearer(tokens["access"]))
    assert visitor.get("/shelf", **bearer(tokens["access"])).status_code == 401
    with_cookies(app, diary)
    look_inside(app, diary, tokens["refresh"])


def refresh(visitor, token):
    """A token that was made from another is not fresh."""
    access = visitor.post("/refresh", **bearer(token)).json["access"]
    assert visitor.get("/shelf", **bearer(access)).status_code == 200
    assert visitor.get("/password", **bearer(access)).status_code == 401


def with_cookies(app, diary):
    """A browser must show that it can read its cookies before it changes something."""
    browser = diary.visitor(app.test_client())
    browser.post("/enter/eve?cookies=1")
    assert browser.get("/shelf").json["user"] == "Eve"
    assert browser.post("/shelf").status_code == 401
    token = browser.client.get_cookie("csrf_access_token").value
    assert browser.post("/shelf", headers={"X-CSRF-TOKEN": token}).status_code == 200
    browser.post("/leave", headers={"X-CSRF-TOKEN": token})
    browser.get("/anybody")


def look_inside(app, diary, token):
    """What a token says, without a request."""
    with app.app_context():
        claims = jwt.decode_token(token)
    moments = {"iat", "nbf", "exp"}
    diary.note("claims", **{key: each for key, each in claims.items() if key not in moments})
    diary.note("lifetime", days=(claims["exp"] - claims["iat"]) / 86400)


if __name__ == "__main__":
    tell(story, token=r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
