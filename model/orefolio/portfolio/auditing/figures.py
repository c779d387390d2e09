"""Awards, shares, concentration and risk say what the flows say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.measured import RuleAudit
from orefolio.portfolio.auditing.opened import standing
from orefolio.portfolio.auditing.plan import Plan

Members = dict[tuple[str, str, str, str], list[float]]
"""(material, role, name, year) → usable t, USD at reference prices, USD paid."""

ROLES = ("mined", "processed", "supplier")


def check(plan: Plan, checker: Checker, audit: RuleAudit) -> None:
    """Every figure of the tables that are derived from the flows."""
    _awards(plan, checker)
    members = _members(plan, audit)
    _shares(plan, checker, members)
    _concentration(plan, checker, members)
    _risk(plan, checker, members)


def _awards(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["awards"], ["offer", "year"]
    years = plan.spans("year")
    expected = {(offer, year) for offer in plan.case.offers for year in years}
    checker.rows("award rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    sold = plan.flows["path"].map({path: plan.offer(path).key for path in plan.paths_used})
    sums = plan.flows.groupby([sold, "year"])[["tonnes", "net", "paid"]].sum()
    got = sums.reindex(pd.MultiIndex.from_frame(rows), fill_value=0.0).to_numpy()
    inside = {year: [plan.periods[label].index for label in years[year]] for year in years}
    offers = [plan.case.offers[offer] for offer in table["offer"]]
    opened = standing(plan)
    believed = [opened.get(("offers", offer.key), offer.capacity) for offer in offers]
    for column, of in (("announced", [o.announced for o in offers]), ("believed", believed)):
        limit = [
            sum(tonnes[index] for index in inside[year])
            for tonnes, year in zip(of, table["year"], strict=True)
        ]
        checker.figure("awards", rows, table[column], limit)
    room = table["believed"].where(table["believed"] > 0)
    bought = np.where(got[:, 0] > 0, got[:, 0], np.nan)
    checker.figure("awards", rows, table["awarded"], got[:, 0])
    checker.figure("awards", rows, table["usable"], got[:, 1])
    checker.figure("awards", rows, table["spend"], got[:, 2])
    checker.figure("awards", rows, table["price"], got[:, 2] / bought / 1000.0)
    checker.figure("awards", rows, table["utilisation"], got[:, 0] / room)


def _members(plan: Plan, audit: RuleAudit) -> Members:
    """Amounts by member with the totals over materials and years, added up one by one."""
    sums = plan.arrivals.groupby(["path", "sold", "year"])[["net", "worth", "paid"]].sum()
    found: Members = {}
    for (path, material, year), amounts in zip(sums.index.tolist(), sums.to_numpy(), strict=True):
        for role in ROLES:
            for name, part in audit.parts(role, path).items():
                for key in _cells(material, role, name, year):
                    have = found.setdefault(key, [0.0, 0.0, 0.0])
                    for place in range(3):
                        have[place] += part * float(amounts[place])
    return found


def _cells(material: str, role: str, name: str, year: str) -> Iterator[tuple[str, str, str, str]]:
    for of in (material, "all"):
        for when in (year, "all"):
            yield of, role, name, when


def _shares(plan: Plan, checker: Checker, members: Members) -> None:
    table, keys = plan.tables["shares"], ["material", "role", "name", "year"]
    checker.rows("share rows", table, set(members), keys)
    table = among(table, keys, members)
    rows = table[keys]
    totals: dict[tuple[str, str, str], list[float]] = {}
    for (material, role, _, year), amounts in members.items():
        have = totals.setdefault((material, role, year), [0.0, 0.0, 0.0])
        for place in range(3):
            have[place] += amounts[place]
    names = list(rows.itertuples(index=False, name=None))
    amount = np.array([members[name] for name in names], dtype=float).reshape(-1, 3)
    total = np.array([totals[m, r, y] for m, r, _, y in names], dtype=float).reshape(-1, 3)
    share = amount / np.where(total != 0, total, np.nan)
    for place, (column, of) in enumerate((("usable", "volume"), ("value",) * 2, ("spend",) * 2)):
        checker.figure("shares", rows, table[column], amount[:, place])
        checker.figure("shares", rows, table[f"share_of_{of}"], share[:, place])
    demand = _demand(plan)
    needed = np.array([demand.get((m, y), 0.0) for m, _, _, y in names], dtype=float)
    of_demand = amount[:, 0] / np.where(needed > 0, needed, np.nan)
    checker.figure("shares", rows, table["share_of_demand"], of_demand)


def _demand(plan: Plan) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for segment in plan.case.segments.values():
        for period in plan.case.periods:
            for cell in _cells(segment.material, "", "", period.year):
                key = (cell[0], cell[3])
                found[key] = found.get(key, 0.0) + segment.demand[period.index]
    return found


def _concentration(plan: Plan, checker: Checker, members: Members) -> None:
    table, keys = plan.tables["concentration"], ["material", "role", "year"]
    groups: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for (material, role, name, year), amounts in members.items():
        groups.setdefault((material, role, year), []).append((amounts[0], name))
    checker.rows("concentration rows", table, set(groups), keys)
    table = among(table, keys, groups)
    rows = table[keys]
    hhi, largest, total, right = [], [], [], []
    names = list(rows.itertuples(index=False, name=None))
    for group, stated in zip(names, table["largest"], strict=True):
        tonnes = [amount for amount, _ in groups[group]]
        whole = sum(tonnes)
        total.append(whole)
        hhi.append(sum((t / whole) ** 2 for t in tonnes) if whole > 0 else 0.0)
        largest.append(max(tonnes) / whole if whole > 0 else np.nan)
        # with equal shares any of the largest may be named
        right.append(stated in {n for t, n in groups[group] if t >= max(tonnes) * (1 - 1e-9)})
    checker.figure("concentration", rows, table["usable"], total)
    checker.figure("concentration", rows, table["hhi"], hhi)
    checker.figure("concentration", rows, table["largest_share"], largest)
    checker.same("concentration", rows, right, [True] * len(right))


def _risk(plan: Plan, checker: Checker, members: Members) -> None:
    """Expected loss, and the governance measures where every country in use has a figure."""
    expected: dict[tuple[str, ...], float] = {}
    hazards = {key: path.hazard for key, path in plan.case.paths.items()}
    flows = plan.arrivals
    lost = flows["net"] * flows["path"].map(hazards).astype(float)
    sums: dict[tuple[str, str], list[float]] = {}
    columns = (flows["sold"], flows["year"], flows["net"], lost)
    for material, year, net, gone in zip(*columns, strict=True):
        for cell in _cells(material, "", "", year):
            have = sums.setdefault((cell[0], cell[3]), [0.0, 0.0])
            have[0] += net
            have[1] += gone
    for (material, year), (net, gone) in sums.items():
        if net > 0:
            expected[material, year, "expected loss"] = gone / net
    expected |= _governance(plan, members)
    table, keys = plan.tables["risk"], ["material", "year", "measure"]
    checker.rows("risk rows", table, set(expected), keys)
    table = among(table, keys, expected)
    rows = table[keys]
    values = [expected[row] for row in rows.itertuples(index=False, name=None)]
    checker.figure("risk", rows, table["value"], values)


def _governance(plan: Plan, members: Members) -> dict[tuple[str, ...], float]:
    countries = plan.case.countries
    risks = {key: c.governance_risk for key, c in countries.items()}
    produced = [c.world_production for c in countries.values() if c.world_production is not None]
    groups: dict[tuple[str, str], dict[str, float]] = {}
    for (material, role, name, year), amounts in members.items():
        if role == "processed":
            groups.setdefault((material, year), {})[name] = amounts[0]
    found: dict[tuple[str, ...], float] = {}
    for (material, year), tonnes in groups.items():
        total = sum(tonnes.values())
        known = [(risks.get(name), t / total) for name, t in tonnes.items()] if total > 0 else []
        if not known or any(risk is None for risk, _ in known):
            continue
        average = sum((risk or 0.0) * share for risk, share in known)
        found[material, year, "governance risk of imports"] = average
        found[material, year, "governance-weighted HHI"] = sum(
            (risk or 0.0) * share**2 for risk, share in known
        )
        if produced:
            world = sum(share**2 for share in produced)
            found[material, year, "GeoPolRisk score"] = world * average
    return found
