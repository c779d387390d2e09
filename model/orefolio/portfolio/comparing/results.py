"""Differences of the results, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from orefolio.portfolio.comparing.sections import Section
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import ALL

SAME_RELATIVE = 1e-9
SAME = 1e-9
"""Figures closer than this (relative, and absolute in their unit) are the same."""

LIMITS = "limits checked"
"""Figure of a rule that only some plans have: how many limits it is written out to."""


def result_differences(
    section: Section, portfolios: Sequence[Portfolio], names: Sequence[str]
) -> pd.DataFrame:
    """One row for every figure that is not the same in all plans.

    Columns: the key, ``figure``, the value of each plan under its name, and for each but the first
    ``name - reference``. Runs without a plan have no values, which by itself is no difference here:
    how runs ended is told elsewhere.
    """
    columns = [_long(section, portfolio) for portfolio in portfolios]
    if section.whole:
        columns = _told_once(section, columns, portfolios)
    table = pd.concat(columns, axis=1, keys=range(len(columns)), sort=False)
    if section.absent_is_zero:
        for place, portfolio in enumerate(portfolios):
            if portfolio.has_plan:
                table[place] = table[place].fillna(0.0)
    planned = [place for place, portfolio in enumerate(portfolios) if portfolio.has_plan]
    different = pd.Series(False, index=table.index)
    for place in planned[1:]:
        different |= ~_same(table[planned[0]], table[place])
    table = table[different]
    differences = {
        f"{name} - {names[0]}": table[place] - table[0]
        for place, name in enumerate(names)
        if place > 0
    }
    values = {name: table[place] for place, name in enumerate(names)}
    return pd.DataFrame({**values, **differences}, index=table.index).reset_index()


def _told_once(
    section: Section, columns: Sequence[pd.Series[float]], portfolios: Sequence[Portfolio]
) -> list[pd.Series[float]]:
    """One row with the number of its limits for each thing that not all plans know."""
    known = [set(column.index.get_level_values(section.whole)) for column in columns]
    planned = [names for names, p in zip(known, portfolios, strict=True) if p.has_plan]
    everywhere = set.intersection(*planned) if planned else set()
    alone = sorted(set().union(*planned) - everywhere)
    if not alone:
        return list(columns)
    levels = [*section.key, "figure"]
    keys = [
        tuple({section.whole: name, "figure": LIMITS}.get(level, ALL) for level in levels)
        for name in alone
    ]
    told = []
    for column, portfolio in zip(columns, portfolios, strict=True):
        names = column.index.get_level_values(section.whole)
        counts = [float((names == name).sum() / len(section.figures)) for name in alone]
        once = pd.Series(counts, index=pd.MultiIndex.from_tuples(keys, names=levels))
        kept = column[names.isin(list(everywhere))]
        told.append(pd.concat([kept, once]) if portfolio.has_plan else column)
    return told


def _long(section: Section, portfolio: Portfolio) -> pd.Series[float]:
    """The figures of a plan by key and figure."""
    key = list(section.key)
    frame = portfolio.table(section.table)
    sums = frame.groupby(key, sort=False)[list(section.figures)].sum(min_count=1)
    long = sums.astype(float).reset_index().melt(id_vars=key, var_name="figure", value_name="")
    return long.set_index([*key, "figure"])[""]


def _same(first: pd.Series[float], second: pd.Series[float]) -> pd.Series[bool]:
    close = np.isclose(first, second, rtol=SAME_RELATIVE, atol=SAME, equal_nan=True)
    return pd.Series(close, index=first.index)
