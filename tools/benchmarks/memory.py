"""Whether a process grows: its memory after the first requests, and after very many more.

    python tools/benchmarks/memory.py [hipflask] [--requests 1000000]

The requests are of every sort, one after the other: sessions, errors with and without handlers,
streams read to the end and left early, forms, JSON, templates. Hosts, paths, cookies, templates
and methods are new each time, as clients may choose them, so what is kept by them must have a
limit, which the first 10,000 reach. Python's allocator settles a little later: a process that runs
Flask grows by 0.6 MiB after them. So the blocks that are allocated are compared, too: they go up
and down with what is kept, and tell a leak from this unrest. Before all that, each sort is sent
while the garbage collector rests, to count what only it can free.
"""

import argparse
import gc
import itertools
import logging
import resource
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from itsdangerous import URLSafeTimedSerializer

from benchmarks.wsgi_calls import Application, Request, ask, send

REQUESTS, FIRST = 1_000_000, 10_000
"""How many requests are sent, and after how many of them the memory is what it may be."""

ALLOWED, ALLOWED_BLOCKS = 2.0, 5_000
"""MiB and blocks by which it may have grown: two bytes a request, a block for 200, are no leak."""

SECRET = "secret"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Refused(Exception):
    """An error of the application that has a handler."""


def make_application(flask: Any) -> Any:
    """An application that does something of everything."""
    app = flask.Flask("memory", static_folder=None)
    app.secret_key = SECRET
    app.register_error_handler(Refused, lambda error: ("refused", 409))
    app.before_request(lambda: setattr(flask.g, "value", []))
    app.teardown_request(lambda error: None)
    app.context_processor(lambda: {"site": "site"})

    def count() -> str:
        flask.session["count"] = flask.session.get("count", 0) + 1
        return str(flask.session["count"])

    def refuse() -> str:
        raise Refused

    def stream(number: int) -> Any:
        return flask.stream_with_context(f"{n} {flask.request.path}\n" for n in range(5))

    def template(number: int) -> Any:
        text = f"{number} {{{{ site }}}} {{{{ url_for('item', number={number}) }}}}"
        return flask.render_template_string(text)

    app.add_url_rule("/", "home", lambda: "home")
    app.add_url_rule("/item/<int:number>", "item", lambda number: {"number": number})
    app.add_url_rule("/count", "count", count)
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app.add_url_rule("/refuse", "refuse", refuse)
    app.add_url_rule("/abort", "abort", lambda: flask.abort(403))
    app.add_url_rule("/stream/<int:number>", "stream", stream)
    app.add_url_rule("/template/<int:number>", "template", template)
    app.add_url_rule("/form", "form", lambda: flask.request.form, methods=["POST"])
    app.add_url_rule("/json", "json", lambda: {"got": flask.request.json}, methods=["POST"])
    return app


def _get(path: str, status: int = 200, **headers: str) -> Request:
    return Request(path, "", status, headers=headers)


def _known_session(number: int) -> Request:
    """What a visitor sends who was here before; each has a session of his own."""
    cookie = f"session={_SIGNING.dumps({'count': number})}"
    return Request("/count", str(number + 1), headers={"cookie": cookie})


# Signs as the sessions of Flask do.
_SIGNING = URLSafeTimedSerializer(
    SECRET, salt="cookie-session", signer_kwargs={"key_derivation": "hmac"}
)

SORTS: dict[str, Callable[[int], Request]] = {
    "plain": lambda n: _get("/"),
    "other host": lambda n: _get("/", host=f"host-{n}.test"),
    "other path": lambda n: _get(f"/item/{n}"),
    "miss": lambda n: _get(f"/none/{n}", 404),
    "other method": lambda n: Request("/", "", 405, method=f"METHOD{n}"),
    "new session": lambda n: _get("/count"),
    "known session": _known_session,
    "forged session": lambda n: _get("/count", cookie=f"session=e30.{n}.x; other={n}"),
    "error": lambda n: _get("/broken", 500),
    "handled error": lambda n: _get("/refuse", 409),
    "abort": lambda n: _get("/abort", 403),
    "stream": lambda n: _get(f"/stream/{n}"),
    "template": lambda n: _get(f"/template/{n}"),
    "form": lambda n: Request("/form", "", 200, "POST", b"a=%d" % n, FORM),
    "json": lambda n: Request("/json", "", 200, "POST", b'{"%d": 1}' % n, JSON),
    "bad json": lambda n: Request("/json", "", 400, "POST", b'{"%d' % n, JSON),
}
"""Requests of each sort, each with a number of its own."""


