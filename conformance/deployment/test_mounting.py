"""Applications that share a server."""

import flask
import pytest


def dispatcher(outer, mounts):
    """An application that hands each request to that whose path the request's begins with."""

    def serve(environ, start_response):
        path = environ["PATH_INFO"]
        for place, app in mounts.items():
            if path == place or path.startswith(f"{place}/"):
                script = environ.get("SCRIPT_NAME", "") + place
                inside = {**environ, "SCRIPT_NAME": script, "PATH_INFO": path[len(place) :]}
                return app(inside, start_response)
        return outer(environ, start_response)

    return serve


@pytest.mark.parametrize("place", ["", "/shop", "/town/shop", "/books", "/caf\u00e9"])
def test_rules_begin_behind_the_mount_point(app, wsgi, place):
    """Also when the mount point looks like the rule."""
    app.add_url_rule("/books", "books", lambda: f"{flask.request.path} {flask.request.url_rule}")
    script = place.encode().decode("latin-1")

    found, missing = (
        wsgi.call(app, wsgi.environ(path, SCRIPT_NAME=script)) for path in ("/books", place or "/a")
    )

    assert found.body == b"/books /books"
    assert missing.status == (200 if place == "/books" else 404)


def test_applications_can_share_a_server(client_of):
    """Neither knows of the other's sessions, handlers or settings."""
    apps = {f"/{name}": flask.Flask(name, static_folder=None) for name in ("shop", "library")}
    for place, each in apps.items():
        each.config.update(SECRET_KEY=place, PLACE=place, SESSION_COOKIE_NAME=place[1:])
        each.register_error_handler(404, lambda error, place=place: (f"nothing in {place}", 404))
        each.before_request(lambda: flask.session.setdefault("visits", []).append(1))
        each.add_url_rule(
            "/books",
            "books",
            lambda: f"{flask.current_app.config['PLACE']} {len(flask.session['visits'])}",
        )
    client = client_of(dispatcher(apps["/shop"], apps))

    paths = ["/shop/books", "/library/books", "/shop/none", "/library/none"]
    answers = [client.get(path).text for path in paths]

    assert answers == ["/shop 1", "/library 1", "nothing in /shop", "nothing in /library"]


def test_mounted_application_has_the_root(app, client_of):
    """Mounted and not mounted, it is the same rule."""
    app.add_url_rule("/", "all", lambda: flask.request.script_root)
    client = client_of(dispatcher(app, {"/shop": app}))

    answers = [client.get(path).text for path in ("/shop/", "/")]

    assert answers == ["/shop", ""]


@pytest.mark.parametrize("late", [False, True], ids=["early", "late"])
def test_application_can_be_mounted_in_another(app, client, late):
    """Before and after the first request."""
    shop = flask.Flask("shop", static_folder=None)
    for each in (app, shop):
        each.add_url_rule("/books", "books", lambda: flask.current_app.name)
    before = client.get("/shop/books").status_code if late else 404

    app.wsgi_app = dispatcher(app.wsgi_app, {"/shop": shop})
    answers = [client.get(path).text for path in ("/books", "/shop/books")]

    assert before == 404
    assert answers == [app.name, "shop"]
