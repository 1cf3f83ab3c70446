"""Merged slashes: where they stand, and what the redirect keeps."""

import flask
import pytest


def mounted(app, place):
    """The application below a path, as a server would mount it."""

    def serve(environ, start_response):
        return app({**environ, "SCRIPT_NAME": place}, start_response)

    return serve


@pytest.mark.parametrize(
    ("rule", "url", "target"),
    [
        pytest.param("/a/b/c", "/a//b/c", "/a/b/c", id="first"),
        pytest.param("/a/b/c", "/a//b//c", "/a/b/c", id="twice"),
        pytest.param("/a/b/", "/a//b/", "/a/b/", id="folder"),
        pytest.param("/a/", "/a//", "/a/", id="at-the-end"),
        pytest.param("/a/<x>/c", "/a//b/c", "/a/b/c", id="before-a-variable"),
        pytest.param("/a/<x>/c", "/a/b//c", "/a/b/c", id="behind-a-variable"),
        pytest.param("/a/<int:x>", "/a//7", "/a/7", id="before-a-number"),
        pytest.param("/a/<path:x>", "/a//b/c", "/a/b/c", id="before-a-path"),
    ],
)
def test_double_slash_redirects__at_any_place(app, client, rule, url, target):
    """A double slash redirects to the URL with a single one, which is answered."""
    app.add_url_rule(rule, "view", lambda **values: "answered")

    redirect, answer = client.get(url), client.get(target)

    assert answer.text == "answered"
    assert redirect.status_code == 308
    assert redirect.next_request.url == f"http://localhost{target}"


@pytest.mark.parametrize("place", ["/shop", "/shop/v2"])
def test_double_slash_redirects__below_the_mount_point(app, client_of, place):
    """The redirect of a mounted application stays below its place."""
    app.add_url_rule("/books/new", "books", lambda: "new books")

    answer = client_of(mounted(app, place)).get("/books//new")

    assert answer.status_code == 308
    assert answer.next_request.url == f"http://localhost{place}/books/new"


@pytest.mark.parametrize("slashes", ["///", "////", "/" * 20], ids=["3", "4", "20"])
def test_longer_runs_redirect_too(app, client, slashes):
    """A run of slashes of any length is merged into one."""
    app.add_url_rule("/books/new", "books", lambda: "new books")

    answer = client.get(f"/books{slashes}new")

    assert answer.status_code == 308
    assert answer.next_request.url == "http://localhost/books/new"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "BREW"])
def test_merging_keeps_the_method__all(app, client, method):
    """The status is 308 for every method of the rule."""
    app.add_url_rule("/books/new", "books", lambda: flask.request.method, methods=[method])

    answer = client.request(method, "/books//new")

    assert answer.status_code == 308
    assert answer.next_request.method == method


@pytest.mark.parametrize("name", ["a//b", "a///b", "a//b//c", "http://shop.test/a"])
def test_path_values_keep_their_slashes__any_run(app, client, name):
    """Runs of slashes inside the value are passed on as they are."""
    app.add_url_rule("/files/<path:name>", "file", lambda name: f"file {name}")

    answer = client.get(f"/files/{name}")

    assert answer.text == f"file {name}"


@pytest.mark.parametrize("url", ["//books/new", "///books/new"])
def test_merging_stays_on_the_host__without_a_redirect(app, client, url):
    """Whether a path with slashes in front is answered or redirected, the host stays."""
    app.add_url_rule("/books/new", "books", lambda: f"new books on {flask.request.host}")

    answer = client.get(url)
    while answer.next_request:
        answer = client.get(answer.next_request.url)

    assert answer.text == "new books on localhost"
