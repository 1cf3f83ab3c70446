"""Flask-SQLAlchemy: a library in SQLite, with two databases and a transaction that fails."""

import tempfile
from pathlib import Path

import flask
from diary import Diary, tell
from flask_sqlalchemy import SQLAlchemy, record_queries, track_modifications
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Model(DeclarativeBase):
    """What all tables share."""


db = SQLAlchemy(model_class=Model)


class Author(db.Model):
    """Somebody who wrote books."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(db.Model):
    """A book in the library."""

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")


class Loan(db.Model):
    """Who took a book home, in a database of its own."""

    __bind_key__ = "desk"
    id: Mapped[int] = mapped_column(primary_key=True)
    reader: Mapped[str]


def make_app(folder):
    """A library whose databases lie in a folder."""
    app = flask.Flask(__name__, instance_path=str(folder))
    app.config.update(
        SQLALCHEMY_DATABASE_URI="sqlite:///library.db",
        SQLALCHEMY_BINDS={"desk": "sqlite:///desk.db"},
        SQLALCHEMY_RECORD_QUERIES=True,
        SQLALCHEMY_TRACK_MODIFICATIONS=True,
    )
    db.init_app(app)
    add_views(app)
    add_writing_views(app)
    with app.app_context():
        db.create_all()
    return app


def add_views(app):
    """Pages that only read."""

    @app.get("/books")
    def books():
        page = db.paginate(select(Book).order_by(Book.title), per_page=2)
        found = [f"{book.title} by {book.author.name}" for book in page]
        return {"page": page.page, "pages": page.pages, "next": page.has_next, "books": found}

    @app.get("/books/<int:number>")
    def book(number):
        return db.get_or_404(Book, number, description="no such book").title

    @app.get("/authors/<name>")
    def author(name):
        found = db.first_or_404(select(Author).filter_by(name=name))
        return {"books": sorted(book.title for book in found.books)}

    @app.get("/titles")
    def titles():
        found = db.session.scalars(select(Book.title).order_by(Book.id))
        return flask.Response(flask.stream_with_context(f"{title}\n" for title in found))


def add_writing_views(app):
    """Forms that change something."""

    @app.post("/authors")
    def add_author():
        author = Author(name=flask.request.form["name"])
        author.books = [Book(title=title) for title in flask.request.form.getlist("title")]
        db.session.add(author)
        db.session.commit()
        return {"id": author.id, "queries": len(record_queries.get_recorded_queries())}, 201

    @app.post("/loans")
    def lend():
        db.session.add(Loan(reader=flask.request.form["reader"]))
        db.session.commit()
        return {"loans": db.session.query(Loan).count()}

    @app.post("/forgotten")
    def forget():
        db.session.add(Author(name="not committed"))
        db.session.flush()
        return {"authors": db.session.query(Author).count()}


def story(diary: Diary):
    """Fill the library, look around, and break its rules."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        note_changes(app, diary)
        visitor = diary.visitor(app.test_client())
        fill(visitor)
        read(visitor)
        fail(app, visitor)
        look_from_outside(app, diary)
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()


def note_changes(app, diary):
    """The extension tells what a commit has changed."""

    def committed(sender, changes):
        found = sorted(f"{kind} {type(model).__name__}" for model, kind in changes)
        diary.note("committed", app=sender is app, changes=found)

    track_modifications.models_committed.connect(committed, app, weak=False)


def fill(visitor):
    """Two authors with three books, and a loan."""
    first = {"name": "Ada", "title": ["Engines", "Notes"]}
    assert visitor.post("/authors", data=first).status_code == 201
    visitor.post("/authors", data={"name": "Bob", "title": ["Logic"]})
    assert visitor.post("/loans", data={"reader": "Eve"}).json == {"loans": 1}


def read(visitor):
    """What is there, and what is not."""
    assert visitor.get("/books").json["pages"] == 2
    visitor.get("/books?page=2")
    assert visitor.get("/books?page=9").status_code == 404
    assert visitor.get("/books/1").text == "Engines"
    visitor.get("/books/9")
    visitor.get("/authors/Ada")
    assert visitor.get("/authors/Eve").status_code == 404
    visitor.get("/titles", buffered=True)


def fail(app, visitor):
    """What was not committed is gone with the request, and after an error the next one works."""
    assert visitor.post("/forgotten").json == {"authors": 3}
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert visitor.post("/authors", data={"name": "Ada"}).status_code == 500
    assert visitor.post("/forgotten").json == {"authors": 3}


def look_from_outside(app, diary):
    """Each application context has a database session of its own; without one there is none."""
    with app.app_context():
        outer = db.session()
        with app.app_context():
            diary.note("inner context", same=db.session() is outer)
        diary.note("outer context", same=db.session() is outer)
        diary.note("shell", names=sorted(app.make_shell_context()))
    try:
        db.session.query(Book)
    except RuntimeError as error:
        diary.note("no context", error=str(error).splitlines()[0])


if __name__ == "__main__":
    tell(story)
