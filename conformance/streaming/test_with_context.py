"""Streams with the context of their request, whatever they ask of it."""

from itertools import chain

import flask
import pytest

READS = {
    "query": lambda: flask.request.args["page"],
    "body": lambda: flask.request.get_data(as_text=True),
    "form": lambda: flask.request.form["page"],
    "values": lambda: flask.request.values["page"],
    "json": lambda: flask.request.get_json()["page"],
    "headers": lambda: flask.request.headers["X-Page"],
    "cookies": lambda: flask.request.cookies["page"],
    "view-arguments": lambda: flask.request.view_args["page"],
    "method": lambda: flask.request.method.replace("POST", "17"),
}
BODIES = {
    "body": {"content": b"17"},
    "form": {"data": {"page": "17"}},
    "json": {"json": {"page": "17"}},
}


@pytest.mark.parametrize("early", [False, True], ids=["for-the-first-time", "once-more"])
@pytest.mark.parametrize("name", READS)
def test_wrapped_stream_can_read_the_request(app, client, name, early):
    """The stream reads what the view has not read, and what it has read already."""
    read = READS[name]

    @app.route("/story/<page>", methods=["POST"])
    def story(page):
        def tell():
            yield read()

        if early:
            read()
        return flask.stream_with_context(tell())

    headers = {"X-Page": "17", "Cookie": "page=17"}

    answer = client.post("/story/17?page=17", headers=headers, **BODIES.get(name, {}))

    assert answer.text == "17"


def test_wrapped_stream_can_read_the_request__files(app, client):
    """A file that the view has not asked for can be read by the stream."""

    @app.route("/story", methods=["POST"])
    def story():
        def tell():
            yield flask.request.files["page"].read()

        return flask.stream_with_context(tell())

    answer = client.post("/story", files={"page": ("page.txt", b"seventeen")})

    assert answer.text == "seventeen"


class Pieces:
    """An iterator that is no generator."""

    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return f"{flask.request.path} "


def paths(number):
    """The path of the request, a number of times."""
    for _ in range(number):
        yield f"{flask.request.path} "


ITERATORS = {
    "generator": lambda: paths(2),
    "iterator": Pieces,
    "chain": lambda: chain(paths(1), paths(1)),
}


@pytest.mark.parametrize("make", ITERATORS.values(), ids=ITERATORS)
@pytest.mark.parametrize("form", ["wrapped", "decorated", "in-a-response", "in-a-tuple"])
def test_wrapped_stream_knows_its_request__of_any_kind(app, client, make, form):
    """Every iterator can be wrapped, by every form, and returned in every form."""
    forms = {
        "wrapped": lambda: flask.stream_with_context(make()),
        "decorated": lambda: flask.stream_with_context(lambda: make())(),
        "in-a-response": lambda: flask.Response(flask.stream_with_context(make())),
        "in-a-tuple": lambda: (flask.stream_with_context(make()), 200),
    }
    app.add_url_rule("/story", "story", forms[form])

    answer = client.get("/story")

    assert (answer.status_code, answer.text) == (200, "/story /story ")


def test_wrapped_stream_knows_its_request__and_no_other(app, client):
    """Each of several requests has its own stream."""

    @app.route("/story/<int:number>")
    def story(number):
        def tell():
            yield f"{flask.request.view_args['number']} is {number}"

        return flask.stream_with_context(tell())

    texts = [client.get(f"/story/{number}").text for number in range(3)]

    assert texts == ["0 is 0", "1 is 1", "2 is 2"]


def test_wrapped_stream_knows_its_request__of_a_handler(app, client):
    """A handler may answer by a stream, which knows the request that failed."""

    @app.errorhandler(404)
    def missing(error):
        def tell():
            yield f"nothing at {flask.request.path}"

        return flask.stream_with_context(tell()), 404

    answer = client.get("/nowhere")

    assert (answer.status_code, answer.text) == (404, "nothing at /nowhere")


def test_wrapped_stream_knows_all_of_the_contexts__of_a_blueprint(app, client):
    """Relative endpoints are built as in the view."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")

    @shop.route("/list")
    def books():
        def tell():
            yield f"{flask.request.blueprint} {flask.url_for('.books')}"

        return flask.stream_with_context(tell())

    app.register_blueprint(shop)

    answer = client.get("/shop/list")

    assert answer.text == "shop /shop/list"


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda: flask.stream_with_context(iter("ab")), id="iterator"),
        pytest.param(lambda: flask.stream_with_context(lambda: iter("ab"))(), id="function"),
    ],
)
def test_wrapping_needs_a_context(app, wrap):
    """Neither form works outside; decorating a function alone does, since nothing runs yet."""
    with app.test_request_context("/story"):
        pieces = list(wrap())

    assert pieces == ["a", "b"]
    with pytest.raises(RuntimeError):
        list(wrap())
