"""APIFlask: a subclass of Flask whose views say what they take and give."""

import flask
from apiflask import (
    APIBlueprint,
    APIFlask,
    EmptySchema,
    HTTPError,
    HTTPTokenAuth,
    PaginationSchema,
    Schema,
    abort,
    fields,
    pagination_builder,
    validators,
)
from apiflask.views import MethodView
from diary import Diary, tell
from flask.cli import FlaskGroup

BOOKS = [{"id": number, "title": f"book {number}"} for number in range(1, 6)]
auth = HTTPTokenAuth(scheme="Bearer")


class BookIn(Schema):
    """A book, as it is brought."""

    title = fields.String(required=True, validate=validators.Length(1, 9))


class BookOut(Schema):
    """A book, as it is shown."""

    id = fields.Integer()
    title = fields.String()


class BooksOut(Schema):
    """A page of books."""

    books = fields.List(fields.Nested(BookOut))
    pagination = fields.Nested(PaginationSchema)


class Query(Schema):
    """Which page of books."""

    page = fields.Integer(load_default=1)


class Page:
    """What the extension expects of a page."""

    def __init__(self, page, per_page=2):
        self.page, self.per_page, self.total = page, per_page, len(BOOKS)
        self.pages = -(-self.total // per_page)
        self.has_prev, self.has_next = page > 1, page < self.pages
        self.prev_num, self.next_num = page - 1, page + 1
        self.items = BOOKS[(page - 1) * per_page : page * per_page]


class Shelf(MethodView):
    """A view as a class."""

    decorators = ()

    @auth.login_required
    def get(self):
        """Whose shelf it is."""
        return {"shelf": auth.current_user}

    def delete(self):
        """Not there."""
        raise HTTPError(410, "gone", detail={"shelf": "sold"}, headers={"X-Gone": "yes"})


@auth.verify_token
def verify(token):
    """Who has this token."""
    return {"secret": "ada"}.get(token)


def make_app():
    """An application that describes itself."""
    app = APIFlask(__name__, title="Library", version="3", docs_ui="redoc")
    app.config["SYNC_LOCAL_SPEC"] = False
    blueprint = APIBlueprint("books", __name__, url_prefix="/books", tag="reading")
    add_views(blueprint)
    app.register_blueprint(blueprint)
    app.add_url_rule("/shelf", view_func=Shelf.as_view("shelf"))
    add_plain_views(app)
    return app


def add_views(blueprint):
    """All books, and one of them."""

    @blueprint.get("/")
    @blueprint.input(Query, location="query")
    @blueprint.output(BooksOut)
    def books(query_data):
        page = Page(query_data["page"])
        return {"books": page.items, "pagination": pagination_builder(page)}

    @blueprint.get("/<int:number>")
    @blueprint.output(BookOut)
    @blueprint.doc(responses=[404])
    def book(number):
        return next((each for each in BOOKS if each["id"] == number), None) or abort(404, "no book")

    @blueprint.post("/")
    @blueprint.input(BookIn(), location="json")
    @blueprint.output(BookOut, status_code=201, headers={"X-New": fields.String()})
    def add(json_data):
        BOOKS.append({"id": len(BOOKS) + 1, **json_data})
        return BOOKS[-1], 201, {"X-New": "yes"}

    @blueprint.delete("/<int:number>")
    @blueprint.output(EmptySchema, status_code=204)
    def remove(number):
        return ""


def add_plain_views(app):
    """Views as in any Flask, and errors in the application's form."""

    @app.get("/plain")
    def plain():
        template = "{{ request.path }} {{ url_for('books.book', number=1) }}"
        return flask.render_template_string(template)

    @app.get("/broken")
    def broken():
        raise ValueError("broken")

    @app.post("/files")
    @app.input({"file": fields.Raw(required=True)}, location="form_and_files")
    def files(form_and_files_data):
        return {"keys": sorted(form_and_files_data)}

    @app.error_processor
    def process(error):
        body = {"told": error.message, "detail": error.detail, "code": error.status_code}
        return body, error.status_code, error.headers


def story(diary: Diary):
    """Good requests, bad ones, the description, and the commands."""
    app = make_app()
    visitor = diary.visitor(app.test_client())
    assert visitor.get("/books/").json["pagination"]["pages"] == 3
    for query in ("page=3", "page=x", "other=1"):
        visitor.get(f"/books/?{query}")
    assert visitor.post("/books/", json={"title": "new"}).status_code == 201
    assert visitor.post("/books/", json={"title": "far too long"}).status_code == 422
    visitor.post("/books/", data="{", content_type="application/json")
    visitor.get("/books/1")
    assert visitor.get("/books/99").json["told"] == "no book"
    visitor.open("DELETE", "/books/1")
    visitor.get("/shelf")
    assert visitor.get("/shelf", headers={"Authorization": "Bearer secret"}).json["shelf"] == "ada"
    visitor.open("DELETE", "/shelf")
    ask_plainly(app, visitor)
    describe(app, visitor, diary)


def ask_plainly(app, visitor):
    """What every Flask has."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    visitor.get("/plain")
    visitor.post("/files", data={"other": "1"})
    visitor.get("/missing")
    visitor.post("/plain")
    visitor.open("OPTIONS", "/books/1")
    assert visitor.get("/broken").status_code == 500


def describe(app, visitor, diary):
    """The description, as a document, a page, and by command."""
    assert visitor.get("/openapi.json").json["info"]["title"] == "Library"
    visitor.get("/docs")
    group = FlaskGroup(create_app=lambda: app)
    result = app.test_cli_runner().invoke(group, ["spec", "--indent", "1"])
    diary.note("flask spec", code=result.exit_code, printed=result.output)
    diary.note("kind", flask=isinstance(app, flask.Flask), spec=sorted(app.spec))


if __name__ == "__main__":
    tell(story)
