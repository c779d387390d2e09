"""The audit of levers and conversions: a plan made under looser terms fails under these."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import Case
from orefolio.portfolio import Portfolio, audit, portfolio_of
from orefolio.solving import Outcome, solve
from support import case_of


def _tables(**more: Any) -> dict[str, Any]:
    lever = {"acts_on": "DY", "cost": 1.0, "ceiling": 20.0, "fixed_cost": 100.0}
    return {
        "settings": {"years": 1},
        "materials": {"CON": {}, "DY": {"demand": 100.0}},
        "suppliers": {"S": {}},
        "offers": {
            "dy": {"supplier": "S", "material": "DY", "price": 10.0},
            "con": {"supplier": "S", "material": "CON", "price": 1.0},
        },
        "levers": {
            "LESS": lever,
            "SCRAP": {"acts_on": "DY", "kind": "recycling", "cost": 2.0, "ceiling": 9.0},
        },
        "lever_steps": {"SCRAP|1": {"quantity": 4.0, "cost": 2.0}, "SCRAP|2": {"cost": 3.0}},
        "conversions": {"SEP": {"from_material": "CON", "cost": 1.0, "capacity": 30.0}},
        "conversion_outputs": {"SEP|DY": {"yield": 0.5}},
        **more,
    }


def _solved(**more: Any) -> tuple[Case, Outcome, Portfolio]:
    case = case_of(**_tables(**more))
    outcome = solve(case)
    assert outcome.has_plan
    return case, outcome, portfolio_of(case, outcome)


def test_the_plan_itself_passes_and_says_what_is_done_at_home() -> None:
    """Proves the reported figures: 20 t saved, 9 recycled, 15 of 30 t of CON, 56 t bought.

    Saved demand counts as met: the share is 1, not 80 %.
    """
    case, _, found = _solved()
    assert audit(case, found).passed
    (demand,) = found.table("demand").query("segment == 'DY'").to_dict("records")
    assert (demand["met"], demand["saved"], demand["shortage"]) == pytest.approx((80, 20, 0))
    assert demand["share_met"] == pytest.approx(1.0)
    levers = found.table("levers").set_index("lever")
    assert levers["tonnes"].to_dict() == pytest.approx({"LESS": 20.0, "SCRAP": 9.0})
    assert levers["share_used"].to_dict() == pytest.approx({"LESS": 1.0, "SCRAP": 1.0})
    assert levers["cost"].to_dict() == pytest.approx({"LESS": 20e3, "SCRAP": 4 * 2e3 + 5 * 3e3})
    assert levers["fixed_cost"].to_dict() == pytest.approx({"LESS": 100.0, "SCRAP": 0.0})
    made = found.table("converted").set_index("side")["tonnes"].to_dict()
    assert made == pytest.approx({"in": 30.0, "out": 15.0})
    assert found.measure("saved") == pytest.approx(20.0)
    assert found.measure("recycled of DY") == pytest.approx(9.0)
    kinds = found.table("costs").set_index("kind")["amount"]
    assert kinds[["levers", "lever fees", "conversion"]].tolist() == pytest.approx(
        [43e3, 100.0, 30e3]
    )


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("lever ceiling", {"levers": {"LESS": {"ceiling": 19.0}}}),
        ("lever ceiling", {"levers": {"SCRAP": {"ceiling": 8.0}}}),
        ("lever step", {"lever_steps": {"SCRAP|1": {"quantity": 3.0}}}),
        ("conversion capacity", {"conversions": {"SEP": {"capacity": 29.0}}}),
        ("converted", {"conversion_outputs": {"SEP|DY": {"yield": 0.4}}}),
        ("cost lines", {"conversions": {"SEP": {"cost": 2.0}}}),
        ("cost lines", {"lever_steps": {"SCRAP|2": {"cost": 4.0}}}),
        ("lever fees", {"levers": {"LESS": {"fixed_cost": 99.0}}}),
        ("savings", {"lever_effects": {"LESS|DY": {"effect": 0.9}}}),
    ],
)
def test_a_plan_made_under_other_terms_fails(kind: str, more: dict[str, Any]) -> None:
    """Proves that each limit, yield, cost and effect is checked against the case, not the plan."""
    tables = _tables()
    for table, rows in more.items():
        own = tables.setdefault(table, {})
        for key, row in rows.items():
            own[key] = {**own.get(key, {}), **row}
    _, outcome, _ = _solved()
    case = case_of(**tables)
    report = audit(case, portfolio_of(_solved()[0], outcome))
    assert kind in {violation.kind for violation in report.violations}


def test_assumptions_behind_levers_that_do_nothing_do_not_count() -> None:
    """Proves that of two levers with assumed costs only the one that is used is told."""
    levers = _tables()["levers"] | {"DEAR": {"acts_on": "DY", "cost": 99.0, "ceiling": 5.0}}
    case = case_of(**_tables(levers=levers))
    for key in ("LESS", "DEAR"):
        case.records.table("levers")[key].provenance["cost flag"] = "assumption"  # type: ignore[index]
    told = portfolio_of(case, solve(case)).table("assumed")
    assert told[["table", "key", "column"]].to_numpy().tolist() == [["levers", "LESS", "cost"]]
