"""Demand and shortage: who is served, and at what cost nobody is."""

from __future__ import annotations

from proof import K, market, near, prove, refused


def test_demand_is_met() -> None:
    """Proves that demand is bought for: 100 t at 200 USD/kg are 20 million USD.

    If it were ignored the answer would be to buy nothing.
    """
    found = prove(materials={"DY": {"demand": 100}}, **market(A={"price": 200}))
    assert found.cost == near(100 * 200 * K)
    assert found.bought("A") == near(100)


def test_shortage_falls_on_the_cheaper_segment() -> None:
    """Proves that a shortage is charged at its own segment's cost, so the cheaper one goes short.

    60 t for two segments of 50 t: the laser (500 USD/kg) misses 40 t, the magnet (900) nothing.
    60 x 200 + 40 x 500 = 32,000 k USD. If shortage were ignored there would be no plan; if it
    were charged at one price, the split would be arbitrary; at the mean of 700 it would be 40,000.
    """
    found = prove(
        materials={"DY": {}},
        segments={
            "LASER": {"material": "DY", "demand": 50, "shortage_cost": 500},
            "MAGNET": {"material": "DY", "demand": 50, "shortage_cost": 900},
        },
        **market(A={"price": 200, "capacity": 60}),
    )
    assert found.cost == near(32_000 * K)
    assert found.amount("shortage", "LASER") == near(40)
    assert found.amount("shortage", "MAGNET") == 0
    assert found.part("shortage_cost") == near(40 * 500 * K)


def test_a_use_worth_less_than_the_price_is_not_served() -> None:
    """Proves that shortage is a price, not a failure: 600 USD/kg is paid for 900, not for 500.

    50 x 600 + 50 x 500 = 55,000 k USD. If all demand had to be met it would be 60,000.
    """
    found = prove(
        materials={"DY": {}},
        segments={
            "LASER": {"material": "DY", "demand": 50, "shortage_cost": 500},
            "MAGNET": {"material": "DY", "demand": 50, "shortage_cost": 900},
        },
        **market(A={"price": 600}),
    )
    assert found.cost == near(55_000 * K)
    assert found.amount("shortage", "LASER") == near(50)


def test_without_a_shortage_cost_demand_is_hard() -> None:
    """Proves that demand without a shortage cost must be met: 60 t for 100 t is no plan.

    If it were ignored, 60 t would be sold as a plan.
    """
    refused(materials={"DY": {"demand": 100}}, **market(A={"price": 200, "capacity": 60}))


def test_demand_grows_and_may_be_given_by_year() -> None:
    """Proves that demand follows its year: 100 t and 10 % more are 210 t; by year 80 + 30 = 110 t.

    If growth or the Demand sheet were ignored it would be 200 t.
    """
    grown = prove(
        settings={"years": 2},
        materials={"DY": {"demand": 100, "demand_growth": 0.1}},
        **market(A={"price": 1}),
    )
    assert (grown.bought("A", "2026"), grown.bought("A", "2027")) == (near(100), near(110))
    listed = prove(
        settings={"years": 2},
        materials={"DY": {}},
        demand={"DY": {"2026": 80, "2027": 30}},
        **market(A={"price": 1}),
    )
    assert (listed.bought("A", "2026"), listed.bought("A", "2027")) == (near(80), near(30))


PROVES_FAMILIES = {
    "def_demand": (
        test_demand_is_met,
        test_without_a_shortage_cost_demand_is_hard,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "purchase": (test_demand_is_met,),
    "shortage_cost": (
        test_shortage_falls_on_the_cheaper_segment,
        test_a_use_worth_less_than_the_price_is_not_served,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
