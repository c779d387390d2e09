"""The balance of every material and grade, and days of cover."""

from __future__ import annotations

import math
from collections import defaultdict

import pandas as pd

from orefolio.case.entities import StockPolicy
from orefolio.case.model import Case
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


def terms_of(case: Case, material: str, grade: str) -> StockPolicy | None:
    """The stock row of a grade: its own, else that of the material, else the first of any."""
    rows = {policy.grade: policy for policy in case.stock.values() if policy.material == material}
    return rows.get(grade) or rows.get("") or next(iter(rows.values()), None)


def opening_of(case: Case, material: str, grade: str) -> float:
    """Stock of a grade on the first day, t; a row without grade speaks of the only grade."""
    terms = terms_of(case, material, grade)
    if terms is None or (terms.grade != grade and len(case.grades[material]) > 1):
        return 0.0
    return terms.opening


def stock(solved: Solved) -> pd.DataFrame:
    """Opening, arrived, used, surplus and closing tonnes of every material, grade and period.

    Holding cost: USD per t and year x years of the period x closing stock.
    """
    case = solved.case
    arrived = solved.flows.groupby(["material", "grade", "node"])["usable"].sum().to_dict()
    used: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for (segment, grade, node), tonnes in solved.values("use").items():
        used[case.segments[segment].material, grade, node] += tonnes
    closing, surplus = solved.values("stock"), solved.values("surplus")
    rows = []
    for material, grades in case.grades.items():
        for grade in grades:
            terms = terms_of(case, material, grade)
            before = opening_of(case, material, grade)
            for node, period in solved.period.items():
                index = (material, grade, node)
                left = closing.get(index, 0.0)
                held = terms.holding_cost * period.years * left if terms else 0.0
                rows.append(
                    (
                        material,
                        grade,
                        period.label,
                        before,
                        arrived.get(index, 0.0),
                        used.get(index, 0.0),
                        surplus.get(index, 0.0),
                        left,
                        held,
                    )
                )
                before = left
    return from_rows(RESULT_TABLE["stock"], rows, solved.ranks)


def cover(solved: Solved) -> pd.DataFrame:
    """For every row of the Stock sheet: tonnes and days at the end of each period."""
    case = solved.case
    closing: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for (material, grade, node), tonnes in solved.values("stock").items():
        closing[material, grade, node] += tonnes
    rows = []
    for policy in case.stock.values():
        grades = (policy.grade,) if policy.grade else case.grades[policy.material]
        for node, period in solved.period.items():
            left = sum(closing.get((policy.material, grade, node), 0.0) for grade in grades)
            per_day, needed = policy.cover_per_day[period.index], policy.cover[period.index]
            ceiling = policy.ceiling[period.index]
            rows.append(
                (
                    policy.material,
                    policy.grade,
                    period.label,
                    left,
                    left / per_day if per_day > 0 else None,
                    policy.days_of_cover if needed > 0 else 0.0,
                    needed,
                    ceiling if math.isfinite(ceiling) else None,
                )
            )
    return from_rows(RESULT_TABLE["cover"], rows, solved.ranks)
