"""Proves that a parameter which the model does not read is refused, with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import ChangeError
from orefolio.studies.sweep import prepare
from orefolio.studies.vary import parse_varies
from study_cases import OPTIONS, two_sellers

CAP = {
    "CAP": {"on": False, "scope": "country", "members": ["CHN"], "role": "processed", "bound": 0.6}
}


def refused(*varies: str, **tables: Any) -> str:
    with pytest.raises(ChangeError) as caught:
        prepare(two_sellers(**tables), parse_varies(varies), OPTIONS)
    return str(caught.value)


def test_a_price_replaced_by_the_prices_sheet() -> None:
    said = refused("offers[A1].price=40,60", prices={"A1": {"2026": 45.0}})
    assert said == (
        "offers[A1].price is not read: the Prices sheet has a row for A1, which replaces it;"
        " vary prices[A1].2026 instead"
    )


@pytest.mark.parametrize(
    ("vary", "table", "key"),
    [("offers[A1].capacity=70,90", "capacities", "A1"), ("materials[N].demand=90", "demand", "N")],
)
def test_other_cells_that_another_sheet_replaces(vary: str, table: str, key: str) -> None:
    """Proves that the sheet is named by which the parameter can be varied all the same."""
    said = refused(vary, **{table: {key: {"2026": 80.0}}})
    assert said.startswith(f"{vary.split('=', maxsplit=1)[0]} is not read")
    assert said.endswith(f"vary {table}[{key}].2026 instead")


def test_a_rule_that_is_off() -> None:
    said = refused("rules[CAP].bound=50%,70%", rules=CAP)
    assert "rules[CAP] is switched off at Rules!CAP.on" in said


def test_an_offer_of_an_inactive_seller() -> None:
    said = refused(
        "offers[A1].price=40,60",
        suppliers={"A": {"country": "CHN", "active": False}, "B": {"country": "AUS"}},
    )
    assert "suppliers[A] is switched off at Suppliers!A.active" in said


@pytest.mark.parametrize(
    ("vary", "reason"),
    [
        ("settings.relative_gap=0,0.1", "use --gap"),
        ("settings.near_tie=1%,5%", "near ties"),
        ("settings.holding_rate=5%,9%", "Stock sheet has no rows"),
        ("settings.concentration_of=mined,supplier", "concentration_weight is 0"),
        ("suppliers[A].name=Alpha,Beta", "text for people"),
    ],
)
def test_settings_without_effect(vary: str, reason: str) -> None:
    assert reason in refused(vary)


def test_a_risk_weight_without_hazards() -> None:
    said = refused(
        "settings.risk_weight=0,1", suppliers={"A": {"country": "CHN"}, "B": {"country": "AUS"}}
    )
    assert "no sheet holds a hazard" in said


def test_every_unread_dimension_is_named_and_read_ones_are_not() -> None:
    said = refused("rules[CAP].bound=50%", "offers[A1].price=40", "settings.near_tie=5%", rules=CAP)
    assert [line.split(" ")[0] for line in said.split("\n")] == [
        "rules[CAP].bound",
        "settings.near_tie",
    ]


@pytest.mark.parametrize(
    "vary",
    [
        "rules[CAP].on=yes,no",  # only one level changes anything
        "offers[A1].capacity=80,60",  # a bound
        "materials[N].demand=100,101",  # a right-hand side
        "settings.risk_weight=0,1",  # costs
        "offers[A1].yield=90%",  # the matrix
        "offers[A1].minimum_lot=10",  # an integer column more
        "offers[A1].active=no",  # a column less
        "settings.years=2",  # more rows
    ],
)
def test_what_the_model_reads_is_accepted(vary: str) -> None:
    sweep = prepare(two_sellers(rules=CAP), parse_varies([vary]), OPTIONS)
    assert len(sweep.design.points) == 2
