"""What the name behind the colon leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

FACTORIES = (
    "from flask import Flask",
    "app, other = Flask('app'), Flask('other')",
    "def create_app(*arguments, **keywords):",
    "    other.arguments = arguments, keywords",
    "    return other",
    "def create_shop(name, key='preset'): return Flask(f'{name} {key}')",
    "price = 3",
    "def count(): return 3",
    "class Shelf: site = app",
    "shelves = [app]",
)


@pytest.fixture
def load(project):
    """Get the application with a name from the module ``shop``."""

    def load(name):
        import flask.cli

        return flask.cli.ScriptInfo(f"shop:{name}").load_app()

    project.write("shop.py", *FACTORIES)
    return load


@pytest.mark.parametrize("name", ["app", "other", " other "])
def test_name_chooses_the_application(load, name):
    """Spaces around it do not matter."""
    assert str(load(name).name) == name.strip()


def test_name_chooses_the_application__in_a_file(load):
    """A file can be named instead of the module."""
    import flask.cli

    assert str(flask.cli.ScriptInfo("./shop.py:other").load_app().name) == "other"


@pytest.mark.parametrize("name", ["create_app", "create_app()", " create_app( ) "])
def test_function_is_called(load, name):
    """With or without parentheses, it gets no arguments."""
    app = load(name)

    assert (str(app.name), repr(app.arguments)) == ("other", "((), {})")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("create_shop('tea')", "tea preset"),
        ("create_shop('tea', 'mint')", "tea mint"),
        ("create_shop(key='mint', name='tea')", "tea mint"),
        ("create_shop('tea:', {1: 2})", "tea: {1: 2}"),
    ],
    ids=["one", "two", "keywords", "colons"],
)
def test_arguments_can_be_given(load, call, name):
    """Defaults of the function stay for what is not given."""
    assert str(load(call).name) == name


TEXTS = st.text("a1 :'\",()", max_size=4)
ATOMS = st.none() | st.integers() | st.floats(0, 9) | TEXTS | TEXTS.map(str.encode)
VALUES = st.lists(ATOMS, max_size=2) | st.tuples(ATOMS) | st.dictionaries(ATOMS, ATOMS, max_size=2)


@given(first=ATOMS | VALUES, second=VALUES)
def test_arguments_can_be_given__any_literals(load, first, second):
    """Plain values, and lists, tuples and dictionaries of them, arrive as they are written.

    Special floats, sets and deeper values are left out; the texts have all that could end a call.
    """
    app = load(f"create_app({first!r}, second={second!r})")

    assert repr(app.arguments) == repr(((first,), {"second": second}))


@pytest.mark.parametrize("argument", ["price", "1 + 1 * 1", "int('3')", "name=price", "f'{price}'"])
def test_arguments_are_literal_values(load, argument):
    """Nothing is looked up or computed."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException):
        load(f"create_app({argument})")

    assert repr(load("create_app(3)").arguments) == "((3,), {})"


@pytest.mark.parametrize("name", ["shop", "create", "create()", "App"])
def test_unknown_name_is_refused(load, name):
    """The message tells the name."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException) as refused:
        load(name)

    assert name.removesuffix("()") in refused.value.format_message()


@pytest.mark.parametrize(
    "text", ["create_app(", "class", "app other", "3", "create_app())", "'app'"]
)
def test_text_that_is_no_expression_is_refused(load, text):
    """Neither Python's keywords nor numbers are names."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException):
        load(text)


@pytest.mark.parametrize("text", ["Shelf.site", "shelves[0]", "Shelf.site()"])
def test_parts_of_objects_are_refused(load, text):
    """Only the names of the module itself can be chosen."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException):
        load(text)


@pytest.mark.parametrize("name", ["price", "count", "count()", "Flask", "shelves"])
def test_object_must_be_an_application(load, name):
    """Neither the class nor a container of applications is one."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException):
        load(name)


@pytest.mark.parametrize(
    "call", ["create_shop", "create_shop()", "create_shop(1, 2, 3)", "create_shop('tea', lock=1)"]
)
def test_arguments_must_fit(load, call):
    """Too few, too many or unknown ones."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException) as refused:
        load(call)

    assert "create_shop" in refused.value.format_message()


@pytest.mark.parametrize("call", ["make", "make()", "make(3)"])
@pytest.mark.parametrize(
    ("line", "error"),
    [("len(3)", TypeError), ("(lambda name: name)()", TypeError), ("1 / 0", ZeroDivisionError)],
    ids=["type", "arguments-of-another", "division"],
)
def test_errors_of_the_function_pass(project, call, line, error):
    """They are not taken for arguments that do not fit."""
    import flask.cli

    project.write("shop.py", "def make(number=3):", f"    {line}")

    with pytest.raises(error) as raised:
        flask.cli.ScriptInfo(f"shop:{call}").load_app()

    assert raised.traceback[-1].path.name == "shop.py"
