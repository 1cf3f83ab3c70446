"""Flask-SocketIO: events, rooms, sessions and namespaces beside ordinary requests."""

import flask
import flask_socketio
from diary import Diary, tell
from flask_socketio import SocketIO, emit, join_room, leave_room, rooms, send


class Shop(flask_socketio.Namespace):
    """Events of a part, as methods of a class."""

    def on_connect(self):
        """Only who says so comes in."""
        return "key" in flask.request.args

    def on_order(self, thing):
        """One thing for everybody, an answer for one."""
        emit("ordered", {"thing": thing, "by": flask.session.get("name")}, broadcast=True)
        return f"order of {thing}"


def make_app(diary):
    """A chat, and a page that speaks to it."""
    app = flask.Flask(__name__)
    app.secret_key = "secret"
    chat = SocketIO(app, async_mode="threading", manage_session=True)
    app.before_request(lambda: diary.note("before request", path=flask.request.path))
    app.teardown_appcontext(lambda error: diary.note("teardown", error=repr(error)))
    add_pages(app, chat)
    add_events(chat, diary)
    chat.on_namespace(Shop("/shop"))
    return app, chat


def add_pages(app, chat):
    """Ordinary views of the same application."""

    @app.get("/name/<name>")
    def give_name(name):
        flask.session["name"] = name
        return name

    @app.get("/shout/<text>")
    def shout(text):
        chat.emit("shouted", text)
        chat.send(text, to="room")
        return flask.render_template_string("shouted {{ t }}", t=text)


def add_events(chat, diary):
    """What the chat answers to."""

    @chat.on("connect")
    def connected(auth):
        url = flask.url_for("shout", text="x")
        diary.note("connected", auth=auth, path=flask.request.path, url=url)
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        emit("welcome", flask.session.get("name", "nobody"))

    @chat.on("disconnect")
    def disconnected(reason=None):
        diary.note("disconnected", visits=flask.session.get("visits"))

    @chat.on("message")
    def message(text):
        send(text[::-1], broadcast=True, include_self=False)

    @chat.on("enter")
    def enter(room):
        join_room(room)
        emit("entered", sorted("own" if len(each) > 9 else each for each in rooms()), to=room)
        leave_room(f"{room} that is not there")
        return {"app": flask.current_app.name, "g": "seen" in flask.g, "context": context()}

    @chat.on("break")
    def break_it():
        raise ValueError("broken")

    @chat.on_error()
    def failed(error):
        emit("failed", f"{error} in {flask.request.event['message']}")


def context():
    """What extensions read of the context."""
    from flask.globals import app_ctx, request_ctx

    own = request_ctx._get_current_object()
    namespace_of_event = flask.request.namespace
    return [own.app is app_ctx.app, own.session["visits"], namespace_of_event]


def story(diary: Diary):
    """Two people chat, one has a name."""
    app, chat = make_app(diary)
    visitor = diary.visitor(app.test_client())
    visitor.get("/name/ada")
    ada = chat.test_client(app, auth={"token": 1}, flask_test_client=visitor.client)
    bob = chat.test_client(app)
    diary.note("entered", answer=ada.emit("enter", "room", callback=True))
    ada.send("hello")
    bob.emit("break")
    assert visitor.get("/shout/loud").text == "shouted loud"
    for name, client in (("ada", ada), ("bob", bob)):
        received = client.get_received()
        assert received
        diary.note(f"received by {name}", events=without_id(received))
    in_a_part(app, chat, diary, visitor)
    ada.disconnect()
    assert not ada.is_connected()
    over_http(diary, visitor)


def without_id(received):
    """The events, as they are named and what they bring."""
    return [[each["name"], each["args"], each["namespace"]] for each in received]


def in_a_part(app, chat, diary, visitor):
    """A part has its own door."""
    outside = chat.test_client(app, namespace="/shop")
    assert not outside.is_connected("/shop")
    key = {"query_string": "?key=1", "flask_test_client": visitor.client}
    inside = chat.test_client(app, namespace="/shop", **key)
    answer = inside.emit("order", "cup", namespace="/shop", callback=True)
    received = inside.get_received("/shop")
    diary.note("shop", answer=answer, events=without_id(received))


def over_http(diary, visitor):
    """The same address serves both: the extension stands before the application."""
    answer = visitor.get("/socket.io/?EIO=4&transport=polling")
    assert answer.status_code == 200
    visitor.get("/socket.io/?EIO=4&transport=nonsense")
    visitor.get("/missing")
    diary.note("wsgi", wrapped=type(visitor.client.application.wsgi_app).__name__)


if __name__ == "__main__":
    tell(story, sid=r'"sid": ?"[\w-]+"')
