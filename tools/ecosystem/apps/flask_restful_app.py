"""Flask-RESTful: resources, parsed arguments, marshalled answers, and errors of their own."""

import flask
from diary import Diary, tell
from flask_restful import Api, Resource, abort, fields, marshal_with, reqparse
from werkzeug.exceptions import HTTPException

BOOKS = {1: {"id": 1, "title": "Engines", "secret": "x"}}
FIELDS = {
    "title": fields.String,
    "url": fields.Url("api.book", absolute=True),
    "pages": fields.Integer,
}
PARSER = reqparse.RequestParser(bundle_errors=True)
PARSER.add_argument("title", required=True, help="a title is needed", location=["json", "form"])
PARSER.add_argument("pages", type=int, default=1, location=["json", "form"])


class Strange(HTTPException):
    """An error with an answer in the table of errors."""

    code = 409


class Books(Resource):
    """All books."""

    @marshal_with(FIELDS, envelope="books")
    def get(self):
        """The list."""
        return list(BOOKS.values()), 200, {"X-Count": len(BOOKS)}

    @marshal_with(FIELDS)
    def post(self):
        """One more."""
        arguments = PARSER.parse_args()
        BOOKS[len(BOOKS) + 1] = {"id": len(BOOKS) + 1, **arguments}
        return BOOKS[len(BOOKS)], 201


class Book(Resource):
    """One book."""

    @marshal_with(FIELDS)
    def get(self, id):
        """The book of this number."""
        return BOOKS.get(id) or abort(404, message=f"no book {id}")

    def delete(self, id):
        """Not allowed, in three ways."""
        if id == 1:
            raise Strange
        if id == 2:
            flask.abort(403)
        raise RuntimeError("broken")


def make_app():
    """An application of which only a part is an API."""
    app = flask.Flask(__name__)
    blueprint = flask.Blueprint("api", __name__, url_prefix="/api")
    errors = {"Strange": {"message": "strange", "status": 409, "more": "details"}}
    api = Api(blueprint, errors=errors, catch_all_404s=True, prefix="/v1")
    api.add_resource(Books, "/books", "/all")
    api.add_resource(Book, "/books/<int:id>", endpoint="book")
    api.representation("text/csv")(as_csv)
    app.register_blueprint(blueprint)
    app.add_url_rule("/plain", view_func=lambda: flask.abort(404), endpoint="plain")
    app.register_error_handler(404, lambda error: ("not here", 404))
    return app


def as_csv(data, code, headers):
    """Whatever it is, as two columns."""
    return flask.make_response("a,b", code, headers)


def story(diary: Diary):
    """Good requests, bad ones, and those that break."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert visitor.get("/api/v1/books").json["books"][0]["title"] == "Engines"
    assert visitor.post("/api/v1/books", json={"title": "Logic"}).status_code == 201
    assert visitor.post("/api/v1/books", json={"pages": "x"}).status_code == 400
    visitor.post("/api/v1/all", data={"title": "Notes", "pages": "3"})
    visitor.post("/api/v1/books", data="{", content_type="application/json")
    visitor.get("/api/v1/books/2")
    assert visitor.get("/api/v1/books/9").json == {"message": "no book 9"}
    visitor.open("PUT", "/api/v1/books/1")
    visitor.open("OPTIONS", "/api/v1/books/1")
    visitor.open("HEAD", "/api/v1/books/1")
    visitor.get("/api/v1/books", headers={"Accept": "text/csv"})
    visitor.get("/api/v1/books", headers={"Accept": "image/png"})
    for path in ("/plain", "/missing", "/api/v1/missing", "/api/v1/boks"):
        visitor.get(path)
    break_it(app, visitor)


def break_it(app, visitor):
    """Errors of the resource, as JSON, whatever the application does with its own."""
    for number in (1, 2, 3):
        visitor.open("DELETE", f"/api/v1/books/{number}")
    app.config["PROPAGATE_EXCEPTIONS"] = True
    propagated = False
    try:
        visitor.open("DELETE", "/api/v1/books/3")
    except RuntimeError:
        propagated = True
    assert propagated


if __name__ == "__main__":
    tell(story)
