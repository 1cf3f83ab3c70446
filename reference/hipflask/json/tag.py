"""JSON that gives back what went in: values that JSON lacks travel in an object with a tag.

A tagged value is an object with a single key, the tag: ``{" t": [1, 2]}`` is the tuple
``(1, 2)``. A dict that looks like one by accident gets the tag `` di`` and ``__`` behind its key.
"""

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from markupsafe import Markup
from werkzeug.http import http_date, parse_date

from . import dumps, loads


class JSONTag:
    """How one type of value is recognized, written and read."""

    __slots__ = ("serializer",)

    # Without a key, values are written as they are: an intermediate step, nothing to read back.
    key: str = ""

    def __init__(self, serializer: "TaggedJSONSerializer") -> None:
        self.serializer = serializer

    def check(self, value: Any) -> bool:
        """Whether this tag is the one for the value."""
        raise NotImplementedError

    def to_json(self, value: Any) -> Any:
        """The value in terms of JSON."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """The value again, from what ``to_json`` gave."""
        raise NotImplementedError

    def tag(self, value: Any) -> dict[str, Any]:
        """The object that stands for the value."""
        return {self.key: self.to_json(value)}


class TagDict(JSONTag):
    """A dict of one item whose key is taken by a tag."""

    __slots__ = ()
    key = " di"

    def check(self, value: Any) -> bool:
        """Whether it is a dict of one item whose key is a tag."""
        return (
            isinstance(value, dict)
            and len(value) == 1
            and next(iter(value)) in (self.serializer.tags)
        )

    def to_json(self, value: Any) -> Any:
        """The item under a key that is no tag."""
        [(key, inner)] = value.items()
        return {f"{key}__": self.serializer.tag(inner)}

    def to_python(self, value: Any) -> Any:
        """The item under its own key."""
        [(key, inner)] = value.items()
        return {key.removesuffix("__"): inner}


class PassDict(JSONTag):
    """Any other dict: only its values may need tags."""

    __slots__ = ()

    def check(self, value: Any) -> bool:
        """Whether it is a dict."""
        return isinstance(value, dict)

    def to_json(self, value: Any) -> Any:
        """The dict with its values tagged."""
        # The keys stay: JSON has no others than text.
        return {key: self.serializer.tag(inner) for key, inner in value.items()}

    tag = to_json


class TagTuple(JSONTag):
    """A tuple, which JSON would make a list."""

    __slots__ = ()
    key = " t"

    def check(self, value: Any) -> bool:
        """Whether it is a tuple."""
        return isinstance(value, tuple)

    def to_json(self, value: Any) -> Any:
        """A list of the items, tagged."""
        return [self.serializer.tag(item) for item in value]

    def to_python(self, value: Any) -> Any:
        """The tuple of the items."""
        return tuple(value)


class PassList(JSONTag):
    """A list: only its items may need tags."""

    __slots__ = ()

    def check(self, value: Any) -> bool:
        """Whether it is a list."""
        return isinstance(value, list)

    def to_json(self, value: Any) -> Any:
        """The list with its items tagged."""
        return [self.serializer.tag(item) for item in value]

    tag = to_json


class TagBytes(JSONTag):
    """Bytes, in Base64."""

    __slots__ = ()
    key = " b"

    def check(self, value: Any) -> bool:
        """Whether it is bytes."""
        return isinstance(value, bytes)

    def to_json(self, value: Any) -> Any:
        """The bytes in Base64."""
        return b64encode(value).decode("ascii")

    def to_python(self, value: Any) -> Any:
        """The bytes again."""
        return b64decode(value)


class TagMarkup(JSONTag):
    """Anything that knows its HTML; it comes back as Markup."""

    __slots__ = ()
    key = " m"

    def check(self, value: Any) -> bool:
        """Whether it has a method for its HTML."""
        return callable(getattr(value, "__html__", None))

    def to_json(self, value: Any) -> Any:
        """The HTML as text."""
        return str(value.__html__())

    def to_python(self, value: Any) -> Any:
        """The HTML as Markup."""
        return Markup(value)


class TagUUID(JSONTag):
    """A UUID, in hexadecimal."""

    __slots__ = ()
    key = " u"

    def check(self, value: Any) -> bool:
        """Whether it is a UUID."""
        return isinstance(value, UUID)

    def to_json(self, value: Any) -> Any:
        """Its 32 digits."""
        return value.hex

    def to_python(self, value: Any) -> Any:
        """The UUID again."""
        return UUID(value)


class TagDateTime(JSONTag):
    """A moment, to the second, as HTTP writes it."""

    __slots__ = ()
    key = " d"

    def check(self, value: Any) -> bool:
        """Whether it is a moment."""
        return isinstance(value, datetime)

    def to_json(self, value: Any) -> Any:
        """The moment as an HTTP date."""
        return http_date(value)

    def to_python(self, value: Any) -> Any:
        """The moment, in UTC."""
        return parse_date(value)


class TaggedJSONSerializer:
    """Writes and reads compact JSON with tags; the first tag whose check says yes is used."""

    __slots__ = ("order", "tags")

    default_tags: ClassVar[list[type[JSONTag]]] = [
        TagDict,
        PassDict,
        TagTuple,
        PassList,
        TagBytes,
        TagMarkup,
        TagUUID,
        TagDateTime,
    ]

    def __init__(self) -> None:
        self.tags: dict[str, JSONTag] = {}
        self.order: list[JSONTag] = []
        for tag_class in self.default_tags:
            self.register(tag_class)

    def register(
        self, tag_class: type[JSONTag], force: bool = False, index: int | None = None
    ) -> None:
        """Add a tag, at the end or before position ``index``.

        A KeyError says that its key is taken, unless ``force`` is set.
        """
        tag = tag_class(self)
        if tag.key:
            if tag.key in self.tags and not force:
                raise KeyError(f"The tag {tag.key!r} is taken. Choose another or use force=True.")
            self.tags[tag.key] = tag
        self.order.insert(len(self.order) if index is None else index, tag)

    def tag(self, value: Any) -> Any:
        """The value in terms of JSON, tagged where it has to be."""
        for tag in self.order:
            if tag.check(value):
                return tag.tag(value)
        return value

    def untag(self, value: dict[str, Any]) -> Any:
        """The value that an object stands for: mostly itself."""
        if len(value) == 1:
            [(key, inner)] = value.items()
            if key in self.tags:
                return self.tags[key].to_python(inner)
        return value

    def _untag_scan(self, value: Any) -> Any:
        """The value with every tag in it resolved, from the inside out."""
        if isinstance(value, dict):
            return self.untag({key: self._untag_scan(inner) for key, inner in value.items()})
        if isinstance(value, list):
            return [self._untag_scan(item) for item in value]
        return value

    def dumps(self, value: Any) -> str:
        """Write a value as compact text."""
        return dumps(self.tag(value), separators=(",", ":"))

    def loads(self, value: str) -> Any:
        """Read what ``dumps`` wrote."""
        return self._untag_scan(loads(value))
