"""Values in templates are found and escaped quickly, and as Jinja and MarkupSafe do it."""

import functools
import traceback
from collections import OrderedDict, UserDict, namedtuple
from types import MethodType

import jinja2
import markupsafe
import pytest
from jinja2 import (
    DictLoader,
    StrictUndefined,
    pass_context,
    pass_environment,
    pass_eval_context,
    runtime,
)
from markupsafe import Markup

from hipflask import Flask, _template_values, render_template, render_template_string
from hipflask._template_values import quick_escape, quickened
from hipflask.templating import Environment

Book = namedtuple("Book", "title")


class Failing:
    def __getattr__(self, name):
        raise LookupError(name)

    def __str__(self):
        raise LookupError("no text")


class Asked(list):
    """A collection that has nothing and notes what it is asked for."""

    def __init__(self, asked):
        self.asked = asked

    def __contains__(self, name):
        self.asked.append(name)
        return False


class Wrapped:
    """Has an attribute and an item of the same name."""

    title = "attribute"

    def __getitem__(self, name):
        return f"item {name}"


in_python = pytest.mark.skipif(
    not _template_values._ESCAPES_IN_PYTHON, reason="MarkupSafe 2 escapes in C"
)

VALUES = {
    "dictionary": {"title": "Emma", "items": "own", "__class__": "own"},
    "empty-dictionary": {},
    "own-dictionary": OrderedDict(title="Emma"),
    "dictionary-with-attribute": type("Own", (dict,), {"title": "attribute"})(title="item"),
    "mapping": UserDict(title="Emma"),
    "object": Book("Emma"),
    "both": Wrapped(),
    "text": "Emma",
    "none": None,
    "undefined": StrictUndefined(name="book"),
    "class": Wrapped,
    "failing": Failing(),
}


def made_app(environment_class=Environment):
    app = Flask("shop", static_folder=None)
    app.jinja_environment = environment_class
    app.jinja_loader = DictLoader({"page.html": "{{ book.title }}"})
    return app


def outcome(work):
    try:
        found = work()
    except Exception as error:
        return type(error), str(error)
    return type(found), repr(found)


@pytest.mark.parametrize("name", ["title", "items", "__class__", "absent", "__html__"])
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_name_is_found_as_by_jinja(value, name):
    """An attribute, else an item, else something undefined."""
    environment = made_app().jinja_env
    environment.undefined = StrictUndefined

    quick = outcome(lambda: environment.getattr(value, name))
    slow = outcome(lambda: jinja2.Environment.getattr(environment, value, name))

    assert quick == slow


def test_dictionary_is_asked_for_its_item_only(monkeypatch):
    """The short way is taken: for what a dictionary has, nothing undefined could come of it."""
    environment = made_app().jinja_env
    asked = []
    monkeypatch.setattr("hipflask.templating.NAMES_OF_DICTIONARIES", Asked(asked))

    found = environment.getattr({"title": "Emma"}, "title")

    assert found == "Emma"
    assert asked == ["title"]


@pytest.mark.parametrize("place", ["subclass", "jinja", "instance", "mixin", "mixin-later"])
def test_replaced_lookup_is_taken(monkeypatch, place):
    """Who replaces Jinja's way of looking names up sees each."""
    seen = []
    original = jinja2.Environment.getattr

    def watched(self, obj, attribute):
        seen.append(attribute)
        return original(self, obj, attribute)

    mixin = type("Mixin", (jinja2.Environment,), {"getattr": watched} if place == "mixin" else {})
    own = type("Own", (Environment, mixin) if "mixin" in place else (Environment,), {})
    app = made_app(own)
    with app.app_context():
        render_template_string("{{ book.title }}", book={"title": "Emma"})
        seen.clear()
        if place == "instance":
            app.jinja_env.getattr = watched.__get__(app.jinja_env)
        elif place != "mixin":
            holder = {"subclass": own, "jinja": jinja2.Environment, "mixin-later": mixin}[place]
            monkeypatch.setattr(holder, "getattr", watched, raising=False)
        texts = [
            render_template("page.html", book={"title": "Emma"}),
            render_template_string("{{ book.title }}", book={"title": "Emma"}),
        ]

    assert texts == ["Emma", "Emma"]
    assert seen == ["title", "title"]


@pytest.mark.parametrize("place", ["jinja", "instance"])
@pytest.mark.parametrize("source", ["{{ {'title': 1}.title }}", "{{ 'a'.upper() }}"])
def test_replaced_lookup_is_taken_for_constants(monkeypatch, source, place):
    """A name in a constant is looked up while a text is compiled, at each call."""
    app = made_app()
    seen = []
    original = jinja2.Environment.getattr

    def watched(self, obj, attribute):
        seen.append(attribute)
        return original(self, obj, attribute)

    with app.app_context():
        render_template_string(source)
        if place == "jinja":
            monkeypatch.setattr(jinja2.Environment, "getattr", watched)
        else:
            app.jinja_env.getattr = watched.__get__(app.jinja_env)
        render_template_string(source)
        times = len(seen)
        render_template_string(source)

    assert len(seen) == 2 * times > 0


