"""What is logged about the search for templates."""

import logging

import flask
import pytest
from jinja2 import TemplateNotFound


@pytest.fixture
def library(tmp_path):
    """An application and a shop with templates, one of which both have, and a park without any."""
    for folder, names in {"books": ["both", "book"], "wares": ["both", "price"]}.items():
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / f"{name}.txt").write_text(f"{name} in {folder}")
    library = flask.Flask(
        "great_library", static_folder=None, template_folder=str(tmp_path / "books")
    )
    library.config["EXPLAIN_TEMPLATE_LOADING"] = True
    for name, folder in {"little_shop": str(tmp_path / "wares"), "old_park": None}.items():
        part = flask.Blueprint(name, "part", url_prefix=f"/{name}", template_folder=folder)
        part.add_url_rule("/<name>", "show", lambda name: flask.render_template(name))
        library.register_blueprint(part)
    return library


@pytest.fixture
def records(library):
    """What is logged to the logger of the application, from now on."""
    kept, level = [], library.logger.level
    handler = logging.Handler()
    handler.emit = kept.append
    library.logger.addHandler(handler)
    library.logger.setLevel(logging.DEBUG)
    yield kept
    library.logger.removeHandler(handler)
    library.logger.setLevel(level)


def look_for(library, *names):
    """Render each of the templates, and tell the texts, or that it is missing."""
    with library.app_context():
        return [look_for_one(name) for name in names]


def look_for_one(name):
    """Render a template of the current application, or tell that it is missing."""
    try:
        return "".join(flask.render_template(name))
    except TemplateNotFound as error:
        return f"no {error.name}"


@pytest.mark.parametrize("explained", [True, False])
def test_explanation_does_not_change_what_is_rendered(library, explained):
    """Every template is found, or missing, and twice the same."""
    library.config["EXPLAIN_TEMPLATE_LOADING"] = explained
    names = ["book.txt", "both.txt", "price.txt", "film.txt"]

    first, second = look_for(library, *names), look_for(library, *names)

    assert first == ["book in books", "both in books", "price in wares", "no film.txt"]
    assert second == first


def test_search_is_logged(library, records):
    """Each search is one record."""
    texts = look_for(library, "price.txt", "both.txt")

    assert texts == ["price in wares", "both in books"]
    assert [record.levelname for record in records] == ["INFO", "INFO"]
    assert "price.txt" in records[0].getMessage()
    assert "both.txt" in records[1].getMessage()


def test_nothing_is_logged_otherwise(library, records):
    """With the setting, the same search is."""
    library.config["EXPLAIN_TEMPLATE_LOADING"] = False
    look_for(library, "book.txt", "both.txt", "film.txt")
    silent = list(records)

    library.config["EXPLAIN_TEMPLATE_LOADING"] = True
    library.jinja_env.cache.clear()
    look_for(library, "book.txt")

    assert silent == []
    assert len(records) == 1


def test_missing_template_is_told_as_well(library, records):
    """It is told by name, each time."""
    texts = look_for(library, "film.txt", "film.txt")

    assert texts == ["no film.txt", "no film.txt"]
    assert ["film.txt" in record.getMessage() for record in records] == [True, True]


@pytest.mark.parametrize("name", ["book.txt", "price.txt", "film.txt"])
def test_all_places_are_told(library, records, tmp_path, name):
    """Whether the template is found in one of them or not; who has no templates is not told."""
    look_for(library, name)

    message = records[0].getMessage()
    places = ["great_library", "little_shop", str(tmp_path / "books"), str(tmp_path / "wares")]
    assert [place for place in places if place not in message] == []
    assert "old_park" not in message


@pytest.mark.parametrize(
    ("name", "folders"),
    [
        pytest.param("book", ["books"], id="application"),
        pytest.param("price", ["wares"], id="blueprint"),
        pytest.param("both", ["books", "wares"], id="both"),
        pytest.param("film", [], id="neither"),
    ],
)
def test_message_tells_what_was_found(library, records, tmp_path, name, folders):
    """The path of each file is there, of those that are used and of those that are not."""
    look_for(library, f"{name}.txt")

    message = records[0].getMessage()
    found = [
        folder for folder in ("books", "wares") if str(tmp_path / folder / f"{name}.txt") in message
    ]
    assert found == folders


@pytest.mark.parametrize("name", ["both.txt", "film.txt"], ids=["several", "missing"])
def test_message_tells_whose_view_it_was(library, client_of, records, name):
    """The park is named for its views, and not for those of others."""
    client = client_of(library)

    for blueprint in ("old_park", "little_shop"):
        library.jinja_env.cache.clear()
        client.get(f"/{blueprint}/{name}")

    messages = [record.getMessage() for record in records if record.levelname == "INFO"]
    assert ["old_park" in message for message in messages] == [True, False]


def test_setting_counts_when_it_is_changed(library, records):
    """Switched off and on again, between searches for what is missing."""
    for explained in (True, False, True):
        library.config["EXPLAIN_TEMPLATE_LOADING"] = explained
        look_for(library, "film.txt")

    assert len(records) == 2
