import sys
import zipfile

import pytest

from flask_conformance.targets.naming import Configuration, Target, TargetError, resolve


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(here):
    """A project's folder in the working directory."""
    folder = here / "impl"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "my-impl"')
    (folder / "my_impl.py").touch()
    return folder


@pytest.fixture
def wheel(here):
    """A wheel in the working directory."""
    path = here / "my_impl-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("web/__init__.py", "")
    return path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("flask", Target("flask", "flask"), id="importable"),
        pytest.param("flask.views", Target("flask.views", "flask.views"), id="submodule"),
        pytest.param(
            "hipflask", Target("hipflask", "hipflask", implements="3.1.3"), id="known-importable"
        ),
        pytest.param(
            "flask==2.3.3",
            Target("flask==2.3.3", "flask", requirements=("flask==2.3.3",)),
            id="requirement",
        ),
        pytest.param(
            "Flask>=3,<3.1",
            Target("Flask>=3,<3.1", "flask", requirements=("Flask<3.1,>=3",)),
            id="range",
        ),
        pytest.param(
            "apiflask",
            Target(
                "apiflask",
                "apiflask",
                extends="flask",
                names={"Flask": "APIFlask", "Blueprint": "APIBlueprint"},
                requirements=("apiflask",),
            ),
            id="known",
        ),
        pytest.param(
            "Flask_OpenAPI3==4.0.0",
            Target(
                "Flask_OpenAPI3==4.0.0",
                "flask_openapi3",
                extends="flask",
                names={
                    "Flask": "OpenAPI",
                    "Blueprint": "APIBlueprint",
                    "Response": "flask.Response",
                },
                requirements=("Flask_OpenAPI3==4.0.0",),
            ),
            id="known-release",
        ),
        pytest.param(
            "my.impl @ git+https://example.org/x.git",
            Target(
                "my.impl @ git+https://example.org/x.git",
                "my_impl",
                requirements=("my.impl @ git+https://example.org/x.git",),
            ),
            id="address",
        ),
    ],
)
def test_name_stands_for_target(here, name, expected):
    """Modules, requirements and known targets are told apart by their names."""
    target = resolve(name)

    assert target == expected


def test_module_of_working_directory_is_found(here):
    """One's own module needs no installation, and is not imported to be found."""
    (here / "my_own_flask.py").write_text("raise RuntimeError('imported')")

    target = resolve("my_own_flask")

    assert target == Target("my_own_flask", "my_own_flask", paths=(here,))


@pytest.mark.parametrize("name", ["-e impl", "-e ./impl", "./impl", "impl/", "-e{here}/impl"])
def test_project_is_installed_editable(here, project, name):
    """A project's folder may be written in every usual way."""
    target = resolve(name.format(here=here))

    assert target == Target("impl", "my_impl", editable=(project,))


@pytest.mark.parametrize("prefix", ["", "./", "{here}/"])
def test_wheel_is_required_by_its_address(here, wheel, prefix):
    """A wheel becomes a requirement that names the file, and its module is read from it."""
    target = resolve(f"{prefix.format(here=here)}{wheel.name}")

    assert target.requirements == (f"my-impl @ {wheel.as_uri()}",)
    assert (target.label, target.module) == (wheel.name, "web")


def test_wheel_may_have_extras(here, wheel):
    """Extras are asked for as pip does."""
    target = resolve(f"./{wheel.name}[async,dotenv]")

    assert target.requirements == (f"my-impl[async,dotenv] @ {wheel.as_uri()}",)


def test_module_and_python_overrule(here, project):
    """What the user says beside the name counts more than what is found."""
    target = resolve("-e impl", module="other", python="3.12")

    assert (target.module, target.python) == ("other", "3.12")


def test_module_overrules_a_table(here):
    """The module of a table is overruled, too."""
    configuration = Configuration.read(_configuration(here, "[targets.mine]\nmodule = 'flask'"))

    target = resolve("mine", module="flask.app", configuration=configuration)

    assert target.module == "flask.app"


def test_folder_without_modules_is_none(here):
    """A folder of the working directory is a module only if it has an ``__init__``."""
    (here / "my_folder").mkdir()

    with pytest.raises(TargetError, match="There is no module my_folder"):
        resolve("my_folder")

    (here / "my_folder" / "__init__.py").touch()
    assert resolve("my_folder").paths == (here,)


