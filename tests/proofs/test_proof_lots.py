"""Minimum lots and fixed fees: yes-or-no decisions, and big-Ms that never cut a plan."""

from __future__ import annotations

from proof import K, market, near, prove

DY = {"DY": {"demand": 100}}
FREE = {"end_of_horizon": "free"}


def test_minimum_lot_is_taken_whole_or_not_at_all() -> None:
    """Proves that 100 t cannot be 60 t of B and a rest of 40 t of A, whose lot is 50 t.

    B first: 60 x 100; then either A's lot of 50 t with 10 t less of B: 50 x 100 + 50 x 200 =
    15,000 k USD, or C at 300: 60 x 100 + 40 x 300 = 18,000. If the lot were ignored it would be
    60 x 100 + 40 x 200 = 14,000.
    """
    found = prove(
        materials=DY,
        **market(
            A={"price": 200, "minimum_lot": 50, "capacity": 500},
            B={"price": 100, "capacity": 60},
            C={"price": 300},
        ),
    )
    assert found.cost == near(15_000 * K)
    assert (found.bought("A"), found.bought("B")) == (near(50), near(50))


def test_spans_of_a_minimum_lot() -> None:
    """Proves that a lot of 60 t holds for the quarter, the year or the horizon, as its span says.

    25 t are needed in each of eight quarters, A costs 100 USD/kg with the lot and B 180; nothing
    can be stocked, surplus is worth nothing. A lot of 60 t a quarter costs 6,000 k USD against
    4,500 from B, so A is not used: 200 x 180 = 36,000 k USD. A lot of 60 t a year, or in the
    horizon, is no burden: 20,000. A lot of 160 t a horizon is none, one of 160 t a year costs
    16,000 k USD against 18,000: 32,000 k USD in all. If the span were ignored these would be equal.
    """
    expected = {
        ("period", 60): 36_000,
        ("year", 60): 20_000,
        ("horizon", 60): 20_000,
        ("year", 160): 32_000,
        ("horizon", 160): 20_000,
    }
    for (span, lot), cost in expected.items():
        found = prove(
            settings={"years": 2, "period_length": "quarter"},
            materials={"DY": {}},
            demand={
                "DY": {f"{year}Q{quarter}": 25 for year in (2026, 2027) for quarter in range(1, 5)}
            },
            **market(
                A={"price": 100, "minimum_lot": lot, "lot_span": span, "capacity": 10_000},
                B={"price": 180},
            ),
        )
        assert found.cost == near(cost * K), (span, lot)


def test_fee_is_paid_once_in_each_span_of_use() -> None:
    """Proves that a fee of 100 k USD is paid once a quarter, year or horizon of use.

    Eight quarters of use in two years: 800, 200 or 100 k USD on 20,000. If ignored: 20,000.
    """
    for span, fees in (("period", 800), ("year", 200), ("horizon", 100)):
        found = prove(
            settings={"years": 2, "period_length": "quarter"},
            materials=DY,
            **market(A={"price": 100, "fixed_fee": 100 * K, "lot_span": span, "capacity": 1e4}),
        )
        assert found.cost == near((20_000 + fees) * K, 1e-9), span
        assert found.part("fixed_fees") == near(fees * K)


def test_fee_decides() -> None:
    """Proves that a fee of 6,000 k USD outweighs 50 USD/kg on 100 t, and not on 200 t.

    A: 10,000 + 6,000 against B: 15,000 k USD; for 200 t 26,000 against 30,000. If the fee were
    ignored, A would be taken both times.
    """
    offers = market(A={"price": 100, "fixed_fee": 6_000 * K, "capacity": 1e4}, B={"price": 150})
    for demand, cost in ((100, 15_000), (200, 26_000)):
        found = prove(materials={"DY": {"demand": demand}}, **offers)
        assert found.cost == near(cost * K)


