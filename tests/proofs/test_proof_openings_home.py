"""Proofs of what investments open at home: works and pools."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove


def _works(capex: float, opening: dict[str, Any], own: float | None = 60.0) -> Proved:
    """Concentrate at 2 gives 0.5 t ND (else 8) and 0.25 t DY (else 40), for 1 USD/kg; 10 years."""
    return prove(
        settings={"years": 1},
        materials={"CON": {}, "ND": {"demand": 50.0}, "DY": {"demand": 10.0}},
        suppliers={"S": {}},
        offers={
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
            "nd": {"supplier": "S", "material": "ND", "price": 8.0},
            "dy": {"supplier": "S", "material": "DY", "price": 40.0},
        },
        conversions={"SEP": {"from_material": "CON", "cost": 1.0, "capacity": own}},
        conversion_outputs={"SEP|ND": {"yield": 0.5}, "SEP|DY": {"yield": 0.25}},
        investments={"PLANT": {"capex": capex, "life": 10.0}},
        openings={"PLANT|conversions|SEP": opening},
    )


def test_capacity_of_works_is_added() -> None:
    """Proves that works of 60 t/y are widened by 40 for 10 kUSD a year: 300 + 10 = 310 kUSD.

    If the opening were ignored 30 t ND and 15 t DY would be made, for 340; if it cost nothing 300.
    For 500 kUSD a year it is left, and 340 remain.
    """
    found = _works(0.1, {"capacity": 40.0})
    assert found.amount("converted", "SEP") == near(100.0)
    assert found.cost == near(310.0 * K)
    assert _works(5.0, {"capacity": 40.0}).cost == near(340.0 * K)


def test_works_behind_a_gate() -> None:
    """Proves that works of 60 t/y stand only if they are built: 340 + 100 = 440 kUSD.

    At 5,000 kUSD a year all is bought for 800. A share of 50 % makes 30 t: 90 + 35 x 8 + 2.5 x 40 +
    100 = 570. If the gate were ignored the cost would be 340 each time.
    """
    assert _works(1.0, {"gate": True}).cost == near(440.0 * K)
    assert _works(50.0, {"gate": True}).cost == near(800.0 * K)
    assert _works(1.0, {"gate": True, "share": 0.5}).cost == near(570.0 * K)


def test_works_without_limit_have_what_the_gate_opens() -> None:
    """Proves that of works without a capacity the 60 t/y of the gate are built: 440 kUSD.

    If the gate opened all of them 100 t would be converted, for 400.
    """
    assert _works(1.0, {"gate": True, "capacity": 60.0}, own=None).cost == near(440.0 * K)


def _store(capex: float, opening: dict[str, Any], own: float) -> Proved:
    """100 t of DY in each of two years, at 100 and then 200 USD/kg; a hall that stands 10 years."""
    return prove(
        settings={"years": 2, "end_of_horizon": "free"},
        materials={"DY": {"demand": 100.0}},
        pools={"STORE": {"capacity": own}},
        stock={"DY||STORE": {}},
        prices={"A": {"2026": 100.0, "2027": 200.0}},
        **market(A={}),
        investments={"HALL": {"capex": capex, "life": 10.0, "latest": "2026"}},
        openings={"HALL|pools|STORE": opening},
    )


def test_room_of_a_pool_is_added() -> None:
    """Proves that 20 t beside 30 t of room save 2,000 for 200 kUSD: 25,000 + 200 = 25,200 kUSD.

    If the hall were ignored the cost would be 27,000; if it cost nothing 25,000. For 4,000 kUSD it
    is left.
    """
    found = _store(1.0, {"capacity": 20.0}, own=30.0)
    assert found.amount("stock") == near(50.0)
    assert found.cost == near(25_200 * K)
    assert _store(20.0, {"capacity": 20.0}, own=30.0).cost == near(27_000 * K)


def test_a_pool_behind_a_gate() -> None:
    """Proves that a store of 50 t holds nothing until it is built: 25,200 kUSD, else 30,000.

    If the gate were ignored the cost would be 25,000 without building.
    """
    assert _store(1.0, {"gate": True}, own=50.0).cost == near(25_200 * K)
    assert _store(50.0, {"gate": True}, own=50.0).cost == near(30_000 * K)


def test_room_is_not_counted_by_the_year() -> None:
    """Proves that with quarters a pool of 40 t is 40 t, not 10: 140 x 100 + 60 x 200 kUSD.

    The price doubles on 1 January 2027; of the hall 200 kUSD are charged. If its tonnes were taken
    for tonnes a year a quarter of them would be there, and the cost would be 29,200.
    """
    found = prove(
        settings={"years": 2, "period_length": "quarter", "end_of_horizon": "free"},
        materials={"DY": {"demand": 100.0}},
        pools={"STORE": {"capacity": 0.0}},
        stock={"DY||STORE": {}},
        prices={"A": {"2026": 100.0, "2027": 200.0}},
        **market(A={}),
        investments={"HALL": {"capex": 1.0, "life": 10.0, "latest": "2026Q1"}},
        openings={"HALL|pools|STORE": {"capacity": 40.0}},
    )
    assert found.cost == near(26_200 * K)


PROVES_FAMILIES = {
    "limit_opened": (
        test_works_behind_a_gate,
        test_works_without_limit_have_what_the_gate_opens,
        test_a_pool_behind_a_gate,
        test_room_is_not_counted_by_the_year,
    )
}
