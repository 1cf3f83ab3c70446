"""Flask-Admin: tables of a database and a folder of files, kept by people with a browser."""

import io
import tempfile
from pathlib import Path

import flask
from diary import Diary, tell
from flask_admin import Admin, AdminIndexView, BaseView, expose
from flask_admin.contrib.fileadmin import FileAdmin
from flask_admin.contrib.sqla import ModelView
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Book(db.Model):
    """A book in the library."""

    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(20), nullable=False)
    pages = db.Column(db.Integer)


class Home(AdminIndexView):
    """The first page, with a link of its own."""

    @expose("/")
    def index(self):
        """Where everything begins."""
        return f"home, books at {self.admin.url}book/ and {flask.url_for('report.day', day=1)}"


class Books(ModelView):
    """Only those who give the password come in."""

    column_searchable_list = ("title",)
    column_filters = ("pages",)
    column_editable_list = ("title",)
    can_export = True

    def is_accessible(self):
        """Whether the visitor may see this."""
        return flask.request.headers.get("X-Password") == "open"

    def inaccessible_callback(self, name, **kwargs):
        """What the others get."""
        return flask.redirect(flask.url_for("admin.index", wanted=name))


class Report(BaseView):
    """Pages that are not made of tables."""

    @expose("/")
    def index(self):
        """The newest report."""
        return self.render("report.html", day=0)

    @expose("/<int:day>", methods=("GET", "POST"))
    def day(self, day):
        """The report of a day."""
        return f"{flask.request.method} {day} {flask.request.endpoint} {flask.request.blueprint}"


def make_app(folder):
    """An application with a table, a folder and reports to look after."""
    app = flask.Flask(__name__, instance_path=str(folder), template_folder=str(folder))
    app.config.update(SECRET_KEY="secret", SQLALCHEMY_DATABASE_URI="sqlite:///library.db")
    (folder / "report.html").write_text("{% extends admin_base_template %}")
    (folder / "files").mkdir()
    db.init_app(app)
    admin = Admin(app, name="Library", index_view=Home())
    admin.add_view(Books(Book, db, category="Tables"))
    admin.add_view(Report(name="Report", endpoint="report"))
    admin.add_view(FileAdmin(str(folder / "files"), name="Files", endpoint="files"))
    with app.app_context():
        db.create_all()
    return app


def story(diary: Diary):
    """Come in, keep books, keep files, look at reports."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        visitor = diary.visitor(app.test_client())
        assert visitor.get("/admin/book/").status_code == 302
        visitor.get("/admin/")
        keep_books(visitor)
        keep_files(visitor)
        for path in ("", "3", "no-number"):
            visitor.get(f"/admin/report/{path}")
        visitor.post("/admin/report/3")
        visitor.get("/admin/static/admin/css/bootstrap4/admin.css", buffered=True)
        diary.note("blueprints", names=sorted(app.blueprints), rules=rules(app))
        with app.app_context():
            db.engine.dispose()


def keep_books(visitor):
    """Add, look, search, filter, change in place, export, delete."""
    allowed = {"headers": {"X-Password": "open"}}
    for title, pages in (("Engines", 10), ("Logic", 20), ("", 30)):
        data = {"title": title, "pages": pages}
        visitor.post("/admin/book/new/", data=data, **allowed)
    assert "Engines" in visitor.get("/admin/book/", **allowed).text
    visitor.get("/admin/book/?search=Log&sort=1&desc=1", **allowed)
    visitor.get("/admin/book/?flt0_0=15", **allowed)
    visitor.get("/admin/book/edit/?id=1", **allowed)
    visitor.post("/admin/book/edit/?id=1", data={"title": "Notes", "pages": "x"}, **allowed)
    visitor.post("/admin/book/ajax/update/", data={"list_form_pk": 1, "title": "Best"}, **allowed)
    assert visitor.get("/admin/book/export/csv/", **allowed).text.count("\n") == 3
    visitor.post("/admin/book/delete/", data={"id": 2}, **allowed)
    visitor.post("/admin/book/action/", data={"action": "delete", "rowid": 1}, **allowed)
    visitor.get("/admin/book/", **allowed)


def keep_files(visitor):
    """Make a folder, put a file there, get it back."""
    visitor.get("/admin/files/")
    visitor.post("/admin/files/mkdir/", data={"name": "notes"})
    upload = {"upload": (io.BytesIO(b"hello"), "hello.txt")}
    visitor.post("/admin/files/upload/notes", data=upload)
    visitor.get("/admin/files/b/notes")
    assert visitor.get("/admin/files/download/notes/hello.txt", buffered=True).text == "hello"
    visitor.get("/admin/files/download/../library.db")


def rules(app):
    """All that can be asked for."""
    found = app.url_map.iter_rules()
    return sorted(f"{rule} {rule.endpoint} {sorted(rule.methods)}" for rule in found)


if __name__ == "__main__":
    tell(
        story,
        date=r"\d{4}-\d\d-\d\d[ _]\d\d[:-]\d\d[:-]\d\d",
        modified=r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT",
        etag=r'"\d+\.\d+-\d+-\d+"',
    )
