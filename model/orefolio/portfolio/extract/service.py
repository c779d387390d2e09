"""Uses, demand met, stock and days of cover."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract import home
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


def uses(solved: Solved) -> pd.DataFrame:
    """Tonnes of each grade that each segment uses."""
    rows = [
        (segment, solved.case.segments[segment].material, grade, solved.period[node].label, tonnes)
        for (segment, grade, node), tonnes in solved.values("use").items()
        if node in solved.period
    ]
    return from_rows(RESULT_TABLE["uses"], rows, solved.ranks)


def demand(solved: Solved) -> pd.DataFrame:
    """Demand of each segment and what is met of it."""
    used: dict[tuple[str, str], float] = {}
    for (segment, _, node), tonnes in solved.values("use").items():
        used[segment, node] = used.get((segment, node), 0.0) + tonnes
    short = solved.values("shortage")
    saved = home.saved(solved)
    rows = []
    for segment, material, node, period, _, needed in solved.demand.itertuples(index=False):
        met, missing = used.get((segment, node), 0.0), short.get((segment, node), 0.0)
        cost = missing * (solved.case.segments[segment].shortage_cost or 0.0)
        less = saved.get((segment, node), 0.0)
        share = (met + less) / needed if needed > 0 else None
        rows.append((segment, material, period, needed, met, less, missing, share, cost))
    return from_rows(RESULT_TABLE["demand"], rows, solved.ranks)
