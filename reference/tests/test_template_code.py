"""Kept code of a template given as text cannot be told from code that is made each time."""

import traceback

import pytest
from jinja2 import StrictUndefined, Template, Undefined, UndefinedError, pass_context, runtime
from jinja2.ext import Extension
from markupsafe import Markup

from hipflask import Flask, render_template_string
from hipflask._template_code import CAPACITY, template_from
from hipflask.templating import Environment


class Shouting(Extension):
    def preprocess(self, source, name, filename=None):
        self.environment.seen.append(source)
        return source.upper()


def made_app(environment_class=Environment):
    app = Flask("shop", static_folder=None)
    app.jinja_environment = environment_class
    return app


def render(app, source, **context):
    with app.app_context():
        return render_template_string(source, **context)


def code_of(app, source):
    return template_from(app.jinja_env, source).root_render_func.__code__


def test_code_is_kept():
    """The same text is compiled once."""
    app = made_app()

    first, second = (code_of(app, "{{ a|upper }}") for _ in range(2))

    assert first is second


def test_functions_are_kept():
    """What the code made is made once, but for what belongs to a template."""
    app = made_app()

    first, second = (template_from(app.jinja_env, "{% block a %}{% endblock %}") for _ in range(2))
    first.blocks["a"] = None

    assert first.root_render_func is second.root_render_func
    assert second.blocks["a"] is not None


def test_overlay_has_its_own():
    """An environment made of another shares what is kept, but takes nothing of the other's."""
    app = made_app()
    assert template_from(app.jinja_env, "{{ a }}").render() == ""

    overlay = app.jinja_env.overlay(undefined=StrictUndefined)

    with pytest.raises(UndefinedError):
        template_from(overlay, "{{ a }}").render()


def test_error_points_into_text():
    """The traceback of an error leads to the line of the text, also the second time."""
    app = made_app()
    lines = []

    for _ in range(3):
        with pytest.raises(ZeroDivisionError) as caught:
            render(app, "\n{{ 1 // a }}", a=0)
        frames = traceback.extract_tb(caught.value.__traceback__)
        lines += [frame.lineno for frame in frames if frame.filename == "<template>"]

    assert lines == [2, 2, 2]


def test_replaced_part_of_jinja_counts(monkeypatch):
    """What a template's code gets from Jinja is what Jinja has now."""
    app = made_app()
    source = "{{ a }}"

    texts = [render(app, source, a="<")]
    with monkeypatch.context() as patched:
        patched.setattr(runtime, "escape", lambda value: "escaped otherwise")
        texts += [render(app, source, a="<"), render(app, "{{ a }} again", a="<")]
    texts += [render(app, source, a="<"), render(app, "{{ a }} again", a="<")]

    otherwise = "escaped otherwise"
    assert texts == ["&lt;", otherwise, f"{otherwise} again", "&lt;", "&lt; again"]


@pytest.mark.parametrize("place", ["subclass", "class"])
@pytest.mark.parametrize("step", ["from_code", "_from_namespace"])
def test_replaced_making_of_template_is_taken(monkeypatch, place, step):
    """A step of making a template of code that is overridden or patched is taken each time."""
    seen = []
    original = getattr(Template, step).__func__

    def watched(cls, environment, made, *args):
        seen.append(made)
        return original(cls, environment, made, *args)

    app = made_app()
    own = app.jinja_env.template_class = type("Own", (Template,), {})
    render(app, "{{ a }}")
    monkeypatch.setattr(
        own if place == "subclass" else Template, step, classmethod(watched), raising=False
    )
    for _ in range(3):
        render(app, "{{ a }}")

    # The code once more, or each time new names.
    assert [made is seen[0] for made in seen] == [True, *[step == "from_code"] * 2]


def test_what_is_made_in_place_of_a_template_is_given(monkeypatch):
    """Also where it is none: whoever renders it fails, as with Jinja."""
    environment = made_app().jinja_env
    monkeypatch.setattr(Template, "from_code", lambda *given: None)

    assert template_from(environment, "{{ a }}") is None


def test_code_is_kept_of_few_texts():
    """Texts that nobody uses any more make room."""
    app = made_app()

    first = code_of(app, "first")
    for number in range(CAPACITY):
        code_of(app, str(number))

    assert code_of(app, "first") is not first


def test_templates_are_new():
    """Each call makes a template, whose globals and module are its own."""
    app = made_app()
    source = "{% set kept = now() %}{{ now() }}"

    templates = [template_from(app.jinja_env, source) for _ in range(2)]
    app.jinja_env.globals["now"] = lambda: "first"
    module = templates[0].module
    templates[1].globals["now"] = lambda: "second"

    assert (module.kept, templates[0].render()) == ("first", "first")
    assert (templates[1].module.kept, templates[1].render()) == ("second", "second")
    assert template_from(app.jinja_env, source).render() == "first"


@pytest.mark.parametrize(
    ("name", "value", "rendered"),
    [
        pytest.param("variable_start_string", "[[", "{{ a }}", id="syntax"),
        pytest.param("keep_trailing_newline", True, "&lt;\n", id="newline"),
        pytest.param("autoescape", False, "<", id="no-escaping"),
        pytest.param("autoescape", lambda name: False, "<", id="own-escaping"),
        pytest.param("finalize", lambda value: "final", "final", id="finalize"),
    ],
)
def test_changed_setting_counts(name, value, rendered):
    """A setting of the environment that changes between two calls changes the second."""
    app = made_app()
    source = "{{ a }}\n"

    before = render(app, source, a="<")
    setattr(app.jinja_env, name, value)
    after = render(app, source, a="<")

    assert (before, after) == ("&lt;", rendered)


