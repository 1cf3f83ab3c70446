"""What happens once in the life of an application, and what it keeps."""

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

from benchmarks.scenarios import hello
from benchmarks.wsgi_calls import Request, serve

HELLO = Request("/rule-0/7", "7")


def figures(
    modules: Sequence[str], quick: bool = False
) -> Iterator[tuple[str, tuple[float, float], float]]:
    """Each figure's name and unit, its value for both frameworks, and the goal for the ratio."""
    few, many = (3, 1000) if quick else (7, 10_000)
    frameworks = [import_module(module) for module in modules]

    def in_turns(measure: Callable[[Any], float], rounds: int) -> tuple[float, float]:
        values = [[measure(framework) for framework in frameworks] for _ in range(rounds)]
        first, second = (median(each) for each in zip(*values, strict=True))
        return first, second

    yield "Flask(), us", in_turns(new_app, 10 * few), 0.35
    yield "add a rule, us", in_turns(add_rule, 10 * few), 0.15
    yield f"add {many} rules, ms", in_turns(lambda flask: add_rules(flask, many), few), 0.15
    yield "first request, us", in_turns(first_request, 10 * few), 0.65
    yield (
        f"first after {many} rules, ms",
        in_turns(lambda flask: first_request(flask, many) / 1000, few),
        0.90,
    )
    yield "import, ms", in_turns(lambda flask: fresh_import(flask.__name__), few), 0.90
    yield "memory per app, KiB", in_turns(memory_per_app, 3), 1.0
    yield "cyclic garbage per request", in_turns(garbage_per_request, 1), 0


def _cpu_us(work: Callable[[], Any]) -> float:
    begin = time.process_time_ns()
    work()
    return (time.process_time_ns() - begin) / 1000


def _view(number: int) -> str:
    return str(number)


def _add(app: Any, count: int) -> None:
    for number in range(count):
        app.add_url_rule(f"/rule-{number}/<int:number>", f"rule-{number}", _view)


def _bare(flask: Any) -> Any:
    return flask.Flask("benchmark", static_folder=None)


def new_app(flask: Any) -> float:
    """Microseconds for an application, with its static files."""
    return _cpu_us(lambda: [flask.Flask("benchmark") for _ in range(10)]) / 10


def add_rule(flask: Any) -> float:
    """Microseconds for one rule."""
    app = _bare(flask)
    return _cpu_us(lambda: _add(app, 20)) / 20


def add_rules(flask: Any, count: int) -> float:
    """Milliseconds for many rules."""
    app = _bare(flask)
    # The rules of the rounds before are not to be freed while these are added.
    gc.collect()
    return _cpu_us(lambda: _add(app, count)) / 1000


def first_request(flask: Any, rules: int = 1) -> float:
    """Microseconds for the first request after some rules."""
    app = _bare(flask)
    _add(app, rules)
    environ = HELLO.environ()
    return _cpu_us(lambda: serve(app, [environ]))


def fresh_import(module: str) -> float:
    """Milliseconds for a new process to import a framework, beyond the bare interpreter."""
    return _process(f"import {module}") - _process("pass")


def _process(code: str) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def memory_per_app(flask: Any, count: int = 50) -> float:
    """KiB that an application with one rule keeps, once it has answered."""
    scenarios = [_answered(flask)]
    gc.collect()
    tracemalloc.start()
    try:
        scenarios += [_answered(flask) for _ in range(count)]
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / count / 1024
    finally:
        tracemalloc.stop()


def _answered(flask: Any) -> Any:
    app, request = hello(flask)
    serve(app, [request.environ()])
    return app


def garbage_per_request(flask: Any, count: int = 100) -> float:
    """Objects that only the garbage collector can free."""
    app, request = hello(flask)
    serve(app, [request.environ()])
    gc.collect()
    gc.disable()
    try:
        serve(app, [request.environ() for _ in range(count)])
        return gc.collect() / count
    finally:
        gc.enable()
