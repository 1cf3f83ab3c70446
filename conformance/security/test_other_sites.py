"""Leading elsewhere: redirects and URLs that look like those of another host."""

from urllib.parse import urljoin, urlsplit

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

PATHS = {
    "two-slashes": "//evil.test",
    "three-slashes": "///evil.test",
    "with-a-path": "//evil.test/books",
    "encoded-slash": "/%2fevil.test",
    "backslash": "/%5cevil.test",
    "two-backslashes": "/%5c%5cevil.test",
    "slash-after-dot": "/.//evil.test",
    "user": "//localhost@evil.test",
    "url": "/http://evil.test",
    "scheme": "/javascript:alert(1)",
    "tab": "/%09/evil.test",
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_redirect_of_routing_stays_on_the_host(app, client, path):
    """A rule that takes any path, but wants a slash at the end, redirects to this host."""
    app.add_url_rule("/<path:place>/", "place", lambda place: "a place")

    redirect = client.get(path)
    answer = client.get(path, follow_redirects=True)

    assert redirect.status_code == 308
    assert urlsplit(redirect.headers["Location"]).netloc == "localhost"
    assert answer.text == "a place"


@pytest.fixture
def library(app):
    """An application with a view for every path."""
    app.add_url_rule("/<path:place>", "place", lambda place: "a place")
    return app


@given(place=st.text("/\\:@?#.\t evil", min_size=1, max_size=9))
def test_url_of_a_view_stays_on_the_host(library, place):
    """Any text of separators as value of the whole path leads to this host.

    The application is the same for all, since it does not change.
    """
    with library.test_request_context():
        url = f"{flask.url_for('place', place=place)}"

    # Browsers take backslashes for slashes.
    assert url.startswith("/")
    assert urlsplit(urljoin("http://localhost/", url.replace("\\", "/"))).netloc == "localhost"
