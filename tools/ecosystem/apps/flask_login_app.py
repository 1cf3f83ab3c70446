"""Flask-Login: a members' area, with fresh, remembered and stale log-ins."""

import flask
import flask_login
from diary import Diary, tell
from flask_login import signals


class Member(flask_login.UserMixin):
    """Somebody with a name for an id."""

    def __init__(self, name):
        self.id = name


MEMBERS = {"ada", "bob"}
SIGNALS = (signals.user_logged_in, signals.user_logged_out, signals.user_unauthorized)


def make_app():
    """An application in which members log in by name."""
    app = flask.Flask(__name__)
    app.secret_key = "secret"
    login = flask_login.LoginManager(app)
    login.login_view = "enter"
    login.refresh_view = "enter"
    login.user_loader(lambda name: Member(name) if name in MEMBERS else None)
    login.request_loader(lambda request: member_of_token(request.headers.get("X-Token")))
    add_views(app)
    return app


def member_of_token(token):
    """The member to whom a token belongs."""
    return Member(token) if token in MEMBERS else None


def add_views(app):
    """A page to enter by, two that need it, and one to leave by."""

    @app.route("/enter", methods=["GET", "POST"])
    def enter():
        if flask.request.method == "GET":
            return {"messages": flask.get_flashed_messages(with_categories=True)}
        remember = "remember" in flask.request.form
        flask_login.login_user(Member(flask.request.form["name"]), remember=remember)
        return flask.redirect(flask.request.args.get("next", "/who"))

    @app.get("/who")
    def who():
        template = "{{ current_user.id if current_user.is_authenticated else 'nobody' }}"
        return flask.render_template_string(template)

    @app.get("/members")
    @flask_login.login_required
    def members():
        return f"welcome {flask_login.current_user.id}"

    @app.get("/password")
    @flask_login.fresh_login_required
    def password():
        return "change it"

    @app.get("/leave")
    def leave():
        return {"was logged in": flask_login.logout_user()}


def story(diary: Diary):
    """Come in, go out, come back with a cookie only."""
    app = make_app()
    diary.listen(*SIGNALS)
    ada = diary.visitor(app.test_client())
    assert ada.get("/members").status_code == 302
    ada.get("/enter")
    ada.post("/enter?next=/members", data={"name": "ada", "remember": "yes"})
    assert ada.get("/members").text == "welcome ada"
    assert ada.get("/password").text == "change it"
    ada.client.delete_cookie("session")
    assert ada.get("/who").text == "ada"
    assert ada.get("/password").status_code == 302
    ada.get("/leave")
    assert ada.get("/who").text == "nobody"
    with_token(app, diary)
    with_client_of_the_extension(app, diary)


def with_token(app, diary):
    """A program logs in with a header, for one request each."""
    program = diary.visitor(app.test_client())
    assert program.get("/members", headers={"X-Token": "bob"}).text == "welcome bob"
    program.get("/members", headers={"X-Token": "eve"})
    app.login_manager.unauthorized_handler(lambda: ("not you", 401))
    assert program.get("/members").status_code == 401


def with_client_of_the_extension(app, diary):
    """Tests start with somebody logged in."""
    app.test_client_class = flask_login.FlaskLoginClient
    visitor = diary.visitor(app.test_client(user=Member("bob"), fresh_login=False))
    assert visitor.get("/who").text == "bob"
    assert visitor.get("/password").status_code == 302


if __name__ == "__main__":
    tell(story)
