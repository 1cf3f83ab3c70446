import io
import tarfile
import zipfile

import pytest

from flask_conformance.errors import TargetError
from flask_conformance.targets.distributions import module_of, name_of


def wheel(folder, *names):
    """A wheel of these files."""
    path = folder / "my_impl-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*names, "my_impl-1.0.dist-info/METADATA"):
            archive.writestr(name, "")
    return path


def sdist(folder, *names):
    """A source distribution of these files."""
    path = folder / "my_impl-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in (*names, "pyproject.toml", "setup.py"):
            archive.addfile(tarfile.TarInfo(f"my_impl-1.0/{name}"), io.BytesIO())
    return path


def project(folder, *names):
    """A project's folder with these files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "pyproject.toml").write_text('[project]\nname = "my-impl"')
    return folder


@pytest.mark.parametrize("kind", [wheel, sdist, project])
@pytest.mark.parametrize(
    ("files", "module"),
    [
        pytest.param(["my_impl/__init__.py", "more/__init__.py"], "my_impl", id="same-name"),
        pytest.param(["My_Impl/__init__.py", "a.py"], "My_Impl", id="same-name-in-capitals"),
        pytest.param(["web/__init__.py", "web/app.py"], "web", id="only-package"),
        pytest.param(["web.py", "tests/__init__.py"], "web", id="only-module-beside-tests"),
    ],
)
def test_module_is_found(tmp_path, kind, files, module):
    """The module is the one called like the distribution, or the only one."""
    path = kind(tmp_path, *files)

    found = module_of(path)

    assert found == module


@pytest.mark.parametrize("kind", [sdist, project])
def test_module_below_src_is_found(tmp_path, kind):
    """Sources may lie in a folder of their own."""
    path = kind(tmp_path, "src/my_impl/__init__.py", "docs/conf.py")

    found = module_of(path)

    assert found == "my_impl"


@pytest.mark.parametrize("kind", [wheel, sdist, project])
def test_several_modules_must_be_chosen_from(tmp_path, kind):
    """Where several modules might be meant, the user is told which there are."""
    path = kind(tmp_path, "one/__init__.py", "two.py")

    with pytest.raises(TargetError, match=r"brings the modules one, two\."):
        module_of(path)


def test_name_that_no_tool_gave_is_refused(tmp_path):
    """A wheel must be named as its build tool named it."""
    path = tmp_path / "mine.whl"

    with pytest.raises(TargetError, match=r"mine\.whl is not named like a wheel or an sdist\."):
        name_of(path)


def test_broken_archive_is_told(tmp_path):
    """A file that is no archive is refused by name."""
    path = tmp_path / "mine-1.0-py3-none-any.whl"
    path.write_text("not a zip")

    with pytest.raises(TargetError, match=r"mine-1\.0-py3-none-any\.whl cannot be unpacked"):
        module_of(path)
