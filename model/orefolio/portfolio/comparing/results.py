"""Differences of the results, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from orefolio.portfolio.comparing.sections import Section
from orefolio.portfolio.portfolio import Portfolio

SAME_RELATIVE = 1e-9
SAME = 1e-9
"""Figures closer than this (relative, and absolute in their unit) are the same."""


def result_differences(
    section: Section, portfolios: Sequence[Portfolio], names: Sequence[str]
) -> pd.DataFrame:
    """One row for every figure that is not the same in all plans.

    Columns: the key, ``figure``, the value of each plan under its name, and for each but the first
    ``name - reference``. Plans without results have no values.
    """
    columns = [_long(section, portfolio) for portfolio in portfolios]
    table = pd.concat(columns, axis=1, keys=range(len(columns)), sort=False)
    if section.absent_is_zero:
        for place, portfolio in enumerate(portfolios):
            if portfolio.has_plan:
                table[place] = table[place].fillna(0.0)
    first = table[0]
    different = pd.Series(False, index=table.index)
    for place in range(1, len(columns)):
        different |= ~_same(first, table[place])
    table = table[different]
    differences = {
        f"{name} - {names[0]}": table[place] - table[0]
        for place, name in enumerate(names)
        if place > 0
    }
    values = {name: table[place] for place, name in enumerate(names)}
    return pd.DataFrame({**values, **differences}, index=table.index).reset_index()


def _long(section: Section, portfolio: Portfolio) -> pd.Series[float]:
    """The figures of a plan by key and figure."""
    key = list(section.key)
    frame = portfolio.table(section.table)
    sums = frame.groupby(key, sort=False)[list(section.figures)].sum(min_count=1)
    stacked = [sums[figure].astype(float) for figure in section.figures]
    found = pd.concat(stacked, keys=section.figures, names=["figure"])
    return found.reorder_levels([*key, "figure"])


def _same(first: pd.Series[float], second: pd.Series[float]) -> pd.Series[bool]:
    close = np.isclose(first, second, rtol=SAME_RELATIVE, atol=SAME, equal_nan=True)
    return pd.Series(close, index=first.index)
