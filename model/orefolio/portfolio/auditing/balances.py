"""Balance of every material, grade and period; demand of every segment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from orefolio.portfolio.auditing import home
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan
from orefolio.portfolio.auditing.stocks import Stocks

KEYS = ["material", "grade", "period"]


def check(plan: Plan, checker: Checker) -> None:
    """Nothing appears or disappears between deliveries, stock, uses and surplus."""
    _stock(plan, checker)
    _demand(plan, checker)


def _stock(plan: Plan, checker: Checker) -> None:
    table = plan.tables["stock"]
    pairs = [(m, grade) for m in plan.case.materials for grade in plan.grades(m)]
    expected = {(m, grade, label) for m, grade in pairs for label in plan.periods}
    checker.rows("stock rows", table, expected, KEYS)
    labels = {label: place for place, label in enumerate(plan.periods)}
    table = among(table, KEYS, expected)
    table = table.drop_duplicates(KEYS)
    table = table.assign(place=table["period"].map(labels)).sort_values(
        ["material", "grade", "place"], kind="stable"
    )
    rows = table[KEYS]
    for column in ("opening", "arrived", "lost", "used", "surplus", "closing"):
        checker.at_least(f"{column} not negative", rows, table[column], 0.0)
    banned = {key for key, data in plan.case.materials.items() if not data.surplus_allowed}
    wasted = table[table["material"].isin(banned)]
    checker.figure("no surplus", wasted[KEYS], wasted["surplus"], [0.0] * len(wasted))
    size = table[["opening", "arrived", "used", "surplus", "closing"]].abs().sum(axis=1)
    came = table["opening"] + table["arrived"]
    went = table["lost"] + table["used"] + table["surplus"] + table["closing"]
    checker.balances("material balance", rows, went, came, size=size)

    flows = plan.arrivals.groupby(["sold", "grade", "period"])["net"].sum()
    made, converted = home.brought(plan), home.taken(plan)
    names = list(rows.itertuples(index=False, name=None))
    arrived = [flows.get(key, 0.0) + made.get(key, 0.0) for key in names]
    checker.figure("arrivals", rows, table["arrived"], arrived, size=size)
    uses = plan.tables["uses"]
    segments = {key: segment.material for key, segment in plan.case.segments.items()}
    used = uses.groupby([uses["segment"].map(segments), "grade", "period"])["tonnes"].sum()
    taken = [used.get(key, 0.0) + converted.get(key, 0.0) for key in names]
    checker.figure("uses of stock", rows, table["used"], taken, size=size)

    sums = Stocks(plan).sums()
    due = [sums.get(key, (0.0, 0.0, 0.0, 0.0)) for key in names]
    for place, column in enumerate(("opening", "lost", "closing", "holding_cost")):
        words = f"{column.replace('_', ' ')} of stock"
        checker.figure(words, rows, table[column], [each[place] for each in due], size=size)


def _demand(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["demand"], ["segment", "period"]
    case = plan.case
    expected = {(key, label) for key in case.segments for label in plan.periods}
    checker.rows("demand rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    segments = [case.segments[key] for key in table["segment"]]
    indices = [plan.periods[label].index for label in table["period"]]
    needed = np.array([s.demand[i] for s, i in zip(segments, indices, strict=True)], dtype=float)
    checker.figure("demand", rows, table["demand"], needed)
    checker.same("demand", rows, table["material"], [s.material for s in segments])
    checker.balances(
        "demand is used, saved or short",
        rows,
        table["met"] + table["saved"] + table["shortage"],
        needed,
        size=needed,
    )
    savings = home.saved(plan)
    less = [savings.get(key, 0.0) for key in rows.itertuples(index=False, name=None)]
    checker.figure("savings of segments", rows, table["saved"], less)
    _uses(plan, checker, expected)
    used = plan.tables["uses"].groupby(keys)["tonnes"].sum()
    met = [used.get(key, 0.0) for key in rows.itertuples(index=False, name=None)]
    checker.figure("uses of segments", rows, table["met"], met)
    checker.at_least("shortage not negative", rows, table["shortage"], 0.0)
    allowed = [0.0 if s.shortage_cost is None else np.inf for s in segments]
    checker.at_most("no shortage where demand must be met", rows, table["shortage"], allowed)
    price = np.array([s.shortage_cost or 0.0 for s in segments], dtype=float)
    checker.figure("shortage cost", rows, table["shortage_cost"], price * table["shortage"])
    served = table["met"] + table["saved"]
    share = np.where(needed > 0, served / np.where(needed > 0, needed, 1.0), np.nan)
    checker.figure("share of demand met", rows, table["share_met"], share)


def _uses(plan: Plan, checker: Checker, known: set[tuple[str, str]]) -> None:
    """Uses are of known segments and of grades of their material, and not negative."""
    uses: pd.DataFrame = plan.tables["uses"]
    keys = ["segment", "grade", "period"]
    allowed = {
        (segment, grade, period)
        for segment, period in known
        for grade in plan.grades(plan.case.segments[segment].material)
    }
    have = set(uses[keys].itertuples(index=False, name=None))
    checker.rows("use exists", uses, have & allowed, keys)
    checker.at_least("use not negative", uses[keys], uses["tonnes"], 0.0)
    materials = {key: segment.material for key, segment in plan.case.segments.items()}
    found = uses["material"]
    checker.same("use names", uses[keys], found, [materials.get(s, "") for s in uses["segment"]])
