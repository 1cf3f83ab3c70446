"""Flask-Babel: texts, numbers and dates in the language that a visitor asks for."""

import datetime
import tempfile
from pathlib import Path

import flask
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from diary import Diary, tell
from flask_babel import (
    Babel,
    force_locale,
    format_currency,
    format_datetime,
    format_decimal,
    get_locale,
    get_translations,
    gettext,
    lazy_gettext,
    ngettext,
    pgettext,
    refresh,
)

GREETING = lazy_gettext("Hello %(name)s", name="Ada")
MOMENT = datetime.datetime(2024, 2, 29, 18, 30)
TEMPLATE = "{{ _('Books') }} {% trans n=n %}one book{% pluralize %}{{ n }} books{% endtrans %}"
GERMAN = {
    "Books": "Bücher",
    "Hello %(name)s": "Hallo %(name)s",
    ("one book", "%(n)d books"): ("ein Buch", "%(n)d Bücher"),
    ("%(num)d cat", "%(num)d cats"): ("%(num)d Katze", "%(num)d Katzen"),
}


def write_catalogue(folder):
    """The German texts, compiled."""
    catalogue = Catalog(locale="de")
    for text, translated in GERMAN.items():
        catalogue.add(text, translated)
    catalogue.add("May", "Mai", context="month")
    path = folder / "de" / "LC_MESSAGES"
    path.mkdir(parents=True)
    with (path / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)


def make_app(folder):
    """An application that chooses a language for each request."""
    app = flask.Flask(__name__)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    add_views(app)
    return app


def choose_locale():
    """As the query says, or else as the browser prefers."""
    if not flask.has_request_context():
        return None
    asked = flask.request.args.get("lang")
    return asked or flask.request.accept_languages.best_match(["de", "en", "fr"])


def choose_timezone():
    """As the query says."""
    return flask.request.args.get("tz")


def add_views(app):
    """Texts, numbers, templates."""

    @app.get("/texts")
    def texts():
        cats = [ngettext("%(num)d cat", "%(num)d cats", number) for number in (1, 3)]
        may = [gettext("May"), pgettext("month", "May")]
        return {"lazy": str(GREETING), "cats": cats, "may": may}

    @app.get("/numbers")
    def numbers():
        return [format_datetime(MOMENT), format_decimal(1234.5), format_currency(3, "EUR")]

    @app.get("/template/<int:n>")
    def template(n):
        source = TEMPLATE + " {{ n|numberformat }} {{ moment|dateformat('full') }}"
        return flask.render_template_string(source, n=n, moment=MOMENT)

    @app.get("/forced")
    def forced():
        before = str(get_locale())
        with force_locale("fr"):
            inside = format_decimal(1234.5)
        refresh()
        return [before, inside, str(get_locale()), type(get_translations()).__name__]


def story(diary: Diary):
    """The same pages in German, English and what the browser likes."""
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(Path(folder))
        app = make_app(Path(folder))
        visitor = diary.visitor(app.test_client())
        for path in ("/texts", "/numbers", "/template/1", "/template/2000", "/forced"):
            visitor.get(path, headers={"Accept-Language": "de;q=0.9, en;q=0.1"})
            visitor.get(f"{path}?lang=en&tz=Asia/Tokyo")
        assert "Hallo Ada" in visitor.get("/texts?lang=de").text
        with app.app_context():
            diary.note("no request", locale=str(get_locale()), text=str(GREETING))
        diary.note("no context", text=str(GREETING))


if __name__ == "__main__":
    tell(story)
