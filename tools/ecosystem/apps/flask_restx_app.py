"""Flask-RESTX: namespaces, models, masks, error handlers, and a description of it all."""

import flask
from diary import Diary, tell
from flask_restx import Api, Resource, fields, inputs, reqparse

BOOKS = [{"id": 1, "title": "Engines", "author": {"name": "Ada"}}]


class Missing(Exception):
    """There is no such book."""


def make_app():
    """An application whose API lies in a blueprint."""
    app = flask.Flask(__name__)
    app.config["RESTX_MASK_SWAGGER"] = True
    blueprint = flask.Blueprint("api", __name__, url_prefix="/api")
    api = Api(blueprint, title="Library", version="2", doc="/doc")
    space = api.namespace("books", description="what there is to read")
    add_resources(space, book_model(space))
    app.register_blueprint(blueprint)
    app.errorhandler(404)(lambda error: ("not here", 404))
    return app


def book_model(space):
    """What a book looks like outside."""
    author = space.model("Author", {"name": fields.String(example="Ada")})
    return space.model(
        "Book",
        {
            "title": fields.String(required=True, max_length=9),
            "author": fields.Nested(author),
            "uri": fields.Url("api.books_book"),
        },
    )


def add_resources(space, model):
    """All books, and one of them."""
    parser = reqparse.RequestParser()
    parser.add_argument("limit", type=inputs.int_range(1, 5), default=5, location="args")
    parser.add_argument("old", type=inputs.boolean, location="args")

    @space.route("/")
    class Books(Resource):
        @space.expect(parser)
        @space.marshal_list_with(model, mask="title,uri")
        def get(self):
            """The list."""
            return BOOKS[: parser.parse_args()["limit"]]

        @space.expect(model, validate=True)
        @space.marshal_with(model, code=201)
        def post(self):
            """One more."""
            BOOKS.append({"id": len(BOOKS) + 1, **space.payload})
            return BOOKS[-1], 201

    @space.route("/<int:id>", endpoint="books_book")
    @space.response(404, "no such book")
    class Book(Resource):
        @space.marshal_with(model, skip_none=True)
        def get(self, id):
            """The book of this number."""
            if id > len(BOOKS):
                raise Missing(id)
            return BOOKS[id - 1]

        def delete(self, id):
            """Not allowed."""
            if id == 1:
                space.abort(403, "hands off", book=id)
            raise RuntimeError("broken")

    @space.errorhandler(Missing)
    def missing(error):
        """No such book."""
        return {"message": f"no book {error}"}, 404, {"X-Missing": "yes"}


def story(diary: Diary):
    """Good requests, bad ones, and the description."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert visitor.get("/api/books/").json[0]["uri"] == "/api/books/1"
    visitor.get("/api/books/?limit=9&old=maybe")
    visitor.get("/api/books/", headers={"X-Fields": "author{name}"})
    assert visitor.post("/api/books/", json={"title": "Logic"}).status_code == 201
    assert visitor.post("/api/books/", json={"title": "far too long"}).status_code == 400
    visitor.post("/api/books/", data="title=x")
    visitor.get("/api/books/2")
    assert visitor.get("/api/books/9").headers["X-Missing"] == "yes"
    visitor.open("DELETE", "/api/books/1")
    visitor.open("DELETE", "/api/books/2")
    visitor.open("PATCH", "/api/books/2")
    for path in ("/missing", "/api/missing", "/api/books", "/api/doc"):
        visitor.get(path)
    assert visitor.get("/api/swagger.json").json["info"]["title"] == "Library"
    visitor.get("/swaggerui/droid-sans.css", buffered=True)
    with app.test_request_context():
        diary.note("urls", book=flask.url_for("api.books_book", id=3), doc=flask.url_for("api.doc"))


if __name__ == "__main__":
    tell(story, etag=r'"\d+\.\d+-\d+-\d+"')
