"""What the client accepts."""

import flask
import pytest


def told(app, wsgi, look, header, value):
    """What a view tells about a request with this header, or without any if the value is None."""
    seen = []

    @app.route("/books")
    def books():
        seen.append(look(flask.request))
        return "seen"

    answer = wsgi.call(app, wsgi.environ("/books", headers=[(header, value)] if value else []))
    assert answer.text == "seen"
    return seen[0]


LISTS = {
    "types": ("accept_mimetypes", "Accept", "text/csv;q=0.5, text/html", ["text/html", "text/csv"]),
    "charsets": ("accept_charsets", "Accept-Charset", "utf-8;q=0.1, koi8-r", ["koi8-r", "utf-8"]),
    "encodings": ("accept_encodings", "Accept-Encoding", "gzip;q=0.5, br", ["br", "gzip"]),
    "languages": (
        "accept_languages",
        "Accept-Language",
        "en;q=0.8, eo, de;q=0.9",
        ["eo", "de", "en"],
    ),
    "missing": ("accept_mimetypes", "Accept", None, []),
}


@pytest.mark.parametrize(("name", "header", "value", "values"), LISTS.values(), ids=LISTS)
def test_accepted_values_are_listed_by_preference(app, wsgi, name, header, value, values):
    """The qualities decide, not the order in the header."""
    found = told(app, wsgi, lambda request: [*getattr(request, name).values()], header, value)

    assert found == values


ACCEPTED = {
    "named": ("text/html", True),
    "other-case": ("TEXT/html", True),
    "all-of-a-kind": ("text/*", True),
    "everything": ("*/*", True),
    "other": ("image/png", False),
    "other-kind": ("image/*", False),
    "missing": (None, False),
}


@pytest.mark.parametrize(("value", "accepted"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepted_values_can_be_asked_for(app, wsgi, value, accepted):
    """A wildcard accepts what it stands for."""
    found = told(app, wsgi, lambda r: "text/html" in r.accept_mimetypes, "Accept", value)

    assert found is accepted


OFFERS = {
    "equals": ("text/html, text/csv", "text/csv"),
    "better-second": ("text/html, text/csv;q=0.9", "text/html"),
    "specific-beats-wildcard": ("text/html;q=0.2, */*;q=0.5", "text/csv"),
    "refused": ("text/csv;q=0, */*", "text/html"),
    "nothing-left": ("image/png", "text/plain"),
    "missing": (None, "text/plain"),
}


@pytest.mark.parametrize(("value", "best"), OFFERS.values(), ids=OFFERS)
def test_best_match_is_chosen__with_a_default(app, wsgi, value, best):
    """Quality comes first, then the order of the offers, and the default last."""

    def look(request):
        return request.accept_mimetypes.best_match(["text/csv", "text/html"], "text/plain")

    found = told(app, wsgi, look, "Accept", value)

    assert found == best


LANGUAGES = {
    "same": ("de-AT, en;q=0.5", ["en", "de-AT"], "de-AT"),
    "language-of-a-variant": ("de-AT", ["en", "de"], "de"),
    "variant-of-a-language": ("de", ["en-GB", "de-AT"], "de-AT"),
    "exact-beats-related": ("de-AT, en", ["de", "en"], "en"),
    "any": ("*", ["en", "de"], "en"),
    "unknown": ("eo", ["en", "de"], None),
}


@pytest.mark.parametrize(("value", "offers", "best"), LANGUAGES.values(), ids=LANGUAGES)
def test_language_matches_its_variants(app, wsgi, value, offers, best):
    """A related language is better than none, and an exact one is better than that."""

    def look(request):
        return request.accept_languages.best_match(offers)

    found = told(app, wsgi, look, "Accept-Language", value)

    assert found == best


KINDS = {
    "json": ("application/json", (True, False)),
    "html": ("text/html", (False, True)),
    "both": ("application/json, text/html;q=0.1", (True, True)),
    "any": ("*/*", (True, True)),
    "neither": ("image/png", (False, False)),
    "missing": (None, (False, False)),
}


@pytest.mark.parametrize(("value", "kinds"), KINDS.values(), ids=KINDS)
def test_json_and_html_can_be_asked_for(app, wsgi, value, kinds):
    """What an API and a page ask most often has a name."""

    def look(request):
        accepted = request.accept_mimetypes
        return bool(accepted.accept_json), bool(accepted.accept_html)

    found = told(app, wsgi, look, "Accept", value)

    assert found == kinds


ATTRIBUTES = ["accept_mimetypes", "accept_charsets", "accept_encodings", "accept_languages"]


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_missing_header_accepts_nothing_by_name(app, wsgi, name):
    """An application sees that nothing was said, and decides for itself."""

    def look(request):
        accepted = getattr(request, name)
        return bool(accepted), accepted.best_match(["x"]), accepted.best_match(["x"], "y")

    found = told(app, wsgi, look, "X-Other", None)

    assert found == (False, None, "y")
