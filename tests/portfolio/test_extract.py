"""What the tables say: hand-computed figures, and equality with the model's own expressions."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import test_contract_tables
from orefolio.findings import warning
from orefolio.portfolio import RESULT_TABLES, Portfolio, portfolio_of
from orefolio.solving import Outcome, Status, solve
from plans import rich
from support import case_of

EXPRESSION = {
    "purchase": "purchase",
    "contract purchase": "contract_purchase",
    "tier settlements": "tier_settlements",
    "rebates": "rebates",
    "bundle discounts": "bundle_discounts",
    "take or pay": "take_or_pay",
    "contract fees": "contract_fees",
    "freight": "freight",
    "fixed fees": "fixed_fees",
    "qualification": "qualification",
    "capital": "capital_charges",
    "investment running cost": "investment_running",
    "investment income": "investment_income",
    "offtake discounts": "offtake_discounts",
    "holding": "holding",
    "shortage": "shortage_cost",
    "surplus": "surplus_value",
    "end stock": "end_stock",
    "missing cover": "missing_cover",
    "risk premium": "risk_premium",
    "concentration charge": "concentration_charge",
    "soft rules": "soft_rules",
}


def _solved(**tables: object) -> Portfolio:
    case = case_of(**tables)
    return portfolio_of(case, solve(case))


def _cell(frame: pd.DataFrame, column: str, **key: str) -> float:
    chosen = frame
    for name, value in key.items():
        chosen = chosen[chosen[name] == value]
    assert len(chosen) == 1, chosen
    return chosen[column].iloc[0]


@pytest.mark.parametrize("kind", EXPRESSION)
def test_cost_lines_are_the_models_expressions(kind: str) -> None:
    """Proves that every cost line recomputed from the flows is the one that was minimised."""
    _, outcome, found = rich()
    costs = found.table("costs")
    recomputed = costs.loc[costs["kind"] == kind, "discounted"].sum()
    minimised = sum(outcome.expressions.get(EXPRESSION[kind], {}).values())
    assert recomputed == pytest.approx(minimised, rel=1e-6, abs=1e-3)


def test_every_kind_of_cost_but_shortage_is_at_work() -> None:
    """Proves that the case above would notice a missing line: every other kind is not zero."""
    costs = rich()[2].table("costs").groupby("kind")["amount"].sum()
    assert set(costs.index[costs == 0]) - {*test_contract_tables.KINDS} == {"shortage"}


def test_total_is_the_objective() -> None:
    """Proves that the cost lines add up to what the solver says."""
    _, outcome, found = rich()
    assert found.measure("total cost") == pytest.approx(outcome.objective, rel=1e-6)
    assert found.objective == pytest.approx(outcome.objective, rel=1e-11)


def test_landed_cost_build_up() -> None:
    """Proves the build-up: (90 + 6) / 0.8 = 120 USD a usable kg, of which 24 is yield loss.

    Demand 80 t takes 100 t at 90 USD/kg by a route of 6000 USD/t. If the yield were left out the
    landed cost would be 96.
    """
    found = _solved(
        materials={"DY": {"demand": 80.0}},
        suppliers={"A": {"country": "CHN"}},
        offers={
            "A1": {"supplier": "A", "material": "DY", "price": 90.0, "yield": 0.8, "routes": "SEA"}
        },
        routes={"SEA": {"cost": 6000.0, "days": 12.0}},
    )
    flow = found.table("flows").iloc[0]
    assert (flow["bought"], flow["usable"]) == (100.0, 80.0)
    assert (flow["price"], flow["freight"]) == (90.0, 6.0)
    assert (flow["landed_cost"], flow["yield_loss"], flow["days"]) == (120.0, 24.0, 12.0)
    assert (flow["spend"], flow["freight_cost"]) == (9e6, 6e5)
    assert found.measure("landed cost") == 120.0


def test_shares_by_volume_by_value_and_by_origin() -> None:
    """Proves that the same plan reads 75/25 by volume and 30/70 by value, and 85/15 by mine.

    75 t of LA at 2 USD/kg from CHN and 25 t of DY at 14 USD/kg processed in VNM, whose ore is 40 %
    Chinese. By value 150 to 350; mined in China 75 + 10 of 100 t. If origin shares were ignored the
    mine shares would be 75/25.
    """
    found = _solved(
        materials={
            "LA": {"demand": 75.0, "reference_price": 2.0},
            "DY": {"demand": 25.0, "reference_price": 14.0},
        },
        suppliers={"A": {"country": "CHN"}, "B": {"country": "VNM"}},
        offers={
            "A1": {"supplier": "A", "material": "LA", "price": 1.0},
            "B1": {"supplier": "B", "material": "DY", "price": 7.0},
        },
        origins={"B1|VNM": {"share": 0.6}, "B1|CHN": {"share": 0.4}},
    )
    shares = found.table("shares")
    whole = {"material": "all", "year": "all"}
    china = {**whole, "role": "processed", "name": "CHN"}
    assert _cell(shares, "share_of_volume", **china) == 0.75
    assert _cell(shares, "share_of_value", **china) == 0.3
    assert _cell(shares, "share_of_spend", **china) == 0.3
    assert _cell(shares, "share_of_demand", **china) == 0.75
    assert _cell(shares, "share_of_volume", **whole, role="mined", name="CHN") == 0.85
    hhi = _cell(found.table("concentration"), "hhi", **whole, role="mined")
    assert hhi == pytest.approx(0.85**2 + 0.15**2)
    assert _cell(found.table("concentration"), "largest", **whole, role="mined") == "CHN"


def test_stock_and_days_of_cover() -> None:
    """Proves opening 10 + arrived 110 = used 100 + closing 20, which is 73 days of 100 t a year."""
    found = _solved(
        settings={"end_of_horizon": "free", "storage_cost": 0.5},
        materials={"DY": {"demand": 100.0, "reference_price": 10.0}},
        suppliers={"A": {}},
        offers={"A1": {"supplier": "A", "material": "DY", "price": 10.0}},
        stock={"DY": {"days_of_cover": 73.0, "opening_stock": 10.0}},
    )
    row = found.table("stock").iloc[0]
    figures = ["opening", "arrived", "used", "surplus", "closing"]
    assert row[figures].tolist() == pytest.approx([10.0, 110.0, 100.0, 0.0, 20.0])
    assert row["holding_cost"] == pytest.approx(500.0 * 20.0)
    cover = found.table("cover").iloc[0]
    assert cover["days_of_cover"] == pytest.approx(73.0)
    assert cover["required"] == pytest.approx(20.0)
    assert math.isnan(cover["ceiling"])


def test_ties_show_what_costs_the_same_or_nearly() -> None:
    """Proves that an equal price is a tie, half a percent more a near tie, 2 % more nothing."""
    offers = {
        name: {"supplier": "A", "material": "DY", "price": price, "capacity": 200.0}
        for name, price in {"P1": 100.0, "P2": 100.0, "P3": 100.5, "P4": 102.0}.items()
    }
    found = _solved(materials={"DY": {"demand": 100.0}}, suppliers={"A": {}}, offers=offers).table(
        "ties"
    )
    assert list(zip(found["offer"], found["kind"], strict=True)) == [
        ("P2", "tie"),
        ("P3", "near tie"),
    ]
    assert found["gap"].tolist() == pytest.approx([0.0, 0.5], abs=1e-3)


def test_a_banned_source_is_no_tie() -> None:
    """Proves that a source at the same price, which a rule forbids, is not shown as a tie."""
    tables = {
        "materials": {"DY": {"demand": 100.0}},
        "suppliers": {"A": {"country": "CHN"}, "B": {"country": "AUS"}},
        "offers": {
            f"{name}1": {"supplier": name, "material": "DY", "price": 100.0} for name in "AB"
        },
    }
    ban = {"scope": "country", "members": ["CHN"], "measure": "tonnes", "bound": 0.0}
    assert _solved(**tables).table("ties")["offer"].tolist() == ["B1"]
    assert _solved(**tables, rules={"BAN": ban}).table("ties").empty


def test_binding_limit_has_its_local_price() -> None:
    """Proves that a full capacity is shown with what one more tonne saves: 300 - 50 USD/kg."""
    found = _solved(
        materials={"DY": {"demand": 100.0, "shortage_cost": 300.0}},
        suppliers={"A": {}},
        offers={"A1": {"supplier": "A", "material": "DY", "price": 50.0, "capacity": 60.0}},
        settings={"discount_timing": "start"},
    ).table("limits")
    row = found.iloc[0]
    assert (row["family"], row["row"], row["binding"]) == ("offer", "A1|2026", True)
    assert row["local_price"] == pytest.approx(250_000.0, rel=1e-5)
    assert row["place"] == "Offers!A1.capacity"


def test_risk_measures_of_japan_by_volume() -> None:
    """Proves the GeoPolRisk score 0.507 x 0.577 = 0.293 of Japan's imports, 70/23/7 by volume.

    Governance risks 0.602, 0.508, 0.556; world mine production China 0.692, USA 0.131, Australia
    0.074, Burma 0.056. Weighted average 0.4214 + 0.1168 + 0.0384 = 0.5766; HHI 0.5048 without the
    small producers.
    """
    found = _solved(
        materials={"REE": {"demand": 100.0}},
        suppliers={"A": {"country": "CHN"}, "B": {"country": "VNM"}, "C": {"country": "THA"}},
        countries={
            "CHN": {"governance_risk": 0.602, "world_production": 0.692, "hazard": 0.1},
            "VNM": {"governance_risk": 0.508},
            "THA": {"governance_risk": 0.556},
            "USA": {"world_production": 0.131},
            "AUS": {"world_production": 0.074},
            "MMR": {"world_production": 0.056},
        },
        offers={
            name + "1": {"supplier": name, "material": "REE", "price": 1.0, "capacity": tonnes}
            for name, tonnes in {"A": 70.0, "B": 23.0, "C": 7.0}.items()
        },
    ).table("risk")
    value = {
        name: _cell(found, "value", material="REE", year="all", measure=name)
        for name in found["measure"].unique()
    }
    average = 0.70 * 0.602 + 0.23 * 0.508 + 0.07 * 0.556
    world = 0.692**2 + 0.131**2 + 0.074**2 + 0.056**2
    assert value["governance risk of imports"] == pytest.approx(average)
    assert value["GeoPolRisk score"] == pytest.approx(world * average)
    assert value["GeoPolRisk score"] == pytest.approx(0.293, abs=0.003)
    assert value["expected loss"] == pytest.approx(0.07)
    squares = 0.70**2 * 0.602 + 0.23**2 * 0.508 + 0.07**2 * 0.556
    assert value["governance-weighted HHI"] == pytest.approx(squares)


def test_geopolrisk_counts_home_production_without_risk() -> None:
    """Proves the published check: HHI 0.3, sum g f = 1000, F = 2000, p = 500 give 0.12."""
    found = _solved(
        materials={"NI": {"demand": 2500.0}},
        suppliers={"ABROAD": {"country": "X"}, "HOME": {"country": "H"}},
        countries={
            "X": {"governance_risk": 0.5, "world_production": 0.3**0.5},
            "H": {"governance_risk": 0.0},
        },
        offers={
            "F": {"supplier": "ABROAD", "material": "NI", "price": 1.0, "capacity": 2000.0},
            "P": {"supplier": "HOME", "material": "NI", "price": 1.0, "capacity": 500.0},
        },
    ).table("risk")
    score = _cell(found, "value", material="NI", year="all", measure="GeoPolRisk score")
    assert score == pytest.approx(0.12)


def test_a_missing_figure_leaves_a_measure_out() -> None:
    """Proves that an unknown governance risk is not taken for safety."""
    found = _solved(
        materials={"NI": {"demand": 1.0}},
        suppliers={"A": {"country": "X"}},
        countries={"X": {}},
        offers={"F": {"supplier": "A", "material": "NI", "price": 1.0}},
    ).table("risk")
    assert set(found["measure"]) == {"expected loss"}


def test_failure_is_a_value() -> None:
    """Proves that an infeasible case gives the same tables, empty, with its reason and conflict."""
    case = case_of(
        materials={"DY": {"demand": 100.0}},
        suppliers={"A": {}},
        offers={"A1": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 60.0}},
    )
    told = warning("some check", "Offers!A1", "a word of warning")
    found = portfolio_of(case, solve(case), [told], manifest={"run at": "now"})
    assert not found.has_plan
    assert found.status == "infeasible"
    assert found.objective is None
    assert set(found.tables) == {table.name for table in RESULT_TABLES}
    assert found.table("flows").empty
    assert found.table("summary")["text"].tolist() == [f"infeasible: {found.reason}"]
    assert found.table("findings")["check"].iloc[0] == "some check"
    assert "demand" in found.table("findings")["found"].iloc[1]
    assert found.manifest["run at"] == "now"


def test_an_outcome_without_numbers_is_a_portfolio_too() -> None:
    """Proves that a solver that gave up leaves a portfolio that says so."""
    case = rich()[0]
    found = portfolio_of(case, Outcome(Status.FAILED, "the solver gave up"))
    assert (found.status, found.reason) == ("failed", "the solver gave up")
    assert found.measure("total cost") is None


def test_an_average_over_a_plan_that_buys_nothing() -> None:
    """Proves that a rule on a column of figures is told of a plan without any delivery.

    A costs 20 USD/kg and a shortage 5, so nothing is bought; the average of nothing keeps any
    bound. If figures of no offer were taken as text, the tables could not be made.
    """
    case = case_of(
        materials={"DY": {"demand": 100, "shortage_cost": 5, "reference_price": 10}},
        suppliers={"S": {}},
        offers={"A": {"supplier": "S", "material": "DY", "price": 20, "extra": {"carbon": 3.0}}},
        rules={
            "R": {
                "measure": "average of column",
                "column": "carbon",
                "bound": 2,
                "sense": "at most",
            }
        },
    )
    rules = portfolio_of(case, solve(case)).tables["rules"]
    assert rules["met"].tolist() == [True]
