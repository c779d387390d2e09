"""The audit of what conversions take in beside, and of works and pools that investments open."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from orefolio.portfolio import Portfolio, audit, portfolio_of
from orefolio.solving import Options, solve
from support import case_of

TABLES: dict[str, Any] = {
    "settings": {"years": 2, "end_of_horizon": "free", "investment_values": False},
    "materials": {"CON": {}, "ACID": {}, "ND": {"demand": 50.0}},
    "suppliers": {"S": {}},
    "offers": {
        "con": {"supplier": "S", "material": "CON", "price": 2.0},
        "acid": {"supplier": "S", "material": "ACID", "price": 5.0},
        "nd": {"supplier": "S", "material": "ND", "price": 30.0},
    },
    "prices": {"con": {"2026": 2.0, "2027": 9.0}},
    "conversions": {"LEACH": {"from_material": "CON", "capacity": 60.0}},
    "conversion_inputs": {"LEACH|ACID": {"amount": 0.4}},
    "conversion_outputs": {"LEACH|ND": {"yield": 0.5}},
    "pools": {"STORE": {"capacity": 5.0}},
    "stock": {"CON||STORE": {}},
    "investments": {
        "PLANT": {"capex": 0.01, "life": 10.0, "latest": "2026"},
        "HALL": {"capex": 0.01, "life": 10.0, "latest": "2026"},
    },
    "openings": {
        "PLANT|conversions|LEACH": {"capacity": 20.0},
        "HALL|pools|STORE": {"capacity": 10.0},
    },
}
"""80 t of CON are leached a year with 32 t of ACID; 15 t are bought a year before, cheaper."""


def _changed(changes: dict[str, Any]) -> dict[str, Any]:
    tables = copy.deepcopy(TABLES)
    for name, value in changes.items():
        table, key, column = name.split(".")
        tables[table][key][column] = value
    return tables


def _plan(changes: dict[str, Any]) -> Portfolio:
    case = case_of(**_changed(changes))
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


def test_the_plan_itself_passes_and_says_what_went_in() -> None:
    """Proves the rows by hand: 80 t in, 32 t beside, 40 t out; 20 t and 10 t of what was opened.

    A tonne secured of the works is what they make of it; a store secures nothing.
    """
    found = _plan({})
    report = audit(case_of(**TABLES), found)
    assert report.passed, [violation.sentence for violation in report.violations]
    assert report.checks["taken in beside"] == 2
    first = found.table("converted").query("period == '2026'").set_index("side")["tonnes"]
    assert first.to_dict() == pytest.approx({"in": 80.0, "beside": 32.0, "out": 40.0})
    (works,) = found.table("conversions").query("period == '2026'").to_dict("records")
    assert (works["capacity"], works["share_used"]) == pytest.approx((80.0, 1.0))
    opened = found.table("opened").query("period == '2026'").set_index("target")
    assert opened["opened"].to_dict() == pytest.approx({"LEACH": 20.0, "STORE": 10.0})
    assert opened["used"].to_dict() == pytest.approx({"LEACH": 20.0, "STORE": 10.0})
    made = found.table("investments").set_index("investment")
    assert made["secured"].to_dict() == pytest.approx({"PLANT": 20.0, "HALL": 0.0})
    (acid,) = (
        found.table("stock").query("material == 'ACID' and period == '2026'").to_dict("records")
    )
    assert acid["used"] == pytest.approx(32.0)


@pytest.mark.parametrize(
    ("looser", "kind"),
    [
        ({"conversion_inputs.LEACH|ACID.amount": 0.3}, "taken in beside"),
        ({"openings.PLANT|conversions|LEACH.capacity": 25.0}, "conversion capacity"),
        ({"openings.HALL|pools|STORE.capacity": 12.0}, "pool capacity"),
    ],
)
def test_a_plan_made_under_looser_terms_is_found(looser: dict[str, Any], kind: str) -> None:
    """Proves that too little acid, too much converted and too much stored are found."""
    violations = audit(case_of(**TABLES), _plan(looser)).violations
    assert kind in {violation.kind for violation in violations}


@pytest.mark.parametrize("side", ["in", "beside", "out"])
def test_a_wrong_figure_of_any_side_is_found(side: str) -> None:
    """Proves that a thousandth more of anything that goes in or comes out is found."""
    found = _plan({})
    frame = found.table("converted").copy()
    place = frame.index[frame["side"] == side][0]
    frame.loc[place, "tonnes"] *= 1.001
    found = Portfolio(**{**vars(found), "tables": {**found.tables, "converted": frame}})
    assert not audit(case_of(**TABLES), found).passed
