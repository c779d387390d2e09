"""Stock by pool, and every level from which tables and costs are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from orefolio.case.entities import Period, StockPolicy
from orefolio.case.model import Case
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


@dataclass(frozen=True)
class Level:
    """The stock of a grade in a pool over one period, t."""

    material: str
    grade: str
    pool: str
    node: str
    period: Period
    terms: StockPolicy
    opening: float
    lost: float
    closing: float

    @property
    def holding_cost(self) -> float:
        """USD in the money of the period."""
        return self.terms.holding_cost * self.period.years * self.closing


def terms_of(case: Case, material: str, grade: str, pool: str) -> StockPolicy:
    """The stock row of a grade in a pool: its own, else that of all grades, else the first."""
    own = [p for p in case.stock.values() if (p.material, p.pool) == (material, pool)]
    rows = {policy.grade: policy for policy in own}
    return rows.get(case.plain(grade)) or rows.get("") or own[0]


def opening_of(case: Case, material: str, grade: str, pool: str) -> float:
    """Stock of a grade on the first day, t; a row without grade speaks of the only grade."""
    terms = terms_of(case, material, grade, pool)
    only = len({case.plain(each) for each in case.grades[material]}) == 1
    mine = terms.grade == grade or only
    return terms.opening if mine and grade not in case.base_grade else 0.0


def levels(solved: Solved) -> Iterator[Level]:
    """Every stock in every period of the trunk, in period order."""
    case, closing = solved.case, solved.values("stock")
    for material, places in case.stock_places.items():
        for grade, pool in places:
            terms = terms_of(case, material, grade, pool)
            before = opening_of(case, material, grade, pool)
            for node, period in solved.period.items():
                left = closing.get((material, grade, pool, node), 0.0)
                lost = before * (1.0 - terms.kept(period.years))
                yield Level(material, grade, pool, node, period, terms, before, lost, left)
                before = left


def watched(case: Case) -> frozenset[str]:
    """Materials of which the pools are shown: kept in pools, lost, or growing old."""
    return frozenset(
        policy.material
        for policy in case.stock.values()
        if policy.pool or policy.loss_rate > 0 or policy.fresh_from
    )


def _young(solved: Solved, level: Level) -> float | None:
    """T that can be of lots within their shelf life at the end of a period, after losses."""
    case, terms, stored = solved.case, level.terms, solved.values("stored")
    if not terms.fresh_from:
        return None
    place = (level.material, level.grade, level.pool)
    last, oldest = level.period.index, terms.fresh_from[level.period.index]
    found, years = 0.0, 0.0
    for node, period in reversed(list(solved.period.items())[max(oldest, 0) : last + 1]):
        found += terms.kept(years) * stored.get((*place, node), 0.0)
        years += period.years
    return found + (terms.kept(years) * opening_of(case, *place) if oldest < 0 else 0.0)


def pool_levels(solved: Solved) -> pd.DataFrame:
    """Opening, lost, filled, released and closing tonnes of every pool; none without pools."""
    case, stored = solved.case, solved.values("stored")
    shown, rows = watched(case), []
    for level in levels(solved):
        if level.material not in shown:
            continue
        index = (level.material, level.grade, level.pool, level.node)
        pool, here = case.pools.get(level.pool), level.period
        kept = level.opening - level.lost
        per_day = level.terms.cover_per_day[here.index]
        rows.append(
            (
                *index[:3],
                pool.owner if pool else "",
                here.label,
                level.opening,
                level.lost,
                max(level.closing - kept, 0.0),
                max(kept - level.closing, 0.0),
                stored.get(index, 0.0) if level.terms.fresh_from else None,
                _young(solved, level),
                None if pool is None or pool.may_fall(here.index) else kept,
                level.closing,
                level.closing / per_day if per_day > 0 else None,
                level.holding_cost,
            )
        )
    return from_rows(RESULT_TABLE["pool_levels"], rows, solved.ranks)
