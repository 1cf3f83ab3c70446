"""What an application did, written down so that two runs of it can be compared.

An app here is a plain program: it makes an application, visits it, and notes what is not to be
seen from outside. At its end the diary is printed as one line of JSON. Importing this module makes
the world steady, before anything else can look at it: the same random numbers in each run, and a
clock that moves only when it is told to. What differs all the same is named by the app, as
`volatile`, and left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import logging
import os
import random
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

DATE = r"\w{3}, \d\d[ -]\w{3}[ -]\d{4} \d\d:\d\d:\d\d GMT"
COUNTER = itertools.count()


class Clock:
    """Says the time of one moment until it is moved."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        """What ``time.time`` says."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.now += seconds


def steady_random(size: int) -> bytes:
    """Random bytes for everybody but an attacker: the same sequence in each process."""
    return hashlib.shake_128(str(next(COUNTER)).encode()).digest(size)


clock = Clock(1_800_000_000.0)
time.time = clock
os.urandom = steady_random
vars(random)["_urandom"] = steady_random
random.seed(1)


class Diary:
    """Exchanges, notes, warnings and log records, in the order in which they came."""

    def __init__(self, volatile: Mapping[str, str]) -> None:
        self.entries: list[dict[str, Any]] = []
        self._volatile = {"date": DATE, **volatile}

    def note(self, what: str, **details: Any) -> None:
        """Write down an event that no answer shows."""
        self.entries.append({"note": what, **details})

    def listen(self, *signals: Any) -> None:
        """Note each sending of these signals, with the names of what is sent along."""
        for signal in signals:
            signal.connect(self._listener(signal.name), weak=False)

    def _listener(self, name: str) -> Callable[..., None]:
        def listener(sender: object, **sent: object) -> None:
            self.note(f"signal {name}", sender=type(sender).__name__, sent=sorted(sent))

        return listener

    def visitor(self, client: Any) -> Visitor:
        """A client whose exchanges are written down."""
        return Visitor(client, self)

    def text(self) -> str:
        """All of it, as one line of JSON, without what is volatile."""
        return json.dumps(self._plain(self.entries))

    def _plain(self, value: Any) -> Any:
        """Something JSON can say, each string without its volatile parts."""
        match value:
            case Mapping():
                return {str(key): self._plain(one) for key, one in value.items()}
            case list() | tuple():
                return [self._plain(one) for one in value]
            case None | bool() | int() | float():
                return value
        text = value if isinstance(value, str) else repr(value)
        for word, pattern in self._volatile.items():
            text = re.sub(pattern, f"<{word}>", text)
        return text


class Visitor:
    """Sends requests through a test client, and writes down what came back."""

    def __init__(self, client: Any, diary: Diary) -> None:
        self.client = client
        self._diary = diary

    def open(self, method: str, path: str, **options: Any) -> Any:
        """One exchange; options are those of the test client."""
        response = self.client.open(path, method=method, **options)
        self._diary.entries.append(
            {
                "request": f"{method} {path}",
                "status": response.status,
                "headers": [list(header) for header in response.headers],
                "body": response.get_data(as_text=True),
            }
        )
        return response

    def get(self, path: str, **options: Any) -> Any:
        """Look at a page."""
        return self.open("GET", path, **options)

    def post(self, path: str, **options: Any) -> Any:
        """Send a form or a document."""
        return self.open("POST", path, **options)


class Noting(logging.Handler):
    """Puts what is logged into a diary."""

    def __init__(self, diary: Diary) -> None:
        super().__init__(logging.WARNING)
        self._diary = diary

    def emit(self, record: logging.LogRecord) -> None:
        """Without traceback: that is not the same anywhere."""
        self._diary.note(f"log {record.levelname}", logger=record.name, text=record.getMessage())


def tell(story: Callable[[Diary], None], **volatile: str) -> None:
    """Run a story and print its diary; `volatile` says of each word which pattern it stands for."""
    diary = Diary(volatile)
    with noted_surroundings(diary):
        story(diary)
    print(diary.text())


@contextlib.contextmanager
def noted_surroundings(diary: Diary) -> Iterator[None]:
    """Meanwhile warnings and log records go into the diary, and no print is in its way."""

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        diary.note(f"warning {category.__name__}", text=str(message))

    handler = Noting(diary)
    logging.getLogger().addHandler(handler)
    with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
        warnings.simplefilter("always")
        warnings.showwarning = show
        yield
    logging.getLogger().removeHandler(handler)
