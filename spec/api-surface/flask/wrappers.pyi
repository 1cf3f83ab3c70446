from werkzeug.wrappers import Request as RequestBase
from werkzeug.wrappers import Response as ResponseBase

class Request(RequestBase):
    dict_storage_class = ...
    form_data_parser_class = ...
    json_module = ...
    list_storage_class = ...
    parameter_storage_class = ...
    routing_exception = None
    trusted_hosts = None
    url_rule = None
    user_agent_class = ...
    view_args = None
    accept_charsets: object
    accept_encodings: object
    accept_languages: object
    accept_mimetypes: object
    access_control_request_headers: object
    access_control_request_method: object
    access_route: object
    args: object
    authorization: object
    base_url: object
    blueprint: object
    blueprints: object
    cache_control: object
    content_encoding: object
    content_length: object
    content_md5: object
    content_type: object
    cookies: object
    data: object
    date: object
    endpoint: object
    environ: object
    files: object
    form: object
    full_path: object
    headers: object
    host: object
    host_url: object
    if_match: object
    if_modified_since: object
    if_none_match: object
    if_range: object
    if_unmodified_since: object
    input_stream: object
    is_json: object
    is_multiprocess: object
    is_multithread: object
    is_run_once: object
    is_secure: object
    json: object
    max_content_length: object
    max_form_memory_size: object
    max_forwards: object
    method: object
    mimetype: object
    mimetype_params: object
    origin: object
    path: object
    pragma: object
    query_string: object
    range: object
    referrer: object
    remote_addr: object
    remote_user: object
    root_path: object
    root_url: object
    scheme: object
    script_root: object
    server: object
    shallow: object
    stream: object
    url: object
    url_root: object
    user_agent: object
    values: object
    want_form_data_parsed: object
    def __enter__(self): ...
    def __exit__(self, exc_type, exc_value, tb): ...
    def __init__(self, environ, populate_request=True, shallow=False): ...
    @classmethod
    def application(cls, f): ...
    def close(self): ...
    @classmethod
    def from_values(cls, *args, **kwargs): ...
    def get_data(self, cache=True, as_text=False, parse_form_data=False): ...
    def get_json(self, force=False, silent=False, cache=True): ...
    def make_form_data_parser(self): ...
    def on_json_loading_failed(self, e): ...
    if FLASK >= (3, 1):
        max_form_parts: object

class Response(ResponseBase):
    autocorrect_location_header = False
    automatically_set_content_length = True
    default_mimetype = "text/html"
    default_status = 200
    implicit_sequence_conversion = True
    json_module = ...
    accept_ranges: object
    access_control_allow_credentials: object
    access_control_allow_headers: object
    access_control_allow_methods: object
    access_control_allow_origin: object
    access_control_expose_headers: object
    access_control_max_age: object
    age: object
    allow: object
    cache_control: object
    content_encoding: object
    content_language: object
    content_length: object
    content_location: object
    content_md5: object
    content_range: object
    content_security_policy: object
    content_security_policy_report_only: object
    content_type: object
    cross_origin_embedder_policy: object
    cross_origin_opener_policy: object
    data: object
    date: object
    direct_passthrough: object
    expires: object
    headers: object
    is_json: object
    is_sequence: object
    is_streamed: object
    json: object
    last_modified: object
    location: object
    max_cookie_size: object
    mimetype: object
    mimetype_params: object
    response: object
    retry_after: object
    status: object
    status_code: object
    stream: object
    vary: object
    www_authenticate: object
    def __call__(self, environ, start_response): ...
    def __enter__(self): ...
    def __exit__(self, exc_type, exc_value, tb): ...
    def __init__(
        self,
        response=None,
        status=None,
        headers=None,
        mimetype=None,
        content_type=None,
        direct_passthrough=False,
    ): ...
    def add_etag(self, overwrite=False, weak=False): ...
    def calculate_content_length(self): ...
    def call_on_close(self, func): ...
    def close(self): ...
    def delete_cookie(
        self,
        key,
        path="/",
        domain=None,
        secure=False,
        httponly=False,
        samesite=None,
    ): ...
    @classmethod
    def force_type(cls, response, environ=None): ...
    def freeze(self): ...
    @classmethod
    def from_app(cls, app, environ, buffered=False): ...
    def get_app_iter(self, environ): ...
    def get_data(self, as_text=False): ...
    def get_etag(self): ...
    def get_json(self, force=False, silent=False): ...
    def get_wsgi_headers(self, environ): ...
    def get_wsgi_response(self, environ): ...
    def iter_encoded(self): ...
    def make_conditional(self, request_or_environ, accept_ranges=False, complete_length=None): ...
    def make_sequence(self): ...
    def set_cookie(
        self,
        key,
        value="",
        max_age=None,
        expires=None,
        path="/",
        domain=None,
        secure=False,
        httponly=False,
        samesite=None,
    ): ...
    def set_data(self, value): ...
    def set_etag(self, etag, weak=False): ...
    if FLASK >= (3, 1):
        def delete_cookie(
            self,
            key,
            path="/",
            domain=None,
            secure=False,
            httponly=False,
            samesite=None,
            partitioned=False,
        ): ...
        def set_cookie(
            self,
            key,
            value="",
            max_age=None,
            expires=None,
            path="/",
            domain=None,
            secure=False,
            httponly=False,
            samesite=None,
            partitioned=False,
        ): ...
