"""flask-smorest: an API whose arguments, answers, pages and etags follow from schemas."""

import flask
import marshmallow
from diary import Diary, tell
from flask.views import MethodView
from flask_smorest import Api, Blueprint, Page, abort

BOOKS = [{"id": number, "title": f"book {number}"} for number in range(1, 6)]


class BookSchema(marshmallow.Schema):
    """A book, outside."""

    id = marshmallow.fields.Int(dump_only=True)
    title = marshmallow.fields.Str(required=True, validate=marshmallow.validate.Length(max=9))


class SearchSchema(marshmallow.Schema):
    """What may be searched for."""

    title = marshmallow.fields.Str()


class Books(Page):
    """Pages of a list."""

    @property
    def item_count(self):
        """How many there are."""
        return len(self.collection)


blueprint = Blueprint("books", __name__, url_prefix="/books", description="what there is to read")


@blueprint.route("/")
class AllBooks(MethodView):
    """All books."""

    @blueprint.arguments(SearchSchema, location="query")
    @blueprint.response(200, BookSchema(many=True))
    @blueprint.paginate(Books, page_size=2)
    def get(self, search):
        """The list, by pages."""
        return [book for book in BOOKS if search.get("title", "") in book["title"]]

    @blueprint.arguments(BookSchema)
    @blueprint.response(201, BookSchema, headers={"X-New": {"description": "yes"}})
    def post(self, book):
        """One more."""
        BOOKS.append({"id": len(BOOKS) + 1, **book})
        return BOOKS[-1], {"X-New": "yes"}


@blueprint.route("/<int:number>")
class OneBook(MethodView):
    """One book."""

    @blueprint.etag
    @blueprint.response(200, BookSchema)
    def get(self, number):
        """The book of this number."""
        return find(number)

    @blueprint.etag
    @blueprint.arguments(BookSchema)
    @blueprint.response(200, BookSchema)
    @blueprint.alt_response(404, description="no such book")
    def put(self, changes, number):
        """Change it, if nobody else has."""
        book = find(number)
        blueprint.check_etag(book, BookSchema)
        book.update(changes)
        return book

    @blueprint.response(204)
    def delete(self, number):
        """Not yet."""
        raise RuntimeError("broken")


def find(number):
    """The book of this number."""
    found = [book for book in BOOKS if book["id"] == number]
    return found[0] if found else abort(404, message="none")


def make_app():
    """An application with a description at ``/openapi.json``."""
    app = flask.Flask(__name__)
    app.config.update(
        API_TITLE="Library",
        API_VERSION="1",
        OPENAPI_VERSION="3.0.2",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_SWAGGER_UI_PATH="/ui",
        OPENAPI_SWAGGER_UI_URL="https://cdn.example/",
        PROPAGATE_EXCEPTIONS=False,
    )
    Api(app).register_blueprint(blueprint)
    return app


def story(diary: Diary):
    """Pages, etags, bad requests, the description, and the commands."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert "X-Pagination" in visitor.get("/books/").headers
    for query in ("page=2&page_size=3", "page=9", "page=x", "title=3", "unknown=1"):
        visitor.get(f"/books/?{query}")
    assert visitor.post("/books/", json={"title": "new"}).status_code == 201
    assert visitor.post("/books/", json={"title": "far too long"}).status_code == 422
    visitor.post("/books/", data="{", content_type="application/json")
    change(visitor)
    visitor.get("/books/99")
    visitor.open("DELETE", "/books/1")
    visitor.open("PATCH", "/books/1")
    assert visitor.get("/openapi.json").json["info"]["title"] == "Library"
    visitor.get("/ui")
    result = app.test_cli_runner().invoke(args=["openapi", "print"])
    diary.note("flask openapi print", code=result.exit_code, printed=result.output)


def change(visitor):
    """A book is changed only by somebody who knows it as it is."""
    etag = visitor.get("/books/1").headers["ETag"]
    assert visitor.get("/books/1", headers={"If-None-Match": etag}).status_code == 304
    document = {"json": {"title": "better"}}
    assert visitor.open("PUT", "/books/1", **document).status_code == 428
    match = {"headers": {"If-Match": etag}}
    assert visitor.open("PUT", "/books/1", **document, **match).status_code == 200
    assert visitor.open("PUT", "/books/1", **document, **match).status_code == 412


if __name__ == "__main__":
    tell(story)
