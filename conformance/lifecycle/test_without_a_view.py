"""The functions around requests that no view of the application answers."""

import flask
import pytest


def around(layer, diary, name):
    """Give a layer a function of each kind that is written down."""
    layer.before_request(lambda: diary.append(f"{name} before"))
    layer.after_request(lambda response: diary.append(f"{name} {response.status_code}") or response)
    layer.teardown_request(lambda error: diary.append(f"{name} teardown {error}"))


FAILURES = {
    "other-method": ("PUT", "/shelf/", 405),
    "redirect": ("GET", "/shelf", 308),
}


@pytest.mark.parametrize(("method", "path", "code"), FAILURES.values(), ids=FAILURES)
def test_failed_routing_runs_the_functions_of_the_application(app, client, method, path, code):
    """Each of them does, with the status that the client gets."""
    diary = []
    around(app, diary, "app")
    app.add_url_rule("/shelf/", "shelf", lambda: "the shelf")

    answer = client.request(method, path)

    assert answer.status_code == code
    assert diary == ["app before", f"app {code}", "app teardown None"]


def test_failed_routing_runs_the_functions_of_the_application__redirect_to(app, client):
    """A rule that redirects belongs to no view either."""
    diary = []
    around(app, diary, "app")
    app.add_url_rule("/old", "old", redirect_to="/new")

    answer = client.get("/old")

    assert answer.headers["Location"].endswith("/new")
    assert diary == ["app before", f"app {answer.status_code}", "app teardown None"]


def test_automatic_options_runs_the_functions_of_the_rule(app, client):
    """They are told the status of the answer, whichever methods the rules have."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    around(app, diary, "app")
    around(shop, diary, "shop")
    shop.add_url_rule("/shelf", "shelf", lambda: "the shelf")
    shop.add_url_rule("/shelf", "fill", lambda: "filled", methods=["POST"])
    app.register_blueprint(shop)

    answer = client.options("/shelf")

    assert answer.status_code == 200
    assert diary == [
        *("app before", "shop before", "shop 200", "app 200"),
        *("shop teardown None", "app teardown None"),
    ]


RULES = {"of-the-blueprint": ["shop", "app"], "of-the-application": ["app", "shop"]}


@pytest.mark.parametrize("first", RULES.values(), ids=RULES)
def test_first_rule_decides_whose_functions_options_runs(app, client, first):
    """The rule that was registered first does, whichever methods it has."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.before_request(lambda: diary.append("shop before"))
    layers, methods = {"app": app, "shop": shop}, {"app": ["GET"], "shop": ["POST"]}
    for name in first:
        layers[name].add_url_rule("/shelf", "shelf", lambda: "no", methods=methods[name])
        if name == "shop":
            app.register_blueprint(shop)

    answer = client.options("/shelf")

    assert {"GET", "POST"} <= {*answer.headers["Allow"].split(", ")}
    assert diary == {"shop": ["shop before"], "app": []}[first[0]]


@pytest.fixture
def library(tmp_path):
    """An application with a static file."""
    (tmp_path / "page.txt").write_text("a page", encoding="utf-8")
    app = flask.Flask("app_under_test", static_folder=tmp_path, static_url_path="/static")
    app.add_url_rule("/shelf/", "shelf", lambda: "the shelf")
    return app


@pytest.mark.parametrize(("name", "code"), [("page.txt", 200), ("none.txt", 404)])
def test_static_files_run_the_functions(library, client_of, name, code):
    """Files that are there do, and files that are not."""
    diary = []
    around(library, diary, "app")

    answer = client_of(library).get(f"/static/{name}")

    assert answer.status_code == code
    assert diary == ["app before", f"app {code}", "app teardown None"]


REQUESTS = {
    "options": ("OPTIONS", "/shelf/"),
    "static-file": ("GET", "/static/page.txt"),
    "missing-file": ("GET", "/static/none.txt"),
}


@pytest.mark.parametrize(("method", "path"), REQUESTS.values(), ids=REQUESTS)
def test_function_before_the_view_may_answer_for_any_of_them(library, client_of, method, path):
    """Its answer is sent in place of what the request would have come to."""
    library.before_request(lambda: ("closed today", 503))

    answer = client_of(library).request(method, path)

    assert (answer.status_code, answer.text) == (503, "closed today")
