"""Draws programs at random: rules, views, hooks, handlers, blueprints, settings and requests.

Every choice comes from one generator of random numbers, so that a number makes a program.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from differential.programs import Program, Sent

SEGMENTS = {
    "a": ["a", "b", "A"],
    "<x>": ["text", "a b", "ü", "1"],
    "<int:n>": ["7", "007", "-1", "x"],
    "<int(min=2):m>": ["2", "1"],
    "<float:f>": ["1.5", "1"],
    "<path:p>": ["p/q", "p", "p//q"],
    "<any(one,two):o>": ["one", "three"],
    "<uuid:u>": ["12345678-1234-5678-1234-567812345678", "1"],
    "<string(length=2):s>": ["ab", "abc"],
    "v<int:v>": ["v1", "v"],
}
"""Parts of a rule, each with parts of paths that match and that do not."""

METHODS = (*("GET",) * 10, "HEAD", "HEAD", "OPTIONS", "POST", "POST", "PUT", "DELETE")

SETTINGS = (
    'app.config["TESTING"] = True',
    'app.config["PROPAGATE_EXCEPTIONS"] = False',
    'app.config["TRAP_HTTP_EXCEPTIONS"] = True',
    'app.config["TRAP_BAD_REQUEST_ERRORS"] = True',
    'app.config["SERVER_NAME"] = "name.test"',
    'app.config["SERVER_NAME"] = "localhost:5000"',
    'app.config["TRUSTED_HOSTS"] = ["localhost", ".name.test"]',
    'app.config["APPLICATION_ROOT"] = "/root"',
    'app.config["PREFERRED_URL_SCHEME"] = "https"',
    'app.config["MAX_CONTENT_LENGTH"] = 10',
    'app.config["MAX_FORM_PARTS"] = 1',
    'app.config["MAX_COOKIE_SIZE"] = 20',
    'app.config["SESSION_COOKIE_NAME"] = "crumb"',
    'app.config["SESSION_COOKIE_SAMESITE"] = "Lax"',
    'app.config["SESSION_COOKIE_PATH"] = "/a"',
    'app.config["SESSION_COOKIE_DOMAIN"] = "name.test"',
    'app.config["SESSION_COOKIE_SECURE"] = True',
    'app.config["SESSION_COOKIE_HTTPONLY"] = False',
    'app.config["SESSION_COOKIE_PARTITIONED"] = True',
    'app.config["SESSION_REFRESH_EACH_REQUEST"] = False',
    'app.config["SECRET_KEY_FALLBACKS"] = ["older"]',
    'app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False',
    'app.config["PERMANENT_SESSION_LIFETIME"] = 60',
    "app.secret_key = None",
    "app.json.sort_keys = False",
    "app.json.compact = False",
    'app.json.mimetype = "application/x-json"',
    "app.url_map.strict_slashes = False",
    "app.url_map.merge_slashes = False",
    "app.response_class.default_mimetype",
    "app.debug = True",
)

RETURNS = (
    '"text"',
    '"ünï"',
    'b"bytes"',
    'bytearray(b"array")',
    '""',
    "None",
    "5",
    "object()",
    '{"b": 1, "a": [True, None, 1.5, "ü"]}',
    "[1, {}]",
    "{1, 2}",
    '("text", 201)',
    '("text", "299 Own")',
    '("text", "299")',
    '("text", None)',
    '("text", 201, None)',
    '("text", {"X-A": "1", "content-type": "text/x"})',
    '("text", [("X-A", "1"), ("X-A", "2")])',
    '({"a": 1}, 418, {"X-A": ["1", "2"]})',
    '("", 204)',
    '("text", 304)',
    '("text", 199)',
    '("a", "b", "c", "d")',
    '("text", 200, {"Content-Length": "4"})',
    '("text", 201, {"Location": "/ü place"})',
    '(b"\\xff", {"Content-Type": "text/plain; charset=latin-1"})',
    "flask.Response()",
    'flask.Response("r", 202, {"X-R": "1"}, "text/r")',
    'flask.Response(["a", "b"])',
    '(flask.Response("r", 202, {"X-R": "1"}), 203, {"X-R": "2"})',
    'flask.Response(iter(["a", "", "b"]), headers={"Content-Length": "2"})',
    'flask.Response("r", mimetype="application/json")',
    'flask.Response("r", content_type="x/y")',
    'flask.Response("r", status="404 Gone Fishing")',
    'flask.make_response("made", 201)',
    "flask.make_response()",
    'flask.jsonify(1, "a")',
    "flask.jsonify(b=1, a=2)",
    "flask.json.dumps(dict(a=1))",
    'flask.redirect("/a?b=c")',
    'flask.redirect("//other.test/a", 307)',
    'flask.redirect("relative", 301)',
    "flask.abort(404)",
    'flask.abort(403, "no entry")',
    "flask.abort(401)",
    "flask.abort(999)",
    'flask.abort(flask.Response("response", 409))',
    'flask.abort(405, valid_methods=["GET"])',
    "1 / 0",
    '{}["key"]',
    'iter(["one", b"two", ""])',
    '(c for c in "abc")',
    "(1 / (n - 1) for n in range(3))",
    '(iter("ab"), 201, [("X-A", "1"), ("X-A", "2")])',
    'flask.stream_with_context(flask.request.path for _ in "ab")',
    'flask.stream_with_context(iter(["x"]))',
    'flask.render_template_string("{{ a }} {{ request.method }} {{ site }}", a="<a>")',
    'flask.render_template_string("{% for m in get_flashed_messages() %}{{ m }}{% endfor %}")',
    'flask.stream_template_string("{{ 1 }}{{ url_for(request.endpoint or 0) }}")',
    'flask.render_template("missing.html")',
    'flask.render_template_string("{{ session.get(1) }}{{ undefined }}{{ config.DEBUG }}")',
    "flask.session",
    "dict(flask.session)",
    'str(flask.session.get("n"))',
    'flask.session.setdefault("n", 1) and "set"',
    'flask.session.update(n=[1, {"t": (1, b"b")}]) or "updated"',
    'flask.session.pop("n", None) or "popped"',
    'flask.session.clear() or "cleared"',
    'setattr(flask.session, "permanent", True) or "kept"',
    'setattr(flask.session, "modified", True) or "modified"',
    "str([flask.session.new, flask.session.modified, flask.session.accessed])",
    'flask.flash("message", "category") or "flashed"',
    "str(flask.get_flashed_messages(with_categories=True))",
    "flask.request.get_data()",
    "flask.request.get_json()",
    "flask.request.get_json(force=True, silent=True) or {}",
    "flask.request.json",
    "flask.request.form",
    'flask.request.form["key"]',
    'flask.request.args["key"]',
    "flask.request.args.to_dict(flat=False)",
    "flask.request.values.to_dict()",
    "{name: file.read().decode() for name, file in flask.request.files.items()}",
    'flask.request.files["missing"]',
    "flask.request.cookies",
    "flask.request.cookies.to_dict()",
    "[flask.request.url, flask.request.base_url, flask.request.host_url, flask.request.full_path]",
    "[flask.request.host, flask.request.scheme, flask.request.root_path, flask.request.is_secure]",
    "[flask.request.endpoint, flask.request.blueprint, flask.request.blueprints]",
    "[str(flask.request.url_rule), str(flask.request.view_args)]",
    "[flask.request.mimetype, flask.request.content_length, flask.request.is_json]",
    "sorted(flask.request.headers.keys())",
    "[flask.request.remote_addr, str(flask.request.user_agent), flask.request.referrer]",
    "str(flask.request.accept_mimetypes)",
    "str(flask.request.authorization)",
    'flask.request.environ["PATH_INFO"]',
    "flask.request.stream.read(3)",
    "repr(flask.request.routing_exception)",
    "flask.url_for(flask.request.endpoint, **flask.request.view_args)",
    'flask.url_for("view0", _external=True, q="a b", none=None)',
    'flask.url_for("view1", _scheme="https", _anchor="x", n=1, x="ü")',
    'flask.url_for(".view2", _method="POST")',
    'flask.url_for("static", filename="a")',
    'flask.url_for("nowhere")',
    'flask.send_file(BytesIO(b"0123456789"), "text/plain", conditional=True, etag="e")',
    'flask.send_file(BytesIO(b"data"), download_name="d.bin", as_attachment=True, max_age=3)',
    'flask.send_from_directory("/nowhere", "x")',
    "flask.current_app.name",
    "flask.g.value",
    'flask.g.setdefault("value", "g") + flask.g.pop("value")',
    '[flask.has_request_context(), flask.has_app_context(), "value" in flask.g]',
    'flask.after_this_request(lambda r: r.headers.add("X-T", "1") or r) and "after"',
    'flask.after_this_request(lambda r: None) and "after"',
    'flask.current_app.logger.warning("logged") or "logged"',
    'flask.current_app.ensure_sync(lambda: "sync")()',
    'flask.current_app.make_response(("text", 202))',
    'flask.current_app.test_client().get("/a").data',
    "flask.copy_current_request_context(lambda: flask.request.path)()",
    "lambda environ, start_response: start_response('203 W', [('X-W', '1')]) and [] or [b'wsgi']",
)
"""What a view may return or do, as an expression."""

STATEMENTS = (
    'response = flask.make_response("made"); response.set_cookie("c", "v;ü", max_age=5)'
    "\n    return response",
    'response = flask.Response("d"); response.delete_cookie("c", path="/a")\n    return response',
    'response = flask.make_response("e"); response.add_etag(); response.make_conditional('
    "flask.request)\n    return response",
    'response = flask.Response("x"); response.call_on_close(lambda: note("on close"))'
    "\n    return response",
    'response = flask.Response("late"); response.data = b"data"; response.status = "201 Late"'
    "\n    return response",
    'response = flask.Response(["a", "b"]); response.headers["Content-Type"] = "text/late"'
    "\n    return response",
    'flask.request.url_rule = None\n    return "no rule"',
    'response = flask.Response("abc"); response.get_data(); response.freeze()\n    return response',
    'flask.session["a"] = flask.session.get("a", 0) + 1\n    return str(flask.session)',
    'flask.session["a"] = "x" * 5000\n    return "large"',
    'yield "generated"\n    yield flask.request.path',
    'raise ValueError("wrong")',
    "raise flask.current_app.aborter.mapping[410]()",
    'raise type("Own", (Exception,), {})()',
    'raise type("Teapot", (KeyError,), {"code": 418})()',
    'with flask.current_app.test_request_context("/inner"):\n        return flask.request.path',
    'with flask.current_app.app_context():\n        return str(flask.g.get("value"))',
    "raise SystemError",
)
"""What a view may do in more than one statement."""

HOOKS = {
    "before_request": ("", [*(["None"] * 9), '"stopped"', '("stopped", 202)', "1 / 0"]),
    "after_request": ("response", [*(["response"] * 8), 'flask.Response("r")', "None", "1 / 0"]),
    "teardown_request": ("error", [*(["None"] * 9), "1 / 0"]),
    "context_processor": ("", ['{"site": "site"}', "{}", "None"]),
    "url_value_preprocessor": ("endpoint, values", ["None", 'values and values.pop("x", None)']),
    "url_defaults": ("endpoint, values", ["None", 'values.setdefault("x", "default")']),
}
"""The decorators of a scope, each with the arguments of its functions and their results."""

HOOK_ACTIONS = (
    *(["pass"] * 15),
    'flask.g.value = "hook"',
    'flask.session["hook"] = 1',
    "flask.session.get(1)",
    "flask.request.get_data()",
    "flask.abort(409)",
    'flask.flash("hook")',
    "flask.after_this_request(lambda r: note('this') or r)",
)

CAUGHT = (
    *("400", "403", "404", "405", "418", "500", "Exception", "ValueError"),
    *("ZeroDivisionError", "KeyError", "LookupError", "TypeError"),
)
HANDLED = (
    '"handled"',
    '("handled", 299)',
    '{"handled": True}',
    "error",
    "1 / 0",
    "flask.abort(410)",
)

SIGNALS = (
    *("appcontext_popped", "appcontext_pushed", "appcontext_tearing_down", "message_flashed"),
    *("before_render_template", "got_request_exception", "request_finished", "request_started"),
    *("request_tearing_down", "template_rendered"),
)

BODIES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"data": {"key": "value", "other": "ü"}},
    {"data": b"key=value&key=2", "content_type": "application/x-www-form-urlencoded"},
    {"json": {"a": [1, None]}},
    {"data": b"{", "content_type": "application/json"},
    {"data": b"[1]", "content_type": "application/vnd.x+json"},
    {"data": b"\xff\xfe", "content_type": "application/json; charset=utf-8"},
    {"data": b"raw", "content_type": "application/octet-stream"},
    {
        "data": b'--end\r\nContent-Disposition: form-data; name="key"; filename="f"\r\n\r\n1\r\n'
        b'--end\r\nContent-Disposition: form-data; name="key"\r\n\r\n2\r\n--end--\r\n',
        "content_type": "multipart/form-data; boundary=end",
    },
)

HEADERS: tuple[dict[str, str], ...] = (
    *([{}] * 12),
    {"Cookie": "session=forged.x.y; c=1; c=2"},
    {"Cookie": 'a="quoted \\" value"; =none; b'},
    {"Accept": "text/html;q=0.5, application/json"},
    {"If-None-Match": '"e", W/"x"', "If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
    {"Range": "bytes=2-4"},
    {"Range": "bytes=50-"},
    {"User-Agent": "browser", "Referer": "http://localhost/x"},
    {"Authorization": "Basic YTpi"},
    {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Host": "evil.test"},
    {"Host": "sub.name.test"},
    {"Host": "name.test"},
    {"Host": "bad host"},
    {"Host": ""},
    {"Upgrade": "websocket", "Connection": "Upgrade"},
)


class Writer:
    """Writes one program."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._statements: list[str] = []
        self._paths: list[str] = []
        self._prefixes = {"app": ""}
        self._number = 0

    def program(self) -> Program:
        """A program of some statements, and requests that mostly meet its rules."""
        random = self._random
        self._add(f'app = flask.Flask("generated", static_folder=None{self._options()})')
        self._add('app.secret_key = "secret"')
        for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
            self._add(random.choice(SETTINGS))
        self._scope("app")
        self._blueprints()
        for signal in random.sample(SIGNALS, random.choice((0, 0, 0, 1, 3))):
            self._receiver(signal)
        if random.random() < 0.3:
            self._function("app.teardown_appcontext", "error", "None")
        requests = tuple(self._request() for _ in range(random.randint(3, 9)))
        return Program(tuple(self._statements), requests)

    def _options(self) -> str:
        chance = self._random.random()
        return ", subdomain_matching=True" if chance < 0.1 else ""

    def _add(self, statement: str) -> None:
        self._statements.append(statement)

    def _blueprints(self) -> None:
        """Blueprints beside and within each other; the inner ones are registered first."""
        names = ["outer", "inner", "other"][: self._random.choice((0, 0, 1, 2, 3))]
        registrations = [self._blueprint(name, names) for name in names]
        for statement in reversed(registrations):
            self._add(statement)
        if names and self._random.random() < 0.1:
            self._add(f'app.register_blueprint({names[-1]}, name="again", url_prefix="/again")')

    def _blueprint(self, name: str, names: list[str]) -> str:
        """Write a blueprint; the statement that registers it."""
        random, parent = self._random, "outer" if name == "inner" else "app"
        own, over = (random.choice(("", f"/{name}", "/a")) for _ in range(2))
        self._prefixes[name] = self._prefixes[parent] + (over or own)
        option = f", url_prefix={own!r}" if own else ""
        self._add(f'{name} = flask.Blueprint("{name}", "generated"{option})')
        self._scope(name)
        option = f", url_prefix={over!r}" if over else random.choice(("", ', name="renamed"'))
        return f"{parent}.register_blueprint({name}{option})"

    def _scope(self, scope: str) -> None:
        """Rules, hooks and handlers of the application or of a blueprint."""
        random = self._random
        for _ in range(random.randint(1, 5)):
            self._rule(scope)
        for _ in range(random.choice((0, 0, 1, 2, 4))):
            self._hook(scope)
        for _ in range(random.choice((0, 0, 1, 2))):
            caught = random.choice(CAUGHT)
            self._function(f"{scope}.errorhandler({caught})", "error", random.choice(HANDLED))

    def _rule(self, scope: str) -> None:
        random = self._random
        segments = random.sample(sorted(SEGMENTS), random.choice((0, 1, 1, 2)))
        slash = random.choice(("", "", "/")) if segments else ""
        rule = "/" + "/".join(segments) + slash
        self._paths.append(f"{self._prefixes[scope]}/{self._example(segments)}{slash}")
        options = random.choice((*("",) * 20, *RULE_OPTIONS))
        if random.random() < 0.08:
            self._class_view(scope, rule)
            return
        asynchronous = "async " if random.random() < 0.04 else ""
        body = self._body()
        self._add(
            f"@{scope}.route({rule!r}{options})\n"
            f"{asynchronous}def view{self._next()}(**values):\n    note('view')\n    {body}"
        )

    def _example(self, segments: list[str]) -> str:
        """A path, up to its slash, that mostly matches."""
        random = self._random
        return "/".join(
            random.choice(SEGMENTS[segment]) if random.random() < 0.2 else SEGMENTS[segment][0]
            for segment in segments
        )

    def _class_view(self, scope: str, rule: str) -> None:
        name, body = f"View{self._next()}", self._body().replace("\n", "\n    ")
        self._add(
            f"class {name}(MethodView):\n"
            f"    def get(self, **values):\n        {body}\n"
            f"    def post(self, **values):\n        return 'posted'\n"
            f"{scope}.add_url_rule({rule!r}, view_func={name}.as_view({name.lower()!r}))"
        )

    def _body(self) -> str:
        random = self._random
        if random.random() < 0.2:
            return random.choice(STATEMENTS)
        return f"return {random.choice(RETURNS)}"

    def _hook(self, scope: str) -> None:
        decorator = self._random.choice(sorted(HOOKS))
        arguments, results = HOOKS[decorator]
        self._function(f"{scope}.{decorator}", arguments, self._random.choice(results))

    def _function(self, decorator: str, arguments: str, result: str) -> None:
        """A decorated function that says that it was called."""
        action = self._random.choice(HOOK_ACTIONS)
        number = self._next()
        told = " type(error).__name__" if arguments == "error" else ' ""'
        self._add(
            f"@{decorator}\ndef function{number}({arguments}):\n"
            f"    note('function{number} ' +{told})\n    {action}\n    return {result}"
        )

    def _receiver(self, signal: str) -> None:
        number = self._next()
        self._add(
            f"@flask.{signal}.connect_via(app)\ndef receiver{number}(sender, **values):\n"
            f"    note('{signal} ' + str(sorted(values)))"
        )

    def _next(self) -> int:
        self._number += 1
        return self._number - 1

    def _request(self) -> Sent:
        random = self._random
        path = random.choice(
            (*self._paths, *self._paths, "/", "/none", "/a//b", "/%61", "/static/x")
        )
        query = random.choice(("", "", "", "?key=1&key=2", "?x=%C3%BC&=&a", "?key=%ff"))
        options = dict(random.choice(BODIES)) if random.random() < 0.3 else {}
        headers = random.choice(HEADERS)
        if headers:
            options["headers"] = headers
        base = random.choice((*(None,) * 6, "https://localhost", "http://localhost/mount"))
        if base:
            options["base_url"] = base
        return Sent(random.choice(METHODS), path + query, options)


RULE_OPTIONS = (
    ', methods=["POST"]',
    ', methods=["GET", "POST", "OPTIONS"]',
    ", methods=[]",
    ", strict_slashes=False",
    ', defaults={"n": 5}',
    ', subdomain="sub"',
    ", provide_automatic_options=False",
    ', redirect_to="/a"',
    ", endpoint='same'",
    ", websocket=True",
    ", build_only=True",
    ", merge_slashes=False",
    ", alias=True",
    ", host='name.test'",
)


def programs(seed: int, count: int) -> Iterator[tuple[int, Program]]:
    """Programs with the numbers that they are drawn from."""
    for number in range(seed, seed + count):
        yield number, Writer(Random(number)).program()
