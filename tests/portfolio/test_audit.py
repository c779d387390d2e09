"""The audit passes what is right and finds every single figure that is not."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

import test_contract_tables
from orefolio.case import Case
from orefolio.portfolio import RESULT_TABLE, Portfolio, audit, portfolio_of
from orefolio.portfolio.canonical import canonical
from orefolio.solving import Outcome, solve
from plans import rich
from support import case_of

NOT_AUDITED = {
    "limits",  # rows and prices of the solver; their limits are audited from the flows
    "ties",
    "findings",
    "changes",
    "assumptions",
    "assumed",
    "manifest",
}
ELSEWHERE = {*test_contract_tables.TABLES}
"""Audited tables that the rich plan leaves empty; a plan of their own is tampered with there."""
AUDITED = [name for name in RESULT_TABLE if name not in NOT_AUDITED | ELSEWHERE]


def _with(found: Portfolio, name: str, frame: pd.DataFrame) -> Portfolio:
    tables = {**found.tables, name: frame.reset_index(drop=True)}
    return dataclasses.replace(found, tables=tables)


def test_the_solved_plan_passes() -> None:
    """Proves that a right plan passes thousands of checks of every kind."""
    case, _, found = rich()
    report = audit(case, found)
    assert report.passed, [violation.sentence for violation in report.violations]
    assert sum(report.checks.values()) > 2000
    for kind in ("material balance", "minimum lot", "rule, HHI", "objective", "stock ceiling"):
        assert report.checks[kind] > 0


def _numbers() -> list[tuple[str, str]]:
    return [
        (name, column.name)
        for name in AUDITED
        for column in RESULT_TABLE[name].columns
        if column.kind in ("number", "share", "money")
    ]


@pytest.mark.parametrize(("table", "column"), _numbers())
def test_a_tampered_figure_is_found(table: str, column: str) -> None:
    """Proves that no number of an audited table can be moved by a thousandth unnoticed."""
    case, _, found = rich()
    frame = found.table(table)
    places = np.flatnonzero(frame[column].notna())
    assert len(places), "the plan must have a figure in every column"
    changed = frame.copy()
    place = places[len(places) // 2]
    changed.loc[place, column] = changed.loc[place, column] * 1.001 + 0.001
    assert not audit(case, _with(found, table, changed)).passed


@pytest.mark.parametrize("table", AUDITED)
def test_a_missing_and_a_doubled_row_are_found(table: str) -> None:
    """Proves that rows can neither be dropped nor written twice."""
    case, _, found = rich()
    frame = found.table(table)
    last = len(frame) - 1
    if table != "summary":  # of the summary, measures of single materials may be absent
        assert not audit(case, _with(found, table, frame.drop(index=last))).passed
        doubled = pd.concat([frame, frame.iloc[[last]]])
        assert not audit(case, _with(found, table, doubled)).passed
    else:
        assert not audit(case, _with(found, table, frame.drop(index=2))).passed


def test_flow_of_another_seller_is_found() -> None:
    """Proves that names of a flow are held against the case."""
    case, _, found = rich()
    frame = found.table("flows").copy()
    frame.loc[0, "supplier"] = "B" if frame.loc[0, "supplier"] == "A" else "A"
    kinds = {violation.kind for violation in audit(case, _with(found, "flows", frame)).violations}
    assert kinds == {"flow names"}


def test_an_unpaid_decision_is_found() -> None:
    """Proves that a used route without its decision is found, and its missing fee."""
    case, _, found = rich()
    frame = found.table("decisions").copy()
    frame["active"] = False
    kinds = {v.kind for v in audit(case, _with(found, "decisions", frame)).violations}
    assert {"nothing without a decision", "cost lines", "objective"} <= kinds


def _two_sellers(**more: object) -> tuple[Case, Outcome]:
    tables: dict[str, object] = {
        "materials": {"DY": {"demand": 100.0, "reference_price": 10.0, "shortage_cost": 99.0}},
        "suppliers": {"A": {"country": "CHN"}, "B": {"country": "AUS"}},
        "offers": {
            "A1": {"supplier": "A", "material": "DY", "price": 10.0, "capacity": 100.0},
            "B1": {"supplier": "B", "material": "DY", "price": 20.0, "capacity": 100.0},
        },
    }
    case = case_of(**{**tables, **more})
    return case, solve(case)


RULE = {"scope": "country", "members": ["CHN"]}
BROKEN = {
    "share of volume": {**RULE, "bound": 0.65},
    "share of value": {**RULE, "measure": "share of value", "bound": 0.65},
    "share of deliveries": {**RULE, "share_of": "deliveries", "bound": 0.65},
    "tonnes": {**RULE, "measure": "tonnes", "bound": 70.0},
    "spend": {**RULE, "measure": "spend", "bound": 700_000.0},
    "count": {**RULE, "members": "*", "measure": "count", "sense": "at least", "bound": 2},
    "HHI": {"scope": "supplier", "measure": "HHI", "bound": 0.6},
    "at least": {**RULE, "members": ["AUS"], "sense": "at least", "bound": 0.3},
    "exactly": {**RULE, "measure": "tonnes", "sense": "exactly", "bound": 60.0},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_plan_that_breaks_a_rule_is_found(name: str) -> None:
    """Proves each measure and sense: the cost-only plan (100 t from CHN) breaks the rule.

    The plan is made without the rule and audited with it; if the audit did not expand the rule by
    itself, nothing else would differ.
    """
    free, outcome = _two_sellers()
    bound, _ = _two_sellers(rules={"R": BROKEN[name]})
    assert audit(free, portfolio_of(free, outcome)).passed
    report = audit(bound, portfolio_of(bound, outcome))
    assert {violation.kind.split(",")[0] for violation in report.violations} == {"rule"}


LIMITED = {
    "capacity of offers": {
        "offers": {
            "A1": {"supplier": "A", "material": "DY", "price": 10.0, "capacity": 99.0},
            "B1": {"supplier": "B", "material": "DY", "price": 20.0, "capacity": 100.0},
        }
    },
    "days of cover": {"stock": {"DY": {"days_of_cover": 10.0}}},
    "end stock": {"stock": {"DY": {"opening_stock": 5.0, "end_of_horizon": "keep"}}},
    "no shortage where demand must be met": {
        "materials": {"DY": {"demand": 100.0, "reference_price": 10.0}}
    },
    "demand is used, saved or short": {
        "materials": {"DY": {"demand": 110.0, "shortage_cost": 99.0}}
    },
}


@pytest.mark.parametrize("kind", LIMITED)
def test_a_plan_beyond_a_limit_is_found(kind: str) -> None:
    """Proves that a plan made under looser limits fails under these."""
    outcome = _two_sellers()[1]
    if kind == "no shortage where demand must be met":  # a plan that leaves 100 t short
        _, outcome = _two_sellers(
            materials={"DY": {"demand": 100.0, "reference_price": 10.0, "shortage_cost": 1.0}}
        )
    tight, _ = _two_sellers(**LIMITED[kind])
    report = audit(tight, portfolio_of(tight, outcome))
    assert kind in {violation.kind for violation in report.violations}


@pytest.mark.parametrize("basis", ["every lot", "blend", "total"])
def test_a_plan_out_of_specification_is_found(basis: str) -> None:
    """Proves each basis: 100 t of 50 ppm against limits of 40 ppm, or 4000 ppm x t."""
    graded = {
        "grades": {"G": {}},
        "attributes": {"IRON": {}},
        "quality": {"G|IRON": {"value": 50.0}},
        "offers": {"A1": {"supplier": "A", "material": "DY", "price": 10.0, "grade": "G"}},
    }
    limit = 4000.0 if basis == "total" else 40.0
    _, outcome = _two_sellers(**graded)
    strict, _ = _two_sellers(
        **graded, specifications={"DY|IRON": {"maximum": limit, "basis": basis}}
    )
    report = audit(strict, portfolio_of(strict, outcome))
    assert {violation.kind for violation in report.violations} == {f"specification, {basis}"}


def test_a_lot_below_its_minimum_is_found() -> None:
    """Proves that 100 t under a minimum lot of 150 t fail, decided or not."""
    _, outcome = _two_sellers()
    lot = {"supplier": "A", "material": "DY", "price": 10.0, "minimum_lot": 150.0}
    rival = {"supplier": "B", "material": "DY", "price": 20.0}
    case, _ = _two_sellers(offers={"A1": lot, "B1": rival})
    undecided = audit(case, portfolio_of(case, outcome))
    assert "nothing without a decision" in {v.kind for v in undecided.violations}
    values = {**outcome.values, "commit": {("offers", "A1", "2026"): 1.0}}
    decided = audit(case, portfolio_of(case, dataclasses.replace(outcome, values=values)))
    assert "minimum lot" in {v.kind for v in decided.violations}


def test_a_wrong_objective_is_found() -> None:
    """Proves that a solver that claims one part in a thousand less is not believed."""
    case, outcome = _two_sellers()
    lower = dataclasses.replace(outcome, objective=(outcome.objective or 0.0) * 0.999)
    report = audit(case, portfolio_of(case, lower))
    assert "objective" in {violation.kind for violation in report.violations}


def test_a_leak_in_the_balance_is_found() -> None:
    """Proves that 1 t used but never delivered is found, although demand is met."""
    case, outcome = _two_sellers()
    values = {**outcome.values, "delivery": {("A1", "2026"): 99.0}}
    found = portfolio_of(case, dataclasses.replace(outcome, values=values))
    assert "material balance" in {v.kind for v in audit(case, found).violations}


def test_rounding_passes() -> None:
    """Proves that the tolerance is wide enough for a plan rounded to 12 digits once more."""
    case, _, found = rich()
    tables = {
        name: canonical(RESULT_TABLE[name], frame) if not RESULT_TABLE[name].ordered else frame
        for name, frame in found.tables.items()
    }
    assert audit(case, dataclasses.replace(found, tables=tables)).passed
