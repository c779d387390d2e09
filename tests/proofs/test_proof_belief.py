"""Capacity that is believed: ratios, delivery records, slips and ramps."""

from __future__ import annotations

import pytest

from proof import K, market, near, prove

DY = {"DY": {"demand": 100}}
RECORDS = {
    "A-Co||2024": {"year": 2024, "announced": 100, "delivered": 100},
    "A-Co||2025": {"year": 2025, "announced": 300, "delivered": 100},
}


@pytest.mark.parametrize(
    ("basis", "believed", "cost"),
    [("announced", 100, 10_000), ("expected", 50, 20_000), ("firm", 20, 26_000)],
)
def test_basis_of_capacity(basis: str, believed: float, cost: float) -> None:
    """Proves that of 100 t at 100 USD/kg 100, 50 or 20 t count; the rest costs 300 USD/kg.

    50 x 100 + 50 x 300 = 20,000 and 20 x 100 + 80 x 300 = 26,000 k USD. If the basis were ignored
    all three would cost 20,000.
    """
    terms = {"price": 100, "capacity": 100, "delivery_ratio": 0.5, "firm_ratio": 0.2}
    found = prove(
        settings={"capacity_basis": basis}, materials=DY, **market(A=terms, B={"price": 300})
    )
    assert found.bought("A") == near(believed)
    assert found.cost == near(cost * K)


@pytest.mark.parametrize(("basis", "believed"), [("expected", 50), ("firm", 40)])
def test_delivery_records_stand_for_the_ratio(basis: str, believed: float) -> None:
    """Proves 200 t delivered of 400 announced are 50 %; the 10 % percentile of 1/3 and 1 is 40 %.

    1/3 + 0.1 x (1 - 1/3) = 0.4 (type 7). If the mean of the yearly ratios were taken it would be
    66.7 %; if records were ignored, all 100 t would come.
    """
    tables = market(A={"price": 100, "capacity": 100}, B={"price": 300})
    found = prove(
        settings={"capacity_basis": basis}, materials=DY, delivery_records=RECORDS, **tables
    )
    assert found.bought("A") == near(believed)


@pytest.mark.parametrize(("basis", "tonnes"), [("announced", 184), ("expected", 92)])
def test_start_slips_by_months(basis: str, tonnes: float) -> None:
    """Proves 365 t/y from 1 July, late by three months, are 92 t from 1 October; announced 184 t.

    If the slip were ignored both would be 184 t.
    """
    found = prove(
        settings={"capacity_basis": basis},
        materials={"DY": {"demand": 365}},
        **market(
            A={"price": 100, "capacity": 365, "start": "2026-07-01", "slip": 3}, B={"price": 300}
        ),
    )
    assert found.bought("A") == near(tonnes)
    assert found.cost == near((tonnes * 100 + (365 - tonnes) * 300) * K)


def test_a_slip_moves_capacities_by_year() -> None:
    """Proves that a capacity of 10 t in 2026 and 40 t in 2027, a year late, is 10 t in both years.

    If the slip were ignored, 40 t would come in 2027; if it closed the first year, none in 2026.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        capacities={"A": {"2026": 10, "2027": 40}},
        **market(A={"price": 100, "slip": 12}, B={"price": 300}),
    )
    assert found.bought("A", "2026") == near(10)
    assert found.bought("A", "2027") == near(10)


def test_a_ramp_is_counted_day_by_day() -> None:
    """Proves that a straight ramp over the first year makes 50 of 100 t, and then 100 t.

    The mean of 0 to 1 is 1/2. If the share of the year's beginning were taken it would be nothing,
    if that of its end (or no ramp), all 100 t.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        ramps={"SLOW|0": {"share": 0}, "SLOW|12": {"share": 1}},
        **market(
            A={"price": 100, "capacity": 100, "start": "2026", "ramp": "SLOW"}, B={"price": 300}
        ),
    )
    assert found.bought("A", "2026") == near(50)
    assert found.bought("A", "2027") == near(100)


def test_ramp_begins_with_the_believed_start_and_the_ratio_comes_on_top() -> None:
    """Proves slip, ramp and ratio one after the other: 100 t at 80 %, start 2026, a year late.

    2026 nothing, 2027 half of 100 t at 80 % = 40 t, 2028 80 t. If the ramp ran from the announced
    start, 2027 would bring 80 t.
    """
    found = prove(
        settings={"years": 3},
        materials=DY,
        ramps={"SLOW|12": {"share": 1}},
        **market(
            A={
                **{"price": 100, "capacity": 100, "delivery_ratio": 0.8},
                **{"start": "2026", "slip": 12, "ramp": "SLOW"},
            },
            B={"price": 300},
        ),
    )
    bought = [found.bought("A", year) for year in ("2026", "2027", "2028")]
    assert bought == [near(0), near(40), near(80)]
