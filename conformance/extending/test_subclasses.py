"""Subclasses of the application that set it up."""

import flask
import pytest


def test_subclass_can_take_further_arguments(client_of):
    """Views and functions around them may be methods."""

    class Shop(flask.Flask):
        def __init__(self, *args, greeting="Welcome", **kwargs):
            super().__init__(*args, static_folder=None, **kwargs)
            self.greeting = greeting
            self.add_url_rule("/greeting", "greeting", self.greet)
            self.after_request(self.stamp)

        def greet(self):
            return f"{self.greeting} to {self.name}"

        def stamp(self, response):
            response.headers["X-Stamp"] = self.name
            return response

    shops = [Shop("books"), Shop("films", greeting="Hello")]

    answers = [client_of(shop).get("/greeting") for shop in shops]

    assert [answer.text for answer in answers] == ["Welcome to books", "Hello to films"]
    assert [answer.headers["X-Stamp"] for answer in answers] == ["books", "films"]


RESULTS = {
    "view": ("/visit", "'visited'"),
    "before-the-view": ("/visit?answer=no", "'no'"),
    "error-handler": ("/error", "'handled'"),
    "unhandled-error": ("/division", "'sorry'"),
}


@pytest.mark.parametrize(("url", "result"), RESULTS.values(), ids=RESULTS)
def test_subclass_can_finish_results_otherwise(client_of, url, result):
    """The result is what was returned; the functions after the view are left out."""

    class Shop(flask.Flask):
        def finalize_request(self, rv, *given, **named):
            return flask.Response(f"finished {rv!r}", 203)

    shop = Shop("shop", static_folder=None)
    shop.add_url_rule("/visit", "visit", lambda: "visited")
    shop.add_url_rule("/error", "error", lambda: {}["lost"])
    shop.add_url_rule("/division", "division", lambda: 1 / 0)
    shop.before_request(lambda: flask.request.args.get("answer"))
    shop.after_request(lambda response: "never called")
    shop.register_error_handler(KeyError, lambda error: "handled")
    shop.register_error_handler(500, lambda error: "sorry")

    answer = client_of(shop).get(url)

    assert (answer.status_code, answer.text) == (203, f"finished {result}")
