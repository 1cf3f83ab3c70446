"""The test client, for every method and every kind of answer."""

import flask
import pytest

METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace"]


@pytest.mark.parametrize("method", METHODS)
def test_each_method_has_a_function(app, method):
    """The function sends the method that it is named after."""

    seen = []
    app.before_request(lambda: seen.append(flask.request.method))

    getattr(app.test_client(), method)("/method")

    assert seen == [method.upper()]


@pytest.mark.parametrize(
    ("view", "text"),
    [
        pytest.param(lambda: "hello", "hello", id="text"),
        pytest.param(lambda: iter(["hel", "lo"]), "hello", id="stream"),
        pytest.param(lambda: {"name": "Ada"}, '{"name":"Ada"}', id="json"),
        pytest.param(lambda: ("", 204), "", id="nothing"),
    ],
)
@pytest.mark.parametrize("buffered", [True, False], ids=["buffered", "as-it-comes"])
def test_client_asks_its_application__for_any_answer(app, view, text, buffered):
    """The whole answer is there, buffered or not."""
    app.config["TESTING"] = True
    app.add_url_rule("/answer", "answer", lambda: flask.make_response(view()))
    app.after_request(lambda response: response.headers.update({"X-Seen": "yes"}) or response)

    answer = app.test_client().get("/answer", buffered=buffered)

    assert "".join(answer.text.split()) == text
    assert str(answer.headers["X-Seen"]) == "yes"


def test_client_asks_its_application__through_its_middleware(app):
    """What wraps ``wsgi_app`` sees the requests of the client."""
    inner, seen = app.wsgi_app, []
    app.add_url_rule("/greeting", "greeting", lambda: "hello")

    def middleware(environ, start_response):
        seen.append(str(environ["PATH_INFO"]))
        return inner(environ, start_response)

    app.wsgi_app = middleware
    answer = app.test_client().get("/greeting")

    assert (str(answer.text), seen) == ("hello", ["/greeting"])


def test_client_asks_its_application__and_no_other():
    """Clients of two applications, used in turns, ask each its own."""
    apps = [flask.Flask(name, static_folder=None) for name in ("first", "second")]
    for app in apps:
        app.add_url_rule("/name", "name", lambda: flask.current_app.name)

    browsers = [app.test_client() for app in apps]
    answers = [browser.get("/name").text for _ in range(2) for browser in browsers]

    assert " ".join(answers) == "first second first second"
    assert " ".join(browser.application.name for browser in browsers) == "first second"


def test_answer_is_a_response_of_the_application__with_its_request(app):
    """The answer knows the request that it belongs to."""
    app.add_url_rule("/greeting", "greeting", lambda: "hello")

    answer = app.test_client().get("/greeting?name=Ada")

    assert f"{answer.request.path} {answer.request.args['name']}" == "/greeting Ada"


def test_class_of_the_client_can_be_chosen__use_cookies(app):
    """Whether to keep cookies is handed to the class as well."""
    given = {}

    class Browser(app.test_client().__class__):
        def __init__(self, *args, use_cookies, **kwargs):
            given["use_cookies"] = use_cookies
            super().__init__(*args, use_cookies=use_cookies, **kwargs)

    app.test_client_class = Browser
    browsers = [app.test_client(), app.test_client(use_cookies=False)]

    assert [type(browser) for browser in browsers] == [Browser, Browser]
    assert given == {"use_cookies": False}
