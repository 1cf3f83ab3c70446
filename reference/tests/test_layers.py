"""The modules import each other as the picture in the README says."""

from pathlib import Path

from importlinter.cli import lint_imports

CONTRACT = Path(__file__).parents[1] / ".importlinter"


def test_imports_point_down(capsys):
    """No module imports what stands above it or beside it, and each has a place."""
    status = lint_imports(config_filename=str(CONTRACT), no_cache=True)

    assert status == 0, capsys.readouterr().out
