"""The summary says what the tables say."""

from __future__ import annotations

import math

import pandas as pd

from orefolio.portfolio.auditing.checker import Checker
from orefolio.portfolio.auditing.plan import Plan

STEERING = ("risk premium", "concentration charge", "soft rules")
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
    return {
        "total cost": float(costs["discounted"].sum()),
        "money cost": float(paid["discounted"].sum()),
        "money cost undiscounted": float(paid["amount"].sum()),
        "soft rules missed": float((~plan.tables["rules"]["met"]).sum()),
        "ties": float((plan.tables["ties"]["kind"] == "tie").sum()),
    }


def _of(plan: Plan, material: str, ending: str) -> dict[str, float]:
    flows, demand = plan.flows, plan.tables["demand"]
    cover = plan.tables["cover"]
    if material != "all":
        flows = flows[flows["sold"] == material]
        demand = demand[demand["material"] == material]
        cover = cover[cover["material"] == material]
    net, needed = float(flows["net"].sum()), float(demand["demand"].sum())
    landed = float((flows["paid"] + flows["carried"]).sum())
    found = {
        "landed cost": landed / net / 1000.0 if net > 0 else math.nan,
        "delivered": net,
        "shortage": float(demand["shortage"].sum()),
        "demand met": float(demand["met"].sum()) / needed if needed > 0 else math.nan,
        "least days of cover": float(cover["days_of_cover"].min()) if len(cover) else math.nan,
        "largest country share by volume": _top(plan, material, "processed", "share_of_volume"),
        "largest country share by value": _top(plan, material, "processed", "share_of_value"),
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


def _top(plan: Plan, material: str, role: str, column: str) -> float:
    chosen = _group(plan, material, role)
    return float(chosen[column].max()) if len(chosen) else math.nan


def _squares(plan: Plan, material: str, role: str) -> float:
    chosen = _group(plan, material, role)
    return float((chosen["share_of_volume"] ** 2).sum()) if len(chosen) else math.nan