class Marked:
    def __html__(self):
        return "<b>"


ESCAPED = {
    "text": "plain",
    "markup-in-text": "<a href='x'>\"&\"</a>",
    "safe-text": Markup("<b>"),
    "own-text": type("Own", (str,), {})("<b>"),
    "number": 36,
    "long-number": 10**5000,
    "own-number": type("Own", (int,), {"__html__": lambda self: "<b>"})(1),
    "truth": True,
    "fraction": 1.5,
    "none": None,
    "marked": Marked(),
    "list": ["<"],
    "failing": Failing(),
    "half-a-character": "\ud800<",
}


@in_python
@pytest.mark.parametrize("value", ESCAPED.values(), ids=ESCAPED)
def test_value_is_escaped_as_by_markupsafe(value):
    """The same text, and the same kind of text; or the same error."""
    assert outcome(lambda: quick_escape(value)) == outcome(lambda: markupsafe.escape(value))


@in_python
def test_templates_escape_quickly():
    """Templates of files and of texts have the quick function in place of MarkupSafe's."""
    app = made_app()

    with app.app_context():
        render_template_string("{{ a }}", a="<")
        page = app.jinja_env.get_template("page.html")

    assert page.root_render_func.__globals__["escape"] is quick_escape


def test_other_function_stays():
    """A function that is not MarkupSafe's is left in its place."""
    template = jinja2.Environment(autoescape=True).from_string("{{ a }}")
    template.root_render_func.__globals__["escape"] = str

    text = quickened(template).render(a="<")

    assert text == "<"


@in_python
def test_replaced_markup_is_made(monkeypatch):
    """Who replaces how safe text is made sees each."""
    app = made_app()
    original = Markup.__new__
    seen = []

    def watched(cls, *args):
        seen.append(args)
        return original(cls, *args)

    with app.app_context():
        render_template_string("{{ a }}{{ b }}", a="<", b=1)
        monkeypatch.setattr(Markup, "__new__", watched)
        text = render_template_string("{{ a }}{{ b }}", a="<", b=1)

    assert text == "&lt;1"
    assert seen == [("&lt;",), ("1",)]


def test_error_of_value_shows_no_step_of_ours():
    """The traceback leads from the template to the value."""
    app = made_app()

    with app.app_context(), pytest.raises(LookupError) as caught:
        render_template_string("\n{{ value }}", value=Failing())

    frames = traceback.extract_tb(caught.value.__traceback__)
    assert [frame.lineno for frame in frames if frame.filename == "<template>"] == [2]
    assert "quick_escape" not in {frame.name for frame in frames}


def test_what_is_no_template_is_left_alone():
    """Somebody may have replaced the way in which Jinja makes templates."""
    assert quickened(None) is None


class Counting:
    """A callable object, of which the call wants the context."""

    @pass_context
    def __call__(self, context, *args):
        return f"{context['name']} {args}"

    def method(self, *args, **kwargs):
        return f"{args} {kwargs}"


def plain(*args, **kwargs):
    return f"{args} {sorted(kwargs)}"


def stopping():
    return next(iter(()))


@functools.wraps(plain)
def wrapping(*args, **kwargs):
    return plain(*args, **kwargs)


@pass_context
def of_context(context, *args):
    return f"{type(context).__name__} {context['name']} {args}"


@pass_context
def of_loop(context):
    return context.get("inner", "none")


@pass_eval_context
def of_eval_context(eval_ctx, *args):
    return f"{eval_ctx.autoescape} {args}"


@pass_environment
def of_environment(environment, *args):
    return f"{environment.block_start_string} {args}"


CALLED = {
    "function": plain,
    "lambda": lambda *args, **kwargs: f"{args}",
    "method": Counting().method,
    "method-of-no-function": MethodType(functools.partial(plain, 1), 2),
    "partial": functools.partial(plain, 1),
    "builtin": max,
    "class": dict,
    "object": Counting(),
    "wrapping": wrapping,
    "wants-context": of_context,
    "wants-eval-context": of_eval_context,
    "wants-environment": of_environment,
    "method-wants-context": MethodType(of_context, "self"),
    "method-that-gives-class": classmethod(plain).__get__(None, Counting),
}
CALLS = ["{{ f() }}", "{{ f(1, 2) }}", "{{ f(self=1, obj=2) }}"]
CALLS += ["{% for inner in [3, 4] %}{{ f(inner) }}{% endfor %}"]


@pytest.mark.parametrize("source", CALLS)
@pytest.mark.parametrize("function", CALLED.values(), ids=CALLED)
def test_call_is_that_of_jinja(function, source):
    """What a template calls gets what it gets from Jinja, and its result is shown or its error."""
    app = Flask("shop", static_folder=None)
    template = app.jinja_env.from_string(source)
    names = {"f": function, "name": "Emma"}

    with app.app_context():
        short = outcome(lambda: render_template_string(source, **names))
    long = outcome(lambda: template.render(names))

    assert short == long


