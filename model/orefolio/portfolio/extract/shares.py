"""Import shares by volume, by value and by spend, and how concentrated they are."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.canonical import canonical
from orefolio.portfolio.extract.solved import Solved, ratio, with_totals
from orefolio.portfolio.schema import RESULT_TABLE

AMOUNTS = ["usable", "value", "spend"]


def shares(solved: Solved) -> pd.DataFrame:
    """Who supplies what share of each material and of all, by year and over the plan."""
    frame = _by_member(solved)
    group = ["material", "role", "year"]
    total = frame.groupby(group)[AMOUNTS].transform("sum")
    for amount, name in zip(AMOUNTS, ("volume", "value", "spend"), strict=True):
        frame[f"share_of_{name}"] = ratio(frame[amount], total[amount])
    demand = with_totals(solved.demand, ("material", "year"))
    needed = demand.groupby(["material", "year"], as_index=False)["demand"].sum()
    frame = frame.merge(needed, on=["material", "year"], how="left")
    frame["share_of_demand"] = ratio(frame["usable"], frame["demand"])
    return canonical(RESULT_TABLE["shares"], frame, solved.ranks)


def concentration(solved: Solved) -> pd.DataFrame:
    """Herfindahl-Hirschman index, the sum of squared shares, and the largest share."""
    frame = _by_member(solved)
    group = ["material", "role", "year"]
    frame["share"] = ratio(frame["usable"], frame.groupby(group)["usable"].transform("sum"))
    frame["hhi"] = frame["share"] ** 2
    frame = frame.sort_values(["share", "name"], ascending=[False, True], kind="stable")
    result = frame.groupby(group, as_index=False).agg(
        usable=("usable", "sum"),
        hhi=("hhi", "sum"),
        largest=("name", "first"),
        largest_share=("share", "first"),
    )
    return canonical(RESULT_TABLE["concentration"], result, solved.ranks)


def _by_member(solved: Solved) -> pd.DataFrame:
    """Usable tonnes, value and spend by material, role, name and year, totals included."""
    keys = ["path", "material", "year"]
    flows = solved.arrivals.groupby(keys, as_index=False, sort=False)[AMOUNTS].sum()
    frame = flows.merge(solved.members, on="path", how="left")
    for amount in AMOUNTS:
        frame[amount] *= frame["part"]
    group = ["material", "role", "name", "year"]
    frame = frame.groupby(group, as_index=False, sort=False)[AMOUNTS].sum()
    frame = with_totals(frame, ("material", "year"))
    return frame.groupby(group, as_index=False, sort=True)[AMOUNTS].sum()
