"""A template that is rendered the short way cannot be told from one that Jinja renders."""

import traceback
from collections import ChainMap

import pytest
from jinja2 import Environment, Template, pass_context
from jinja2.nativetypes import NativeEnvironment
from jinja2.runtime import Context

from hipflask import Flask, render_template_string
from hipflask._rendering import rendered

SEEN = []


def scope_of(render, template, context):
    """What a template knows and is, in the order that it is told."""
    template.globals.setdefault("look", pass_context(lambda scope: SEEN.append(scope) or ""))
    text = render(template, context)
    scope = SEEN.pop()
    return (
        text,
        {name: tell(value) for name, value in vars(scope).items() if name != "parent"},
        [*scope.parent.items()],
    )


def tell(value):
    """A value, or the names and values of an object that is no value."""
    return vars(value) if type(value).__module__ == "jinja2.nodes" else value


@pytest.mark.parametrize(
    "source",
    ["{{ look() }}{{ a }}{{ b }}", "{% set a = 2 %}{% block c %}{{ look() }}{{ a }}{% endblock %}"],
)
def test_template_knows_the_same(source):
    """Names of the environment, of the template and of the call are there, in this order."""
    environment = Environment(autoescape=True)
    environment.globals.update(a="of the environment", b="of the environment")
    template = environment.from_string(source, globals={"b": "of the template", "c": 1})
    context = {"d": "of the call", "c": 2}

    short = scope_of(rendered, template, context)
    long = scope_of(Template.render, template, context)

    assert short == long
    assert context == {"d": "of the call", "c": 2}


def test_names_that_are_no_strings_are_refused():
    """A name that no keyword can be is an error, as it is for Jinja."""
    template = Environment().from_string("")

    for render in Template.render, rendered:
        with pytest.raises(TypeError, match="keywords must be strings"):
            render(template, {1: 2})


def test_error_points_into_template():
    """The traceback of an error leads to the line of the template."""
    template = Environment().from_string("\n{{ 1 // a }}")
    places = []

    for render in Template.render, rendered:
        with pytest.raises(ZeroDivisionError) as caught:
            render(template, {"a": 0})
        frame = traceback.extract_tb(caught.value.__traceback__)[-1]
        places.append((frame.filename, frame.lineno, frame.name))

    assert places[0] == places[1] == ("<template>", 2, "top-level template code")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param(NativeEnvironment(), id="native"),
        pytest.param(Environment(enable_async=True), id="async"),
    ],
)
def test_other_environments_render_themselves(environment):
    """What a native or an asynchronous template gives is what it gives by itself."""
    template = environment.from_string("{{ a + 1 }}")

    short = rendered(template, {"a": 1})

    assert short == template.render({"a": 1})
    assert type(short) is type(template.render({"a": 1}))


def test_own_mapping_is_read_as_it_wants():
    """Names may come from a mapping of any kind."""

    class Shouting(dict):
        def __getitem__(self, name):
            return super().__getitem__(name).upper()

    template = Environment().from_string("{{ a }}")
    template.globals = ChainMap({}, Shouting(a="own"))

    text = rendered(template, {})

    assert text == "OWN"


def test_own_context_class_gets_all():
    """A context class of somebody's own gets the globals of the template."""
    seen = []

    class Own(Context):
        def __init__(self, environment, parent, name, blocks, globals=None):
            seen.append(globals)
            super().__init__(environment, parent, name, blocks, globals)

    environment = Environment()
    environment.context_class = Own
    template = environment.from_string("{{ a }}")

    text = rendered(template, {"a": 1})

    assert text == "1"
    assert seen[0] is template.globals


class Disguised:
    """Wraps a method and looks like it, as libraries for tracing do."""

    def __init__(self, method, seen):
        self.method = method
        self.seen = seen
        self.__func__ = getattr(method, "__func__", method)

    def __get__(self, owner, cls=None):
        return self if owner is None else Disguised(self.method.__get__(owner), self.seen)

    def __call__(self, *args, **kwargs):
        self.seen.append(args)
        return self.method(*args, **kwargs)


@pytest.mark.parametrize(
    "place", ["subclass", "class", "instance", "class-in-disguise", "instance-in-disguise"]
)
@pytest.mark.parametrize("step", ["render", "new_context"])
def test_replaced_step_is_taken_each_time(monkeypatch, step, place):
    """A step of rendering that is overridden or patched late is taken each time."""
    seen = []
    original = getattr(Template, step)

    def watched(*args, **kwargs):
        seen.append(step)
        return original(*args, **kwargs)

    environment = Environment()
    environment.template_class = type("Own", (Template,), {})
    template = environment.from_string("{{ a }}")
    if place == "instance":
        monkeypatch.setattr(template, step, watched.__get__(template), raising=False)
    elif place == "instance-in-disguise":
        monkeypatch.setattr(template, step, Disguised(getattr(template, step), seen))
    elif place == "class-in-disguise":
        monkeypatch.setattr(Template, step, Disguised(original, seen))
    else:
        holder = environment.template_class if place == "subclass" else Template
        monkeypatch.setattr(holder, step, watched, raising=False)

    texts = [rendered(template, {"a": 1}) for _ in range(3)]

    assert texts == ["1"] * 3
    assert len(seen) == 3


def test_application_renders_by_its_template_class():
    """The environment's own template class renders what views ask for."""
    app = Flask("shop", static_folder=None)
    app.jinja_env.template_class = type("Own", (Template,), {"render": lambda *args: "own"})

    with app.app_context():
        text = render_template_string("text")

    assert text == "own"
