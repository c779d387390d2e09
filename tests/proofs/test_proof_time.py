"""Discounting and the lengths of periods: money and tonnes belong to their days."""

from __future__ import annotations

from proof import K, market, near, prove

DY = {"DY": {"demand": 100}}
FREE = {"end_of_horizon": "free"}


def test_discounting_at_start_middle_and_end() -> None:
    """Proves that 10,000 k USD a year at 10 % count at the moment that the settings name.

    Start: 1 + 1/1.1; middle: 1.1^-0.5 + 1.1^-1.5; end: 1/1.1 + 1/1.21. If ignored: 20,000 k USD.
    """
    factors = {"start": 1 + 1 / 1.1, "middle": 1.1**-0.5 + 1.1**-1.5, "end": 1 / 1.1 + 1 / 1.21}
    for timing, factor in factors.items():
        found = prove(
            settings={"years": 2, "discount_rate": 0.1, "discount_timing": timing},
            materials=DY,
            **market(A={"price": 100}),
        )
        assert found.cost == near(10_000 * K * factor), timing


def test_discounting_decides_when_to_buy() -> None:
    """Proves that a rise from 100 to 109 USD/kg is worth waiting for at 10 %, not at 8 %.

    109/1.1 = 99.09 < 100 < 109/1.08 = 100.93. If discounting were ignored all would be bought
    early at both rates.
    """
    for rate, early in ((0.10, 100), (0.08, 200)):
        found = prove(
            settings={"years": 2, "discount_rate": rate, "discount_timing": "start", **FREE},
            materials=DY,
            stock={"DY": {}},
            prices={"A": {"2026": 100, "2027": 109}},
            **market(A={}),
        )
        assert found.bought("A", "2026") == near(early)
        assert found.cost == near((early * 100 + (200 - early) * 109 / (1 + rate)) * K)


def test_every_kind_of_cost_is_discounted() -> None:
    """Proves that freight, shortage, disposal, holding and risk are all worth less in year two.

    With 25 % at the end of the year every kind of 2027 counts 0.64, of 2026 0.8: both years are
    alike, so each kind is 1.44 times its yearly amount. A lot of 150 t, 40 t of it disposed of...
    freight 150 x 10 USD; 50 t of surplus at 2 USD/kg; risk 0.5 x 0.2 x 100 USD/kg x 150 t; TB
    is 30 t short at 7 USD/kg; 20 t of LA are held at 1 USD/kg. If one kind were not discounted
    it would be twice its yearly amount.
    """
    found = prove(
        settings={
            "years": 2,
            "discount_rate": 0.25,
            "discount_timing": "end",
            "risk_weight": 0.5,
            "storage_cost": 1,
            **FREE,
        },
        materials={
            "DY": {"demand": 100, "reference_price": 100, "surplus_value": -2},
            "TB": {"demand": 30, "shortage_cost": 7, "reference_price": 0},
            "LA": {"demand": 0, "reference_price": 0},
        },
        routes={"SEA": {"cost": 10}},
        stock={"LA": {"opening_stock": 20, "end_of_horizon": "keep"}},
        **market(
            A={"price": 100, "minimum_lot": 150, "capacity": 150, "routes": ["SEA"], "hazard": 0.2}
        ),
    )
    assert found.part("purchase") == near(1.44 * 15_000 * K)
    assert found.part("freight") == near(1.44 * 1_500)
    assert found.part("surplus_value") == near(1.44 * 100 * K)
    assert found.part("shortage_cost") == near(1.44 * 210 * K)
    assert found.part("holding") == near(1.44 * 20 * K)
    assert found.part("risk_premium") == near(1.44 * 1_500 * K)
    assert found.cost == near(1.44 * (15_000 * K + 1_500 + (100 + 210 + 20 + 1_500) * K))


def test_quarters_have_their_own_days() -> None:
    """Proves that 366 t/y in the leap year 2028 are 91, 91, 92, 92 t by quarter, capacity alike.

    A brings half of 366 t/y: 45.5, 45.5, 46, 46 t; B the rest. If a quarter were a quarter of
    a year, each would have 91.5 t.
    """
    found = prove(
        settings={"start": "2028-01-01", "period_length": "quarter"},
        materials={"DY": {"demand": 366}},
        **market(A={"price": 100, "capacity": 183}, B={"price": 200}),
    )
    for quarter, days in zip(("Q1", "Q2", "Q3", "Q4"), (91, 91, 92, 92), strict=True):
        assert found.bought("A", f"2028{quarter}") == near(days / 2)
        assert found.amount("use", "DY", "", f"2028{quarter}") == near(days)
    assert found.cost == near(183 * 300 * K)


def test_a_leap_year_is_one_year() -> None:
    """Proves that yearly demand and capacity are the same in 365 and 366 days.

    If days counted, 2028 would need 100.27 t and cost more than 2026.
    """
    for start in ("2026-01-01", "2028-01-01"):
        found = prove(settings={"start": start}, materials=DY, **market(A={"price": 100}))
        assert found.cost == near(10_000 * K, 1e-9)


def test_quarters_discount_within_the_year() -> None:
    """Proves that quarterly money is discounted by its own time, 90, 91, 92, 92 of 365 days.

    At 10 % from the start of each quarter: factors 1.1^-(0), 1.1^-(90/365), 1.1^-(181/365),
    1.1^-(273/365) on 25 t each at 100 USD/kg. If the year were one moment it would be 10,000 k USD.
    """
    found = prove(
        settings={"period_length": "quarter", "discount_rate": 0.1, "discount_timing": "start"},
        materials={"DY": {}},
        demand={"DY": {f"2026Q{quarter}": 25 for quarter in (1, 2, 3, 4)}},
        **market(A={"price": 100}),
    )
    assert found.cost == near(2_500 * K * sum(1.1 ** -(day / 365) for day in (0, 90, 181, 273)))


def test_prices_of_a_year_hold_in_its_quarters() -> None:
    """Proves that a price by year is that of each quarter while demand by year is split by days.

    365 t at 100 USD/kg in 2026 and 90 t of the first quarter first: 36,500 k USD. If prices were
    split like tonnes it would be 9,125.
    """
    found = prove(
        settings={"period_length": "quarter"},
        materials={"DY": {}},
        demand={"DY": {"2026": 365}},
        prices={"A": {"2026": 100}},
        **market(A={}),
    )
    assert found.cost == near(36_500 * K)
    assert found.bought("A", "2026Q1") == near(90)


PROVES_COSTS = {
    "purchase": (test_discounting_at_start_middle_and_end,),
}
"""By kind of cost the proofs here that must fail without it."""
