"""How one failure is told: the promise, what was expected and observed, what passed on the wire."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from flask_conformance.reporting.printable import printable
from flask_conformance.verdicts.outcomes import Verdict

USUAL_HEADERS = {"host", "accept", "accept-encoding", "connection", "user-agent"}
LONGEST_BODY = 400


def lines_of(verdict: Verdict) -> Iterator[Text]:
    """The lines below the heading of a failure."""
    requirement = verdict.requirement
    yield Text(requirement.sentence, style="italic")
    yield _field("spec", f"spec/{requirement.page}:{requirement.line}")
    yield _field("check", verdict.check.id)
    if verdict.expected is not None:
        yield _field("expected", verdict.expected)
        yield _field("observed", verdict.observed or "")
    for exchange in verdict.exchanges:
        yield from _exchange_lines(exchange)
    for line in verdict.message.strip("\n").splitlines():
        yield Text(printable(f"  {line}"), style="dim")


def _field(name: str, value: str) -> Text:
    return Text.assemble((f"{name:<10}", "bold"), printable(value))


def _exchange_lines(exchange: dict[str, Any]) -> Iterator[Text]:
    yield _field("request", f"{exchange['method']} {exchange['url']}")
    yield from _message_lines(exchange["request_headers"], exchange["request_body"])
    if exchange["status"] is None:
        yield _field("answer", f"none: {exchange['error']}")
    else:
        yield _field("answer", str(exchange["status"]))
        yield from _message_lines(exchange["response_headers"], exchange["response_body"])
    for line in exchange["log"].strip().splitlines():
        yield Text(printable(f"  log: {line}"), style="dim")


def _message_lines(headers: list[tuple[str, str]], body: str) -> Iterator[Text]:
    for name, value in headers:
        if name.lower() not in USUAL_HEADERS:
            yield Text(printable(f"  {name}: {value}"))
    if body:
        cut = body if len(body) <= LONGEST_BODY else f"{body[:LONGEST_BODY]}..."
        for line in cut.splitlines():
            yield Text(printable(f"  | {line}"))
