"""The balance of every material and grade, and days of cover."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from orefolio.case.entities import Period, StockPolicy
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract import home
from orefolio.portfolio.extract.pools import Level, levels
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


def stock(solved: Solved) -> pd.DataFrame:
    """Opening, arrived, lost, used, surplus and closing tonnes of every material, grade and period.

    All pools together; what moves between them is neither arrived nor used.

    What is recycled or made at home arrives; what is converted is used.

    Holding cost: USD per t and year x years of the period x closing stock.
    """
    case = solved.case
    arrived = solved.arrivals.groupby(["material", "grade", "node"])["usable"].sum().to_dict()
    used: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for (segment, grade, node), tonnes in solved.values("use").items():
        used[case.segments[segment].material, grade, node] += tonnes
    for index, tonnes in home.brought(solved).items():
        arrived[index] = arrived.get(index, 0.0) + tonnes
    for index, tonnes in home.taken(solved).items():
        used[index] += tonnes
    surplus = solved.values("surplus")
    kept: defaultdict[tuple[str, str, str], list[Level]] = defaultdict(list)
    for level in levels(solved):
        kept[level.material, level.grade, level.node].append(level)
    rows = []
    for material, grades in case.grades.items():
        for grade in grades:
            for node, period in solved.period.items():
                index = (material, grade, node)
                own = kept[index]
                rows.append(
                    (
                        material,
                        grade,
                        period.label,
                        sum(level.opening for level in own),
                        arrived.get(index, 0.0),
                        sum(level.lost for level in own),
                        used.get(index, 0.0),
                        surplus.get(index, 0.0),
                        sum(level.closing for level in own),
                        sum(level.holding_cost for level in own),
                    )
                )
    return from_rows(RESULT_TABLE["stock"], rows, solved.ranks)


def cover(solved: Solved) -> pd.DataFrame:
    """For every row of the Stock sheet: tonnes and days at the end of each period."""
    closing = solved.values("stock")
    rows = []
    for policy in solved.case.stock.values():
        places = solved.case.places_of(policy)
        for node, period in solved.period.items():
            left = sum(closing.get((policy.material, *place, node), 0.0) for place in places)
            rows.append(_cover_row(policy, period, left))
    return from_rows(RESULT_TABLE["cover"], rows, solved.ranks)


def missing_days(policy: StockPolicy, period: Period, left: float) -> float:
    """Days that a stock of ``left`` t is short of the days of cover that are wanted at a price."""
    per_day = policy.wanted_per_day[period.index]
    if not policy.priced or policy.wanted[period.index] <= 0 or per_day <= 0:
        return 0.0
    return max(policy.days_wanted - left / per_day, 0.0)


def _cover_row(policy: StockPolicy, period: Period, left: float) -> tuple[object, ...]:
    per_day, needed = policy.cover_per_day[period.index], policy.cover[period.index]
    ceiling = policy.ceiling[period.index]
    asked = policy.priced and policy.wanted[period.index] > 0
    missing = missing_days(policy, period, left)
    return (
        policy.material,
        policy.grade,
        policy.pool,
        period.label,
        left,
        left / per_day if per_day > 0 else None,
        policy.days_of_cover if needed > 0 else 0.0,
        needed,
        ceiling if math.isfinite(ceiling) else None,
        policy.days_wanted if asked else None,
        missing if asked else None,
        missing * policy.cover_price * period.years if asked else None,
    )


def missing_cover(solved: Solved) -> Iterator[tuple[str, float]]:
    """Period and USD of the days of cover that are wanted and missing."""
    closing = solved.values("stock")
    for policy in solved.case.stock.values():
        places = solved.case.places_of(policy)
        for node, period in solved.period.items():
            left = sum(closing.get((policy.material, *place, node), 0.0) for place in places)
            charge = missing_days(policy, period, left) * policy.cover_price * period.years
            yield period.label, charge
