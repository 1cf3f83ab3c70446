"""Categories of messages, chosen in any way."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

FLASHED = [("on fire", "error"), ("saved", "success"), ("no paper", "error"), ("hello", "message")]


@pytest.fixture
def shop(app):
    """An application with a key, in which a context can be pushed."""
    app.secret_key = "key"
    return app


def after_flashing(**options):
    """What a call returns for the messages above."""
    for text, category in FLASHED:
        flask.flash(text, category)
    return [*flask.get_flashed_messages(**options)]


FORMS = {
    "tuple": ("error", "message"),
    "set": {"error", "message"},
    "keys": {"error": "red", "message": "black"},
    "repeated": ["message", "error", "error"],
    "with-unknown": ["news", "error", "message"],
}


@pytest.mark.parametrize("wanted", FORMS.values(), ids=FORMS)
def test_filter_chooses_categories__forms(shop, wanted):
    """The filter may be any collection, in any order."""
    with shop.test_request_context("/books"):
        chosen = after_flashing(category_filter=wanted)

    assert chosen == ["on fire", "no paper", "hello"]


EMPTY = {"list": [], "tuple": (), "set": set()}


@pytest.mark.parametrize("nothing", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("categories", [True, False])
def test_empty_filter_chooses_all(shop, nothing, categories):
    """An empty collection leaves no message out."""
    with shop.test_request_context("/books"):
        chosen = after_flashing(with_categories=categories, category_filter=nothing)
        everything = [*flask.get_flashed_messages(with_categories=categories)]

    assert len(chosen) == len(FLASHED)
    assert chosen == everything


def test_category_goes_with_the_message__by_place(shop):
    """The options may be given without their names, categories first."""
    with shop.test_request_context("/books"):
        after_flashing()
        chosen = [*flask.get_flashed_messages(True, ["success"])]

    assert chosen == [("success", "saved")]


categories = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)


@given(
    flashed=st.lists(categories, min_size=1, max_size=5),
    wanted=st.lists(categories, min_size=1, max_size=5),
    overlap=st.integers(0, 5),
)
def test_filter_goes_with_categories__any_texts(flashed, wanted, overlap):
    """Any texts are categories, and those are chosen that equal one in the filter (no surrogates).

    Some of the wanted ones are taken from the flashed ones, or they would hardly meet.
    """
    wanted = wanted + flashed[:overlap]
    app = flask.Flask("app_under_test", static_folder=None)
    app.secret_key = "key"

    with app.test_request_context("/books"):
        for number, category in enumerate(flashed):
            flask.flash(f"message {number}", category)
        chosen = [*flask.get_flashed_messages(with_categories=True, category_filter=wanted)]

    assert chosen == [(c, f"message {n}") for n, c in enumerate(flashed) if c in wanted]


def test_filter_may_be_one_category__with_its_name(shop):
    """It chooses all messages of that category, and also gives the category."""
    with shop.test_request_context("/books"):
        chosen = after_flashing(with_categories=True, category_filter="error")

    assert chosen == [("error", "on fire"), ("error", "no paper")]
