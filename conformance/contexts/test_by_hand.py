"""Contexts that are made by hand, beyond the examples of the page."""

from threading import Thread

import flask
import pytest

DESCRIPTIONS = {
    "default": ([], {}, "GET http://localhost/"),
    "path": (["/books"], {}, "GET http://localhost/books"),
    "query-in-path": (["/books?page=2"], {}, "GET http://localhost/books?page=2"),
    "query-string": (["/books"], {"query_string": "a=1"}, "GET http://localhost/books?a=1"),
    "query-mapping": (["/books"], {"query_string": {"a": 1}}, "GET http://localhost/books?a=1"),
    "method": (["/books"], {"method": "DELETE"}, "DELETE http://localhost/books"),
    "base-url": (["/books"], {"base_url": "https://h:8/"}, "GET https://h:8/books"),
}


@pytest.mark.parametrize(("given", "options", "line"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_request_context_follows_its_description__line(app, given, options, line):
    """Method and URL follow from the path and the options."""
    with app.test_request_context(*given, **options):
        found = f"{flask.request.method} {flask.request.url}"

    assert found == line


def test_request_context_follows_its_description__form(app):
    """A mapping as data is a form."""
    with app.test_request_context("/books", method="POST", data={"title": "Emma"}):
        found = f"{flask.request.mimetype} {flask.request.form['title']}"

    assert found == "application/x-www-form-urlencoded Emma"


def test_request_context_follows_its_description__route(app):
    """The URL is matched as for any request."""
    app.add_url_rule("/books/<int:number>", "book", lambda number: "pages")

    with app.test_request_context("/books/7"):
        found = f"{flask.request.endpoint} {dict(flask.request.view_args)}"

    assert found == "book {'number': 7}"


def test_application_context_makes_its_application_current__after_an_error(app):
    """The context is left when an error leaves its block."""
    seen = []

    def enter():
        with app.app_context():
            seen.append(str(flask.current_app.name))
            raise ValueError

    with pytest.raises(ValueError):
        enter()

    assert seen == ["app_under_test"]
    assert flask.has_app_context() is False


def test_error_that_leaves_the_block_goes_to_teardown__application_context(app):
    """The block of an application context hands its error on as well."""
    seen, error = [], ValueError("no")
    app.teardown_appcontext(seen.append)

    with pytest.raises(ValueError), app.app_context():
        raise error

    assert seen == [error]


def test_contexts_can_be_pushed_and_popped__request(app):
    """A request context can be pushed and popped by its methods as well."""
    context = app.test_request_context("/visit")

    context.push()
    path = flask.request.path
    context.pop()

    assert path == "/visit"
    assert flask.has_request_context() is False


def test_copied_function_takes_the_request_into_a_thread__value(app):
    """It takes arguments and gives the value of the original."""
    results = []

    with app.test_request_context("/visit"):

        @flask.copy_current_request_context
        def work(*tasks, sign):
            return f"{flask.request.path}{sign}{'+'.join(tasks)}"

        thread = Thread(target=lambda: results.append(work("a", "b", sign=":")))
        thread.start()
        thread.join()

    assert results == ["/visit:a+b"]


def test_copied_function_takes_the_request_into_a_thread__after_the_request(app):
    """It still sees the request when that has ended."""
    with app.test_request_context("/visit"):
        copied = flask.copy_current_request_context(lambda: f"at {flask.request.path}")

    assert copied() == "at /visit"
    assert flask.has_request_context() is False
