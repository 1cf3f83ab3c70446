"""Flask-Caching: pages, functions and pieces of templates that are computed once."""

import itertools

import flask
from diary import Diary, tell
from flask_caching import Cache

COUNTED = "{% cache 60, 'piece' %}{{ count() }}{% endcache %} {{ count() }}"


def make_app(cache):
    """An application whose pages count how often they are really made."""
    app = flask.Flask(__name__)
    app.config.from_mapping(CACHE_TYPE="SimpleCache", CACHE_DEFAULT_TIMEOUT=60)
    cache.init_app(app)
    counter = itertools.count(1)
    app.jinja_env.globals["count"] = lambda: next(counter)
    add_pages(app, cache, counter)
    add_functions(app, cache, counter)
    return app


def add_pages(app, cache, counter):
    """Pages that are kept: by path, by query, unless told, and with their headers."""

    @app.get("/page")
    @cache.cached()
    def page():
        return f"page {next(counter)}"

    @app.get("/search")
    @cache.cached(query_string=True)
    def search():
        return {"asked": flask.request.args.get("q"), "count": next(counter)}

    @app.get("/sometimes")
    @cache.cached(unless=lambda: "fresh" in flask.request.args, response_filter=is_good)
    def sometimes():
        status = 500 if "bad" in flask.request.args else 200
        return flask.make_response(f"{next(counter)}", status, {"X-Made": "yes"})

    @app.post("/echo")
    @cache.cached(make_cache_key=lambda *a, **k: flask.request.get_data(as_text=True))
    def echo():
        return f"{flask.request.get_data(as_text=True)} {next(counter)}"


def is_good(response):
    """Only what went well is kept."""
    return not isinstance(response, flask.Response) or response.status_code == 200


def add_functions(app, cache, counter):
    """Functions that are kept by argument, a piece of a template, and what forgets them."""

    @cache.memoize()
    def double(number):
        return [2 * number, next(counter)]

    @app.get("/double/<int:number>")
    def show_double(number):
        return double(number)

    @app.delete("/double/<int:number>")
    def forget_double(number):
        cache.delete_memoized(double, number)
        return "", 204

    @app.get("/template")
    def template():
        return flask.render_template_string(COUNTED)

    @app.delete("/everything")
    def forget():
        return {"cleared": cache.clear()}


def story(diary: Diary):
    """Ask for everything twice."""
    cache = Cache()
    app = make_app(cache)
    visitor = diary.visitor(app.test_client())
    assert visitor.get("/page").text == visitor.get("/page?q=other").text
    for query in ("q=a&p=1", "p=1&q=a", "q=b"):
        visitor.get(f"/search?{query}")
    for query in ("bad", "", "", "fresh", "bad"):
        visitor.get(f"/sometimes?{query}")
    for text in ("one", "two", "one"):
        visitor.post("/echo", data=text)
    ask_functions(visitor)
    use_directly(app, cache, diary)


def ask_functions(visitor):
    """What was computed is known until it is forgotten."""
    assert visitor.get("/double/2").json == visitor.get("/double/2").json
    visitor.open("DELETE", "/double/2")
    visitor.get("/double/2")
    assert visitor.get("/template").text != visitor.get("/template").text
    visitor.open("DELETE", "/everything")
    visitor.get("/template")
    visitor.get("/page")


def use_directly(app, cache, diary):
    """In a context the cache is a dictionary, and each application has its own."""
    other = flask.Flask("other")
    cache.init_app(other, {"CACHE_TYPE": "NullCache"})
    for each in (app, other):
        with each.app_context():
            cache.set_many({"one": 1, "two": 2})
            diary.note("directly", app=each.name, found=cache.get_many("one", "two", "three"))
    with app.test_request_context("/page"):
        diary.note("view", cached=app.view_functions["page"](), key=sorted(app.extensions))


if __name__ == "__main__":
    tell(story)
