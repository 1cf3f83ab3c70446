"""Responses made by hand, beyond the examples of the page."""

import flask
import pytest


def wsgi_application(environ, start_response):
    """A WSGI application with a status of its own."""
    start_response("203 Told", [("Content-Type", "text/plain")])
    return [b"told"]


VALUES = {
    "text": (lambda: "Grüße", 200, "Grüße".encode()),
    "bytes": (lambda: b"\xff", 200, b"\xff"),
    "list": (lambda: [1], 200, b"[1]"),
    "generator": (lambda: (letter for letter in "abc"), 200, b"abc"),
    "wsgi-application": (lambda: wsgi_application, 203, b"told"),
    "pair": (lambda: ("ordered", 201), 201, b"ordered"),
    "triple": (lambda: ("ordered", 201, {"X-Number": "17"}), 201, b"ordered"),
}


@pytest.mark.parametrize(("value", "status", "body"), VALUES.values(), ids=VALUES)
def test_one_argument_is_a_return_value__forms(app, client, value, status, body):
    """Whatever a view may return gives a response, a tuple included."""

    @app.route("/order")
    def order():
        response = flask.make_response(value())
        response.headers["X-Shelf"] = "3"
        return response

    answer = client.get("/order")

    assert (answer.status_code, answer.content.strip()) == (status, body)
    assert answer.headers["X-Shelf"] == "3"


PARTS = {
    "status": (["ordered", 202], 202, None),
    "status-text": (["ordered", "202 Yes"], 202, None),
    "headers": (["ordered", {"X-Number": "17"}], 200, "17"),
    "pairs": (["ordered", [("X-Number", "17")]], 200, "17"),
    "status-and-headers": (["ordered", 202, {"X-Number": "17"}], 202, "17"),
}


@pytest.mark.parametrize(("parts", "status", "number"), PARTS.values(), ids=PARTS)
def test_several_arguments_are_a_tuple__forms(app, client, parts, status, number):
    """The second argument may be a status or headers; the third, headers."""
    app.add_url_rule("/order", "order", lambda: flask.make_response(*parts))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (status, "ordered")
    assert answer.headers.get("X-Number") == number


WRONG = {
    "number": [17],
    "set": [{"ordered"}],
    "none-with-status": [None, 204],
    "no-elements": [()],
    "four": ["ordered", 200, {}, "more"],
}


@pytest.mark.parametrize("values", WRONG.values(), ids=WRONG)
def test_wrong_values_are_refused_at_once__table(app, values):
    """Values that are no body, and tuples that are too short or too long, are refused."""
    with app.test_request_context("/order"):
        response = flask.make_response("ordered", 202, {})
        with pytest.raises(TypeError):
            flask.make_response(*values)

    assert response.get_data() == b"ordered"


def test_wrong_values_are_refused_at_once__in_reach_of_handlers(app, client):
    """A handler for ``TypeError`` is asked, since the view itself fails."""
    app.register_error_handler(TypeError, lambda error: ("handled", 400))
    app.add_url_rule("/order", "order", lambda: flask.make_response(None))

    answer = client.get("/order")

    assert (answer.status_code, answer.text) == (400, "handled")


VIEWS = {
    "returned": lambda: 1 + 2j,
    "made": lambda: flask.make_response(1 + 2j),
    "made-with-status": lambda: flask.make_response(1 + 2j, 200),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_application_makes_every_response(client_of, view):
    """An override sees what views return and what is made by hand, as it was given."""

    class Shop(flask.Flask):
        def make_response(self, value):
            body = value[0] if isinstance(value, tuple) else value
            text = f"{body.real} and {body.imag}" if isinstance(body, complex) else body
            return super().make_response(text)

    app = Shop("app_under_test", static_folder=None)
    app.add_url_rule("/order", "order", view)

    answer = client_of(app).get("/order")

    assert (answer.status_code, answer.text) == (200, "1.0 and 2.0")


def test_application_makes_every_response__of_handlers(client_of):
    """What a handler returns goes there as well."""

    class Shop(flask.Flask):
        def make_response(self, value):
            return super().make_response("handled" if value == 17 else value)

    app = Shop("app_under_test", static_folder=None)
    app.register_error_handler(404, lambda error: 17)

    answer = client_of(app).get("/nowhere")

    assert (answer.status_code, answer.text) == (200, "handled")