def test_fees_and_minimum_loads_of_routes_and_legs() -> None:
    """Proves that a route and a leg have lots too, shared by all that pass.

    A and B (40 t each, 100 USD/kg) share a leg with a load of at least 70 t and a fee of 50 k USD,
    over routes with a fee of 10 k USD each; C costs 200. Both together: 80 t and 20 t of C:
    8,000 + 4,000 + 50 + 20 = 12,070 k USD. If fees were ignored it would be 12,000.
    With a load of 90 t the leg cannot be used: 20,000.
    """
    for load, cost in ((70, 12_070), (90, 20_000)):
        found = prove(
            materials=DY,
            legs={"STRAIT": {"minimum_load": load, "fixed_fee": 50 * K}},
            routes={
                "EAST": {"legs": ["STRAIT"], "fixed_fee": 10 * K},
                "WEST": {"legs": ["STRAIT"], "fixed_fee": 10 * K},
            },
            **market(
                A={"price": 100, "capacity": 40, "routes": ["EAST"]},
                B={"price": 100, "capacity": 40, "routes": ["WEST"]},
                C={"price": 200},
            ),
        )
        assert found.cost == near(cost * K)


def test_lot_sizing_without_a_capacity() -> None:
    """Proves that the big-M of an unlimited offer lets it buy for later years (Wagner-Whitin).

    Demand 100, 50, 40, 100 t; 80 k USD for a year of use, 1 k USD to hold a tonne for a year. Best
    cost to serve the first years, in k USD: f1 = 80; f2 = min(80 + 80, 80 + 50) = 130;
    f3 = min(f2 + 80, f1 + 80 + 40, 80 + 50 + 80) = 200; f4 = min(f3 + 80, f2 + 80 + 100,
    f1 + 80 + 40 + 200, 80 + 50 + 80 + 300) = 280: buy 100, 90, 0, 100 t. With the 290 t at 10
    USD/kg it is 2,900 + 280. If fees were ignored it would be 2,900; if the big-M were the demand
    of the year, 90 t could not be bought in the second and it would be 3,220 (a fee each year).
    """
    found = prove(
        settings={"years": 4, "storage_cost": 1, **FREE},
        materials={"DY": {}},
        demand={"DY": {"2026": 100, "2027": 50, "2028": 40, "2029": 100}},
        stock={"DY": {}},
        **market(A={"price": 10, "fixed_fee": 80 * K}),
    )
    assert found.cost == near(3_180 * K, 1e-9)
    assert found.amount("delivery", "A", "2027") == near(90)
    assert found.amount("stock") == near(40)


def test_fees_follow_their_years_discount() -> None:
    """Proves that a fee is discounted like all money of the first period of its span.

    10 % a year, counted at the end of the year: 110 k USD twice are 100 + 90.909 k USD. If fees
    were not discounted it would be 220.
    """
    found = prove(
        settings={"years": 2, "discount_rate": 0.1, "discount_timing": "end"},
        materials=DY,
        **market(A={"price": 0, "fixed_fee": 110 * K, "capacity": 1e4}),
    )
    assert found.cost == near(100 * K + 110 * K / 1.21)


def test_a_route_behind_a_fee_carries_its_whole_capacity() -> None:
    """Proves that the big-M of a route over a year is that of its four quarters: 100 t for 5 k USD.

    Capacity 100 t/y on the route and 80 t/y on the leg: 80 t of A and 20 of C. 8,000 + 4,000 + 5 +
    7 k USD. If the big-M were the capacity of one quarter, C would be bought for the rest.
    """
    found = prove(
        settings={"period_length": "quarter"},
        materials=DY,
        legs={"SHIP": {"capacity": 80, "fixed_fee": 7 * K}},
        routes={"SEA": {"legs": ["SHIP"], "capacity": 100, "fixed_fee": 5 * K}},
        **market(A={"price": 100, "routes": ["SEA"]}, C={"price": 200}),
    )
    assert found.cost == near(12_012 * K)


PROVES_FAMILIES = {
    "limit_lot_use": (
        test_minimum_lot_is_taken_whole_or_not_at_all,
        test_fee_decides,
        test_fees_and_minimum_loads_of_routes_and_legs,
        test_lot_sizing_without_a_capacity,
    ),
    "limit_lot_minimum": (
        test_minimum_lot_is_taken_whole_or_not_at_all,
        test_spans_of_a_minimum_lot,
        test_fees_and_minimum_loads_of_routes_and_legs,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "fixed_fees": (
        test_fee_is_paid_once_in_each_span_of_use,
        test_fee_decides,
        test_fees_follow_their_years_discount,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
