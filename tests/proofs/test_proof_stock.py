"""Stock: days of cover, opening level, ceiling, holding, and the end of the horizon."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.solving import Status, solve
from proof import EXACT, K, Proved, market, near, prove
from support import case_of

FREE = {"end_of_horizon": "free"}


def _plan(stock: dict[str, Any], price: Any = 100, **settings: Any) -> Proved:
    """100 t/y at the price, or at two yearly prices; reference price 100 USD/kg."""
    prices = {}
    if isinstance(price, tuple):
        prices = {"A": {str(2026 + year): value for year, value in enumerate(price)}}
        settings = {"years": len(price), **settings}
    return prove(
        settings=settings,
        materials={"DY": {"demand": 100, "reference_price": 100}},
        stock={"DY": stock},
        prices=prices,
        **market(A={} if prices else {"price": price}),
    )


def test_days_of_cover_are_there_at_the_end() -> None:
    """Proves that 73 days of 100 t a year are 20 t in stock: 120 x 100 = 12,000 k USD.

    If the cover were ignored it would be 10,000.
    """
    found = _plan({"days_of_cover": 73}, **FREE)
    assert found.cost == near(12_000 * K)
    assert found.amount("stock") == near(20)


def test_cover_is_of_the_demand_that_follows() -> None:
    """Proves that the cover at the end of 2026 looks at 2027: 73 days of 110 t are 22 t.

    Past the plan the last demand goes on: 22 t again. If it looked back, it would be 20 t.
    """
    found = prove(
        settings={"years": 2, **FREE},
        materials={"DY": {"demand": 100, "demand_growth": 0.1}},
        stock={"DY": {"days_of_cover": 73}},
        **market(A={"price": 100}),
    )
    assert found.amount("stock", "DY", "", "", "2026") == near(22)
    assert found.amount("stock", "DY", "", "", "2027") == near(22)
    assert found.cost == near(23_200 * K)


def test_cover_reaches_over_several_periods() -> None:
    """Proves that 547.5 days of cover are the next year and half of the one after.

    Demand 100, 200, 300 t: at the end of 2026 200 + 150 t. If only the next period's rate counted,
    it would be 300 t.
    """
    found = prove(
        settings={"years": 3, **FREE},
        materials={"DY": {}},
        demand={"DY": {"2026": 100, "2027": 200, "2028": 300}},
        stock={"DY": {"days_of_cover": 365 + 183}},  # 2028 has 366 days
        **market(A={"price": 100}),
    )
    assert found.amount("stock", "DY", "", "", "2026") == near(350)


def test_cover_from() -> None:
    """Proves that before ``cover_from`` no stock is held: 20 k USD of storage instead of 40.

    220 x 100 k + 20 t x 1 k USD for one year; if it were ignored, for two years.
    """
    found = _plan({"days_of_cover": 73, "cover_from": "2027"}, (100, 100), storage_cost=1, **FREE)
    assert found.cost == near(22_020 * K, 1e-9)
    assert found.amount("stock", "DY", "", "", "2026") == 0


def test_opening_stock_is_used() -> None:
    """Proves that 30 t on the first day save 30 t: 70 x 100 = 7,000 k USD; if ignored, 10,000.

    The same as 109.5 days of opening cover.
    """
    assert _plan({"opening_stock": 30}, **FREE).cost == near(7_000 * K)
    assert _plan({"opening_cover": 109.5}, **FREE).cost == near(7_000 * K)


def test_ceiling_limits_buying_ahead() -> None:
    """Proves that of the 100 t wanted early only 30 t fit: 130 x 100 + 70 x 200 = 27,000 k USD.

    In days, 73 of the following demand, 20 t: 28,000. If it were ignored it would be 20,000.
    """
    assert _plan({"ceiling": 30}, (100, 200), **FREE).cost == near(27_000 * K)
    assert _plan({"ceiling_cover": 73}, (100, 200), **FREE).cost == near(28_000 * K)
    assert _plan({"ceiling": 30, "ceiling_cover": 73}, (100, 200), **FREE).cost == near(28_000 * K)


def test_holding_cost_decides_about_buying_ahead() -> None:
    """Proves that the year's holding weighs against the rise: 5 USD/kg of price.

    At 3 % of 100 USD/kg, 200 x 100 + 100 x 3 = 20,300 k USD; at 10 % nothing is stocked: 20,500;
    with 3 % and a warehouse at 3 USD/kg as well: 20,500. If holding were ignored: 20,000.
    """
    assert _plan({"holding_rate": 0.03}, (100, 105), **FREE).cost == near(20_300 * K)
    assert _plan({"holding_rate": 0.10}, (100, 105), **FREE).cost == near(20_500 * K)
    assert _plan({"holding_rate": 0.03, "storage_cost": 3}, (100, 105), **FREE).cost == near(
        20_500 * K
    )


def test_holding_is_by_the_year() -> None:
    """Proves that a quarter of stock costs a quarter: the fourth quarter's 90 days of 1 USD/kg y.

    25 t are bought in the third quarter (92 days, until its end) for the fourth, whose price has
    risen: 25 t x 92/365 x 1 k USD. If holding were charged in full it would be 25 k USD.
    """
    found = prove(
        settings={"period_length": "quarter", "storage_cost": 1, **FREE},
        materials={"DY": {}},
        demand={"DY": {"2026Q1": 0, "2026Q2": 0, "2026Q3": 25, "2026Q4": 25}},
        stock={"DY": {}},
        prices={"A": {"2026Q1": 100, "2026Q2": 100, "2026Q3": 100, "2026Q4": 120}},
        **market(A={}),
    )
    assert found.part("holding") == near(25 * K * 92 / 365)


@pytest.mark.parametrize(
    ("price", "left", "cost"),
    [
        (120, 0, 70 * 120 + 30 * 115),
        (110, 30, 100 * 110),
        (70, 30, 100 * 70),
        (50, 40, 110 * 50 - 10 * 60),
    ],
)
def test_end_of_horizon_is_a_kink(price: float, left: float, cost: float) -> None:
    """Proves that 30 t of opening stock are neither run down nor hoarded at ordinary prices.

    Missing tonnes cost 1.15, spare ones bring 0.6 of 100 USD/kg. At 120 stock is used up and
    replaced at 115; at 110 and 70 it is kept (replacing is dearer than 110, 60 less than 70); at 50
    it is filled to its ceiling of 40 t. If the end had no value, all 30 t would be used at any
    price; with one value of 100, they would be used at 110 and hoarded at 70.
    """
    found = _plan({"opening_stock": 30, "ceiling": 40}, price)
    assert found.amount("stock") == near(left)
    assert found.cost == near(cost * K)


def test_end_value_follows_the_settings() -> None:
    """Proves that replacement and salvage are those of the settings: 0.9 and 0.2 of 100 USD/kg.

    At 100 USD/kg 30 t are used and replaced at 90: 70 x 100 + 30 x 90 = 9,700 k USD; at 15 USD/kg
    the stock fills to 40 t at 20: 110 x 15 - 10 x 20. With the defaults: 10,000 and 1,050.
    """
    stock = {"opening_stock": 30, "ceiling": 40}
    settings = {"end_replacement": 0.9, "end_salvage": 0.2}
    assert _plan(stock, 100, **settings).cost == near(9_700 * K)
    assert _plan(stock, 15, **settings).cost == near((110 * 15 - 10 * 20) * K)


def test_end_value_is_discounted_with_the_last_period() -> None:
    """Proves that the end is worth its day: 30 t missing at 115 USD/kg, after two years at 10 %.

    The stock is used first, since later money is cheaper: 70 x 120 / 1.1 + (100 x 120 + 30 x 115)
    / 1.21. If the charge were not discounted it would be 3,450 k USD instead of 2,851, and 30 t
    would rather be bought at 120 / 1.21.
    """
    found = _plan({"opening_stock": 30}, (120, 120), discount_rate=0.1, discount_timing="end")
    assert found.part("end_stock") == near(30 * 115 * K / 1.21)
    assert found.cost == near(70 * 120 * K / 1.1 + (100 * 120 + 30 * 115) * K / 1.21)


def test_keep_demands_the_opening_level() -> None:
    """Proves that ``keep`` holds 30 t at any price: 100 x 900 USD/kg; free would buy 70 t.

    If it were ignored it would be 63,000 k USD, if it were priced, 66,450.
    """
    assert _plan({"opening_stock": 30, "end_of_horizon": "keep"}, 900).cost == near(90_000 * K)


def test_the_stock_row_comes_before_the_settings() -> None:
    """Proves that a material may differ from the plan: ``free`` in its row, ``keep`` for all."""
    found = _plan({"opening_stock": 30, "end_of_horizon": "free"}, 900, end_of_horizon="keep")
    assert found.cost == near(63_000 * K)


def _graded(stock: dict[str, Any], **settings: Any) -> Proved:
    """100 t of HIGH only are used; HIGH costs 100, LOW 50 USD/kg."""
    return prove(
        settings=settings,
        materials={"DY": {"demand": 100, "reference_price": 100}},
        grades={"HIGH": {}, "LOW": {}},
        attributes={"Q": {}},
        quality={"HIGH|Q": {"value": 10}, "LOW|Q": {"value": 90}},
        specifications={"DY|Q": {"maximum": 40}},
        stock=stock,
        **market(H={"price": 100, "grade": "HIGH"}, L={"price": 50, "grade": "LOW"}),
    )


def test_each_grade_keeps_its_own_end_stock() -> None:
    """Proves that cheap LOW does not replace HIGH in the end stock: 100 x 100 = 10,000 k USD.

    If grades were pooled, 10 t of HIGH would be used and 10 t of LOW bought instead: 9,500.
    """
    rows = {f"DY|{grade}": {"opening_stock": 10} for grade in ("HIGH", "LOW")}
    assert _graded(rows, end_of_horizon="keep").cost == near(10_000 * K)


def test_each_grade_has_its_own_end_value() -> None:
    """Proves that with ``value`` LOW is not hoarded for HIGH that is missing.

    At a replacement of 0.9 HIGH's 10 t are used and charged 90 USD/kg: 90 x 100 + 10 x 90 = 9,900
    k USD; LOW at 50 is not worth 40. Pooled, 10 t of LOW at 50 would replace it: 9,500.
    """
    rows = {f"DY|{grade}": {"opening_stock": 10} for grade in ("HIGH", "LOW")}
    found = _graded(rows, end_replacement=0.9, end_salvage=0.4)
    assert found.cost == near(9_900 * K)
    assert found.amount("short_end", "DY", "HIGH") == near(10)


def test_cover_of_one_grade_and_of_all() -> None:
    """Proves that a row without grade counts all grades, a row with one counts that grade.

    73 days are 20 t. Of all grades: LOW at 50 serves, 10,000 + 1,000 k USD. Of HIGH alone: 12,000.
    """
    assert _graded({"DY": {"days_of_cover": 73}}, **FREE).cost == near(11_000 * K)
    rows = {"DY|HIGH": {"days_of_cover": 73}, "DY|LOW": {"ceiling": 0}}
    assert _graded(rows, **FREE).cost == near(12_000 * K)


def test_ceiling_of_one_grade_and_of_all() -> None:
    """Proves that a ceiling on the material counts all grades, one on a grade that grade.

    Cover of 20 t in HIGH and 20 t in LOW under 40 t for all fits; a ceiling of 30 t on each would
    be met too, one of 30 t for all is no plan.
    """
    rows = {f"DY|{grade}": {"days_of_cover": 73, "ceiling": 30} for grade in ("HIGH", "LOW")}
    assert _graded({**rows, "DY": {"ceiling": 40}}, **FREE).cost == near(13_000 * K)
    tables: dict[str, Any] = {
        "settings": FREE,
        "materials": {"DY": {"demand": 100}},
        "grades": {"HIGH": {}, "LOW": {}},
        "stock": {**rows, "DY": {"ceiling": 30}},
        **market(H={"price": 100, "grade": "HIGH"}, L={"price": 50, "grade": "LOW"}),
    }
    assert solve(case_of(**tables), EXACT).status is Status.INFEASIBLE


def test_stock_keeps_its_grade() -> None:
    """Proves that LOW in stock is never taken for HIGH: 100 t of HIGH are bought.

    If stock had no grade, LOW's 10 t would be used: 9,000 k USD.
    """
    rows = {"DY|LOW": {"opening_stock": 10}, "DY|HIGH": {}}
    assert _graded(rows, **FREE).cost == near(10_000 * K)


def test_a_ceiling_of_zero_is_no_stock() -> None:
    """Proves that LOW with a ceiling of 0 does not count into a cover of all grades: 12,000 k USD.

    If the ceiling were ignored, 20 t of LOW at 50 USD/kg would be the cover: 11,000.
    """
    rows = {"DY": {"days_of_cover": 73}, "DY|HIGH": {}, "DY|LOW": {"ceiling": 0}}
    assert _graded(rows, **FREE).cost == near(12_000 * K)


PROVES_FAMILIES = {
    "def_balance": (test_opening_stock_is_used,),
    "limit_cover": (
        test_days_of_cover_are_there_at_the_end,
        test_cover_is_of_the_demand_that_follows,
        test_cover_from,
        test_cover_of_one_grade_and_of_all,
    ),
    "limit_ceiling": (
        test_ceiling_limits_buying_ahead,
        test_ceiling_of_one_grade_and_of_all,
    ),
    "def_end_stock": (
        test_keep_demands_the_opening_level,
        test_each_grade_keeps_its_own_end_stock,
        test_each_grade_has_its_own_end_value,
        test_end_value_follows_the_settings,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "holding": (
        test_holding_cost_decides_about_buying_ahead,
        test_holding_is_by_the_year,
    ),
    "end_stock": (
        test_end_value_follows_the_settings,
        test_end_value_is_discounted_with_the_last_period,
        test_each_grade_has_its_own_end_value,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
