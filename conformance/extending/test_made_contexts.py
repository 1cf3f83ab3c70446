"""Contexts of requests that a subclass prepares."""

import flask


def test_context_of_a_request_is_made_by_a_method(client_of):
    """It may change the environ, and what it returns."""

    class Shop(flask.Flask):
        def request_context(self, environ):
            environ["HTTP_X_READER"] = "Ada"
            context = super().request_context(environ)
            context.request.shelf = "poetry"
            return context

    shop = Shop("shop", static_folder=None)

    @shop.route("/visit")
    def visit():
        return f"{flask.request.headers['X-Reader']} reads {flask.request.shelf}"

    assert client_of(shop).get("/visit").text == "Ada reads poetry"
