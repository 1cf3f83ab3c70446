"""A long list, page by page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page of a list; the first one is there even if the list is empty."""

    number: int
    size: int
    total: int

    @property
    def offset(self):
        """How many items stand on the pages before."""
        return (self.number - 1) * self.size

    @property
    def last(self):
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def exists(self):
        """Whether the list is long enough to have this page."""
        return 1 <= self.number <= self.last
