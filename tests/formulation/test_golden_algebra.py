"""The algebra of every constraint family, row by row, against files that a person has checked.

A golden file changes only with a reason: set OREFOLIO_GOLDEN=write, run, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from algebra_text import family_text, objective_text
from one_of_each import every_family
from orefolio.formulation import FAMILIES, Formulation, build

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def formulation() -> Formulation:
    return build(every_family())


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_rows_are_the_golden_ones(formulation: Formulation, family: str) -> None:
    """Proves that no row of the family has changed unnoticed."""
    _compare(GOLDEN / f"{family}.txt", family_text(formulation, family))


def test_objective_is_the_golden_one(formulation: Formulation) -> None:
    """Proves that no cost has changed unnoticed."""
    _compare(GOLDEN / "objective.txt", objective_text(formulation))


def test_no_family_without_golden_rows(formulation: Formulation) -> None:
    """Proves that a new family cannot land without its algebra being read by a person."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {
        *(family.name for family in FAMILIES),
        "objective",
    }
    for family in FAMILIES:
        assert len(getattr(formulation.model, family.name)) > 0, family.name


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_row_can_be_told_to_a_planner(formulation: Formulation, family: object) -> None:
    """Proves that each row has a sentence and a cell, and a positive scale where it may move."""
    case = formulation.case
    for index in getattr(formulation.model, family.name):  # type: ignore[attr-defined]
        found = index if isinstance(index, tuple) else (index,)
        assert family.sentence(case, found)  # type: ignore[attr-defined]
        assert all(family.places(case, found))  # type: ignore[attr-defined]
        relax = family.relaxation and family.relaxation(case, found)  # type: ignore[attr-defined]
        assert relax is None or (relax.scale > 0 and relax.group.sentence)
        assert ".. math::" in family.algebra  # type: ignore[attr-defined]


def _compare(path: Path, text: str) -> None:
    if os.environ.get("OREFOLIO_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
