"""The environment: when it is made, of what, and what it knows."""

import flask
import pytest
from jinja2 import DictLoader

ANGLES = {"variable_start_string": "<<", "variable_end_string": ">>"}


def text_of(app, source, **values):
    """What the application makes of a template given as text."""
    with app.app_context():
        return "".join(flask.render_template_string(source, **values))


def test_environment_belongs_to_the_application__of_the_requests(app, client):
    """A view finds the environment that was set up before."""
    app.jinja_env.globals["owner"] = "Max"
    app.add_url_rule(
        "/page", "page", lambda: flask.current_app.jinja_env.from_string("of {{ owner }}").render()
    )

    assert client.get("/page").text == "of Max"


OPTIONS = {
    "delimiters": (
        {"block_start_string": "<%", "block_end_string": "%>"},
        "<% if 1 %>a<% endif %>",
    ),
    "line-statements": ({"line_statement_prefix": "#"}, "# if 1\na\n# endif"),
    "trimmed-blocks": ({"trim_blocks": True}, "{% if 1 %}\na{% endif %}"),
    "extensions": ({"extensions": ["jinja2.ext.do"]}, "{% do 1 %}a"),
}


@pytest.mark.parametrize(("options", "source"), OPTIONS.values(), ids=OPTIONS)
def test_options_are_those_of_jinja__each(app, options, source):
    """Options of many kinds reach the environment."""
    app.jinja_options = options

    assert text_of(app, source).strip("\n") == "a"


def test_options_are_those_of_jinja__the_rest_stays(app, client):
    """Options do not take away standard names, escaping, filters or templates."""
    app.jinja_options = {"trim_blocks": True}
    app.jinja_loader = DictLoader({"page.html": "{{ request.path }} {{ '<' }} {{ {}|tojson }}"})
    app.add_url_rule("/page", "page", lambda: flask.render_template("page.html"))

    assert client.get("/page").text == "/page &lt; {}"


def test_options_are_those_of_jinja__unknown(app):
    """An option that Jinja does not know is refused, where the environment is made."""
    app.jinja_options = {"trim_blocks": True, "unknown_option": True}

    with pytest.raises(TypeError):
        text_of(app, "a")

    app.jinja_options = {"trim_blocks": True}
    assert text_of(app, "{% if 1 %}\na{% endif %}") == "a"


def test_subclass_can_have_options__and_no_other_class(app):
    """Applications of other classes keep to what Jinja does by default."""

    class Library(flask.Flask):
        jinja_options = ANGLES

    library, source = Library("library", static_folder=None), "{{ '1' }} << '2' >>"

    assert text_of(library, source) == "{{ '1' }} 2"
    assert text_of(app, source) == "1 << '2' >>"


def test_subclass_can_have_options__left_as_they_are():
    """Making an environment does not change the options that applications share."""

    options = dict(ANGLES)

    class Library(flask.Flask):
        jinja_options = options

    text = text_of(Library("library", static_folder=None), "<< 'a' >>")

    assert text == "a"
    assert options == ANGLES


def test_options_win__autoescape(app):
    """They say for every template whether it is escaped, or whether it is by its name."""
    app.jinja_options = {"autoescape": False}
    other = flask.Flask("other", static_folder=None)
    other.jinja_options = {"autoescape": lambda name: name is not None}

    texts = [text_of(each, "{{ '<' + text }}", text=">") for each in (app, other)]

    assert texts == ["<>", "<>"]


def test_options_win__loader(app):
    """Their loader finds the templates, and the application's none."""
    import jinja2

    app.jinja_loader = DictLoader({"page.html": "a page", "only.html": "only here"})
    app.jinja_options = {"loader": DictLoader({"page.html": "another page"})}

    with app.app_context():
        text = "".join(flask.render_template("page.html"))
        with pytest.raises(jinja2.TemplateNotFound):
            flask.render_template("only.html")

    assert text == "another page"


@pytest.mark.parametrize("reload", [True, False])
def test_options_win__auto_reload(app, reload):
    """They say whether templates are loaded again, not the setting."""
    app.config["TEMPLATES_AUTO_RELOAD"] = not reload
    app.jinja_options = {"auto_reload": reload}

    assert app.jinja_env.auto_reload is reload


