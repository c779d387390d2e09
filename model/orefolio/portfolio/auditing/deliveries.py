"""Every flow: what it is, that it may flow, and the build-up of its landed cost."""

from __future__ import annotations

import numpy as np

from orefolio.portfolio.auditing.checker import Checker
from orefolio.portfolio.auditing.plan import Plan

KG = 1000.0


def check(plan: Plan, checker: Checker) -> None:
    """Paths exist, tonnes are not negative, unit costs are those of the case."""
    table, keys = plan.tables["flows"], ["path", "period"]
    known = {(path, period) for path in plan.case.paths for period in plan.periods}
    have = set(table[keys].itertuples(index=False, name=None))
    checker.rows("flow exists", table, have & known, keys)
    flows = plan.flows
    rows = flows[keys]
    checker.at_least("flow not negative", rows, flows["bought"], 0.0)
    paths = [plan.case.paths[path] for path in flows["path"]]
    offers = [plan.offer(path) for path in flows["path"]]
    checker.same("flow names", rows, flows["offer"], [p.offer for p in paths])
    checker.same("flow names", rows, flows["route"], [p.way for p in paths])
    checker.same("flow names", rows, flows["supplier"], [o.supplier for o in offers])
    checker.same("flow names", rows, flows["material"], [o.product for o in offers])
    checker.same("flow names", rows, flows["grade"], [o.grade for o in offers])
    processed = [plan.processed_last(path) or "(not stated)" for path in flows["path"]]
    checker.same("flow names", rows, flows["processed_in"], processed)
    hazard = np.array([p.hazard for p in paths], dtype=float)
    days = [sum(part.days for part in plan.passed(path)) for path in flows["path"]]
    usable = np.where(flows["recovery"] > 0, flows["recovery"], np.nan)
    units = ["unit_price", "unit_freight", "unit_toll", "unit_levies"]
    delivered = flows[units].sum(axis=1) / KG
    bought = np.where(flows["bought"] > 0, flows["bought"], np.nan)
    premium = plan.case.plan.risk_weight * hazard * flows["worth"] / bought / usable / KG
    for column, expected in (
        ("usable", flows["net"]),
        ("price", flows["unit_price"] / KG),
        ("freight", flows["unit_freight"] / KG),
        ("toll", flows["unit_toll"] / KG),
        ("toll_cost", flows["tolled"]),
        ("levies", flows["unit_levies"] / KG),
        ("landed_cost", delivered / usable),
        ("yield_loss", delivered / usable - delivered),
        ("risk_premium", premium),
        ("hazard", hazard),
        ("days", days),
        ("spend", flows["paid"]),
        ("freight_cost", flows["carried"]),
        ("levies_cost", flows["levied"]),
    ):
        checker.figure(f"flow {column.replace('_', ' ')}", rows, flows[column], expected)
