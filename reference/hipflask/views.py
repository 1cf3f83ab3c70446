"""Views as classes: one object per request, with a method for each HTTP method if wanted."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar, TypeVar, cast

from .ctx import current, current_request
from .globals import current_app as current_app
from .globals import request as request
from .typing import ResponseReturnValue, RouteCallable

F = TypeVar("F", bound=Callable[..., Any])

http_method_funcs = frozenset({"get", "post", "head", "options", "delete", "put", "trace", "patch"})


class View:
    """A view whose work is done by ``dispatch_request``; ``as_view`` makes it a function."""

    methods: ClassVar[Collection[str] | None] = None
    provide_automatic_options: ClassVar[bool | None] = None
    # Applied to the function, the last one outermost.
    decorators: ClassVar[list[Callable[..., Any]]] = []
    # Whether each request gets an object of its own.
    init_every_request: ClassVar[bool] = True

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer a request; the variables of the URL come as keyword arguments."""
        raise NotImplementedError

    @classmethod
    def as_view(cls, name: str, *class_args: Any, **class_kwargs: Any) -> RouteCallable:
        """A view function of that name. The other arguments are for the class."""
        if cls.init_every_request:

            def instance() -> View:
                made: View = view.view_class(*class_args, **class_kwargs)
                return made

        else:
            shared = cls(*class_args, **class_kwargs)

            def instance() -> View:
                return shared

        view: Any = _as_function(instance)
        _describe(view, name, cls)
        for decorator in cls.decorators:
            view = decorator(view)
        _describe(view, name, cls)
        view.view_class = cls
        view.methods = cls.methods
        view.provide_automatic_options = cls.provide_automatic_options
        return cast(RouteCallable, view)


class MethodView(View):
    """A view with a method for each HTTP method: ``get``, ``post`` and so on."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "methods" not in cls.__dict__:
            inherited = {m for base in cls.__bases__ for m in getattr(base, "methods", None) or ()}
            own = {name.upper() for name in http_method_funcs if hasattr(cls, name)}
            if inherited or own:
                cls.methods = inherited | own

    def dispatch_request(self, **kwargs: Any) -> ResponseReturnValue:
        """Call the method for the request's method; HEAD falls back to ``get``."""
        method = current_request().request.method
        view = getattr(self, method.lower(), None)
        if view is None and method == "HEAD":
            view = getattr(self, "get", None)
        assert view is not None, f"{type(self).__name__} has no method for {method} requests."
        result: ResponseReturnValue = current().app.ensure_sync(view)(**kwargs)
        return result


def _as_function(instance: Callable[[], View]) -> RouteCallable:
    def view(**values: Any) -> ResponseReturnValue:
        method = instance().dispatch_request
        result: ResponseReturnValue = current().app.ensure_sync(method)(**values)
        return result

    return view


def _describe(view: Any, name: str, cls: type) -> None:
    view.__name__ = name
    view.__doc__ = cls.__doc__
    view.__module__ = cls.__module__
