import pytest

from flask_conformance.targets.known_targets import pins, table_of_module, tables

ALONE = ("flask",)


@pytest.mark.parametrize(
    ("flask", "expected"),
    [
        (
            "1.1.4",
            {
                "werkzeug<2.1",
                "jinja2<3.1",
                "markupsafe<2.1",
                "itsdangerous<2.1",
                "click<8.1",
                "click<8.2",
            },
        ),
        ("2.0.3", {"werkzeug<2.1", "click<8.2"}),
        ("2.1.3", {"werkzeug<2.2", "click<8.2"}),
        ("2.2.0", {"werkzeug<2.3", "click<8.2"}),
        ("2.2.3", {"werkzeug<2.3", "click<8.2"}),
        ("2.2.4", {"werkzeug<2.3.3", "click<8.2"}),
        ("2.2.5", {"werkzeug<3", "click<8.2"}),
        ("2.3.0", {"werkzeug<2.3.3", "click<8.2"}),
        ("2.3.1", {"werkzeug<2.3.3", "click<8.2"}),
        ("2.3.2", {"werkzeug<3", "click<8.2"}),
        ("2.3.3", {"werkzeug<3", "click<8.2"}),
        ("3.0.3", {"werkzeug<3.1", "click<8.2"}),
        ("3.1.3", {"werkzeug<3.2"}),
        ("3.2.0", set()),
    ],
)
def test_every_line_of_flask_has_its_pins(flask, expected):
    """The pins of a release are those of its line."""
    found = pins(flask, ALONE)

    assert set(found) == expected


def test_requirement_overrules_a_pin():
    """What the user asks for by name is not pinned, however it is spelt."""
    found = pins("2.3.3", ["flask==2.3.3", "Werkzeug==3.0.1"])

    assert found == ("click<8.2",)


def test_known_targets_are_found_by_module():
    """A known target is recognized by what is imported, too."""
    found = table_of_module("flask_openapi3")

    assert found == tables()["flask-openapi3"]
    assert table_of_module("unheard_of") is None
