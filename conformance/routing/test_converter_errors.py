"""What errors of converters come to, beyond the examples of the page."""

import flask
import pytest


@pytest.fixture
def add_failing(app):
    """Give ``app`` a rule ``/fails/<own:value>`` whose converter raises what a function makes."""
    from werkzeug.routing import BaseConverter

    def add(make_error):
        class Failing(BaseConverter):
            def to_python(self, value):
                raise make_error()

        app.url_map.converters["own"] = Failing
        app.add_url_rule("/fails/<own:value>", "fails", lambda value: "view")

    return add


def test_validation_error_is_not_found__handler(app, client, add_failing):
    """The application's handler for 404 answers as for any unknown URL."""
    from werkzeug.routing import ValidationError

    add_failing(ValidationError)
    app.register_error_handler(404, lambda error: ("nothing here", 404))

    response = client.get("/fails/x")

    assert (response.status_code, response.text) == (404, "nothing here")


def test_http_error_of_a_converter_is_the_answer__description(app, client, add_failing):
    """A NotFound of the converter's own reaches the handler as it was raised."""
    from werkzeug.exceptions import NotFound

    add_failing(lambda: NotFound("no such user"))
    app.register_error_handler(404, lambda error: (error.description, 404))

    response = client.get("/fails/x")

    assert (response.status_code, response.text) == (404, "no such user")


def test_http_error_of_a_converter_is_the_answer__blueprint(app, client):
    """No blueprint has such a request yet, so its handlers and functions are not asked."""
    from werkzeug.routing import BaseConverter

    class User(BaseConverter):
        def to_python(self, value):
            return value if value == "emma" else flask.abort(410)

    seen, shop = [], flask.Blueprint("shop", __name__)
    app.url_map.converters["user"] = User
    app.register_error_handler(410, lambda error: "app: gone")
    shop.register_error_handler(410, lambda error: "shop: gone")
    shop.before_request(lambda: seen.append(flask.request.path))
    shop.add_url_rule("/users/<user:name>", "user", lambda name: name)
    app.register_blueprint(shop)

    answers = [client.get(f"/users/{name}").text for name in ("emma", "max")]

    assert answers == ["emma", "app: gone"]
    assert seen == ["/users/emma"]


def test_http_error_of_a_converter_is_the_answer__no_other_rule(app, client, add_failing):
    """A rule further back that would take the URL is not asked."""
    from werkzeug.exceptions import Gone

    add_failing(Gone)
    app.add_url_rule("/fails/<path:value>", "others", lambda value: f"other {value}")

    failing, other = client.get("/fails/x"), client.get("/fails/x/y")

    assert failing.status_code == 410
    assert other.text == "other x/y"


def test_functions_before_the_view_see_the_error__first(app, client, add_failing):
    """The functions run before the error is raised, and no rule counts as matched for them."""
    from werkzeug.exceptions import Gone

    seen = []
    add_failing(Gone)
    app.before_request(lambda: seen.append("before"))
    app.register_error_handler(410, lambda error: seen.append("handler") or ("gone", 410))

    response = client.get("/fails/x")

    assert response.text == "gone"
    assert seen == ["before", "handler"]


def test_handlers_for_its_class_are_not_asked(app, client, add_failing):
    """A KeyError of a converter passes the handler for KeyError by, one of a view does not."""
    add_failing(lambda: KeyError("x"))
    app.register_error_handler(KeyError, lambda error: "handled")
    app.add_url_rule("/view", "view", lambda: {}["x"])

    of_converter, of_view = client.get("/fails/x"), client.get("/view")

    assert of_converter.status_code == 500
    assert of_view.text == "handled"
