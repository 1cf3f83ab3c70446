"""Messages for the visitor's next page, carried by the session."""

from collections.abc import Iterable

from .ctx import current, current_request
from .signals import _tell, message_flashed

KEY = "_flashes"


def flash(message: str, category: str = "message") -> None:
    """Leave a message for the next page that shows messages."""
    context = current_request()
    session = context.session
    # A new list each time: a session sees that it was assigned to, not that a list grew.
    session[KEY] = [*session.get(KEY, []), (category, message)]
    _tell(message_flashed, current().app, message=message, category=category)


def get_flashed_messages(
    with_categories: bool = False, category_filter: Iterable[str] = ()
) -> list[str] | list[tuple[str, str]]:
    """Take the messages out of the session; within the same request they stay readable."""
    wanted = _categories(category_filter)
    flashes = [(c, text) for c, text in _taken_out() if not wanted or c in wanted]
    return flashes if with_categories else [text for _, text in flashes]


def _categories(category_filter: Iterable[str] | None) -> list[str]:
    """The categories asked for; one alone may come as itself (flashing.categories)."""
    if isinstance(category_filter, str):
        return [category_filter] if category_filter else []
    # A list, because a category that is no text need not be hashable.
    return list(category_filter or ())


def _taken_out() -> list[tuple[str, str]]:
    context = current_request()
    if context.flashes is None:
        session = context.session
        context.flashes = session.pop(KEY) if KEY in session else []
    return context.flashes
