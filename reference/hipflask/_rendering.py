"""Renders a template.

The fast path is :func:`rendered`; the slow path it stands for is ``Template.render``, which
gathers the names that every template knows one by one, through a chain of mappings: that is half
of the price of a small template. Here the mappings of the chain are merged, in the same order.
"""

from types import MethodType
from typing import Any

from jinja2 import Template, runtime

from ._template_names import merged
from ._template_values import Context
from ._untouched import is_original

# The steps that are left out, while nobody has replaced them.
_render = getattr(Template, "render", None)
_new_context = getattr(Template, "new_context", None)
_IS_KNOWN = is_original(Template, "render") and is_original(Template, "new_context")


def rendered(template: Any, context: dict[str, Any]) -> Any:
    """What ``template.render(context)`` gives: text, or what a native template makes of it."""
    known = merged(template.globals)
    environment = template.environment
    if known is None or environment.is_async or not _renders_as_usual(template):
        return template.render(context)
    names = dict(known, **context)
    if environment.context_class is runtime.Context:
        # Jinja's own class looks at the names of the globals only.
        scope: Any = Context(environment, names, template.name, template.blocks, known)
    else:
        scope = environment.context_class(
            environment, names, template.name, template.blocks, globals=template.globals
        )
    try:
        return environment.concat(template.root_render_func(scope))
    except Exception:
        # Always raises, with the lines of the template in the traceback.
        return environment.handle_exception()


def _renders_as_usual(template: Any) -> bool:
    render, new_context = template.render, template.new_context
    return (
        _IS_KNOWN
        and type(render) is type(new_context) is MethodType
        and render.__func__ is _render
        and new_context.__func__ is _new_context
    )