def requests() -> Iterator[Request]:
    """All sorts in turns, without end."""
    for number, make in enumerate(itertools.cycle(SORTS.values())):
        yield make(number)


def leave_early(app: Application, request: Request) -> None:
    """Read the first piece of an answer, then go away."""
    pieces = app(request.environ(), lambda *arguments: None)
    next(iter(pieces))
    close = getattr(pieces, "close", None)
    if close is not None:
        close()


def follow(app: Application, count: int, sent: Iterator[Request]) -> None:
    """Send the next requests; one answer in a hundred is left early."""
    for number, request in enumerate(itertools.islice(sent, count)):
        if number % 100 == 99:
            leave_early(app, _get(f"/stream/{number}"))
        else:
            send(app, request.environ(), lambda *arguments: None)


def resident() -> float:
    """MiB of memory that the process has now, once its garbage is gone."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE / 2**20


_PAGE = resource.getpagesize()


def cyclic_garbage(app: Application, make: Callable[[int], Request], count: int = 50) -> float:
    """Objects of one request that wait for the garbage collector."""
    send(app, make(0).environ(), lambda *arguments: None)
    gc.collect()
    gc.disable()
    try:
        for number in range(count):
            send(app, make(number).environ(), lambda *arguments: None)
        return gc.collect() / count
    finally:
        gc.enable()


def check(app: Application) -> None:
    """Make sure that each sort is what it says."""
    for name, make in SORTS.items():
        request = make(1)
        answer = ask(app, request)
        if answer.status != request.status or request.expected not in answer.body.decode():
            said = f"{answer.status} {answer.body[:200]!r}"
            raise SystemExit(f"{name}: {request.path} is answered with {said}.")


def main() -> int:
    """Send, print, and tell whether the memory has grown."""
    parser = _parser()
    arguments = parser.parse_args()
    first, rest = arguments.first, arguments.requests - arguments.first
    if rest <= 0:
        parser.error(f"--requests is {arguments.requests}. It has to be more than {first}.")
    try:
        framework = import_module(arguments.module)
    except ImportError as error:
        parser.error(f"{error}; name a module that can be imported here")
    # The log of the errors would be most of the work.
    logging.disable()
    app = make_application(framework)
    check(app)
    for name, make in SORTS.items():
        print(f"{cyclic_garbage(app, make):8.2f}  cyclic objects  {name}")
    sent = requests()
    follow(app, first, sent)
    before = measure(f"after {first} requests")
    steps = 10
    for step in range(1, steps + 1):
        follow(app, rest // steps, sent)
        after = measure(f"after {step} of {steps} parts of the rest")
    grown, blocks = after[0] - before[0], after[1] - before[1]
    sent_in_all = f"in {arguments.requests} requests ({arguments.module})"
    print(f"{grown:8.2f}  MiB and {blocks} blocks grown {sent_in_all}")
    return 1 if grown > ALLOWED or blocks > ALLOWED_BLOCKS else 0


def measure(when: str) -> tuple[float, int]:
    """The resident memory in MiB and the number of blocks that are allocated; also printed."""
    memory, blocks = resident(), sys.getallocatedblocks()
    print(f"{memory:8.2f}  MiB, {blocks} blocks {when}", flush=True)
    return memory, blocks


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("module", nargs="?", default="hipflask", help="(default: hipflask)")
    parser.add_argument(
        "--requests", type=int, default=REQUESTS, metavar="N", help=f"in all (default: {REQUESTS})"
    )
    parser.add_argument(
        "--first", type=int, default=FIRST, metavar="N", help=f"before measuring (default: {FIRST})"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
