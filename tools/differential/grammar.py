"""Draws programs at random: rules, views, hooks, handlers, blueprints, settings and requests.

Every choice comes from one generator of random numbers, so that a number makes a program.
"""

from collections.abc import Iterator
from random import Random

from differential.asking import Ask
from differential.programs import Program
from differential.vocabulary import (
    BODIES,
    CAUGHT,
    HANDLED,
    HEADERS,
    HOOK_ACTIONS,
    HOOKS,
    METHODS,
    RETURNS,
    RULE_OPTIONS,
    SEGMENTS,
    SETTINGS,
    SIGNALS,
    STATEMENTS,
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

    def _request(self) -> Ask:
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
        return Ask(random.choice(METHODS), path + query, options)


def programs(seed: int, count: int) -> Iterator[tuple[int, Program]]:
    """Programs with the numbers that they are drawn from."""
    for number in range(seed, seed + count):
        yield number, Writer(Random(number)).program()