MACRO = "{% macro m(a, b='<b>') %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}"
PLAIN_MACRO = "{% macro m(a) %}{{ a }}{% endmacro %}"
MACROS = {
    "no-values": MACRO + "{{ m() }}",
    "values": MACRO + "{{ m(name, '<i>', 3, c=4) }}",
    "in-loop": MACRO + "{% for n in [1, 2] %}{% set inner = n %}{{ m(inner) }}{% endfor %}",
    "too-many": PLAIN_MACRO + "{{ m(1, 2) }}",
    "unknown-name": PLAIN_MACRO + "{{ m(b=2) }}",
    "not-escaped": "{% autoescape false %}" + MACRO + "{{ m('<') }}{% endautoescape %}",
    "not-escaped-where-called": MACRO
    + "{% autoescape false %}{{ m('<') is escaped }}{% endautoescape %}",
    "caller": "{% macro m() %}<{{ caller('&') }}>{% endmacro %}"
    "{% call(x) m() %}{{ x }}{% endcall %}",
    "stops": "{% macro m() %}{{ f() }}{{ [f][0]() }}{% endmacro %}{{ m() }}",
    "within-each-other": PLAIN_MACRO + "{% macro o() %}{{ m(m('<')) }}{% endmacro %}{{ o() }}",
}


@pytest.mark.parametrize("source", MACROS.values(), ids=MACROS)
def test_macro_is_that_of_jinja(source):
    """A macro gives what it gives with Jinja, or its error."""
    app = Flask("shop", static_folder=None)
    names = {"name": "<Emma>", "f": stopping}
    template = app.jinja_env.from_string(source)

    with app.app_context():
        short = outcome(lambda: render_template_string(source, **names))

    assert short == outcome(lambda: template.render(names))


def test_replaced_macro_call_is_taken(monkeypatch):
    """Jinja is asked about a macro whose call somebody has replaced."""
    app = Flask("shop", static_folder=None)
    monkeypatch.setattr(runtime.Macro, "__call__", lambda self, *args: f"replaced {args}")

    with app.app_context():
        assert render_template_string(PLAIN_MACRO + "{{ m(1) }}") == "replaced (1,)"


def test_function_sees_the_names_of_its_loop():
    """A function that wants the context sees what the loop around it has."""
    source = "{% for number in [3, 4] %}{% set inner = number %}{{ f() }}{{ g() }}{% endfor %}"
    app = Flask("shop", static_folder=None)

    with app.app_context():
        page = render_template_string(source, f=of_loop, g=lambda: "-")

    assert page == "3-4-"


def test_function_that_stops_is_undefined():
    """A function that raises StopIteration has no value, which Jinja says."""
    app = Flask("shop", static_folder=None)
    app.jinja_options = {"undefined": StrictUndefined}
    template = app.jinja_env.from_string("{{ f() }}")

    with app.app_context():
        short = outcome(lambda: render_template_string("{{ f() }}", f=stopping))

    assert short == outcome(lambda: template.render(f=stopping))
    assert "StopIteration" in str(short)


def test_plain_function_is_called_at_once(monkeypatch):
    """Jinja is not asked about a plain function, a method or a macro, but about all else."""
    asked = []
    original = runtime.Context.call

    class Noting(_template_values.Context):
        def call(self, obj, /, *args, **kwargs):
            return super().call(obj, *args, **kwargs)

    monkeypatch.setattr(
        runtime.Context,
        "call",
        lambda self, obj, *args, **kwargs: (
            asked.append(obj) or original(self, obj, *args, **kwargs)
        ),
    )
    monkeypatch.setattr(_template_values, "_usual_call", runtime.Context.call)
    environment = jinja2.Environment()
    context = Noting(environment, {"name": "Emma"}, None, {})
    macro = environment.from_string("{% macro m(a, b) %}{% endmacro %}").module.m
    for function in (plain, Counting().method, of_context, max, macro):
        context.call(function, 1, 2)

    assert asked == [of_context, max]


def test_replaced_call_is_taken(monkeypatch):
    """A way to call functions that somebody puts in late is taken."""
    app = Flask("shop", static_folder=None)
    monkeypatch.setattr(runtime.Context, "call", lambda self, obj, *args: "replaced")

    with app.app_context():
        assert render_template_string("{{ f() }}", f=plain) == "replaced"


def test_error_of_a_function_has_the_frames_of_jinja():
    """A traceback shows the template and the function, and not what calls it."""
    app = Flask("shop", static_folder=None)
    template = app.jinja_env.from_string("{{ f() }}")

    def failing():
        raise LookupError("failing")

    def frames(render):
        with pytest.raises(LookupError) as caught:
            render()
        return [frame.name for frame in traceback.extract_tb(caught.tb)][-2:]

    with app.app_context():
        short = frames(lambda: render_template_string("{{ f() }}", f=failing))

    assert short == frames(lambda: template.render(f=failing))
    assert short[-1] == "failing"
