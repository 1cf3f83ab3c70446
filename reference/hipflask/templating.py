"""Templates: Jinja's, found in the folders of the application and its blueprints."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2 import Environment as BaseEnvironment
from jinja2.utils import internalcode

from . import _explain
from ._contracts import Application, Configured, Setup
from ._coroutines import awaits_as_usual
from ._registry import going_in, hooks_of
from ._rendering import rendered
from ._streaming import stream_with_context
from ._template_code import template_from
from ._template_names import ChainMap, usual_make_globals
from ._template_values import NAMES_OF_DICTIONARIES, only_finds, quickened, usual_getattr
from .ctx import _cv_app, _cv_request, current
from .signals import (
    _hears_rendered,
    _hears_rendering,
    _tell,
    before_render_template,
    template_rendered,
)
from .wrappers import names_scopes_as_usual

# What a loader gives: the source, its file's name, and a function that says if it is still fresh.
Source = tuple[str, str | None, Callable[[], bool] | None]


def _default_template_ctx_processor() -> dict[str, Any]:
    """What every template sees: the objects themselves, which are faster than the proxies."""
    active, context = _cv_app.get(None), _cv_request.get(None)
    found: dict[str, Any] = {} if active is None else {"g": active.g}
    if context is not None:
        # Not the session: to name it here would mean to depend on it.
        found["request"] = context.request
    return found


class Environment(BaseEnvironment):
    """A Jinja environment that belongs to an application."""

    # What Jinja's environment does behind this class; None: a mixin stands there.
    _getattr_behind: Any = staticmethod(usual_getattr)
    _make_globals_behind: Any = staticmethod(usual_make_globals)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__mro__[cls.__mro__.index(Environment) + 1] is not BaseEnvironment:
            cls._getattr_behind = cls._make_globals_behind = None

    def __init__(self, app: Configured, **options: Any) -> None:
        if "loader" not in options:
            options["loader"] = app.create_global_jinja_loader()
        super().__init__(**options)
        self.app = app

    @only_finds
    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a value in a template, or else an item; fast for dictionaries."""
        if BaseEnvironment.getattr is not self._getattr_behind:
            return super().getattr(obj, attribute)
        if type(obj) is not dict or attribute in NAMES_OF_DICTIONARIES:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template has by itself, before those that all have; quick to compare."""
        if BaseEnvironment.make_globals is not self._make_globals_behind:
            return super().make_globals(d)
        return ChainMap({} if d is None else d, self.globals)


class DispatchingJinjaLoader(BaseLoader):
    """Looks for a template in the application's folder, then in those of its blueprints."""

    def __init__(self, app: Configured) -> None:
        self.app = app

    @internalcode
    def load(
        self,
        environment: BaseEnvironment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """The template, as Jinja makes it of the source; escaping is quicker."""
        return quickened(super().load(environment, name, globals))

    def get_source(self, environment: BaseEnvironment, template: str) -> Source:
        """The template's source; EXPLAIN_TEMPLATE_LOADING makes the log tell where from."""
        if self.app.config["EXPLAIN_TEMPLATE_LOADING"]:
            return self._get_source_explained(environment, template)
        return self._get_source_fast(environment, template)

    def _get_source_fast(self, environment: BaseEnvironment, template: str) -> Source:
        for _, loader in self._iter_loaders(template):
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                continue
        raise TemplateNotFound(template)

    def _get_source_explained(self, environment: BaseEnvironment, template: str) -> Source:
        attempts = [
            (loader, owner, _source_or_none(loader, environment, template))
            for owner, loader in self._iter_loaders(template)
        ]
        explain_template_loading_attempts(self.app, template, attempts)
        for _, _, source in attempts:
            if source is not None:
                return source
        raise TemplateNotFound(template)

    def _iter_loaders(self, template: str) -> Iterator[tuple[Setup, BaseLoader]]:
        yield from _loaders([self.app])
        yield from _loaders(self.app.iter_blueprints())

    def list_templates(self) -> list[str]:
        """The names of all templates that can be found."""
        return sorted({n for _, loader in self._iter_loaders("") for n in loader.list_templates()})


def _loaders(owners: Iterable[Setup]) -> Iterator[tuple[Setup, BaseLoader]]:
    return ((owner, owner.jinja_loader) for owner in owners if owner.jinja_loader is not None)


def _source_or_none(loader: BaseLoader, environment: BaseEnvironment, name: str) -> Source | None:
    try:
        return loader.get_source(environment, name)
    except TemplateNotFound:
        return None


def explain_template_loading_attempts(
    app: Configured, template: str, attempts: list[tuple[BaseLoader, Setup, Source | None]]
) -> None:
    """Write to the log where a template was looked for, and what was found."""
    tried = [
        (
            f"{type(owner).__name__} {owner.name!r} ({owner.import_name})",
            list(_explain.loader_settings(loader)),
            None if source is None else source[1] or "in memory",
        )
        for loader, owner, source in attempts
    ]
    active = _cv_request.get(None)
    blueprint = None if active is None else active.request.blueprint
    app.logger.info(_explain.template_attempts(template, tried, blueprint))


def complete_context(app: Application, context: dict[str, Any]) -> None:
    """Add what the context processors give; values that the caller passed win."""
    active = _cv_request.get(None)
    if type(context) is dict and _have_usual_processor_only(app, active):
        # Fast path.
        for name, value in _default_template_ctx_processor().items():
            context.setdefault(name, value)
        return
    passed = context.copy()
    blueprints = [] if active is None else active.request.blueprints
    for scope in going_in(blueprints):
        for processor in hooks_of(scope, app.template_context_processors):
            context.update(app.ensure_sync(processor)())
    context.update(passed)


def _have_usual_processor_only(app: Application, active: Any) -> bool:
    """Whether all that is added is what every template sees, and nobody would notice.

    Each blueprint brings the usual processor along, to add the same once more.
    """
    registry = app.template_context_processors
    if type(registry) is not defaultdict or None not in registry:
        return False
    for processors in registry.values():
        if (
            type(processors) is not list
            or len(processors) != 1
            or processors[0] is not _default_template_ctx_processor
        ):
            return False
    return awaits_as_usual(app) and (active is None or names_scopes_as_usual(active.request))


def _render(app: Application, template: Template, context: dict[str, Any]) -> str:
    _announce(app, template, context)
    text: str = rendered(template, context)
    _tell_rendered(app, template, context)
    return text


def _stream(app: Application, template: Template, context: dict[str, Any]) -> Iterator[str]:
    _announce(app, template, context)
    pieces = _generate(app, template, context)
    return pieces if _cv_request.get(None) is None else stream_with_context(pieces)


def _announce(app: Application, template: Template, context: dict[str, Any]) -> None:
    app.update_template_context(context)
    if _hears_rendering():
        _tell(before_render_template, app, template=template, context=context)


def _tell_rendered(app: Application, template: Template, context: dict[str, Any]) -> None:
    if _hears_rendered():
        _tell(template_rendered, app, template=template, context=context)


def _generate(app: Application, template: Template, context: dict[str, Any]) -> Iterator[str]:
    yield from template.generate(context)
    _tell_rendered(app, template, context)


def render_template(
    template_name_or_list: str | Template | list[str | Template], **context: Any
) -> str:
    """Render a template by name, or the first of several names that exists."""
    app = current().app
    return _render(app, app.jinja_env.get_or_select_template(template_name_or_list), context)


def render_template_string(source: str, **context: Any) -> str:
    """Render a template given as text."""
    app = current().app
    return _render(app, template_from(app.jinja_env, source), context)


def stream_template(
    template_name_or_list: str | Template | list[str | Template], **context: Any
) -> Iterator[str]:
    """Render a template piece by piece, as the body of a streamed response."""
    app = current().app
    return _stream(app, app.jinja_env.get_or_select_template(template_name_or_list), context)


def stream_template_string(source: str, **context: Any) -> Iterator[str]:
    """Render a template given as text, piece by piece."""
    app = current().app
    return _stream(app, template_from(app.jinja_env, source), context)


def get_template_attribute(template_name: str, attribute: str) -> Any:
    """A macro or variable that a template exports, to be used from Python."""
    return getattr(current().app.jinja_env.get_template(template_name).module, attribute)
