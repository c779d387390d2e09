"""Contracts in the result tables: what they say, that they are audited, how plans are bridged."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from orefolio.case import Case
from orefolio.portfolio import RESULT_TABLE, Portfolio, audit, portfolio_of
from orefolio.portfolio.comparing.bridge import bridge
from orefolio.reports import write_results
from orefolio.solving import Options, Outcome, solve
from support import case_of

TABLES = (
    *("contract_years", "liftings", "rebates", "price_steps", "make_up"),
    *("contract_lots", "pairs"),
)


KINDS = {
    "purchase": "purchase",
    "contract purchase": "contract_purchase",
    "tier settlements": "tier_settlements",
    "rebates": "rebates",
    "bundle discounts": "bundle_discounts",
    "take or pay": "take_or_pay",
    "contract fees": "contract_fees",
}
"""Kinds of cost that contracts bring, or take from, by the name of their expression."""


def tables() -> dict[str, Any]:
    """Four years in halves: take or pay with make-up, steps of both kinds, lots, fees, a bundle."""
    return {
        "settings": {"years": 4, "period_length": "half-year", "discount_rate": 0.05},
        "materials": {"DY": {"reference_price": 200, "surplus_value": -1}},
        "demand": {"DY": {"2026": 60, "2027": 130, "2028": 60, "2029": 60}},
        "suppliers": {"A": {}, "B": {}},
        "offers": {
            "A1": {"supplier": "A", "material": "DY", "price": 210, "capacity": 140},
            "A2": {"supplier": "A", "material": "DY", "price": 190, "capacity": 12},
            "B1": {"supplier": "B", "material": "DY", "price": 500},
        },
        "contracts": {
            "LONG": {
                **{"offers": ["A1"], "firm": 80, "option": 40, "take_or_pay": 1, "floor": 160},
                **{"make_up_years": 1, "index_slope": 0.5, "open_purchase": False},
                **{"rebate_above": 150, "rebate_share": 0.5, "rebate_cap": 300_000},
                **{"exit_fee": 1_000_000},
            },
            "STEPS": {
                **{"offers": ["A2"], "lot_multiple": 5, "onboarding_fee": 100, "fixed_fee": 10},
            },
            "UNITS": {"offers": ["B1"], "tiers": "all units", "price": 150, "exact_lot": 4},
        },
        "tiers": {
            "STEPS|1": {"from": 4, "discount": 60},
            "UNITS|1": {"from": 4, "discount_share": 0.2},
        },
        "bundles": {"P": {"contract_a": "STEPS", "contract_b": "UNITS", "discount": 2}},
    }


@functools.cache
def outcome() -> tuple[Case, Outcome]:
    """The case and its solution."""
    case = case_of(**tables())
    return case, solve(case, Options(relative_gap=1e-9))


@functools.cache
def plan() -> tuple[Case, Portfolio]:
    """The case and its portfolio."""
    return outcome()[0], portfolio_of(*outcome())


def _with(found: Portfolio, name: str, frame: pd.DataFrame) -> Portfolio:
    return dataclasses.replace(found, tables={**found.tables, name: frame.reset_index(drop=True)})


def test_take_or_pay_year_by_year() -> None:
    """Proves that a deficiency is told, made up, and told to expire.

    LONG owes 80 t a year and may lift 40 more. In 2026 60 t are needed at most: what is paid and
    not lifted is free in 2027 above 80 t; what is paid in 2028 expires in 2029, unused.
    """
    case, found = plan()
    assert audit(case, found).passed, [v.sentence for v in audit(case, found).violations]
    years = found.table("contract_years")
    long = years[years["contract"] == "LONG"].set_index("year")
    assert long["owed"].tolist() == [80.0] * 4
    assert long.loc["2026", "deficiency"] == pytest.approx(80 - long.loc["2026", "lifted"])
    assert long.loc["2026", "deficiency"] > 0
    assert long.loc["2026", "credit"] == long.loc["2026", "deficiency"]
    assert long.loc["2027", "made_up"] == pytest.approx(
        min(long.loc["2026", "deficiency"], long.loc["2027", "lifted"] - 80)
    )
    assert long.loc["2029", "expired"] == pytest.approx(long.loc["2028", "deficiency"])
    assert long["at_floor"].tolist() == long["lifted"].tolist()
    assert long.loc["2027", "rebates"] == pytest.approx(-300_000)


@pytest.mark.parametrize("kind", KINDS)
def test_cost_lines_are_the_models_expressions(kind: str) -> None:
    """Proves that every cost line recomputed from the liftings is the one that was minimised."""
    costs = plan()[1].table("costs")
    recomputed = costs.loc[costs["kind"] == kind, "discounted"].sum()
    minimised = sum(outcome()[1].expressions[KINDS[kind]].values())
    assert recomputed == pytest.approx(minimised, rel=1e-6, abs=1e-3)
    assert (recomputed == 0) == (kind == "purchase")


def _numbers() -> list[tuple[str, str]]:
    return [
        (name, column.name)
        for name in TABLES
        for column in RESULT_TABLE[name].columns
        if column.kind in ("number", "share", "money")
    ]


@pytest.mark.parametrize(("table", "column"), _numbers())
def test_a_tampered_figure_is_found(table: str, column: str) -> None:
    """Proves that no number of a contract table can be moved by a thousandth unnoticed."""
    case, found = plan()
    frame = found.table(table)
    places = np.flatnonzero(frame[column].notna() & (frame[column] != 0))
    assert len(places), "the plan must have a figure in every column"
    changed = frame.copy()
    place = places[len(places) // 2]
    changed.loc[place, column] = changed.loc[place, column] * 1.001 + 0.001
    assert not audit(case, _with(found, table, changed)).passed


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_and_a_doubled_row_are_found(table: str) -> None:
    """Proves that rows can neither be dropped nor written twice, nor be of another contract."""
    case, found = plan()
    frame = found.table(table)
    for changed in (
        frame.drop(index=len(frame) - 1),
        pd.concat([frame, frame.iloc[[-1]]]),
        pd.concat([frame, frame.iloc[[-1]].assign(**{RESULT_TABLE[table].key[0]: "X"})]),
    ):
        assert not audit(case, _with(found, table, changed)).passed


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("contract_years", "in_force", "contract in force"),
        ("contract_lots", "used", "nothing without use"),
    ],
)
def test_a_decision_turned_round_is_found(table: str, column: str, kind: str) -> None:
    """Proves that a contract that is lifted must be in force and in use."""
    case, found = plan()
    frame = found.table(table).copy()
    frame[column] = False
    kinds = {v.kind for v in audit(case, _with(found, table, frame)).violations}
    assert {kind, "cost lines"} <= kinds


def test_a_stolen_credit_is_found() -> None:
    """Proves that tonnes cannot be made up later than the contract allows."""
    case, found = plan()
    frame = found.table("make_up").copy()
    frame["year"] = "2029"
    kinds = {v.kind for v in audit(case, _with(found, "make_up", frame)).violations}
    assert "made up in time" in kinds


def test_tables_survive_the_results_workbook(tmp_path: Path) -> None:
    """Proves that a stored portfolio still passes its audit, with every contract table."""
    case, found = plan()
    path = tmp_path / "result.xlsx"
    write_results(found, path, overwrite=True)
    stored = Portfolio.load(path)
    assert audit(case, stored).passed
    for name in TABLES:
        pd.testing.assert_frame_equal(stored.table(name), found.table(name))


def test_bridge_with_contracts_is_closed() -> None:
    """Proves that between two plans with contracts every cent belongs to a step.

    A dearer floor is told as invoices of contracts and take or pay, not as a price of offers.
    """
    _, first = plan()
    rows = tables()
    rows["contracts"]["LONG"]["floor"] = 170
    case = case_of(**rows)
    second = portfolio_of(case, solve(case, Options(relative_gap=1e-9)))
    steps = bridge(first, second, ("low", "high")).set_index("step")["amount"]
    assert steps["residual"] == 0
    assert steps["price effect"] == 0
    assert steps["contract purchase"] > 0
    total = steps.drop(["cost before", "cost after"]).sum()
    assert total == pytest.approx(steps["cost after"] - steps["cost before"])


def test_tonnes_that_leave_a_contract_are_no_volume() -> None:
    """Proves that the bridge counts what contracts deliver among the tonnes of a material.

    50, 120 and 100 t are needed. C owes 80 t a year at 10 USD/kg; 30 t that are paid in 2026 are
    made up in 2027, where the market at 8 USD/kg delivers nothing but 10 t; in 2028 it delivers
    20 t. Without make-up 30 t more come from the market: 240,000 USD of mix, and no more tonnes.
    """
    first, second = (_made_up(years) for years in (1, 0))
    steps = bridge(first, second, ("with", "without")).set_index("step")["amount"]
    assert steps["volume effect"] == 0
    assert steps["mix effect"] == pytest.approx(240_000)


def test_more_tonnes_are_a_volume_beside_a_contract() -> None:
    """Proves that 10 t more from the market at 8 USD/kg are 80,000 USD of volume, no mix."""
    steps = bridge(_made_up(1), _made_up(1, 110), ("100", "110")).set_index("step")["amount"]
    assert steps["volume effect"] == pytest.approx(80_000)
    assert steps["mix effect"] == 0


def _made_up(years: int, last: float = 100) -> Portfolio:
    terms = {"firm": 100, "option": 50, "take_or_pay": 0.8, "make_up_years": years, "price": 10}
    case = case_of(
        settings={"years": 3},
        materials={"A": {"reference_price": 10}},
        demand={"A": {"2026": 50, "2027": 120, "2028": last}},
        suppliers={"S": {}, "T": {}},
        offers={
            "O1": {"supplier": "S", "material": "A", "price": 10, "capacity": 150},
            "SP": {"supplier": "T", "material": "A", "price": 8},
        },
        contracts={"C": {"offers": ["O1"], "open_purchase": False, **terms}},
    )
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


@pytest.mark.parametrize("needed", [14, 10])
def test_tonnes_of_a_basket_to_spare_are_those_of_the_product(needed: float) -> None:
    """Proves that 20 t of ore are told, not the 20 t of A and 1 t of B that are left of 300 t.

    A tonne of ore has 0.4 t of A and 0.05 t of B. 100 t of A ask for 250 t of ore, 14 t of B for
    280 t; 300 t are lifted for the price of the second step. With 10 t of B it is 50 t.
    """
    case = case_of(
        materials={"A": {"demand": 100}, "B": {"demand": needed}},
        suppliers={"S": {}, "T": {}},
        products={"ORE": {}},
        contents={"ORE|A": {"share": 0.4}, "ORE|B": {"share": 0.05}},
        offers={
            "ORE": {"supplier": "S", "product": "ORE", "price": 5},
            "AA": {"supplier": "T", "material": "A", "price": 10},
            "BB": {"supplier": "T", "material": "B", "price": 60},
        },
        contracts={"C": {"offers": ["ORE"], "tiers": "all units"}},
        tiers={"C|1": {"from": 0, "price": 2}, "C|2": {"from": 300, "price": 1.5}},
    )
    found = portfolio_of(case, solve(case, Options(relative_gap=1e-9)))
    (note,) = found.table("contract_years")["note"]
    spare = 20 if needed == 14 else 50
    assert note.startswith(f"{spare} t more are lifted than are used or stocked")
