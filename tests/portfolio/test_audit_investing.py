"""The audit of investments: a plan made under looser terms fails under these."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest

from orefolio.portfolio import Portfolio, audit, portfolio_of
from orefolio.solving import Options, solve
from support import case_of

TABLES: dict[str, Any] = {
    "settings": {"years": 2, "discount_rate": 0.05, "investment_values": False},
    "materials": {"DY": {"demand": 100.0}},
    "suppliers": {"S": {}},
    "offers": {
        "A": {"supplier": "S", "material": "DY", "price": 100.0, "capacity": 40.0},
        "B": {"supplier": "S", "material": "DY", "price": 250.0, "routes": ["SEA"]},
        "C": {"supplier": "S", "material": "DY", "price": 300.0},
    },
    "routes": {"SEA": {"capacity": 10.0}},
    "investments": {
        "MINE": {"capex": 3.0, "life": 10.0, "category": "mines", "latest": "2026"},
        "PORT": {"capex": 0.1, "life": 10.0, "running_cost": 0.01, "latest": "2026"},
        "LOAN": {"kind": "loan", "capex": 1.0, "interest_rate": 0.1, "loan_term": 4.0},
    },
    "openings": {
        "MINE|offers|A": {"capacity": 30.0, "discount": 7.0},
        "PORT|routes|SEA": {"capacity": 10.0},
    },
    "budgets": {"all": {"2026": 50.0}},
}
"""A mine and a port are built, a loan is given that earns more than it bears."""


def _changed(changes: dict[str, Any]) -> dict[str, Any]:
    tables = copy.deepcopy(TABLES)
    for name, value in changes.items():
        table, key, column = name.split(".")
        rows = tables[table] if key else {"": tables[table]}
        rows[key][column] = value
    return tables


def _plan(changes: dict[str, Any]) -> Portfolio:
    case = case_of(**_changed(changes))
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


def test_the_plan_itself_passes() -> None:
    """Proves that all three are made, and that the plan passes with checks of each kind."""
    found = _plan({})
    assert list(found.table("investments")["made"]) == [True, True, True]
    report = audit(case_of(**TABLES), found)
    assert report.passed, [violation.sentence for violation in report.violations]
    for kind in ("right", "budget", "opened", "investments", "capacity of routes"):
        assert report.checks[kind] > 0


@pytest.mark.parametrize(
    ("looser", "kind"),
    [
        ({"openings.MINE|offers|A.capacity": 50.0}, "capacity of offers"),
        ({"openings.PORT|routes|SEA.capacity": 20.0}, "capacity of routes"),
        ({"openings.MINE|offers|A.discount": 9.0}, "cost lines"),
        ({"investments.MINE.capex": 2.0}, "cost lines"),
        ({"investments.MINE.life": 30.0}, "cost lines"),
        ({"investments.MINE.finance_rate": 0.01}, "cost lines"),
        ({"investments.MINE.income": 1.0}, "cost lines"),
        ({"investments.PORT.running_cost": 0.0}, "cost lines"),
        ({"investments.LOAN.interest_rate": 0.2}, "cost lines"),
        ({"investments.LOAN.loan_term": 9.0}, "cost lines"),
        ({"settings..capex_charging": "whole", "investments.MINE.income": 5.0}, "cost lines"),
    ],
)
def test_looser_terms_are_found(looser: dict[str, Any], kind: str) -> None:
    """Proves that capacity, discount, capex and each term of money are reckoned once more."""
    report = audit(case_of(**TABLES), _plan(looser))
    assert kind in {violation.kind for violation in report.violations}


@pytest.mark.parametrize(
    ("stricter", "kind"),
    [
        ({"investments.MINE.lead_time": 12.0}, "capacity of offers"),
        ({"investments.MINE.ramp_time": 4.0}, "capacity of offers"),
        ({"openings.MINE|offers|A.gate": True}, "capacity of offers"),
        ({"openings.PORT|routes|SEA.gate": True}, "capacity of routes"),
        ({"budgets.all.2026": 3.5}, "budget"),
        ({"budgets.all.total": 3.5}, "budget"),
        ({"investments.MINE.requires": ["PORT"], "investments.PORT.lead_time": 1.0}, "stage"),
        (
            {"investments.MINE.earliest": "2027", "investments.MINE.latest": None},
            "investment begun",
        ),
        (
            {"investments.MINE.exclusive_group": "ONE", "investments.PORT.exclusive_group": "ONE"},
            "exclusive group",
        ),
    ],
)
def test_stricter_terms_are_found(stricter: dict[str, Any], kind: str) -> None:
    """Proves that lead time, ramp, gates, budgets, stages and groups are looked at in any plan."""
    report = audit(case_of(**_changed(stricter)), _plan({}))
    assert kind in {violation.kind for violation in report.violations}


def test_tonnes_under_a_right_are_held_to_it() -> None:
    """Proves that tonnes told as bought at a discount stay within the right and what is bought."""
    found = _plan({})
    frame = found.table("opened").copy()
    mine = frame["investment"] == "MINE"
    frame.loc[mine, "discounted"] *= 1.5
    frame.loc[mine, "saved"] *= 1.5
    moved = dataclasses.replace(found, tables={**found.tables, "opened": frame})
    kinds = {violation.kind for violation in audit(case_of(**TABLES), moved).violations}
    assert {"right", "cost lines"} <= kinds
