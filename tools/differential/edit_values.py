"""Other values for what people edit on an application."""

from collections import defaultdict
from typing import Any

from jinja2 import DictLoader
from werkzeug.datastructures import ImmutableDict

SETTINGS: dict[str, list[Any]] = {
    "APPLICATION_ROOT": ["/root"],
    "DEBUG": [True],
    "EXPLAIN_TEMPLATE_LOADING": [True],
    "MAX_CONTENT_LENGTH": [3, 1000],
    "MAX_COOKIE_SIZE": [5, 0],
    "MAX_FORM_MEMORY_SIZE": [1, None],
    "MAX_FORM_PARTS": [1, None],
    "PERMANENT_SESSION_LIFETIME": [1000, -1],
    "PREFERRED_URL_SCHEME": ["https"],
    "PROPAGATE_EXCEPTIONS": [True, False],
    "SECRET_KEY": ["other", None, b"bytes"],
    "SECRET_KEY_FALLBACKS": [["other", "secret"], []],
    "SEND_FILE_MAX_AGE_DEFAULT": [7],
    "SERVER_NAME": ["localhost", "name.test", "other.test:81"],
    "SESSION_COOKIE_DOMAIN": ["name.test"],
    "SESSION_COOKIE_HTTPONLY": [False],
    "SESSION_COOKIE_NAME": ["crumb"],
    "SESSION_COOKIE_PARTITIONED": [True],
    "SESSION_COOKIE_PATH": ["/path"],
    "SESSION_COOKIE_SAMESITE": ["Lax"],
    "SESSION_COOKIE_SECURE": [True],
    "SESSION_REFRESH_EACH_REQUEST": [False],
    "TEMPLATES_AUTO_RELOAD": [True],
    "TESTING": [True],
    "TRAP_BAD_REQUEST_ERRORS": [True],
    "TRAP_HTTP_EXCEPTIONS": [True],
    "TRUSTED_HOSTS": [["name.test"], [".test", "localhost"], []],
    "USE_X_SENDFILE": [True],
}
"""Other values for each setting that is read while a request is answered."""

ATTRIBUTES: dict[str, list[Any]] = {
    "secret_key": ["other", None],
    "permanent_session_lifetime": [5],
    "subdomain_matching": [True],
    "debug": [True],
    "testing": [True],
    "name": ["renamed"],
    "import_name": ["renamed"],
    "url_map.strict_slashes": [False],
    "url_map.merge_slashes": [False],
    "url_map.redirect_defaults": [False],
    "url_map.default_subdomain": ["sub"],
    "url_map.host_matching": [True],
    "url_map.sort_parameters": [True],
    "jinja_env.autoescape": [False, True],
    "jinja_env.trim_blocks": [True],
    "jinja_env.loader": [DictLoader({"page.html": "other page", "small.txt": "other"})],
    "json.sort_keys": [False],
    "json.ensure_ascii": [False],
    "json.compact": [False],
    "json.mimetype": ["application/x"],
    "session_interface.salt": ["pepper"],
    "session_interface.key_derivation": ["none"],
    "teardown_appcontext_funcs": [[]],
    "url_build_error_handlers": [[]],
    "view_functions": [{}],
    "error_handler_spec": [defaultdict(lambda: defaultdict(dict))],
    "before_request_funcs": [{}],
    "after_request_funcs": [{}],
    "teardown_request_funcs": [{}],
    "url_value_preprocessors": [{}],
    "url_default_functions": [{}],
    "template_context_processors": [{}, {None: []}],
}
"""Other values for attributes of the application, and of what belongs to it."""

HOOKS = {
    "before_request_funcs": None,
    "after_request_funcs": "first",
    "teardown_request_funcs": None,
    "url_value_preprocessors": None,
    "url_default_functions": None,
    "template_context_processors": ImmutableDict(site="added"),
}
"""The registries of functions by scope, with what such a function returns."""

RULES: dict[str, Any] = {
    "provide_automatic_options": False,
    "methods": {"GET", "POST", "HEAD", "OPTIONS"},
    "no_methods": None,
    "endpoint": "nowhere",
    "redirect_to": "redirected",
    "alias": True,
    "defaults": {"n": 5},
    "websocket": True,
    "build_only": True,
    "strict_slashes": False,
    "host": "name.test",
}

SIGNALS = (
    *("appcontext_popped", "appcontext_pushed", "appcontext_tearing_down", "message_flashed"),
    *("before_render_template", "got_request_exception", "request_finished", "request_started"),
    *("request_tearing_down", "template_rendered"),
)
