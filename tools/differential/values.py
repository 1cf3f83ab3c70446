"""Other values for plain attributes, and classes that do the same under another name."""

import ast
import hashlib
from typing import Any

from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import ImATeapot
from werkzeug.user_agent import UserAgent


class OtherDict(dict[str, Any]):
    """A dictionary by another name."""


class OtherMultiDict(ImmutableMultiDict[str, str]):
    """What holds the values of a form, by another name."""


class OtherUserAgent(UserAgent):
    """A browser's name that is not looked at."""


class OtherSerializer:
    """Writes a session as what Python would read."""

    @staticmethod
    def dumps(value: Any) -> str:
        """The text of a value."""
        return repr(value)

    @staticmethod
    def loads(text: Any) -> Any:
        """The value of a text."""
        return ast.literal_eval(text if isinstance(text, str) else text.decode())


VALUES: dict[str, Any] = {
    "Flask.jinja_options": {"trim_blocks": True, "autoescape": True},
    "Flask.test_client_class": dict,
    "Request.dict_storage_class": OtherDict,
    "Request.list_storage_class": tuple,
    "Request.max_content_length": 5,
    "Request.max_form_memory_size": 1,
    "Request.max_form_parts": 1,
    "Request.parameter_storage_class": OtherMultiDict,
    "Request.routing_exception": ImATeapot(),
    "Request.trusted_hosts": ["other.test"],
    "Request.user_agent_class": OtherUserAgent,
    "Request.want_form_data_parsed": False,
    "Response.autocorrect_location_header": True,
    "Response.automatically_set_content_length": False,
    "Response.default_mimetype": "text/x-other",
    "Response.default_status": 299,
    "Response.implicit_sequence_conversion": False,
    "Response.max_cookie_size": 10,
    "SessionInterface.digest_method": staticmethod(hashlib.sha256),
    "SessionInterface.key_derivation": "django-concat",
    "SessionInterface.pickle_based": True,
    "SessionInterface.salt": "pepper",
    "SessionInterface.serializer": OtherSerializer(),
    "SessionInterface.session_class": OtherDict,
    "Session.accessed": True,
    "Session.modified": True,
    "Session.new": True,
    "JSONProvider.compact": False,
    "JSONProvider.default": staticmethod(str),
    "JSONProvider.ensure_ascii": False,
    "JSONProvider.mimetype": "application/x-json",
    "JSONProvider.sort_keys": False,
    "Environment.sandboxed": True,
    "Environment.autoescape": True,
    "Environment.trim_blocks": True,
    "Environment.variable_start_string": "[[",
    "Rule.provide_automatic_options": False,
    "Rule.methods": {"GET", "PUT"},
    "Rule.strict_slashes": False,
    "Rule.websocket": True,
    "Rule.redirect_to": "/redirected",
    "Rule.defaults": {"n": 1},
    "Map.default_converters": {},
    "Map.strict_slashes": False,
    "Map.merge_slashes": False,
    "Map.host_matching": True,
    "Map.redirect_defaults": False,
    "MapAdapter.default_method": "POST",
    "MapAdapter.url_scheme": "https",
    "MapAdapter.script_name": "/prefix/",
    "MapAdapter.server_name": "adapted.test",
    "MapAdapter.subdomain": "adapted",
    "Blueprint.static_folder": None,
    "MethodView.init_every_request": False,
    "MethodView.methods": ["GET"],
    "MethodView.provide_automatic_options": False,
}
"""By kind and name. What a class does not have is set on objects only."""
