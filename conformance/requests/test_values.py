"""Values of query and form together."""

import flask
import pytest


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_form_of_other_methods_counts(app, client, method):
    """Query and form are both there."""

    @app.route("/books", methods=[method])
    def books():
        return f"{flask.request.values['title']} on {flask.request.values['shelf']}"

    answer = client.request(method, "/books?shelf=3", data={"title": "Emma"})

    assert answer.text == "Emma on 3"


def test_values_cannot_be_changed(app, client):
    """Neither what is in the query nor what is in the form takes another value."""

    @app.route("/books", methods=["POST"])
    def books():
        for name in ("shelf", "title", "year"):
            with pytest.raises(TypeError):
                flask.request.values[name] = "4"
        return f"still {flask.request.values.getlist('shelf')}"

    answer = client.post("/books?shelf=3", data={"title": "Emma"})

    assert answer.text == "still ['3']"
