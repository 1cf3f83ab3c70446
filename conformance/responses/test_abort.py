"""Abort, for every code and every place."""

import flask
import pytest

CODES = [
    *(400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417),
    *(422, 428, 429, 431, 500, 501, 502, 503, 504, 505),
]


@pytest.mark.parametrize("code", CODES)
def test_abort_answers_with_its_code__table(app, client, code):
    """Each error of RFC 9110 and RFC 6585 has a class, whose page is sent with its code."""
    app.after_request(lambda response: response.headers.add("X-Seen", "yes") or response)
    app.add_url_rule("/view", "view", lambda: flask.abort(code, description="said by the view"))

    answer = client.get("/view")

    assert (answer.status_code, answer.headers["X-Seen"]) == (code, "yes")
    assert "said by the view" in answer.text


UNKNOWN = {
    "success": 200,
    "redirect": 302,
    "not-modified": 304,
    "no-error": 299,
    "beyond": 600,
    "negative": -1,
}


@pytest.mark.parametrize("code", UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_code_is_refused(app, client, code):
    """Neither successes and redirects nor numbers beyond HTTP can be raised."""
    app.testing = True
    app.add_url_rule("/known", "known", lambda: flask.abort(410))
    app.add_url_rule("/unknown", "unknown", lambda: flask.abort(code))

    known = client.get("/known")

    assert known.status_code == 410
    with pytest.raises(LookupError):
        client.get("/unknown")


RESPONSES = {
    "own": lambda: flask.Response("as it is", 403),
    "made": lambda: flask.make_response("as it is", 403),
    "success": lambda: flask.Response("as it is"),
    "stream": lambda: flask.Response(iter(["as ", "it is"]), 500),
}


@pytest.mark.parametrize("kind", [403, Exception], ids=["code", "exception"])
@pytest.mark.parametrize("make", RESPONSES.values(), ids=RESPONSES)
def test_response_of_abort_is_not_handled__by_anyone(app, client, make, kind):
    """Neither a handler for the code nor one for everything is asked."""
    app.register_error_handler(kind, lambda error: "handled")
    app.add_url_rule("/response", "response", lambda: flask.abort(make()))
    app.add_url_rule("/code", "code", lambda: flask.abort(403))

    code, response = client.get("/code"), client.get("/response")

    assert code.text == "handled"
    assert response.text == "as it is"


def test_abort_can_answer_with_a_response__redirect(app, client):
    """A redirect can end a view from a function that it calls."""

    def require_login():
        flask.abort(flask.redirect("/login", 307))

    @app.route("/secret")
    def secret():
        require_login()
        return "treasure"

    answer = client.get("/secret")

    assert (answer.status_code, answer.headers["Location"]) == (307, "/login")


def test_abort_can_answer_with_a_response__for_functions_after_the_view(app, client):
    """The functions after the view get the response, and cookies can be added."""
    made, seen = [], []

    @app.after_request
    def look(response):
        seen.append(response.get_data(as_text=True))
        response.set_cookie("name", "Ada")
        return response

    @app.route("/secret")
    def secret():
        made.append(flask.Response("Say please.", 403))
        flask.abort(made[0])

    answer = client.get("/secret")

    assert seen == ["Say please."]
    assert (answer.status_code, answer.cookies["name"]) == (403, "Ada")


def test_application_can_have_errors_of_its_own__and_no_other(client_of):
    """What one application adds is unknown to the next."""
    import werkzeug.exceptions

    class PaymentRequired(werkzeug.exceptions.HTTPException):
        code = 402

    def view():
        try:
            flask.abort(402)
        except LookupError:
            return "unknown"

    shop, library = (flask.Flask(name, static_folder=None) for name in ("shop", "library"))
    shop.aborter.mapping[402] = PaymentRequired
    for app in (shop, library):
        app.add_url_rule("/book", "book", view)

    bought, borrowed = client_of(shop).get("/book"), client_of(library).get("/book")

    assert bought.status_code == 402
    assert borrowed.text == "unknown"


@pytest.mark.parametrize("way", ["class", "method", "attribute"])
def test_application_can_have_an_aborter_of_its_own(client_of, way):
    """The class, the method that makes one, or the object itself can be replaced."""
    import werkzeug.exceptions

    class Polite(werkzeug.exceptions.Aborter):
        def __call__(self, code, *args, **kwargs):
            super().__call__(code, f"Sorry! {args} {kwargs}")

    class Shop(flask.Flask):
        pass

    if way == "class":
        Shop.aborter_class = Polite
    if way == "method":
        Shop.make_aborter = lambda self: Polite()
    app = Shop("app_under_test", static_folder=None)
    if way == "attribute":
        app.aborter = Polite()
    app.register_error_handler(404, lambda error: error.description)
    app.add_url_rule("/book", "book", lambda: flask.abort(404, "lost", shelf=3))

    answer = client_of(app).get("/book")

    assert answer.text == "Sorry! ('lost',) {'shelf': 3}"
