"""How far the plan is from the limits of each specification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from orefolio.case.entities import Specification
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE

NOISE = 1e-9
"""Margins below this share of the value come from the solver's tolerance."""


def specifications(solved: Solved) -> pd.DataFrame:
    """Every specification in every period in which its segment uses anything."""
    used: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for (segment, grade, node), tonnes in solved.values("use").items():
        used[segment, node][grade] = tonnes
    rows = []
    for spec in solved.case.specifications.values():
        for node, period in solved.period.items():
            grades = used.get((spec.segment, node))
            if grades:
                rows.append(
                    (spec.segment, spec.attribute, period.label, *_row(solved, spec, grades))
                )
    return from_rows(RESULT_TABLE["specifications"], rows, solved.ranks)


def _row(solved: Solved, spec: Specification, grades: Mapping[str, float]) -> tuple[object, ...]:
    quality = solved.case.quality.value
    values = {grade: quality.get(grade, {}).get(spec.attribute) for grade in grades}
    known = {grade: value for grade, value in values.items() if value is not None}
    tonnes = sum(grades.values())
    outside = sum(grades[grade] for grade, value in known.items() if margin(spec, value) < 0)
    actual: float | None
    if spec.basis == "every lot":
        actual = min(known.values(), key=lambda value: margin(spec, value), default=None)
    else:
        total = sum(grades[grade] * value for grade, value in known.items())
        actual = total / tonnes if spec.basis == "blend" else total
    return (
        spec.basis,
        tonnes,
        actual,
        spec.minimum,
        spec.maximum,
        None if actual is None else _clean(margin(spec, actual), actual),
        outside / tonnes,
        spec.off_specification if spec.basis == "every lot" else None,
    )


def _clean(room: float, actual: float) -> float:
    """A blend that lies on its limit is not outside of it by the last digits of a sum."""
    return 0.0 if abs(room) <= NOISE * abs(actual) else room


def margin(spec: Specification, value: float) -> float:
    """Distance of a value to the nearer limit; negative outside of it."""
    below = value - spec.minimum if spec.minimum is not None else float("inf")
    above = spec.maximum - value if spec.maximum is not None else float("inf")
    return min(below, above)
