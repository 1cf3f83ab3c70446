"""The choice among the handlers of nested blueprints, against the rule written down."""

import flask
from hypothesis import given
from hypothesis import strategies as st

WANTED = [403, 404, Exception, LookupError, KeyError]
LAYERS = st.lists(st.lists(st.sampled_from(WANTED), unique=True), min_size=1, max_size=4)
RAISED = st.sampled_from([403, 404, KeyError, IndexError, ValueError])


def expected(layers, raised):
    """What answers: by code from the inside out, then by class from the inside out."""
    depths = range(len(layers) - 1, -1, -1)
    codes = [(depth, raised) for depth in depths if raised in layers[depth]]
    ancestors = (Exception,) if isinstance(raised, int) else raised.__mro__
    classes = [(depth, kind) for depth in depths for kind in ancestors if kind in layers[depth]]
    answers = codes + classes if isinstance(raised, int) else classes
    return answer(*answers[0]) if answers else None


def answer(depth, wanted):
    """The text of the handler for an error in the layer of a depth."""
    return f"layer{depth} for {wanted}"


def fail(raised):
    """Abort with a code, or raise a class."""
    if isinstance(raised, int):
        flask.abort(raised)
    raise raised("no")


def nested(layers, view):
    """An application with a blueprint in it, and one in that, as many as there are layers."""
    inner = None
    for depth, handled in reversed(list(enumerate(layers))):
        name = f"layer{depth}"
        layer = flask.Blueprint(name, name) if depth else flask.Flask(name, static_folder=None)
        for wanted in handled:
            text = answer(depth, wanted)
            layer.register_error_handler(wanted, lambda error, text=text: text)
        if inner is None:
            layer.add_url_rule("/view", "view", view)
        else:
            layer.register_blueprint(inner)
        inner = layer
    return inner


@given(layers=LAYERS, raised=RAISED)
def test_inner_blueprint_comes_before_the_outer_ones__any_depth(client_of, layers, raised):
    """Codes come first and then classes, both from the innermost layer to the application.

    Layers are an application and up to three blueprints inside each other, with any handlers for
    two codes and three classes; siblings and the class ``HTTPException`` are left out.
    """
    app = nested(layers, lambda: fail(raised))

    response = client_of(app).get("/view")

    answered = expected(layers, raised)
    unhandled = raised if isinstance(raised, int) else 500
    assert response.status_code == (200 if answered else unhandled)
    assert response.text == (answered or response.text)


def test_errors_of_routing_are_for_the_application__redirected_prefix(app, client):
    """The slash of a blueprint's folder makes no difference: no handler of it is asked."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    shop.register_error_handler(Exception, lambda error: "shop")
    shop.add_url_rule("/shelf/", "shelf", lambda: flask.abort(404))
    app.register_error_handler(Exception, lambda error: "app")
    app.register_blueprint(shop)

    answers = [client.get(path).text for path in ("/shop/shelf/", "/shop/shelf/7", "/shop/")]

    assert answers == ["shop", "app", "app"]


def test_inner_blueprint_comes_before_the_outer_ones__same_blueprint_twice(app, client):
    """A blueprint that is registered under two names keeps its handlers under both."""
    shop = flask.Blueprint("shop", __name__)
    shop.register_error_handler(403, lambda error: f"refused in {flask.request.blueprint}")
    shop.add_url_rule("/buy", "buy", lambda: flask.abort(403))
    app.register_error_handler(403, lambda error: "refused")
    app.register_blueprint(shop, url_prefix="/north", name="north")
    app.register_blueprint(shop, url_prefix="/south", name="south")

    answers = [client.get(path).text for path in ("/north/buy", "/south/buy")]

    assert answers == ["refused in north", "refused in south"]


def test_handler_of_the_blueprint_comes_first__static_files(app, client, tmp_path):
    """A missing static file of a blueprint is an error of its view."""
    shop = flask.Blueprint("shop", __name__, static_folder=tmp_path, static_url_path="/files")
    shop.register_error_handler(404, lambda error: "shop searches")
    app.register_error_handler(404, lambda error: "app searches")
    app.register_blueprint(shop)

    answers = [client.get(path).text for path in ("/files/none.txt", "/none.txt")]

    assert answers == ["shop searches", "app searches"]
