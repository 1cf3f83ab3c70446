"""A short cut to a redirect to a path that needs no quoting.

It stands for Werkzeug's ``redirect``, and spares the check of what goes to the browser.
"""

import re
from typing import TypeVar

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from ._plain_responses import plain_response

R = TypeVar("R", bound=Response)

# A path of this host, maybe with a query, of which each character is sent as it is.
_CLEAN_PATH = re.compile(r"/(?!/)[\w.~/-]*(?:\?[\w.~/%=+&-]+)?", re.ASCII)
_GAP = "here"
_PAGE = redirect(_GAP).get_data(as_text=True).split(_GAP)


def is_clean_path(location: str) -> bool:
    """Whether a URL is such a path, which ``iri_to_uri`` would leave as it is."""
    return _CLEAN_PATH.fullmatch(location) is not None


def plain_redirect(cls: type[R], location: str, code: int) -> R | None:
    """A redirect of this class; None where it is to be made the usual way."""
    if type(location) is not str or not is_clean_path(location):
        return None
    page = location.replace("&", "&amp;").join(_PAGE)
    response = plain_response(cls, page, code, "text/html")
    if response is not None:
        # At its end, as when it is set: there is none yet.
        response.headers._list.append(("Location", location))
    return response
