"""The audit measures every kind of rule by itself: a plan that breaks one is found."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import pytest

from orefolio.case import Case
from orefolio.portfolio import Portfolio, audit, portfolio_of
from orefolio.solving import Options, solve
from support import case_of

TABLES: dict[str, Any] = {
    "settings": {"years": 2},
    "materials": {
        "DY": {"demand": 100, "reference_price": 100},
        "LA": {"demand": 50, "reference_price": 1},
    },
    "suppliers": {"S": {}},
    "countries": {"CHN": {}, "MYS": {}},
    "grades": {"HIGH": {}, "LOW": {}},
    "plants": {
        "SEP": {"country": "CHN", "stage": "separation", "next": ["METAL"]},
        "METAL": {"country": "MYS", "stage": "metal"},
    },
    "offers": {
        "A": {
            "supplier": "S",
            "material": "DY",
            "grade": "LOW",
            "price": 100,
            "capacity": 80,
            "plants": ["SEP"],
            "extra": {"carbon": 30.0},
        },
        "B": {
            "supplier": "S",
            "material": "DY",
            "grade": "HIGH",
            "price": 200,
            "extra": {"carbon": 10.0},
        },
        "X": {"supplier": "S", "material": "LA", "price": 1, "extra": {"carbon": 1.0}},
    },
}
A = {"scope": "offer", "members": ["A"]}
ALL = {"per_material": "together"}
IF = {"use": "condition", **A, "measure": "tonnes", "sense": "at least", "materials": ["DY"]}
BROKEN: dict[str, dict[str, dict[str, Any]]] = {
    "average of column": {
        "R": {**ALL, "measure": "average of column", "column": "carbon", "bound": 17}
    },
    "total of column": {
        "R": {**ALL, "measure": "total of column", "column": "carbon", "bound": 2600}
    },
    "spend per kg": {"R": {"materials": ["DY"], "measure": "spend per kg", "bound": 119}},
    "share of spend": {"R": {**A, **ALL, "measure": "share of spend", "bound": 0.66}},
    "share of volume": {
        "R": {"scope": "material", "members": ["LA"], "share_of": "deliveries", "bound": 0.33}
    },
    "tonnes": {
        "IF": {**IF, "bound": 80},
        "R": {**A, "when": "IF", "measure": "tonnes", "bound": 79},
    },
    "count": {
        "IF": {**IF, "bound": 80},
        "R": {
            "when": "IF",
            "scope": "material",
            "members": "*",
            "measure": "count",
            "bound": 1,
        },
    },
    "HHI": {
        "IF": {**IF, "bound": 80},
        "R": {
            "when": "IF",
            "scope": "country",
            "role": "processed",
            "measure": "HHI",
            "bound": 0.6,
        },
    },
    "share of value": {
        "R": {"scope": "grade", "members": ["LOW"], "measure": "share of value", "bound": 0.79}
    },
}
"""By measure a rule that the cheapest plan breaks: 80 t of A, 20 of B and 50 of X a year."""


@functools.cache
def cheapest() -> Portfolio:
    """The plan without rules."""
    case = case_of(**TABLES)
    return portfolio_of(case, solve(case, Options()))


def _kinds(case: Case, found: Portfolio) -> set[str]:
    return {violation.kind for violation in audit(case, found).violations}


@pytest.mark.parametrize("measure", BROKEN)
def test_a_plan_that_breaks_a_rule_is_found(measure: str) -> None:
    """Proves that the cheapest plan fails each rule, and the plan that is made for it passes."""
    case = case_of(**TABLES, rules=BROKEN[measure])
    assert f"rule, {measure}" in _kinds(case, cheapest())
    kept = portfolio_of(case, solve(case, Options()))
    assert audit(case, kept).passed, [v.sentence for v in audit(case, kept).violations]
    rules = kept.table("rules")
    ruled = rules[rules["rule"] == "R"]
    assert (ruled["met"] | ~ruled["holds"]).all()


@pytest.mark.parametrize(
    ("measure", "loose"),
    [("tonnes", {"IF": {**IF, "bound": 81}}), ("HHI", {"IF": {**IF, "bound": 81}})],
)
def test_a_rule_whose_condition_is_not_met_is_not_held(measure: str, loose: dict[str, Any]) -> None:
    """Proves that the cheapest plan keeps a rule that holds only from 81 t of A on."""
    case = case_of(**TABLES, rules={**BROKEN[measure], **loose})
    assert f"rule, {measure}" not in _kinds(case, cheapest())
    found = portfolio_of(case, solve(case, Options()))
    rules = found.table("rules").set_index("rule")
    assert found.measure("total cost") == pytest.approx(cheapest().measure("total cost"))
    assert not rules.loc["R", "holds"].any()
    assert not rules.loc["IF", "met"].any()
    assert (rules.loc["R", "excess"] == 0).all()
    assert found.measure("soft rules missed") == 0


def test_weights_and_bounds_over_time_are_audited() -> None:
    """Proves that A and half of X, 105 t, break 100 t in 2027, where the way leads, not in 2026."""
    rule = {**ALL, "scope": "offer", "members": ["A", "X"], "per_member": "together"}
    case = case_of(
        **TABLES,
        rules={"R": {**rule, "measure": "tonnes"}},
        rule_paths={"R": {"2026": 110, "2027": 100}},
        rule_weights={"R|LA": {"weight": 0.5}},
    )
    broken = [v for v in audit(case, cheapest()).violations if v.kind == "rule, tonnes"]
    assert len(broken) == 1 and "2027" in broken[0].sentence
    kept = portfolio_of(case, solve(case, Options()))
    assert audit(case, kept).passed
    assert kept.table("rules")["bound"].tolist() == [110, 100]


def test_a_stage_is_audited_from_the_plants() -> None:
    """Proves that what A's metal plant does is not counted as separation in Malaysia."""
    rule = {
        "scope": "country",
        "members": ["CHN"],
        "role": "processed",
        "stage": "separation",
        "materials": ["DY"],
        "measure": "tonnes",
        "bound": 79,
    }
    assert "rule, tonnes" in _kinds(case_of(**TABLES, rules={"R": rule}), cheapest())
    metal = {**rule, "stage": "metal"}
    assert "rule, tonnes" not in _kinds(case_of(**TABLES, rules={"R": metal}), cheapest())


@pytest.mark.parametrize("column", ["holds", "met", "when", "use"])
def test_words_of_the_rules_table_are_audited(column: str) -> None:
    """Proves that neither a condition nor what depends on it can be told wrongly."""
    case = case_of(**TABLES, rules=BROKEN["tonnes"])
    found = portfolio_of(case, solve(case, Options()))
    frame = found.table("rules").copy()
    wrong = {"holds": ~frame["holds"], "met": ~frame["met"], "when": "ELSE", "use": "rule"}
    frame[column] = wrong[column]
    tables = {**found.tables, "rules": frame}
    assert "rules" in _kinds(case, dataclasses.replace(found, tables=tables))