def test_interpreter_is_named_from_the_root_on(here):
    """The path of an interpreter means the same wherever it is used."""
    target = resolve("flask", python="env/bin/python")

    assert target.python == str(here / "env" / "bin" / "python")


def test_unknown_package_is_installed_if_its_module_is_said(here):
    """A package that nobody here knows is installed only if the user means it."""
    target = resolve("my-impl", module="impl")

    assert target == Target("my-impl", "impl", requirements=("my-impl",))


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        pytest.param("flsak", "There is no module flsak here", "Did you mean flask?", id="typo"),
        pytest.param("hipflsk", "no module hipflsk here", "Did you mean hipflask?", id="known"),
        pytest.param("mien", "There is no module mien here", "Did you mean mine?", id="table"),
        pytest.param("beside.py", "no module beside.py", "Did you mean beside?", id="file"),
        pytest.param("besdie", "no module besdie", "Did you mean beside?", id="typo-of-a-file"),
        pytest.param("q-x", "There is no module q-x here", "q-x --module NAME", id="stranger"),
        pytest.param("flask.veiws", "no module flask.veiws", "--module", id="submodule"),
        pytest.param("flask=2", "'flask=2' is not a requirement", "flask==3.1.3", id="operator"),
        pytest.param("./x-1-py3-none-any.whl", "There is no ", "wheel", id="absent-wheel"),
        pytest.param("-e ../nowhere", "There is no ", "project's folder", id="absent-folder"),
        pytest.param("-e .", "has no pyproject.toml", "name its module", id="no-project"),
        pytest.param("./beside.py", "is a module, not a project", "name it: beside", id="a-file"),
    ],
)
def test_mistake_is_one_line_with_a_hint(here, name, message, hint):
    """Whatever the user gets wrong is told in one line, with what to do."""
    mine = Configuration.read(_configuration(here, "[targets.mine]\nmodule = 'flask'"))
    (here / "beside.py").touch()

    with pytest.raises(TargetError) as caught:
        resolve(name, configuration=mine)

    assert message in caught.value.message
    assert hint in caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


def test_table_comes_first(here):
    """A table may describe a target of a name that means something else, too."""
    text = "[targets.flask]\nmodule = 'my_flask'\nrequirements = ['flask<3']\nimplements = '2.3'"
    configuration = Configuration.read(_configuration(here, text))

    target = resolve("flask", configuration=configuration)

    expected = Target("flask", "my_flask", implements="2.3", requirements=("flask<3",))
    assert target == expected


def test_paths_in_a_table_start_at_its_file(here, project, wheel, monkeypatch):
    """A table means the same from every working directory."""
    text = f"[targets.mine]\nrequirements = ['-e impl', './{wheel.name}']\npaths = ['impl']"
    configuration = Configuration.read(_configuration(here, text))
    monkeypatch.chdir(here.parent)

    target = resolve("mine", configuration=configuration)

    assert (target.editable, target.paths) == ((project,), (project,))
    assert target.requirements == (f"my-impl @ {wheel.as_uri()}",)


@pytest.mark.parametrize(("paths", "folder"), [([], "."), (["impl"], "impl")])
def test_table_may_name_a_module_beside_it(here, project, paths, folder):
    """An adapter lies beside the file, or in one of the folders that it names."""
    (here / folder / "my_adapter.py").touch()
    text = f"[targets.mine]\nmodule = 'my_adapter'\npaths = {paths}"
    configuration = Configuration.read(_configuration(here, text))

    target = resolve("mine", configuration=configuration)

    assert target.paths == (here / folder,)


def test_table_must_name_a_module_that_is_there(here):
    """A misspelt module in a table is told at once."""
    text = "[targets.mine]\nmodule = 'my_adaptor'"
    configuration = Configuration.read(_configuration(here, text))

    with pytest.raises(TargetError, match="There is no module my_adaptor here"):
        resolve("mine", configuration=configuration)


def test_resolving_imports_nothing(here):
    """Looking for a module leaves it and its parents alone."""
    package = here / "my_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "web.py").touch()

    target = resolve("my_package.web")

    assert target.module == "my_package.web"
    assert "my_package" not in sys.modules


def _configuration(folder, text):
    path = folder / "conformance.toml"
    path.write_text(text)
    return path
