"""Accounts: register, log in, log out; and who is there for everybody else."""

import functools
import sqlite3

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from werkzeug.security import check_password_hash, generate_password_hash

from .database import connection

pages = Blueprint("accounts", __name__, url_prefix="/accounts")

LONGEST_NAME = 30
SHORTEST_PASSWORD = 8


@pages.app_template_global()
def current_user():
    """The account that is logged in, or None; looked up once in a request."""
    if "user" not in g:
        found = connection().execute(
            "SELECT id, name FROM account WHERE id = ?", (session.get("account_id"),)
        )
        g.user = found.fetchone()
    return g.user


def login_required(view):
    """Make a view one for people who are logged in; others are asked to, and come back."""

    @functools.wraps(view)
    def guarded(**arguments):
        if current_user():
            return view(**arguments)
        flash("Please log in first.")
        page = request.path if request.method == "GET" else None
        return redirect(url_for("accounts.login", next=page))

    return guarded


@pages.get("/register")
def register():
    """Show the form for a new account."""
    return render_template("accounts/register.html")


@pages.post("/register")
def create():
    """Make an account and log in."""
    name, password = request.form["name"].strip(), request.form["password"]
    if problem := problem_with(name, password):
        return refuse("accounts/register.html", problem)
    try:
        account_id = add(name, password)
    except sqlite3.IntegrityError:
        return refuse("accounts/register.html", f"The name {name} is taken.")
    return welcome(account_id, name)


@pages.get("/login")
def login():
    """Show the form to log in."""
    return render_template("accounts/login.html")


@pages.post("/login")
def authenticate():
    """Log in, if name and password belong together."""
    found = connection().execute(
        "SELECT id, name, password FROM account WHERE name = ?", (request.form["name"].strip(),)
    )
    account = found.fetchone()
    if account is None or not check_password_hash(account["password"], request.form["password"]):
        return refuse("accounts/login.html", "Name and password do not belong together.")
    return welcome(account["id"], account["name"])


@pages.post("/logout")
def logout():
    """Log out: nothing of the session stays."""
    session.clear()
    flash("You are logged out.", "success")
    return redirect(url_for("posts.index"))


def problem_with(name, password):
    """What is wrong with a new account, or None."""
    if not 1 <= len(name) <= LONGEST_NAME:
        return f"A name has one to {LONGEST_NAME} characters."
    if len(password) < SHORTEST_PASSWORD:
        return f"A password has at least {SHORTEST_PASSWORD} characters."
    return None


def add(name, password):
    """Add an account and return its id; a name that is taken raises `sqlite3.IntegrityError`."""
    with connection() as database:
        added = database.execute(
            "INSERT INTO account (name, password) VALUES (?, ?)",
            (name, generate_password_hash(password)),
        )
    return added.lastrowid


def refuse(template, problem):
    """Show a form again, and what is wrong with it."""
    flash(problem, "problem")
    return render_template(template), 422


def welcome(account_id, name):
    """Begin a new session, so that nobody who knew the old one shares it."""
    session.clear()
    session["account_id"] = account_id
    flash(f"Welcome, {name}!", "success")
    return redirect(page_to_return_to())


def page_to_return_to():
    """Where the visitor came from, if that is a page of ours; a link may say anything."""
    page = request.args.get("next", "")
    # Browsers read // and /\ as the beginning of another host.
    is_ours = page.startswith("/") and page[1:2] not in ("/", "\\")
    return page if is_ours else url_for("posts.index")
