"""How fast a framework answers, beside Flask: thirty scenarios, start-up and memory.

    python tools/benchmarks/requests_speed.py
    python tools/benchmarks/requests_speed.py --only hello json_dict --instructions

Times are CPU time for one raw WSGI call: the median of batches that the two frameworks run in
turns, in one process. Before anything is timed, each answer is checked, and that both are equal.
"""

import argparse
import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from statistics import geometric_mean, median
from typing import Any

from benchmarks import instructions, startup
from benchmarks.scenarios import GOALS, SCENARIOS, Scenario
from benchmarks.wsgi_calls import Answer, Request, ask, serve

Pair = tuple[float, float]
"""A figure of the first framework and that of the second."""

MEAN_GOAL = 0.38
LEGEND = "ratio: the second's share of the first's figure; goal: the most it should be for hipflask"


@dataclass(frozen=True)
class Effort:
    """How long to measure: batches of each framework, and seconds for each of them."""

    batches: int
    seconds: float


THOROUGH, QUICK = Effort(batches=60, seconds=0.005), Effort(batches=9, seconds=0.001)


def built(modules: Sequence[str], name: str) -> list[Scenario]:
    """A scenario on each framework, once all have given the answer that it expects."""
    scenarios = [SCENARIOS[name](import_module(module)) for module in modules]
    answers = [ask(app, request) for app, request in scenarios]
    for module, (_, request), answer in zip(modules, scenarios, answers, strict=True):
        if answer.status != request.status or request.expected not in answer.body.decode():
            raise SystemExit(f"{name}: {module} answers {answer.status} {answer.body[:200]!r}")
        if answer.essence() != answers[0].essence():
            raise SystemExit(_difference(name, modules[0], answers[0], module, answer))
    return scenarios


def _difference(name: str, first: str, one: Answer, second: str, other: Answer) -> str:
    return f"{name}: {first} answers\n  {one.essence()}\nbut {second}\n  {other.essence()}"


def cpu_times(scenarios: Sequence[Scenario], effort: Effort) -> list[float]:
    """Microseconds for one request to each application."""
    sizes = [_batch_size(app, request, effort.seconds) for app, request in scenarios]
    gc.collect()
    # What was built stays: collecting garbage need not look at it again.
    gc.freeze()
    rounds = [
        [_cpu_time(*scenario, size) for scenario, size in zip(scenarios, sizes, strict=True)]
        for _ in range(effort.batches)
    ]
    gc.unfreeze()
    return [median(times) for times in zip(*rounds, strict=True)]


def _batch_size(app: Any, request: Request, seconds: float) -> int:
    _cpu_time(app, request, 20)
    return max(5, round(seconds * 1e6 / _cpu_time(app, request, 20)))


def _cpu_time(app: Any, request: Request, size: int) -> float:
    environs = [request.environ() for _ in range(size)]
    begin = time.process_time_ns()
    serve(app, environs)
    return (time.process_time_ns() - begin) / size / 1000


def report_requests(modules: Sequence[str], names: Sequence[str], options: Any) -> None:
    """Print each scenario's figures beside its goal, and their geometric mean."""
    counts = _instructions(modules, names) if options.instructions else {}
    unit = "".join(f"{module + ' ki':>14}" for module in modules) if counts else ""
    print(f"{'':<30}" + "".join(f"{module + ' us':>14}" for module in modules), end="")
    print(f"{'ratio':>8}{'goal':>7}{unit}{'ratio' if counts else '':>8}".rstrip())
    ratios: list[Pair] = []
    for name in names:
        first, second = cpu_times(built(modules, name), QUICK if options.quick else THOROUGH)
        ratios.append((second / first, _ratio(counts.get(name))))
        _line(name, (first, second), GOALS[name], counts.get(name))
        # Applications are full of cycles; their receivers would slow down the next scenario.
        gc.collect()
    times, instructed = zip(*ratios, strict=True)
    # The goal is one for all scenarios together.
    goal = f"{MEAN_GOAL:7.2f}" if len(names) == len(SCENARIOS) else " " * 7
    line = f"{'geometric mean of ' + str(len(names)):<58}{geometric_mean(times):8.2f}{goal}"
    print((line + (f"{geometric_mean(instructed):36.2f}" if counts else "")).rstrip())


def _instructions(modules: Sequence[str], names: Sequence[str]) -> Mapping[str, Pair]:
    first, second = (instructions.count(module, names) for module in modules)
    return {name: (first[name], second[name]) for name in names}


def _ratio(pair: Pair | None) -> float:
    return 1 if pair is None else pair[1] / pair[0]


def _line(name: str, times: Pair, goal: float, counts: Pair | None = None) -> None:
    line = f"{name:<30}{times[0]:14.1f}{times[1]:14.1f}{_ratio(times):8.2f}{goal:7.2f}"
    if counts is not None:
        line += f"{counts[0]:14.1f}{counts[1]:14.1f}{_ratio(counts):8.2f}"
    print(line, flush=True)


def report_startup(modules: Sequence[str], quick: bool) -> None:
    """Print what happens once, or stays."""
    print()
    for what, (first, second), goal in startup.figures(modules, quick):
        ratio = f"{second / first:8.2f}" if first else f"{'-':>8}"
        print(f"{what:<30}{first:14.1f}{second:14.1f}{ratio}{goal:7.2f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog=LEGEND)
    parser.add_argument("first", nargs="?", default="flask", help="a module (default: flask)")
    parser.add_argument("second", nargs="?", default="hipflask", help="default: hipflask")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="some scenarios, or startup")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter batches")
    parser.add_argument(
        "--instructions", action="store_true", help="also count instructions, by valgrind"
    )
    options = parser.parse_args()
    known = [*SCENARIOS, "startup"]
    wanted = options.only or known
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        parser.error(f"no scenario is called {', '.join(unknown)}; there are {', '.join(known)}")
    modules = (options.first, options.second)
    for module in modules:
        try:
            import_module(module)
        except ImportError as error:
            parser.error(f"{error}; name modules that can be imported here")
    names = [name for name in SCENARIOS if name in wanted]
    if names:
        report_requests(modules, names, options)
    if "startup" in wanted:
        report_startup(modules, options.quick)
    print(f"\n{LEGEND}")


if __name__ == "__main__":
    main()
