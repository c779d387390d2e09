"""The summary says what the tables say."""

from __future__ import annotations

import math

import pandas as pd

from orefolio.portfolio.auditing.checker import Checker
from orefolio.portfolio.auditing.home import recycled
from orefolio.portfolio.auditing.plan import Plan
from orefolio.portfolio.auditing.stocks import least_days

STEERING = ("missing cover", "risk premium", "concentration charge", "soft rules")
"""Kinds of cost that nobody pays."""


def check(plan: Plan, checker: Checker) -> None:
    """Every measure of the summary that can be told from the tables."""
    expected = _money(plan) | _of(plan, "all", "")
    for material in sorted(plan.case.materials):
        of_material = _of(plan, material, f" of {material}")
        named = set(plan.tables["summary"]["measure"])
        expected |= {name: value for name, value in of_material.items() if name in named}
    names = list(expected)
    stated = [plan.portfolio.measure(name) for name in names]
    found = [math.nan if value is None else value for value in stated]
    checker.figure("summary", names, found, list(expected.values()))


def _money(plan: Plan) -> dict[str, float]:
    costs = plan.tables["costs"]
    paid = costs[~costs["kind"].isin(STEERING)]
    in_force = plan.tables["rules"]["holds"]
    return {
        "total cost": float(costs["discounted"].sum()),
        "money cost": float(paid["discounted"].sum()),
        "money cost undiscounted": float(paid["amount"].sum()),
        "levies": float(plan.flows["levied"].sum()),
        "soft rules missed": float((in_force & ~plan.tables["rules"]["met"]).sum()),
        "capacity not believed": _not_believed(plan),
        "qualified sources": float(plan.tables["qualifications"]["qualified"].sum()),
        **_invested(plan),
        "ties": float((plan.tables["ties"]["kind"] == "tie").sum()),
    }


def _invested(plan: Plan) -> dict[str, float]:
    table = plan.tables["investments"]
    made = table[table["made"].to_numpy(dtype=bool)]
    return {
        "investments made": float(len(made)),
        "capex": float(made["capex"].sum()),
        "net cost of investments": float(made["net_cost"].sum()),
        "tonnes secured by investments": float(made["secured"].sum()),
    }


def _not_believed(plan: Plan) -> float:
    pairs = [
        pair
        for offer in plan.case.offers.values()
        for pair in zip(offer.belief.announced, offer.belief.believed, strict=True)
    ]
    return sum(announced - believed for announced, believed in pairs if math.isfinite(announced))


def _of(plan: Plan, material: str, ending: str) -> dict[str, float]:
    demand = plan.tables["demand"]
    cover = plan.tables["cover"]
    arrivals = plan.arrivals
    if material != "all":
        arrivals = arrivals[arrivals["sold"] == material]
        demand = demand[demand["material"] == material]
        cover = cover[cover["material"] == material]
    net, needed = float(arrivals["net"].sum()), float(demand["demand"].sum())
    found = {
        "landed cost": float(arrivals["landed"].sum()) / net / 1000.0 if net > 0 else math.nan,
        "delivered": net,
        "shortage": float(demand["shortage"].sum()),
        "demand met": float((demand["met"] + demand["saved"]).sum()) / needed
        if needed > 0
        else math.nan,
        "saved": float(demand["saved"].sum()),
        "recycled": recycled(plan, material),
        **least_days(plan, material),
        "days of cover missing": float(cover["missing_days"].sum()),
        "largest country share by volume": _top(plan, material, "processed", "share_of_volume"),
        "largest country share by value": _top(plan, material, "processed", "share_of_value"),
        "surplus": _surplus(plan, material),
        "largest exposure to a country": _exposed(plan, material, "share"),
        "largest hidden share": _exposed(plan, material, "hidden_share"),
        "largest mining country share by volume": _top(plan, material, "mined", "share_of_volume"),
        "largest supplier share by volume": _top(plan, material, "supplier", "share_of_volume"),
        "HHI of processing": _squares(plan, material, "processed"),
        "HHI of mining": _squares(plan, material, "mined"),
        "HHI of suppliers": _squares(plan, material, "supplier"),
    }
    for name in ("expected loss", "governance risk of imports", "GeoPolRisk score"):
        risk = plan.tables["risk"]
        chosen = risk[
            (risk["material"] == material) & (risk["year"] == "all") & (risk["measure"] == name)
        ]
        found[name] = float(chosen["value"].iloc[0]) if len(chosen) else math.nan
    return {name + ending: value for name, value in found.items()}


def _group(plan: Plan, material: str, role: str) -> pd.DataFrame:
    shares = plan.tables["shares"]
    return shares[
        (shares["material"] == material) & (shares["role"] == role) & (shares["year"] == "all")
    ]


def _surplus(plan: Plan, material: str) -> float:
    stock = plan.tables["surplus"]
    return float(stock["tonnes"][stock["material"].isin([material]) | (material == "all")].sum())


def _exposed(plan: Plan, material: str, column: str) -> float:
    frame = plan.tables["exposure"]
    at_any = (frame["role"] == "any") & (frame["year"] == "all")
    chosen = frame[at_any & (frame["material"] == material)]
    return float(chosen[column].max()) if len(chosen) else math.nan


def _top(plan: Plan, material: str, role: str, column: str) -> float:
    chosen = _group(plan, material, role)
    return float(chosen[column].max()) if len(chosen) else math.nan


def _squares(plan: Plan, material: str, role: str) -> float:
    chosen = _group(plan, material, role)
    return float((chosen["share_of_volume"] ** 2).sum()) if len(chosen) else math.nan
