"""Messages within one request, in any sequence of calls."""

import flask
from hypothesis import given
from hypothesis import strategies as st

ASK = "ask"


def expected_answers(requests):
    """What each call returns, for lists of texts to flash and ``ASK``."""
    waiting, answers = [], []
    for steps in requests:
        taken = None
        for step in steps:
            if step != ASK:
                waiting.append(step)
                continue
            if taken is None:
                taken, waiting = waiting, []
            answers.append(taken)
    return answers


steps = st.lists(st.sampled_from([ASK, "a", "b", "c"]), max_size=5)


@given(requests=st.lists(steps, min_size=1, max_size=4))
def test_message_after_the_first_call_waits__any_sequence(client_of, requests):
    """In requests that flash and ask at will, the first call of each takes what has gathered.

    The texts are one letter each.
    """
    app, answers = flask.Flask("app_under_test", static_folder=None), []
    app.secret_key = "key"

    @app.route("/request/<int:number>")
    def follow(number):
        for step in requests[number]:
            if step == ASK:
                answers.append([*flask.get_flashed_messages()])
            else:
                flask.flash(step)
        return "followed"

    client = client_of(app)
    for number in range(len(requests)):
        client.get(f"/request/{number}")

    assert answers == expected_answers(requests)


def test_further_calls_return_the_same__around_the_view(app, client):
    """Functions before and after the view are in the same request."""
    app.secret_key = "key"
    seen = []

    @app.route("/order", methods=["POST"])
    def order():
        flask.flash("ordered")
        return "thanks"

    @app.route("/books")
    def books():
        seen.append(flask.get_flashed_messages())
        return "all books"

    def look(response=None):
        if flask.request.path == "/books":
            seen.append(flask.get_flashed_messages())
        return response

    app.before_request(look)
    app.after_request(look)
    client.post("/order")
    client.get("/books")

    assert seen == [["ordered"]] * 3
