"""The table of landed costs: every part of it, for every path and year."""

from __future__ import annotations

import numpy as np

from orefolio.case.entities import Period
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.landing import Parts
from orefolio.portfolio.auditing.plan import Plan

KG = 1000.0


def check(plan: Plan, checker: Checker) -> None:
    """Each part of the landed cost of every path and year."""
    table, keys = plan.tables["landed_cost"], ["path", "year"]
    years: dict[str, list[Period]] = {}
    for period in plan.case.periods:
        years.setdefault(period.year, []).append(period)
    expected = {(path, year) for path in plan.case.paths for year in years}
    checker.rows("landed cost rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    found: dict[str, list[float]] = {name: [] for name in (*Parts.__annotations__, "sum", "yield")}
    for path, year in rows.itertuples(index=False, name=None):
        parts = [(plan.landing.parts(path, period), period.days) for period in years[year]]
        days = sum(count for _, count in parts)
        for name in Parts.__annotations__:
            mean = sum(getattr(part, name) * count for part, count in parts) / days
            found[name].append(mean / KG)
        found["sum"].append(sum(part.whole * count for part, count in parts) / days / KG)
        found["yield"].append(sum(each for _, each in plan.usable(path).values()))
    for name, values in found.items():
        checker.figure(f"landed {name.replace('_', ' ')}", rows, table[name], np.array(values))
    usable = np.array(found["yield"], dtype=float)
    checker.figure("landed cost", rows, table["landed_cost"], np.array(found["sum"]) / usable)
    sums = plan.flows.groupby(["path", "year"])["tonnes"].sum()
    bought = [sums.get(key, 0.0) for key in rows.itertuples(index=False, name=None)]
    checker.figure("landed tonnes", rows, table["bought"], bought)
    paths = [plan.case.paths[path] for path in table["path"]]
    offers = [plan.offer(path) for path in table["path"]]
    checker.same("landed names", rows, table["offer"], [path.offer for path in paths])
    checker.same("landed names", rows, table["product"], [offer.product for offer in offers])
    checker.same("landed names", rows, table["route"], [path.way for path in paths])
    terms = [plan.case.terms[offer.key].incoterm for offer in offers]
    checker.same("landed names", rows, table["incoterm"], terms)
