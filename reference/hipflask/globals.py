"""The proxies: ``current_app``, ``g``, ``request`` and ``session``, for users and templates."""

from typing import cast

from . import _explain
from ._contracts import Application
from ._proxies import LocalProxy
from .ctx import AppContext, RequestContext, _AppCtxGlobals, _cv_app, _cv_request
from .sessions import SessionMixin
from .wrappers import Request

_no_app_msg = _explain.NO_APP_CONTEXT
_no_req_msg = _explain.NO_REQUEST_CONTEXT

app_ctx = cast(AppContext, LocalProxy(_cv_app, unbound_message=_no_app_msg))
current_app = cast(Application, LocalProxy(_cv_app, "app", unbound_message=_no_app_msg))
g = cast(_AppCtxGlobals, LocalProxy(_cv_app, "g", unbound_message=_no_app_msg))
request_ctx = cast(RequestContext, LocalProxy(_cv_request, unbound_message=_no_req_msg))
request = cast(Request, LocalProxy(_cv_request, "request", unbound_message=_no_req_msg))
session = cast(SessionMixin, LocalProxy(_cv_request, "session", unbound_message=_no_req_msg))
