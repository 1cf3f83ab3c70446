"""What is taken for the application when only a module is named."""

import pytest


def load(project, *lines):
    """The application that the command line finds in a module."""
    import flask.cli

    project.write("shop.py", "from flask import Flask", *lines)
    return flask.cli.ScriptInfo("shop").load_app()


def name(project, *lines):
    """The name of that application."""
    return str(load(project, *lines).name)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["other = Flask('other')", "app = Flask('first')"], "first"),
        (["application = Flask('second')", "app = Flask('first')"], "first"),
        (["other = Flask('other')", "application = Flask('second')"], "second"),
        (["app = 'no application'", "application = Flask('second')"], "second"),
    ],
    ids=["app", "both", "application", "app-is-something-else"],
)
def test_names_app_and_application_come_first(project, lines, found):
    """Wherever they stand in the module."""
    assert name(project, *lines) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["site = Flask('only')"],
        ["_site = Flask('only')"],
        ["app = 3", "site = Flask('only')"],
        ["class Shelf:", "    site = Flask('hidden')", "site = Flask('only')"],
    ],
    ids=["public", "private", "beside-another-app", "beside-a-class"],
)
def test_only_application_is_found_under_any_name(project, lines):
    """Only the names of the module itself are looked at."""
    assert name(project, *lines) == "only"


@pytest.mark.parametrize("variable", ["app", "site"])
def test_applications_of_subclasses_are_applications(project, variable):
    """Under a usual name, or as the only one."""
    found = load(project, "class Shop(Flask): pass", f"{variable} = Shop('shop')")

    assert (type(found).__name__, str(found.name)) == ("Shop", "shop")


@pytest.mark.parametrize("more", [[], ["def create_app(): return Flask('made')"]])
def test_several_applications_are_refused(project, more):
    """With a factory too."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException):
        load(project, "one = Flask('one')", "two = Flask('two')", *more)


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (["def create_app(): return Flask('created')"], "created"),
        (["def make_app(): return Flask('made')"], "made"),
        (
            ["def make_app(): return Flask('made')", "def create_app(): return Flask('created')"],
            "created",
        ),
        (["def create_app(name='preset', *, key=1): return Flask(name)"], "preset"),
        (["create_app = 'none'", "def make_app(): return Flask('made')"], "made"),
        (["create_app = lambda: Flask('created')"], "created"),
    ],
    ids=["create_app", "make_app", "both", "defaults", "something-else", "lambda"],
)
def test_factory_is_called(project, lines, made):
    """Without arguments."""
    assert name(project, *lines) == made


def test_applications_come_before_factories(project):
    """Even if the application has no usual name."""
    assert name(project, "def create_app(): return Flask('made')", "x = Flask('own')") == "own"


@pytest.mark.parametrize("parameters", ["name", "*, name", "first, second=2"])
@pytest.mark.parametrize("factory", ["create_app", "make_app"])
def test_factory_that_wants_arguments_is_refused(project, factory, parameters):
    """The message tells which it is."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException) as refused:
        load(project, f"def {factory}({parameters}): return Flask('made')")

    assert factory in refused.value.format_message()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("len(3)", TypeError),
        ("(lambda name: name)()", TypeError),
        ("1 / 0", ZeroDivisionError),
        ("{}['tea']", KeyError),
    ],
    ids=["type", "arguments-of-another", "division", "key"],
)
def test_errors_of_the_factory_pass(project, line, error):
    """A wrong call inside of it included."""
    with pytest.raises(error) as raised:
        load(project, "def create_app():", f"    {line}", "    return Flask('made')")

    assert raised.traceback[-1].path.name == "shop.py"


@pytest.mark.parametrize("result", ["None", "3", "Flask"])
def test_factory_without_an_application_is_passed_over(project, result):
    """The next one may have an application."""
    lines = [f"def create_app(): return {result}", "def make_app(): return Flask('made')"]

    assert name(project, *lines) == "made"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["app = 3"],
        ["def app(): return Flask('made')"],
        ["class Shelf:", "    app = Flask('hidden')"],
        ["def create_app(): return None"],
        ["def create(): return Flask('made')"],
    ],
    ids=["empty", "number", "function", "in-a-class", "nothing-made", "unusual-factory"],
)
def test_module_without_an_application_is_refused(project, lines):
    """The message tells which module it is."""
    import flask.cli

    with pytest.raises(flask.cli.NoAppException) as refused:
        load(project, *lines)

    assert "shop" in refused.value.format_message()
