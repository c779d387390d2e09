"""Ties: at equal cost the answer is still one, and the order of rows does not matter."""

from __future__ import annotations

from typing import Any

from proof import K, market, near, prove

DY = {"DY": {"demand": 100}}


def test_of_identical_offers_the_first_name_wins() -> None:
    """Proves that A is bought and not B or C, whatever the order of rows.

    If ties were left to the solver, any mixture would cost 10,000 k USD.
    """
    names = ["A", "B", "C"]
    for order in (names, names[::-1], ["B", "C", "A"]):
        found = prove(materials=DY, **market(**{name: {"price": 100} for name in order}))
        assert found.bought("A") == near(100), order
        assert found.cost == near(10_000 * K)


def test_of_identical_routes_the_first_name_wins() -> None:
    """Proves that the first of equal routes is taken; else any mixture would do."""
    found = prove(
        materials=DY,
        routes={"WEST": {}, "EAST": {}},
        **market(A={"price": 100, "routes": ["WEST", "EAST"]}),
    )
    assert found.amount("delivery", "A|EAST") == near(100)


def test_a_tie_break_never_costs_money() -> None:
    """Proves that Z at half a cent a kilogram less is preferred to A.

    If the tie-break between names were 0.5 USD a tonne or more, A would be bought for 50 USD more.
    """
    found = prove(materials=DY, **market(A={"price": 100}, Z={"price": 99.9995}))
    assert found.bought("Z") == near(100)


def test_a_tie_break_never_forbids_stock() -> None:
    """Proves that a rise of half a cent a kilogram is enough to buy early.

    100 t at 100 USD/kg instead of 100.0005 save 50 USD. If the tie-break on stock were 1e-5 of the
    price or more, it would not be worth it.
    """
    found = prove(
        settings={"years": 2, "end_of_horizon": "free"},
        materials=DY,
        stock={"DY": {}},
        prices={"A": {"2026": 100, "2027": 100.0005}},
        **market(A={}),
    )
    assert found.amount("stock") == near(100)


def test_at_equal_cost_nothing_is_stocked() -> None:
    """Proves that at one price and no holding cost each year is bought in its year."""
    found = prove(
        settings={"years": 3, "end_of_horizon": "free"},
        materials=DY,
        stock={"DY": {}},
        **market(A={"price": 100}),
    )
    assert found.amount("stock") == 0


def test_grades_are_used_in_the_order_of_their_names() -> None:
    """Proves that of two grades in stock the first is used first; the other is left."""
    rows = {
        f"DY|{grade}": {"opening_stock": 60, "end_of_horizon": "free"} for grade in ("G1", "G2")
    }
    tables: dict[str, Any] = {
        "materials": DY,
        "grades": {"G2": {}, "G1": {}},
        "stock": rows,
        **market(A={"price": 100, "grade": "G1"}),
    }
    found = prove(**tables)
    assert found.amount("use", "DY", "G1") == near(60)
    assert found.amount("use", "DY", "G2") == near(40)


def test_equal_shortages_fall_on_the_last_segment() -> None:
    """Proves that of two equal uses the first name is served; else any split would do."""
    found = prove(
        materials={"DY": {}},
        segments={
            name: {"material": "DY", "demand": 50, "shortage_cost": 900} for name in ("Y", "X")
        },
        **market(A={"price": 100, "capacity": 60}),
    )
    assert found.amount("use", "X") == near(50)
    assert found.amount("shortage", "Y") == near(40)
