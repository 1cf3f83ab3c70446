"""Sending static files by the method of the application."""

import flask
import pytest


@pytest.fixture
def root(tmp_path):
    """A root path with files in ``static``, below it and beside it."""
    (tmp_path / "static" / "css").mkdir(parents=True)
    for name in ("static/hello.txt", "static/css/deep.txt", "secret.txt"):
        (tmp_path / name).write_text(f"this is {name}")
    return tmp_path


@pytest.fixture
def library(root):
    """An application with this root path, and a page that sends what the query names."""
    library = flask.Flask("library", root_path=str(root))
    library.add_url_rule(
        "/page", "page", lambda: library.send_static_file(flask.request.args["name"])
    )
    return library


@pytest.mark.parametrize("name", ["hello.txt", "css/deep.txt", "nothing.txt"])
def test_static_files_are_sent_by_a_method(client_of, root, name):
    """A subclass may answer as it likes, for files that are not there, too."""

    class Library(flask.Flask):
        def send_static_file(self, filename):
            return f"{filename} for {flask.request.path}"

    client = client_of(Library("library", root_path=str(root)))

    assert client.get(f"/static/{name}").text == f"{name} for /static/{name}"


def test_static_files_are_sent_by_a_method__replaced(library, client_of, monkeypatch):
    """The method of a single application can be replaced."""
    monkeypatch.setattr(library, "send_static_file", lambda filename: f"not {filename}")

    assert client_of(library).get("/static/hello.txt").text == "not hello.txt"


def test_static_files_are_sent_by_a_method__view_function(library, client_of):
    """The view with the endpoint ``static`` can be called in another view."""

    @library.route("/hello")
    def hello():
        return library.view_functions["static"](filename="hello.txt")

    assert client_of(library).get("/hello").text == "this is static/hello.txt"


@pytest.mark.parametrize("name", ["hello.txt", "css/deep.txt"])
def test_file_is_sent_by_hand(library, client_of, name):
    """From a view at another URL."""
    answer = client_of(library).get(f"/page?name={name}")

    assert answer.text == f"this is static/{name}"
    assert answer.headers["Content-Type"].split(";")[0] == "text/plain"


@pytest.mark.parametrize("name", ["nothing.txt", "css", "../secret.txt", "css/../../secret.txt"])
def test_file_is_sent_by_hand__not_found(library, client_of, name):
    """The error is raised in the view."""
    library.register_error_handler(404, lambda error: (f"not at {flask.request.path}", 404))

    answer = client_of(library).get(f"/page?name={name}")

    assert (answer.status_code, answer.text) == (404, "not at /page")


@pytest.mark.parametrize("name", ["hello.txt", "css/deep.txt"])
def test_cache_time_is_asked_for_each_file(client_of, root, name):
    """It is asked once, and its answer counts more than the setting."""
    asked = []

    class Library(flask.Flask):
        def get_send_file_max_age(self, filename):
            asked.append(filename)
            return len(asked) * 17

    library = Library("library", root_path=str(root))
    library.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60

    answer = client_of(library).get(f"/static/{name}")

    assert "max-age=17" in answer.headers["Cache-Control"].split(", ")
    assert asked == [name]


def test_sending_needs_a_request(library):
    """An application context is not enough."""
    with library.test_request_context("/page"):
        response = library.send_static_file("hello.txt")
        response.close()
    with library.app_context(), pytest.raises(RuntimeError):
        library.send_static_file("hello.txt")

    assert response.status_code == 200
