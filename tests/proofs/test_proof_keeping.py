"""Stock that is lost, grows old, or is wanted at a price."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove

FREE = {"end_of_horizon": "free"}


def _plan(
    stock: dict[str, Any], *prices: float, demand: float = 100, offer: Any = None, **settings: Any
) -> Proved:
    """A demand in t/y, bought without limit at yearly prices; the end of the plan has no value."""
    return prove(
        settings={"years": len(prices), **FREE, **settings},
        materials={"DY": {"demand": demand}},
        stock={"DY": stock},
        prices={"A": {str(2026 + year): price for year, price in enumerate(prices)}},
        **market(A=offer or {}),
    )


def test_what_is_kept_is_lost_by_the_year() -> None:
    """Proves that 50 t of opening stock are 45 after a year at 10 %: 55 x 100 = 5,500 k USD.

    To have 100 t a year later 111.1 t are bought at 100 instead of 200 USD/kg: (100 + 100 / 0.9) x
    100 = 21,111 k USD, while a rise to 105 USD/kg is not worth the loss: 20,500. If nothing were
    lost it would be 5,000 and 20,000.
    """
    assert _plan({"opening_stock": 50, "loss_rate": 0.1}, 100).cost == near(5_500 * K)
    assert _plan({"loss_rate": 0.1}, 100, 200).cost == near((100 + 100 / 0.9) * 100 * K)
    assert _plan({"loss_rate": 0.1}, 100, 105).cost == near(20_500 * K)


def test_losses_are_compound_over_parts_of_a_year() -> None:
    """Proves that two half-years lose as much as a year: 50 x 0.81 = 40.5 t are left at 19 %.

    181 and 184 days keep 0.81^(181/365) and 0.81^(184/365). Demand is in the second half only. If a
    half-year lost 19 %, 32.8 t would be left.
    """
    found = prove(
        settings={"period_length": "half-year", **FREE},
        materials={"DY": {}},
        demand={"DY": {"2026H1": 0, "2026H2": 100}},
        stock={"DY": {"opening_stock": 50, "loss_rate": 0.19}},
        **market(A={"price": 100}),
    )
    assert found.cost == near((100 - 40.5) * 100 * K)


def test_cover_that_is_lost_is_bought_again() -> None:
    """Proves that 20 t of cover at 10 % a year ask for 2 t more in 2027: 222 x 100 = 22,200 k USD.

    If losses did not touch the cover it would be 22,000.
    """
    assert _plan({"days_of_cover": 73, "loss_rate": 0.1}, 100, 100).cost == near(22_200 * K)


def test_renewal_is_within_the_big_m() -> None:
    """Proves that an offer with a fee may sell all that losses ask for.

    1 t a year and 10 t of cover, of which a year takes half: 11 t in 2026, 6 t in each year after,
    29 t in all, while demand and the rise of the cover are 14 t. A big-M of 14 leaves no plan.
    """
    found = _plan(
        {"days_of_cover": 3650, "loss_rate": 0.5},
        *(100, 100, 100, 100),
        demand=1,
        offer={"fixed_fee": 1000, "lot_span": "horizon"},
    )
    assert found.bought("A") == near(29, 1e-3)  # a leap day in the cover
    assert found.cost == near(2_900 * K + 1000, 1e-3)


def test_shelf_life_limits_buying_ahead() -> None:
    """Proves that a lot of 2026 may be used in 2027, and with 18 months in 2028.

    Prices 100, 200, 300. With 12 months 200 t are bought in 2026 and 100 in 2027: 40,000 k USD;
    with 18 months a lot is still good at the end of 2027: 30,000, as without a shelf life; with 1
    month it lasts the period only in which it comes, that is to its end: 40,000.
    """
    assert _plan({"shelf_life": 12}, 100, 200, 300).cost == near(40_000 * K)
    assert _plan({"shelf_life": 18}, 100, 200, 300).cost == near(30_000 * K)
    assert _plan({}, 100, 200, 300).cost == near(30_000 * K)
    assert _plan({"shelf_life": 1}, 100, 200, 300).cost == near(40_000 * K)


def test_opening_stock_is_as_old_as_the_plan() -> None:
    """Proves that 130 t on the first day serve 100 t of 2026, and with 12 months no more.

    30 t are left over and gone: 100 x 100 = 10,000 k USD in 2027; with 18 months 70 x 100 = 7,000.
    """
    assert _plan({"opening_stock": 130, "shelf_life": 12}, 100, 100).cost == near(10_000 * K)
    assert _plan({"opening_stock": 130, "shelf_life": 18}, 100, 100).cost == near(7_000 * K)


def test_an_old_cover_is_renewed_though_nobody_needs_it() -> None:
    """Proves that each arrival keeps one pool fresh: 40 t come in for two covers of 20 t.

    Demand is 30 t a year, both pools hold 20 t on the first day, with a shelf life of 12 months: 40
    t are bought, 10 t of the old stock are left over. 4,000 k USD. If age were ignored, or an
    arrival counted in both pools, 30 t would do: 3,000.
    """
    row = {"days_of_cover": 365 * 20 / 30, "opening_stock": 20, "shelf_life": 12}
    found = prove(
        settings=FREE,
        materials={"DY": {"demand": 30}},
        stock={"DY||NAT": row, "DY||IND": row},
        pools={"NAT": {}, "IND": {}},
        **market(A={"price": 100}),
    )
    assert found.cost == near(4_000 * K)
    assert found.amount("surplus", "DY") == near(10)


def test_losses_make_old_lots_smaller() -> None:
    """Proves that of a lot within its shelf life only what losses leave is there.

    5 t a year for 2 years, an end stock of 20 t to keep, 19 months, 50 % a year lost. At 100, then
    300 USD/kg it pays to hold 2 t for each tonne of 2027: 5 + 2 x 25 = 55 t in 2026. Of the opening
    20 t 10 are left for 2026, so 45 t are bought: 4,500 k USD.
    """
    row = {"opening_stock": 20, "shelf_life": 19, "loss_rate": 0.5, "end_of_horizon": "keep"}
    assert _plan(row, 100, 300, demand=5).cost == near(4_500 * K)


@pytest.mark.parametrize(
    ("price", "ceiling", "days", "cost"),
    [
        (20_000, None, 73, 10_000 * K + 73 * 20_000),
        (30_000, None, 0, 12_000 * K),
        (30_000, 10, 36.5, 11_000 * K + 36.5 * 30_000),
    ],
)
def test_days_of_cover_are_a_decision(
    price: float, ceiling: float | None, days: float, cost: float
) -> None:
    """Proves that the plan holds the days that are worth their stock: 73 are wanted.

    A day is 100/365 t at 100 USD/kg, 27,397 USD. At 20,000 USD a missing day none is held, at
    30,000 all are, 20 t; under a ceiling of 10 t half of them. If days were free nothing would be
    held: 10,000 k USD; if they were required, 12,000 at any price.
    """
    row = {"days_wanted": 73, "cover_price": price, "ceiling": ceiling}
    found = _plan(row, 100)
    assert found.amount("missing_days") == near(days)
    assert found.cost == near(cost)


def test_missing_days_are_charged_by_the_year() -> None:
    """Proves that four quarters without room for a cover cost what a year does: 73 x 20,000 USD.

    If each quarter were charged in full it would be four times as much.
    """
    row = {"days_wanted": 73, "cover_price": 20_000, "ceiling": 0}
    found = _plan(row, 100, period_length="quarter")
    assert found.part("missing_cover") == near(73 * 20_000)
    assert found.cost == near(10_000 * K + 73 * 20_000)


def test_wanted_days_stand_above_required_ones() -> None:
    """Proves that 36.5 days are there at any price, and of the next 36.5 each is weighed.

    10 t of cover, and 36.5 missing days at 20,000 USD. If the cover were not required, 73.
    """
    row = {"days_of_cover": 36.5, "days_wanted": 73, "cover_price": 20_000}
    assert _plan(row, 100).cost == near(11_000 * K + 36.5 * 20_000)


PROVES_FAMILIES = {
    "def_balance": (test_cover_that_is_lost_is_bought_again,),
    "limit_shelf_life": (
        test_shelf_life_limits_buying_ahead,
        test_opening_stock_is_as_old_as_the_plan,
        test_an_old_cover_is_renewed_though_nobody_needs_it,
    ),
    "limit_stored": (test_an_old_cover_is_renewed_though_nobody_needs_it,),
    "def_missing_days": (
        test_missing_days_are_charged_by_the_year,
        test_wanted_days_stand_above_required_ones,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "missing_cover": (
        test_missing_days_are_charged_by_the_year,
        test_wanted_days_stand_above_required_ones,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
