"""The request and the response: Werkzeug's, with what an application adds to them."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from werkzeug.datastructures import EnvironHeaders
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.routing import Rule
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property
from werkzeug.wrappers import Request as RequestBase
from werkzeug.wrappers import Response as ResponseBase
from werkzeug.wsgi import LimitedStream

from . import json
from ._bodies import declared_length, read_whole
from ._environ import headers_of, server, text
from ._forms import attach_enctype_error_multidict
from ._multidicts import multidict
from ._plain_forms import load_plain_form
from ._registry import Scope, blueprint_path, coming_out, going_in, ways
from ._untouched import Steps
from .ctx import _cv_app


def _settings() -> Any:
    """The settings of the application that is at work; None without one."""
    active = _cv_app.get(None)
    return None if active is None else active.app.config


def _in_debug_mode() -> bool:
    active = _cv_app.get(None)
    return active is not None and active.app.debug


# Whether Werkzeug's constructor sets what it is known to set, and nothing else; and where it keeps
# the body.
_IS_KNOWN = " ".join(vars(RequestBase({}))) == (
    "method scheme server root_path path query_string headers remote_addr environ shallow"
)
_WITH_BODY = RequestBase({"wsgi.input": BytesIO(b"body"), "CONTENT_LENGTH": "4"})
_KEEPS_DATA = {"_cached_data": _WITH_BODY.get_data()}.items() <= vars(_WITH_BODY).items()
_LOADING = Steps(RequestBase, "_load_form_data", "_get_stream_for_parsing")
_BEHIND = Steps(
    RequestBase,
    "__init__",
    "close",
    "cookies",
    "stream",
    "content_length",
    "get_data",
    "_load_form_data",
    "_get_stream_for_parsing",
)
_init, _close, _get_data = RequestBase.__init__, RequestBase.close, RequestBase.get_data
_cookies, _stream, _content_length = (
    RequestBase.cookies,
    RequestBase.stream,
    RequestBase.content_length,
)


@lru_cache(maxsize=256)
def _cookie_pairs(header: str) -> tuple[tuple[str, str], ...]:
    """The cookies in a header, which comes again with the visitor's next request."""
    in_order: Any = list
    pairs: Any = parse_cookie(header, cls=in_order)
    return tuple(pairs)


def _limit(name: str, meaning: str) -> Any:
    """A limit that is set for one request, or by the application, or by Werkzeug."""
    own, setting = f"_{name}", name.upper()

    def get(self: "Request") -> Any:
        limit = getattr(self, own)
        if limit is not None:
            return limit
        settings = _settings()
        return getattr(super(Request, self), name) if settings is None else settings[setting]

    def set_own(self: "Request", limit: int | None) -> None:
        setattr(self, own, limit)

    return property(get, set_own, doc=meaning)


