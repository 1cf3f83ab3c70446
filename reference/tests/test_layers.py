"""The modules import each other as the picture in the README says."""

import re
from configparser import ConfigParser
from pathlib import Path

from importlinter.cli import lint_imports

REFERENCE = Path(__file__).parents[1]
CONTRACT = REFERENCE / ".importlinter"


def test_imports_point_down(capsys):
    """No module imports what stands above it or beside it, and each has a place."""
    status = lint_imports(config_filename=str(CONTRACT), no_cache=True)

    assert status == 0, capsys.readouterr().out


def test_picture_is_the_contract():
    """The README shows the layers of the contract, with all their modules, in their order."""
    contract = ConfigParser()
    contract.read(CONTRACT, encoding="utf-8")
    layers = contract["importlinter:contract:layers"]["layers"].strip().splitlines()

    assert drawn() == [set(re.findall(r"\w+", layer)) for layer in layers]


def drawn():
    """The layers in the picture: a line that is indented goes on with the layer above it."""
    text = (REFERENCE / "README.md").read_text(encoding="utf-8")
    picture = re.search(r"^## The layers\n.*?^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    layers = []
    for line in picture.group(1).splitlines():
        if not line.startswith(" "):
            layers.append(set())
        # Three spaces or more stand before the words that explain.
        layers[-1].update(re.split(" {3,}|$", line.strip())[0].split())
    return layers