def test_changed_undefined_counts():
    """Another class for undefined values counts from the next call on."""
    app = made_app()

    before = render(app, "{{ a }}")
    app.jinja_env.undefined = StrictUndefined

    assert before == ""
    with pytest.raises(UndefinedError):
        render(app, "{{ a }}")


def test_own_undefined_is_made_each_time():
    """An own class for undefined values is called while a text with a constant is compiled."""
    app = made_app()
    seen = []

    class Seen(Undefined):
        def __str__(self):
            seen.append(self)
            return str(len(seen))

    app.jinja_env.undefined = Seen
    texts = [render(app, "{{ 'constant'.missing }}") for _ in range(3)]

    assert len(set(texts)) == 3


@pytest.mark.parametrize("kind", ["filter", "test"])
def test_replaced_function_is_called_as_it_wants(kind):
    """A filter or test that is replaced by one that wants the context gets it."""
    app = made_app()
    known = app.jinja_env.filters if kind == "filter" else app.jinja_env.tests
    source = "{{ a|own }}" if kind == "filter" else "{{ a is own }}"

    known["own"] = lambda value: ("plain", value)
    before = render(app, source, a=1)
    known["own"] = pass_context(lambda context, value: (context["b"], value))
    after = render(app, source, a=1, b=2)

    assert before == str(Markup.escape("('plain', 1)"))
    assert after == "(2, 1)"


def test_missing_filter_counts():
    """A filter that is taken away is missed where it is named."""
    app = made_app()
    source = "{% if a is defined %}{{ a|own }}{% endif %}"

    app.jinja_env.filters["own"] = str
    render(app, source, a=1)
    kept = code_of(app, source)
    del app.jinja_env.filters["own"]

    assert code_of(app, source) is not kept


@pytest.mark.parametrize("source", ["{{ 1|count_up }}", "{% if 1 is count_up %}{% endif %}"])
def test_function_of_constant_runs_each_time(source):
    """A filter or test of a constant runs while the text is compiled, at each call."""
    app = made_app()
    seen = []
    app.jinja_env.filters["count_up"] = app.jinja_env.tests["count_up"] = seen.append

    for _ in range(3):
        render(app, source)

    assert len(seen) >= 3
    assert len(seen) % 3 == 0


def test_constant_json_is_made_each_time():
    """JSON of a constant is made by the provider of the moment."""
    app = made_app()

    before = render(app, "{{ [1]|tojson }}")
    app.jinja_env.policies["json.dumps_function"] = lambda value, **options: "changed"
    after = render(app, "{{ [1]|tojson }}")

    assert (before, after) == ("[1]", "changed")


def test_extension_sees_each_text():
    """An extension that reads sources reads each."""
    app = made_app()
    app.jinja_env.seen = []
    render(app, "a")
    app.jinja_env.add_extension(Shouting)

    texts = [render(app, "a") for _ in range(2)]

    assert texts == ["A", "A"]
    assert app.jinja_env.seen == ["a", "a"]


@pytest.mark.parametrize("place", ["subclass", "class", "instance"])
@pytest.mark.parametrize("step", ["from_string", "compile", "_parse", "_generate", "preprocess"])
def test_replaced_step_runs_each_time(monkeypatch, place, step):
    """A step of compiling that is overridden or patched late is taken at each call."""
    seen = []
    original = getattr(Environment, step)

    def watched(*args, **kwargs):
        seen.append(step)
        return original(*args, **kwargs)

    app = made_app(type("Own", (Environment,), {}))
    render(app, "{{ a }}")
    if place == "instance":
        monkeypatch.setattr(app.jinja_env, step, watched.__get__(app.jinja_env), raising=False)
    else:
        holder = type(app.jinja_env) if place == "subclass" else Environment
        monkeypatch.setattr(holder, step, watched, raising=False)
    for _ in range(3):
        render(app, "{{ a }}")

    assert len(seen) == 3


@pytest.mark.parametrize("place", ["class", "instance"])
def test_own_autoescape_is_asked_each_time(place):
    """Who overrides ``select_jinja_autoescape`` is asked as often as without kept code."""
    asked = []

    class Shop(Flask):
        def select_jinja_autoescape(self, filename):
            asked.append(filename)
            return len(asked) > 2

    app = Shop("shop", static_folder=None) if place == "class" else made_app()
    if place == "instance":
        app.select_jinja_autoescape = Shop.select_jinja_autoescape.__get__(app)

    texts = [render(app, "{{ '<' }}{{ a }}", a="<") for _ in range(3)]

    # Once when the text is compiled and once when it is rendered.
    assert asked == [None] * 6
    assert texts[2] == "&lt;&lt;"


@pytest.mark.parametrize("source", [Markup("{{ a }}"), pytest.param("x" * 10_001, id="long")])
def test_unusual_text_is_compiled_each_time(source):
    """Text that is more than a string, and very long text, is not kept."""
    app = made_app()

    first, second = (code_of(app, source) for _ in range(2))

    assert first is not second
