"""Missing keys, wherever they are asked for."""

import flask
import pytest

COLLECTIONS = ["args", "form", "values", "files", "cookies"]


def ask(app, collection, key):
    """Add a view that asks for the key, and one that asks for nothing."""
    app.add_url_rule("/good", "good", lambda: "good", methods=["GET", "POST"])
    app.add_url_rule(
        "/bad", "bad", lambda: getattr(flask.request, collection)[key], methods=["GET", "POST"]
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_missing_key_is_a_bad_request(app, client, collection, method):
    """Every collection of the request answers alike, and only who asks is answered so."""
    ask(app, collection, "title")

    good, bad = client.request(method, "/good"), client.request(method, "/bad")

    assert (good.status_code, bad.status_code) == (200, 400)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_missing_key_is_a_bad_request__while_testing(app, client, collection):
    """A missing key does not leave the application as other errors do."""
    app.testing = True
    ask(app, collection, "title")

    good, bad = client.get("/good"), client.get("/bad")

    assert (good.status_code, bad.status_code) == (200, 400)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_missing_key_is_a_key_error__of_every_collection(app, client, collection):
    """The error has the missing name as its argument."""

    @app.route("/books")
    def books():
        with pytest.raises(KeyError) as caught:
            getattr(flask.request, collection)["title"]
        return f"caught {caught.value.args}"

    answer = client.get("/books")

    assert answer.text == "caught ('title',)"


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_name_is_not_shown_to_the_client(app, client, collection):
    """The page has a text, which does not tell the name."""
    ask(app, collection, "innermost-secret")

    answer = client.get("/bad")

    assert answer.status_code == 400
    assert "400" in answer.text
    assert "innermost-secret" not in answer.text


def test_missing_key_can_be_trapped__not_by_a_false_setting(app, client):
    """With the setting at ``False``, debug mode answers too."""
    app.debug = True
    app.config["TRAP_BAD_REQUEST_ERRORS"] = False
    ask(app, "args", "title")

    good, bad = client.get("/good"), client.get("/bad")

    assert (good.status_code, bad.status_code) == (200, 400)


KINDS = {"code": lambda: 400, "class": lambda: KeyError}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_handler_is_asked_for_a_trapped_key_too(app, client, kind):
    """Trapping takes away the default answer, not one's own."""
    app.config["TRAP_BAD_REQUEST_ERRORS"] = True
    ask(app, "args", "title")
    app.register_error_handler(kind(), lambda error: (f"no {error.args[0]}", 422))

    answer = client.get("/bad")

    assert (answer.status_code, answer.text) == (422, "no title")


@pytest.mark.parametrize(("handled", "text"), [([], "any key"), ([400], "code 400")])
def test_missing_key_is_a_key_error__handler(app, client, handled, text):
    """A handler for ``KeyError`` gets it, unless there is one for the code."""
    app.register_error_handler(KeyError, lambda error: "any key")
    for code in handled:
        app.register_error_handler(code, lambda error: f"code {error.code}")
    app.add_url_rule("/books", "books", lambda: flask.request.args["title"])

    answers = [client.get(url).text for url in ("/books?title=Emma", "/books")]

    assert answers == ["Emma", text]
