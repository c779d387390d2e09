"""The algebra of every constraint family, row by row, against files that a person has checked.

A golden file changes only with a reason: set OREFOLIO_GOLDEN=write, run, and read the difference.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

from algebra_text import family_text, objective_text
from one_of_each import CASES
from orefolio.formulation import FAMILIES, Family, Formulation, build

GOLDEN = Path(__file__).parent / "golden"


FAMILY_NAMES = [family.name for family in FAMILIES]


@lru_cache
def built() -> tuple[Formulation, ...]:
    """The model of every case."""
    return tuple(build(case()) for case in CASES)


def shown(family: str) -> Formulation:
    """The first model that has a row of the family."""
    for formulation in built():
        if len(getattr(formulation.model, family)):
            return formulation
    raise AssertionError(f"no case of one_of_each has a row of {family}")


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_rows_are_the_golden_ones(family: str) -> None:
    """Proves that no row of the family has changed unnoticed."""
    _compare(GOLDEN / f"{family}.txt", family_text(shown(family), family))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.__name__ for case in CASES])
def test_objective_is_the_golden_one(number: int) -> None:
    """Proves that no cost has changed unnoticed."""
    _compare(GOLDEN / f"objective_{CASES[number].__name__}.txt", objective_text(built()[number]))


def test_no_family_without_golden_rows() -> None:
    """Proves that a new family cannot land without its algebra being read by a person."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {
        *FAMILY_NAMES,
        *(f"objective_{case.__name__}" for case in CASES),
    }


@pytest.mark.parametrize("family", FAMILIES, ids=FAMILY_NAMES)
def test_every_row_can_be_told_to_a_planner(family: Family) -> None:
    """Proves that each row has a sentence and a cell, and a positive scale where it may move."""
    for formulation in built():
        case = formulation.case
        for index in getattr(formulation.model, family.name):
            found = index if isinstance(index, tuple) else (index,)
            assert family.sentence(case, found)
            assert all(family.places(case, found))
            relax = family.relaxation and family.relaxation(case, found)
            assert relax is None or (relax.scale > 0 and relax.group.sentence)
    assert ".. math::" in family.algebra


def _compare(path: Path, text: str) -> None:
    if os.environ.get("OREFOLIO_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
