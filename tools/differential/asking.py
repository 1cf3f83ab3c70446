"""A request to an application, as it can be written down and sent again."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import EnvironBuilder


@dataclass(frozen=True)
class Ask:
    """A request; the options are those of Werkzeug's test client."""

    method: str
    path: str
    options: dict[str, Any] = field(default_factory=dict)

    def environ(self) -> dict[str, Any]:
        """The environment that a server would make of it, new each time."""
        builder = EnvironBuilder(self.path, method=self.method, **self.options)
        try:
            return dict(builder.get_environ())
        finally:
            builder.close()

    def __str__(self) -> str:
        """The same in a program that has a ``client``."""
        named = "".join(f", {name}={value!r}" for name, value in self.options.items())
        return f"client.open({self.path!r}, method={self.method!r}{named})"
