"""Keeping values: steps on a dictionary, and several clients."""

import flask
from hypothesis import given
from hypothesis import strategies as st

STEPS = {
    "set": lambda kept, key, value: kept.__setitem__(key, value),
    "delete": lambda kept, key, value: kept.__delitem__(key) if key in kept else None,
    "pop": lambda kept, key, value: kept.pop(key, value),
    "popitem": lambda kept, key, value: kept.popitem() if len(kept) == 1 else None,
    "setdefault": lambda kept, key, value: kept.setdefault(key, value),
    "update": lambda kept, key, value: kept.update({key: value}),
    "clear": lambda kept, key, value: kept.clear(),
    "get": lambda kept, key, value: kept.get(key, value),
}
KEYS = st.sampled_from(["name", "theme", "modified", ""])
STEP = st.tuples(st.sampled_from(sorted(STEPS)), KEYS, st.integers(-9, 9))


@given(visits=st.lists(st.lists(STEP, max_size=3), min_size=1, max_size=2))
def test_session_works_like_a_dictionary(client_of, visits):
    """Any steps, in one request or two, give and leave what they would with a dictionary.

    Keys that sessions use themselves are left out. One key is stored at the end, so that something
    is left whatever the steps were.
    """
    app, given, kept = flask.Flask("app_under_test", static_folder=None), [], {}
    app.secret_key = "key"
    visits = [*visits, [("set", "last", 1)]]

    @app.route("/visit/<int:number>")
    def visit(number):
        given.extend(STEPS[step](flask.session, key, value) for step, key, value in visits[number])
        return dict(flask.session)

    client = client_of(app)
    left = [client.get(f"/visit/{number}").json() for number in range(len(visits))]
    expected = [STEPS[step](kept, key, value) for visit in visits for step, key, value in visit]

    assert given == expected
    assert left[-1] == kept


def test_each_client_has_its_own_session(app, client_of):
    """Two clients that take turns find what they stored themselves."""
    app.secret_key = "key"
    one, other = client_of(app), client_of(app)

    @app.route("/visit/<name>")
    def visit(name):
        return flask.session.setdefault("name", name)

    answers = [
        client.get(f"/visit/{name}").text
        for client, name in [(one, "Ada"), (other, "Max"), (one, "Bob"), (other, "Bob")]
    ]

    assert answers == ["Ada", "Max", "Ada", "Max"]
