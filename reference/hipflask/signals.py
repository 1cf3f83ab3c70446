"""The ten signals; the sender of each is the application."""

from collections.abc import Callable
from typing import Any

from blinker import Namespace, Signal

from ._coroutines import is_coroutine_function
from ._untouched import Steps

_signals = Namespace()
_named = _signals.signal

appcontext_popped = _named("appcontext-popped")
appcontext_pushed = _named("appcontext-pushed")
appcontext_tearing_down = _named("appcontext-tearing-down")
before_render_template = _named("before-render-template")
got_request_exception = _named("got-request-exception")
message_flashed = _named("message-flashed")
request_finished = _named("request-finished")
request_started = _named("request-started")
request_tearing_down = _named("request-tearing-down")
template_rendered = _named("template-rendered")

_send = Signal.send
_SENDING = Steps(Signal, "send", "receivers_for")


def _hears(signal: Signal) -> Callable[[], object]:
    """What says whether anything would come of sending: a receiver, or a replaced ``send``."""
    own, cls = vars(signal), type(signal)
    return lambda: signal.receivers or "send" in own or cls.send is not _send


_hears_popped = _hears(appcontext_popped)
_hears_pushed = _hears(appcontext_pushed)
_hears_rendered = _hears(template_rendered)
_hears_rendering = _hears(before_render_template)
_hears_request_finished = _hears(request_finished)
_hears_request_started = _hears(request_started)
_hears_tearing_down = _hears(appcontext_tearing_down)
_hears_request_tearing_down = _hears(request_tearing_down)


def _tell(signal: Signal, app: Any, /, **values: Any) -> None:
    """Send a signal of an application, and have it wait for receivers that are coroutine functions.

    Fast path: Blinker asks each receiver what kind of function it is in the slow way.
    """
    if not _SENDING.untouched(signal):
        signal.send(app, _async_wrapper=app.ensure_sync, **values)
    elif not signal.is_muted:
        for receiver in signal.receivers_for(app):
            call = app.ensure_sync(receiver) if is_coroutine_function(receiver) else receiver
            call(app, **values)
