"""The steps of a request that are called by hand, beyond the examples of the page."""

import flask
import pytest


def test_functions_before_the_view_can_be_run_by_hand__no_answer(app):
    """When no function answers, neither does the method, and the view does not run."""
    diary = []
    app.before_request(lambda: diary.append("greet"))
    app.add_url_rule("/visit", "visit", lambda: diary.append("visit") or "visited")

    with app.test_request_context("/visit"):
        answer = app.preprocess_request()

    assert answer is None
    assert diary == ["greet"]


def test_functions_before_the_view_can_be_run_by_hand__blueprint(app):
    """The functions of the blueprint that the URL belongs to run as well."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    shop.before_request(lambda: diary.append("shop"))
    app.before_request(lambda: diary.append("app"))
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    app.register_blueprint(shop)

    with app.test_request_context("/buy"):
        app.preprocess_request()

    assert diary == ["app", "shop"]


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/folder", 308)])
def test_whole_request_can_be_dispatched_by_hand__without_a_view(app, path, status):
    """A request that comes to no view has its answer as well."""
    seen = []
    app.after_request(lambda response: seen.append(response.status_code) or response)
    app.add_url_rule("/folder/", "folder", lambda: "folder")

    with app.test_request_context(path):
        response = app.full_dispatch_request()

    assert seen == [response.status_code] == [status]


def test_functions_after_the_view_can_be_run_by_hand__blueprint(app):
    """Those of the blueprint that the URL belongs to come before those of the application."""
    diary = []
    shop = flask.Blueprint("shop", __name__)
    app.after_request(lambda response: diary.append("app") or response)
    shop.after_request(lambda response: diary.append("shop") or response)
    shop.add_url_rule("/buy", "buy", lambda: "bought")
    app.register_blueprint(shop)

    with app.test_request_context("/buy"):
        app.process_response(flask.Response("bought"))

    assert diary == ["shop", "app"]
