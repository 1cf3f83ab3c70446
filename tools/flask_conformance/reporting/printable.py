"""Text that every terminal and every XML file can take, whatever a target wrote."""

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    r"""The text with control characters and lone surrogates as escapes, such as ``\x1b``."""
    return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)
