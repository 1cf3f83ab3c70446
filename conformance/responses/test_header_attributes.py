"""Each header that has an attribute."""

from datetime import UTC, datetime, timedelta

import flask
import pytest

MOMENT, DATE = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC), "Wed, 02 Jan 2030 03:04:05 GMT"
VALUES = {
    "accept_ranges": ("bytes", "Accept-Ranges", "bytes"),
    "access_control_allow_credentials": (True, "Access-Control-Allow-Credentials", "true"),
    "access_control_allow_origin": ("*", "Access-Control-Allow-Origin", "*"),
    "access_control_max_age": (60, "Access-Control-Max-Age", "60"),
    "age": (timedelta(minutes=1), "Age", "60"),
    "content_encoding": ("br", "Content-Encoding", "br"),
    "content_length": (4, "Content-Length", "4"),
    "content_location": ("/emma", "Content-Location", "/emma"),
    "content_md5": ("c2hlbGY=", "Content-MD5", "c2hlbGY="),
    "date": (MOMENT, "Date", DATE),
    "expires": (MOMENT, "Expires", DATE),
    "last_modified": (MOMENT, "Last-Modified", DATE),
    "location": ("/emma", "Location", "/emma"),
    "retry_after": (MOMENT, "Retry-After", DATE),
}


@pytest.mark.parametrize("name", VALUES)
def test_headers_have_attributes__sent(app, client, name):
    """What is assigned is sent as text."""
    value, header, text = VALUES[name]

    @app.route("/page")
    def page():
        response = flask.Response("page")
        setattr(response, name, value)
        return response

    assert client.get("/page").headers.get_list(header) == [text]


@pytest.mark.parametrize("name", VALUES)
def test_headers_have_attributes__read(app, client, name):
    """What the header says is read as a value of the same type."""
    value, header, text = VALUES[name]

    @app.route("/page")
    def page():
        response = flask.Response("page", headers={header: text})
        return repr(getattr(response, name) == value)

    assert client.get("/page").text == "True"


COLLECTIONS = {
    "allow": ("Allow", "GET", "PUT"),
    "content_language": ("Content-Language", "en", "de"),
    "vary": ("Vary", "Cookie", "Accept"),
}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_headers_of_several_values_are_collections__each(app, client, name):
    """They know what the header lists, and can be assigned as a whole."""
    header, first, second = COLLECTIONS[name]

    @app.route("/page")
    def page():
        response = flask.Response("page")
        setattr(response, name, [first])
        known = first in getattr(response, name), second in getattr(response, name)
        getattr(response, name).add(second)
        response.headers["X-Known"] = repr(known)
        return response

    answer = client.get("/page")

    assert answer.headers.get_list(header) == [f"{first}, {second}"]
    assert answer.headers["X-Known"] == "(True, False)"


CORS = {
    "access_control_allow_headers": "Access-Control-Allow-Headers",
    "access_control_allow_methods": "Access-Control-Allow-Methods",
    "access_control_expose_headers": "Access-Control-Expose-Headers",
}


@pytest.mark.parametrize(("name", "header"), CORS.items(), ids=CORS)
def test_headers_of_several_values_are_collections__for_other_sites(app, client, name, header):
    """Those for other sites are assigned as lists, and read as sets of names."""

    @app.route("/page")
    def page():
        response = flask.Response("page")
        setattr(response, name, ["first", "second"])
        response.headers["X-Known"] = repr(
            [each in getattr(response, name) for each in ("first", "x")]
        )
        return response

    answer = client.get("/page")

    assert answer.headers.get_list(header) == ["first, second"]
    assert answer.headers["X-Known"] == "[True, False]"


def test_headers_with_directives_are_objects__others(app, client):
    """So are ranges, and policies that are only reported."""

    @app.route("/page")
    def page():
        response = flask.Response("page")
        response.content_range.set(0, 4, 10)
        response.content_security_policy_report_only.img_src = "*"
        return response

    answer = client.get("/page")

    assert answer.headers["Content-Range"] == "bytes 0-3/10"
    assert answer.headers["Content-Security-Policy-Report-Only"] == "img-src *"


def test_headers_with_directives_are_objects__authentication(app, client):
    """How to log in is assigned, and can be changed."""
    from werkzeug.datastructures import WWWAuthenticate

    @app.route("/page")
    def page():
        response = flask.Response("page", 401)
        response.www_authenticate = WWWAuthenticate("basic", {"realm": "shelf"})
        response.www_authenticate["realm"] = "shop"
        return response

    answer = client.get("/page")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("basic realm=")
    assert "shop" in answer.headers["WWW-Authenticate"]


def test_headers_with_directives_are_objects__media_type(app, client):
    """The parameters of the media type can be changed."""

    @app.route("/page")
    def page():
        response = flask.Response("a,b", content_type="text/csv; header=absent")
        response.mimetype_params["header"] += "-here"
        return response

    assert client.get("/page").headers["Content-Type"] == "text/csv; header=absent-here"
