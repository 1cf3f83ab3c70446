"""Flask-WTF: forms with fields, files and tokens, and an application protected as a whole."""

import io
import re

import flask
import flask_wtf
from diary import Diary, clock, tell
from flask_wtf.csrf import CSRFError, CSRFProtect
from flask_wtf.file import FileAllowed, FileField, FileRequired, FileSize
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, NumberRange

PAGE = """\
<form method=post>
{{ form.hidden_tag() }}{{ form.name.label }} {{ form.name(size=9) }} {{ form.age }}
{% for field, errors in form.errors.items() %}<p>{{ field }}: {{ errors|join('+') }}</p>{% endfor %}
</form>
"""


class Guest(flask_wtf.FlaskForm):
    """Who comes, and how old they are."""

    name = StringField("Your name", validators=[DataRequired()])
    age = IntegerField(validators=[NumberRange(min=18)])


class Picture(flask_wtf.FlaskForm):
    """A picture that is not too large."""

    file = FileField(validators=[FileRequired(), FileAllowed(["png"]), FileSize(max_size=8)])


def make_app():
    """A guest book in which each form needs a token."""
    app = flask.Flask(__name__)
    app.config.update(SECRET_KEY="secret", WTF_CSRF_TIME_LIMIT=60)
    csrf = CSRFProtect(app)
    add_views(app)
    hooks = flask.Blueprint("hooks", __name__, url_prefix="/hooks")
    hooks.add_url_rule("/paid", view_func=lambda: "thanks", endpoint="paid", methods=["POST"])
    app.register_blueprint(hooks)
    csrf.exempt(hooks)
    return app


def add_views(app):
    """Two forms, and a page that is told a token in a header."""

    @app.route("/guest", methods=["GET", "POST"])
    def guest():
        form = Guest()
        if form.validate_on_submit():
            return f"welcome {form.name.data}, {form.age.data}"
        return flask.render_template_string(PAGE, form=form)

    @app.post("/picture")
    def picture():
        form = Picture()
        valid = form.validate_on_submit()
        return {"valid": valid, "errors": form.errors, "name": form.file.data and form.file.name}

    @app.post("/json")
    def document():
        form = Guest(meta={"csrf": False})
        return {"valid": form.validate(), "data": form.data, "errors": form.errors}

    @app.get("/token")
    def token():
        return flask.render_template_string("{{ csrf_token() }} {{ csrf_token() }}")

    @app.errorhandler(CSRFError)
    def refused(error):
        return {"refused": error.description}, error.code


def story(diary: Diary):
    """Without token, with one, with an old one, and over HTTPS."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert visitor.post("/guest", data={"name": "Ada"}).status_code == 400
    page = visitor.get("/guest").text
    token = re.search(r'value="(.+?)"', page)[1]
    send_forms(visitor, token)
    send_pictures(visitor, token)
    send_json(visitor, token)
    assert visitor.post("/hooks/paid").text == "thanks"
    check_who_asks(visitor, token)
    visitor.get("/token")
    grow_old(visitor, token)


def send_forms(visitor, token):
    """Fields that are right and wrong, and a token that somebody changed."""
    good = {"name": "Ada", "age": "36", "csrf_token": token}
    assert visitor.post("/guest", data=good).text == "welcome Ada, 36"
    assert "18" in visitor.post("/guest", data={"age": "7", "csrf_token": token}).text
    visitor.post("/guest", data={**good, "csrf_token": token[:-1]})


def send_pictures(visitor, token):
    """A file that is right, a wrong kind, too large, and none."""
    for name, size in [("a.png", 8), ("a.exe", 8), ("a.png", 9)]:
        data = {"file": (io.BytesIO(b"x" * size), name), "csrf_token": token}
        answer = visitor.post("/picture", data=data)
        assert answer.json["valid"] is (name == "a.png" and size == 8)
    visitor.post("/picture", data={"csrf_token": token})


def send_json(visitor, token):
    """A document is a form, too; its token comes in a header."""
    document = {"name": "Bob", "age": 20}
    assert visitor.post("/json", json=document).status_code == 400
    answer = visitor.post("/json", json=document, headers={"X-CSRFToken": token})
    assert answer.json["valid"] is True


def check_who_asks(visitor, token):
    """Over HTTPS the page that a form stands on must be ours."""
    good = {"name": "Ada", "age": "36", "csrf_token": token}
    for referrer in [None, "https://elsewhere.example/", "https://localhost/guest"]:
        headers = {"Referer": referrer} if referrer else {}
        visitor.post("/guest", data=good, headers=headers, base_url="https://localhost")


def grow_old(visitor, token):
    """A token is good for a minute only."""
    clock.advance(61)
    answer = visitor.post("/guest", data={"csrf_token": token})
    assert answer.status_code == 400


if __name__ == "__main__":
    tell(story)
