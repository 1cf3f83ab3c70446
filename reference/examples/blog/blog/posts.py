"""Posts: everybody reads them; authors write, change and delete their own."""

from dataclasses import dataclass
from datetime import datetime

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)

from .accounts import current_user, login_required
from .database import connection
from .pagination import Page

pages = Blueprint("posts", __name__)

LONGEST_TITLE = 100
SELECT = """
    SELECT post.id, title, body, created, author_id, name AS author
    FROM post JOIN account ON account.id = author_id
"""


@dataclass(frozen=True)
class Draft:
    """What an author types, right or wrong."""

    title: str = ""
    body: str = ""

    @classmethod
    def from_form(cls):
        """The draft that the current request sends."""
        return cls(request.form["title"].strip(), request.form["body"].strip())

    @property
    def problem(self):
        """What is wrong with it, or None."""
        if not 1 <= len(self.title) <= LONGEST_TITLE:
            return f"A title has one to {LONGEST_TITLE} characters."
        return None if self.body else "There is no text yet."


@pages.app_template_filter("date")
def date(text):
    """A time of the database as a reader writes it: ``3 May 2026``."""
    time = datetime.fromisoformat(text)
    return f"{time.day} {time:%B %Y}"


@pages.get("/")
def index():
    """List the posts, the newest first."""
    (total,) = connection().execute("SELECT count(*) FROM post").fetchone()
    number = request.args.get("page", 1, type=int)
    page = Page(number, current_app.config["POSTS_PER_PAGE"], total)
    if not page.exists:
        abort(404)
    query = f"{SELECT} ORDER BY post.id DESC LIMIT ? OFFSET ?"
    posts = connection().execute(query, (page.size, page.offset)).fetchall()
    return render_template("posts/index.html", posts=posts, page=page)


@pages.get("/posts/<int:post_id>")
def show(post_id):
    """Show one post."""
    return render_template("posts/show.html", post=find(post_id))


@pages.get("/posts/new")
@login_required
def write():
    """Show an empty page to write on."""
    return render_template("posts/edit.html", draft=Draft(), heading="New post")


@pages.post("/posts/new")
@login_required
def publish():
    """Publish a post."""
    draft = Draft.from_form()
    if draft.problem:
        return refuse(draft, "New post")
    with connection() as database:
        added = database.execute(
            "INSERT INTO post (author_id, title, body) VALUES (?, ?, ?)",
            (current_user()["id"], draft.title, draft.body),
        )
    flash(f"“{draft.title}” is published.", "success")
    return redirect(url_for("posts.show", post_id=added.lastrowid))


@pages.get("/posts/<int:post_id>/edit")
@login_required
def edit(post_id):
    """Show a post to change it."""
    post = find_own(post_id)
    draft = Draft(post["title"], post["body"])
    return render_template("posts/edit.html", draft=draft, heading="Edit post", post=post)


@pages.post("/posts/<int:post_id>/edit")
@login_required
def update(post_id):
    """Change a post."""
    post = find_own(post_id)
    draft = Draft.from_form()
    if draft.problem:
        return refuse(draft, "Edit post", post)
    with connection() as database:
        database.execute(
            "UPDATE post SET title = ?, body = ? WHERE id = ?", (draft.title, draft.body, post_id)
        )
    flash("Your changes are saved.", "success")
    return redirect(url_for("posts.show", post_id=post_id))


@pages.post("/posts/<int:post_id>/delete")
@login_required
def delete(post_id):
    """Delete a post for good."""
    post = find_own(post_id)
    with connection() as database:
        database.execute("DELETE FROM post WHERE id = ?", (post_id,))
    flash(f"“{post['title']}” is deleted.", "success")
    return redirect(url_for("posts.index"))


def find(post_id):
    """A post; stops with 404 if there is none."""
    post = connection().execute(f"{SELECT} WHERE post.id = ?", (post_id,)).fetchone()
    return post or abort(404)


def find_own(post_id):
    """A post that the current user has written; stops with 403 if somebody else has."""
    post = find(post_id)
    if post["author_id"] != current_user()["id"]:
        abort(403, "Only its author can do this.")
    return post


def refuse(draft, heading, post=None):
    """Show a draft again, and what is wrong with it."""
    flash(draft.problem, "problem")
    page = render_template("posts/edit.html", draft=draft, heading=heading, post=post)
    return page, 422
