"""The order of one request, from top to bottom.

Each step is a method of the application, so that a subclass or a patch can replace it; the
methods call the functions here, and these call the next step through the application.

    serve                  push the contexts: open the session, match the URL
      full_dispatch          request_started
        preprocess             URL value preprocessors, before_request functions
        dispatch               routing error, automatic OPTIONS answer, or the view
        handle_user_error      the handler for an error of the above
        finalize               make the response
          process                after_request functions, save the session
                               request_finished
      handle_unexpected      the 500 answer to an error that nobody handled
                           start_response
      teardown_request       teardown_request functions, request_tearing_down
      teardown_app           teardown_appcontext functions, appcontext_tearing_down
"""

from collections.abc import Iterable
from typing import Any

from werkzeug.exceptions import BadRequestKeyError, HTTPException, InternalServerError
from werkzeug.routing import RoutingException

from . import _errors
from ._contracts import MISSING, Answering, Application, ResponseClass
from ._delivery import deliver
from ._registry import hooks_of
from ._routing import answers_options_itself
from .ctx import _cv_app, _cv_request, current_request, ending_error
from .signals import (
    _hears_request_finished,
    _hears_request_started,
    _hears_request_tearing_down,
    _hears_tearing_down,
    _tell,
    appcontext_tearing_down,
    got_request_exception,
    request_finished,
    request_started,
    request_tearing_down,
)
from .typing import ResponseReturnValue, StartResponse
from .wrappers import names_scopes_as_usual, ways_of

# What a view or a handler may return, or an HTTP error in its place.
Result = ResponseReturnValue | HTTPException

# The key under which a debugger asks for the contexts, to keep them for its console.
PRESERVE_CONTEXT = "werkzeug.debug.preserve_context"