def library_with_diary():
    """An application that notes when its environment is made."""
    diary = []

    class Library(flask.Flask):
        def create_jinja_environment(self):
            diary.append("made")
            return super().create_jinja_environment()

    return Library("library", static_folder=None), diary


def test_environment_is_made_when_it_is_needed(client_of):
    """Neither set-up nor a request that renders nothing make it."""
    library, diary = library_with_diary()
    shop = flask.Blueprint("shop", __name__, template_folder="pages")
    shop.add_url_rule("/shop", "shop", lambda: "the shop")
    library.before_request(lambda: None)
    library.context_processor(lambda: {"owner": "Max"})
    library.register_blueprint(shop)
    library.add_url_rule("/page", "page", lambda: flask.render_template_string("of {{ owner }}"))
    client = client_of(library)

    shop_page, before = client.get("/shop").text, list(diary)
    pages = [client.get("/page").text for _ in range(2)]

    assert (shop_page, pages) == ("the shop", ["of Max", "of Max"])
    assert (before, diary) == ([], ["made"])


NEEDS = {
    "filter": lambda app: app.add_template_filter(str.upper),
    "global": lambda app: app.add_template_global(print),
    "attribute": lambda app: app.jinja_env,
}


@pytest.mark.parametrize("need", NEEDS.values(), ids=NEEDS)
def test_environment_can_be_made_otherwise__once(need):
    """It is made at the first need, and not again when it is rendered in."""
    library, diary = library_with_diary()

    need(library)
    first = list(diary)
    text = text_of(library, "a page")

    assert text == "a page"
    assert (first, diary) == (["made"], ["made"])


def test_environment_can_be_made_otherwise__from_scratch():
    """An environment that is no special one of Flask's is used as it is."""
    import jinja2

    class Library(flask.Flask):
        def create_jinja_environment(self):
            return jinja2.Environment(loader=DictLoader({"page.txt": "{{ 1 + 1 }} pages"}))

    library = Library("library", static_folder=None)

    with library.app_context():
        text = "".join(flask.render_template("page.txt"))

    assert text == "2 pages"


def test_class_of_the_environment_can_be_chosen__and_gets_the_options(app):
    """It is called with the application and the options by name."""
    from flask.templating import Environment

    calls = []

    class OwnEnvironment(Environment):
        def __init__(self, app, **options):
            calls.append((app, options["trim_blocks"]))
            super().__init__(app, **options)

    app.jinja_environment = OwnEnvironment
    app.jinja_options = {"trim_blocks": True}

    assert text_of(app, "{% if 1 %}\na{% endif %}") == "a"
    assert [(given is app, trim) for given, trim in calls] == [(True, True)]


def test_class_of_the_environment_can_be_chosen__its_default(app):
    """Without a choice, it is the one in ``flask.templating``."""
    import flask.templating

    assert isinstance(app.jinja_env, flask.templating.Environment)
    assert [*app.jinja_env.filters].count("upper") == 1


def test_environment_knows_its_application(app):
    """Filters that are given the environment find the application there."""
    from jinja2 import pass_environment

    @app.template_filter()
    @pass_environment
    def sign(environment, text):
        return f"{text} of {environment.app.name}"

    assert text_of(app, "{{ 'a page'|sign }}") == "a page of app_under_test"


def test_templates_of_the_environment_know_the_standard_names__by_name(app, client):
    """A template that is loaded knows them, is escaped by its name, and takes values."""
    app.jinja_loader = DictLoader({"page.html": "{{ g.name }} {{ text }}"})

    @app.route("/page")
    def page():
        flask.g.name = "Ada"
        return app.jinja_env.get_template("page.html").render(text="<b>")

    assert client.get("/page").text == "Ada &lt;b&gt;"


def test_environment_can_be_changed(app):
    """Extensions, settings and policies are Jinja's."""
    app.jinja_env.add_extension("jinja2.ext.loopcontrols")
    app.jinja_env.trim_blocks = True

    text = text_of(
        app, "{% for n in range(9) %}\n{{ n }}{% if n == 2 %}{% break %}{% endif %}{% endfor %}"
    )

    assert text == "012"


def test_environment_can_be_changed__its_loader(app):
    """Another loader finds the templates."""
    app.jinja_env.loader = DictLoader({"page.html": "a page"})

    with app.app_context():
        text = "".join(flask.render_template("page.html"))

    assert text == "a page"
