"""A released id stays in use or is retired with a reason."""

import pytest

from flask_conformance.specification.retirement import problems_with_ids

TABLE = "# Retired\n\n| Id | Reason | Heir |\n|----|--------|------|\n"
GONE = "urls.a.gone"
USED = "urls.a.used"


def problems(folder, released, retired):
    (folder / "released-ids.txt").write_text(released, encoding="utf-8")
    (folder / "retired.md").write_text(retired, encoding="utf-8")
    return [(each.path, each.line, each.message) for each in problems_with_ids(folder, {USED})]


@pytest.mark.parametrize(
    ("released", "retired"),
    [
        pytest.param("", TABLE, id="nothing-yet"),
        pytest.param(f"{USED}\n", TABLE, id="in-use"),
        pytest.param(f"{GONE}\n", f"{TABLE}| `{GONE}` | wrong | none |\n", id="without-heir"),
        pytest.param(f"{GONE}\n", f"{TABLE}| {GONE} | wrong | {USED} |\n", id="with-heir"),
        pytest.param(
            f"{GONE}\nurls.a.older\n",
            f"{TABLE}| {GONE} | wrong | {USED} |\n| urls.a.older | wrong | {GONE} |\n",
            id="heir-retired-too",
        ),
    ],
)
def test_kept_ids(tmp_path, released, retired):
    """Nothing is wrong while each released id is accounted for."""
    assert problems(tmp_path, released, retired) == []


RELEASED, RETIRED = "spec/released-ids.txt", "spec/retired.md"
LOST = {
    "vanished": (f"{USED}\n{GONE}\n", TABLE, RELEASED, 2, "is gone"),
    "released-twice": (f"{USED}\n{USED}\n", TABLE, RELEASED, 2, "again"),
    "released-no-id": ("urls.a\n", TABLE, RELEASED, 1, "is no id"),
    "used-again": ("", f"{TABLE}| {USED} | x | none |\n", RETIRED, 5, "is used again"),
    "retired-no-id": ("", f"{TABLE}| urls | x | none |\n", RETIRED, 5, "is no id"),
    "retired-twice": ("", TABLE + f"| {GONE} | x | none |\n" * 2, RETIRED, 6, "retired twice"),
    "no-reason": ("", f"{TABLE}| {GONE} | | none |\n", RETIRED, 5, "without a reason"),
    "no-heir": ("", f"{TABLE}| {GONE} | x | |\n", RETIRED, 5, "the heir ``"),
    "unknown-heir": ("", f"{TABLE}| {GONE} | x | a.b.c |\n", RETIRED, 5, "the heir `a.b.c`"),
    "own-heir": ("", f"{TABLE}| {GONE} | x | {GONE} |\n", RETIRED, 5, f"the heir `{GONE}`"),
    "no-table": ("", "# Retired\n", RETIRED, 1, "0 tables"),
    "two-tables": ("", f"{TABLE}\n{TABLE}", RETIRED, 1, "2 tables"),
    "other-columns": ("", TABLE.replace("Heir", "By"), RETIRED, 3, "other columns"),
}


@pytest.mark.parametrize(
    ("released", "retired", "path", "line", "message"), LOST.values(), ids=LOST
)
def test_lost_ids(tmp_path, released, retired, path, line, message):
    """Each mistake is told with its file and line."""
    ((found_path, found_line, found),) = problems(tmp_path, released, retired)

    assert (found_path, found_line) == (path, line)
    assert message in found


def test_missing_files(tmp_path):
    """Without the two lists nothing can be said, which is told."""
    missing = [each.path for each in problems_with_ids(tmp_path, {USED})]

    assert missing == [RELEASED, RETIRED]
