import pytest

import matrix
from flask_conformance.targets.settings import Configuration
from matrix import Cell, Verdicts

CHECK = "spec/routing/rules.md::rule-is-found"


def cell(release="3.1.3", python="3.11", libraries="newest", transport="wsgi"):
    return Cell(release, python, libraries, transport)


def verdicts(outcome, *, message=None, exit_code=0, **of_cell):
    """What came of a cell in which one check was made."""
    test = {"name": CHECK, "rawStatus": outcome} | ({"message": message} if message else {})
    extra = {"python": "3.11.7", "werkzeug": "3.1.9"}
    report = {"tests": [test], "environment": {"extra": extra}}
    return Verdicts(cell(**of_cell), exit_code, report)


def test_cells_of_one_mind_do_not_disagree():
    found = [verdicts("passed"), verdicts("passed", libraries="oldest")]

    assert list(matrix.disagreements(found)) == []


def test_releases_may_differ():
    found = [verdicts("passed"), verdicts("failed", release="3.1.0")]

    assert list(matrix.disagreements(found)) == []


@pytest.mark.parametrize(
    ("outcome", "is_explained"),
    [("not-applicable", True), ("failed", False), ("untested", False)],
    ids=["not-applicable", "failed", "untested"],
)
def test_disagreement_is_explained_where_the_check_does_not_apply(outcome, is_explained):
    found = [verdicts("passed"), verdicts(outcome, message="because", libraries="oldest")]

    (difference,) = matrix.disagreements(found)

    assert difference.is_explained is is_explained
    assert difference.reason == "because"
    assert difference.places == {
        "passed": ["Python 3.11.7, newest, wsgi"],
        outcome: ["Python 3.11.7, oldest, wsgi"],
    }


def test_failure_beside_passed_and_not_applicable_is_not_explained():
    outcomes = ("passed", "not-applicable", "failed")
    found = [verdicts(outcome, message="because") for outcome in outcomes]

    (difference,) = matrix.disagreements(found)

    assert not difference.is_explained


def test_configuration_has_a_table_for_each_cell_whatever_its_transport(tmp_path):
    cells = [cell(), cell(transport="live"), cell(python="3.12")]
    path = tmp_path / "conformance.toml"

    path.write_text(matrix.configuration(cells), encoding="utf-8")

    tables = Configuration.read(path).targets
    assert list(tables) == ["flask-3.1.3-python-3.11-newest", "flask-3.1.3-python-3.12-newest"]
    assert tables["flask-3.1.3-python-3.12-newest"].requirements == ("flask==3.1.3",)


def test_oldest_libraries_are_what_the_release_names(monkeypatch, tmp_path):
    described = tmp_path / "lib" / "python3.11" / "site-packages" / "flask-3.1.3.dist-info"
    described.mkdir(parents=True)
    (described / "METADATA").write_text(
        "Name: flask\nVersion: 3.1.3\nRequires-Dist: Werkzeug<4,>=3.1.0\n"
        'Requires-Dist: old>=1; python_version < "3.10"\nRequires-Dist: any\n'
    )
    environment = matrix.environments.Environment(tmp_path / "bin" / "python", "3.11.7", {})
    monkeypatch.setattr(matrix.environments, "build", lambda target: environment)

    assert cell(libraries="oldest").requirements == ["flask==3.1.3", "werkzeug==3.1.0"]


def test_everything_that_did_not_go_well_is_shown(capsys):
    broken = Verdicts(cell(libraries="oldest"), 3, complaint="It broke.")
    found = [verdicts("passed"), verdicts("failed", message="[x] is wrong", exit_code=1), broken]

    matrix.show(matrix.Console(width=200, markup=False), found, list(matrix.disagreements(found)))

    printed = capsys.readouterr().out
    assert "flask-3.1.3-python-3.11-newest (wsgi): failed " + CHECK in printed
    assert "flask-3.1.3-python-3.11-oldest (wsgi): It broke." in printed
    assert f"flask 3.1.3  {CHECK}  UNEXPLAINED: [x] is wrong" in printed