def serve(
    app: Answering[Any], environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """Answer a request of the server; teardown learns of the error that nobody handled."""
    context = app.request_context(environ)
    error: BaseException | None = None
    try:
        try:
            context.push()
            response = app.full_dispatch_request()
        except Exception as unexpected:
            error = unexpected
            response = app.handle_exception(unexpected)
        except BaseException as interrupt:
            error = interrupt
            raise
        return deliver(response, environ, start_response)
    finally:
        if PRESERVE_CONTEXT in environ:
            _offer_to_debugger(environ)
        if error is not None and app.should_ignore_error(error):
            error = None
        context.pop(error)


def _offer_to_debugger(environ: dict[str, Any]) -> None:
    preserve = environ[PRESERVE_CONTEXT]
    if preserve is not None:
        preserve(_cv_app.get())
        preserve(_cv_request.get())


def full_dispatch(app: Answering[ResponseClass]) -> ResponseClass:
    """Everything between the pushed contexts and the finished response."""
    app._got_first_request = True
    try:
        if _hears_request_started():
            _tell(request_started, app)
        result = app.preprocess_request()
        if result is None:
            result = app.dispatch_request()
    except Exception as error:
        result = app.handle_user_exception(error)
    return app.finalize_request(result)


def preprocess(app: Application) -> ResponseReturnValue | None:
    """The hooks before the view; the first result of before_request that is not None counts."""
    request = current_request().request
    has_hooks = app.url_value_preprocessors or app.before_request_funcs
    if not has_hooks and names_scopes_as_usual(request):
        return None
    scopes, _ = ways_of(request)
    if app.url_value_preprocessors:
        for scope in scopes:
            for preprocessor in hooks_of(scope, app.url_value_preprocessors):
                preprocessor(request.endpoint, request.view_args)
    for scope in scopes:
        for hook in hooks_of(scope, app.before_request_funcs):
            result: ResponseReturnValue | None = app.ensure_sync(hook)()
            if result is not None:
                return result
    return None


def dispatch(app: Application) -> ResponseReturnValue:
    """The result of the view, or of what takes its place."""
    request = current_request().request
    if request.routing_exception is not None:
        app.raise_routing_exception(request)
    if request.method == "OPTIONS" and answers_options_itself(request.url_rule):
        return app.make_default_options_response()
    rule, values = request.url_rule, request.view_args
    assert rule is not None
    assert values is not None
    result: ResponseReturnValue = app.ensure_sync(app.view_functions[rule.endpoint])(**values)
    return result


def default_options(app: Answering[ResponseClass]) -> ResponseClass:
    """The automatic answer to OPTIONS: the methods of all rules for the URL."""
    adapter = current_request().url_adapter
    assert adapter is not None
    response = app.response_class()
    response.allow.update(adapter.allowed_methods())
    return response


def finalize(
    app: Answering[ResponseClass], result: Result, from_error_handler: bool
) -> ResponseClass:
    """Make the response and let the hooks see it.

    On the way out of the last resort, ``from_error_handler``, an error is only logged.
    """
    response = app.make_response(result)
    try:
        response = app.process_response(response)
        if _hears_request_finished():
            _tell(request_finished, app, response=response)
    except Exception:
        if not from_error_handler:
            raise
        app.logger.exception("Finishing the response to an error failed, too.")
    return response


def process(app: Answering[ResponseClass], response: ResponseClass) -> ResponseClass:
    """The hooks after the view, from the inside out; then the session is saved."""
    context = current_request()
    for function in context._after_request_functions:
        response = app.ensure_sync(function)(response)
    request = context.request
    if app.after_request_funcs or not names_scopes_as_usual(request):
        for scope in ways_of(request)[1]:
            for hook in reversed(hooks_of(scope, app.after_request_funcs)):
                response = app.ensure_sync(hook)(response)
    sessions = app.session_interface
    if not sessions.is_null_session(context._session):
        sessions.save_session(app, context._session, response)
    return response


def handle_user_error(app: Application, error: Exception) -> Result:
    """The answer of a handler, or the HTTP error as its own answer, or the error once more."""
    if isinstance(error, BadRequestKeyError) and _errors.tells_key(app):
        error.show_exception = True
    if isinstance(error, HTTPException) and not app.trap_http_exception(error):
        result: Result = app.handle_http_exception(error)
        return result
    handler = app._find_error_handler(error, current_request().request.blueprints)
    if handler is None:
        raise error
    answer: Result = app.ensure_sync(handler)(error)
    return answer


def handle_http_error(app: Application, error: HTTPException) -> Result:
    """The answer of a handler, or the error as it is; redirects and responses are no errors."""
    if error.code is None or isinstance(error, RoutingException):
        return error
    handler = app._find_error_handler(error, current_request().request.blueprints)
    result: Result = error if handler is None else app.ensure_sync(handler)(error)
    return result


def handle_unexpected(app: Answering[ResponseClass], error: Exception) -> ResponseClass:
    """The answer to an error that nobody handled: a 500, or the error leaves the application."""
    _tell(got_request_exception, app, exception=error)
    if _errors.propagates(app):
        raise error
    app.log_exception((type(error), error, error.__traceback__))
    result: Any = InternalServerError(original_exception=error)
    handler = app._find_error_handler(result, current_request().request.blueprints)
    if handler is not None:
        result = app.ensure_sync(handler)(result)
    return app.finalize_request(result, from_error_handler=True)


def teardown_request(app: Application, exc: BaseException | None) -> None:
    """The hooks at the very end of a request, from the inside out."""
    if exc is MISSING:
        exc = ending_error()
    request = current_request().request
    if app.teardown_request_funcs or not names_scopes_as_usual(request):
        for scope in ways_of(request)[1]:
            for hook in reversed(hooks_of(scope, app.teardown_request_funcs)):
                app.ensure_sync(hook)(exc)
    if _hears_request_tearing_down():
        _tell(request_tearing_down, app, exc=exc)


def teardown_app(app: Application, exc: BaseException | None) -> None:
    """The hooks at the end of an application context, the last registered first."""
    if exc is MISSING:
        exc = ending_error()
    for hook in reversed(app.teardown_appcontext_funcs):
        app.ensure_sync(hook)(exc)
    if _hears_tearing_down():
        _tell(appcontext_tearing_down, app, exc=exc)
