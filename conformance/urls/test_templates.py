"""URLs in templates: wherever the template or the macro comes from."""

import flask


def with_templates(folder, **sources):
    """An application with these templates, by name."""
    for name, source in sources.items():
        (folder / f"{name}.txt").write_text(source)
    return flask.Flask("site", static_folder=None, template_folder=str(folder))


def test_relative_endpoints_are_those_of_the_request(client_of, tmp_path):
    """The same template of the application links to the blueprint that renders it."""
    site = with_templates(tmp_path, link="{{ url_for('.index') }}")
    for name in ("shop", "park"):
        part = flask.Blueprint(name, __name__, url_prefix=f"/{name}")
        part.add_url_rule("/index", "index", lambda: flask.render_template("link.txt"))
        site.register_blueprint(part)
    client = client_of(site)

    answers = [client.get(f"/{name}/index").text for name in ("shop", "park")]

    assert answers == ["/shop/index", "/park/index"]


def test_imported_macros_can_build_urls(client_of, tmp_path):
    """With the context of the importing template, or without it."""
    site = with_templates(
        tmp_path,
        macros="{% macro link(name) %}{{ url_for(name) }}{% endmacro %}",
        without="{% from 'macros.txt' import link %}{{ link('books') }}",
        within="{% from 'macros.txt' import link with context %}{{ link('books') }}",
    )
    site.add_url_rule("/books", "books", lambda: "all books")
    site.add_url_rule("/link/<name>", "link", lambda name: flask.render_template(name))
    client = client_of(site)

    answers = [client.get(f"/link/{name}.txt").text for name in ("without", "within")]

    assert answers == ["/books", "/books"]