class Request(RequestBase):
    """A request that knows where routing sent it, and the limits its application sets."""

    json_module: Any = json

    # The rule that matched, with the values of its variables; or what went wrong instead.
    url_rule: Rule | None = None
    view_args: dict[str, Any] | None = None
    routing_exception: HTTPException | None = None

    _max_content_length: int | None = None
    _max_form_memory_size: int | None = None
    _max_form_parts: int | None = None

    # Whether what stands behind this class is Werkzeug's, and no mixin.
    _is_plain = _IS_KNOWN

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._is_plain = _IS_KNOWN and _BEHIND.untouched_in(super())

    def __init__(
        self, environ: dict[str, Any], populate_request: bool = True, shallow: bool = False
    ) -> None:
        """Take what the environment says.

        Fast path: set what Werkzeug's constructor would set, if that is what would be called.
        """
        if not self._is_plain or RequestBase.__init__ is not _init:
            super().__init__(environ, populate_request, shallow)
            return
        try:
            self.method = environ["REQUEST_METHOD"].upper()
            self.scheme = environ["wsgi.url_scheme"]
            self.server = server(environ["SERVER_NAME"], environ["SERVER_PORT"])
            root, path = environ["SCRIPT_NAME"], environ["PATH_INFO"] or ""
            query = environ["QUERY_STRING"]
        except KeyError:
            # A server need not set all of them.
            super().__init__(environ, populate_request, shallow)
            return
        self.root_path = text(root).rstrip("/") if root else ""
        self.path = "/" + (path if path.isascii() else text(path)).lstrip("/")
        self.query_string = b"" if query == "" else query.encode("latin1")
        self.headers = headers_of(environ)
        self.remote_addr = environ.get("REMOTE_ADDR")
        self.environ = environ
        self.shallow = shallow
        if populate_request and not shallow:
            environ["werkzeug.request"] = self

    def close(self) -> None:
        """Close the files that were uploaded; fast where nobody asked for any."""
        if self.__dict__.get("files") or not self._is_plain or RequestBase.close is not _close:
            super().close()

    @cached_property
    def cookies(self) -> Any:
        """The cookies; fast where the headers are an environment, which has them apart."""
        headers = self.headers
        if not self._is_plain or type(headers) is not EnvironHeaders:
            return super().cookies
        if RequestBase.cookies is not _cookies:
            return super().cookies
        header, storage = headers.environ.get("HTTP_COOKIE"), self.dict_storage_class
        return multidict(storage, _cookie_pairs(header)) if header else storage()

    @cached_property
    def content_length(self) -> Any:
        """How long the body is; fast where the headers are an environment that says it plainly."""
        headers = self.headers
        if not self._is_plain or type(headers) is not EnvironHeaders:
            return super().content_length
        if RequestBase.content_length is not _content_length:
            return super().content_length
        length = declared_length(headers.environ)
        return super().content_length if length is None else length

    @cached_property
    def stream(self) -> Any:
        """The body, up to its end; fast where its length is known."""
        if self.shallow or not self._is_plain or RequestBase.stream is not _stream:
            return super().stream
        length = declared_length(self.environ)
        if length is None:
            return super().stream
        most = self.max_content_length
        if most is not None and length > most:
            raise RequestEntityTooLarge
        return LimitedStream(self.environ["wsgi.input"], length)

    def get_data(
        self, cache: bool = True, as_text: bool = False, parse_form_data: bool = False
    ) -> Any:
        """The body as bytes or as text, read at once where Werkzeug's own stream has it."""
        if (
            not (self._is_plain and _KEEPS_DATA and RequestBase.get_data is _get_data)
            or getattr(self, "_cached_data", None) is not None
        ):
            behind: Any = super()
            return behind.get_data(cache, as_text, parse_form_data)
        if parse_form_data:
            self._load_form_data()
        data = read_whole(self.stream)
        if cache:
            self._cached_data = data
        return data.decode(errors="replace") if as_text else data

    max_content_length = _limit("max_content_length", "The most bytes a body may have.")
    max_form_memory_size = _limit("max_form_memory_size", "The most bytes a field may have.")
    max_form_parts = _limit("max_form_parts", "The most fields a form may have.")

    @property
    def endpoint(self) -> str | None:
        """The endpoint that matched; None before matching and when routing failed."""
        return None if self.url_rule is None else self.url_rule.endpoint

    @property
    def blueprint(self) -> str | None:
        """The full name of the blueprint that the endpoint belongs to."""
        endpoint = self.endpoint
        return endpoint.rpartition(".")[0] or None if endpoint is not None else None

    @property
    def blueprints(self) -> list[str]:
        """The names of that blueprint and of those around it, from the inside out."""
        name = self.blueprint
        return [] if name is None else blueprint_path(name)

    def _load_form_data(self) -> None:
        if not (self._reads_forms_as_usual() and load_plain_form(self)):
            super()._load_form_data()
        if _in_debug_mode() and self.mimetype != "multipart/form-data" and not self.files:
            attach_enctype_error_multidict(self)

    def _reads_forms_as_usual(self) -> bool:
        """Whether the form is still to be read, and nobody replaced a step of that."""
        return (
            "form" not in self.__dict__
            and self._is_plain
            and _LOADING.untouched_in(RequestBase)
            and _FORMS.untouched(self)
        )

    def on_json_loading_failed(self, e: ValueError | None) -> Any:
        """Answer 400 or 415. What was wrong with the body is told in debug mode only."""
        try:
            return super().on_json_loading_failed(e)
        except BadRequest as error:
            if _in_debug_mode():
                raise
            raise BadRequest from error


_FORMS = Steps(
    Request,
    "make_form_data_parser",
    "form_data_parser_class",
    "parameter_storage_class",
    "want_form_data_parsed",
    "_get_stream_for_parsing",
    "content_length",
    "mimetype",
    "mimetype_params",
    "max_content_length",
    "max_form_memory_size",
    "max_form_parts",
)
_endpoint, _blueprint, _blueprints = Request.endpoint, Request.blueprint, Request.blueprints


def names_scopes_as_usual(request: Any) -> bool:
    """Whether nobody replaced how a request names its blueprints, so that it need not be asked."""
    cls: Any = type(request)
    try:
        return (
            cls.blueprints is _blueprints
            and cls.blueprint is _blueprint
            and cls.endpoint is _endpoint
        )
    except AttributeError:
        return False


def ways_of(request: Any) -> tuple[tuple[Scope, ...], tuple[Scope, ...]]:
    """The scopes that a request passes on its way in, and those on its way out.

    Fast path: the endpoint tells them, and they are known from the last request to it.
    """
    if names_scopes_as_usual(request):
        rule = request.url_rule
        return ways(None if rule is None else rule.endpoint)
    blueprints = request.blueprints
    return going_in(blueprints), coming_out(blueprints)


class Response(ResponseBase):
    """A response that is HTML unless it says otherwise."""

    default_mimetype: str | None = "text/html"
    json_module = json
    autocorrect_location_header = False

    def _max_cookie_size(self) -> Any:
        """The size from which on a cookie is warned about, by default MAX_COOKIE_SIZE."""
        settings = _settings()
        return super().max_cookie_size if settings is None else settings["MAX_COOKIE_SIZE"]

    # A property in place of Werkzeug's plain attribute, so its type is left open.
    max_cookie_size: Any = property(_max_cookie_size)
