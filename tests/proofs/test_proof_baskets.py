"""Baskets: products of several materials in one proportion, what drives them, what is left over."""

from __future__ import annotations

import pytest

from orefolio.portfolio import portfolio_of
from proof import K, market, near, prove

NEEDS = {"ND": {"demand": 10, "reference_price": 60}, "DY": {"demand": 1, "reference_price": 300}}
MIXED = {"products": {"REO": {}}, "contents": {"REO|ND": {"share": 0.2}, "REO|DY": {"share": 0.01}}}


def basket(**terms):
    """An offer of the product at 10 USD/kg, unless said otherwise."""
    return {"material": None, "product": "REO", "price": 10, **terms}


def needs(**of_nd):
    """The needs, with more said of ND."""
    return {**NEEDS, "ND": {**NEEDS["ND"], **of_nd}}


def test_the_driver_decides_and_the_rest_is_surplus() -> None:
    """Proves that 1 t of DY at 1 % needs 100 t, which bring 20 t of ND: 10 t are left over.

    100 x 10 = 1,000 k USD less 10 x 4 of surplus = 960. If each material were bought alone the ND
    would need 50 t; if nothing were left over the plan would cost 1,000; if the shares added up to
    all of the mass, DY would come of 1 / 0.0476 = 21 t.
    """
    found = prove(materials=needs(surplus_value=4), **MIXED, **market(A=basket()))
    assert found.cost == near(960 * K)
    assert found.bought("A") == near(100)
    assert found.amount("surplus", "ND") == near(10)


def test_disposal_of_the_rest_costs() -> None:
    """Proves that 10 t left over at a disposal cost of 2 USD/kg make it 1,020 k USD.

    If a negative value were not counted it would be 1,000.
    """
    found = prove(materials=needs(surplus_value=-2), **MIXED, **market(A=basket()))
    assert found.cost == near(1_020 * K)


def test_a_basket_and_a_single_material_share_the_need() -> None:
    """Proves that with DY to be had alone for 700 USD/kg the ND drives: 50 t bring 0.5 t of DY.

    50 x 10 + 0.5 x 700 = 850 k USD. Without the basket's DY it would be 500 + 700 = 1,200; driven
    by DY, 1,000.
    """
    found = prove(materials=NEEDS, **MIXED, **market(A=basket(), B={"price": 700}))
    assert found.cost == near(850 * K)
    assert found.bought("B") == near(0.5)


def test_where_no_surplus_is_allowed_the_basket_stops_at_the_smaller_need() -> None:
    """Proves that without leave for surplus of ND only 50 t are bought, and DY is short by 0.5 t.

    50 x 8 + 0.5 x 900 = 850 k USD. With surplus 100 t would do for 800.
    """
    needs_dy = {**needs(surplus_allowed=False), "DY": {**NEEDS["DY"], "shortage_cost": 900}}
    found = prove(materials=needs_dy, **MIXED, **market(A=basket(price=8)))
    assert found.cost == near((50 * 8 + 0.5 * 900) * K)
    assert found.amount("shortage", "DY") == near(0.5)


def test_the_yield_holds_for_every_material() -> None:
    """Proves that a yield of 50 % doubles what is bought: 200 x 10 = 2,000 k USD.

    If it held for one material only, or for none, DY would still come of 100 t.
    """
    found = prove(materials=NEEDS, **MIXED, **market(A=basket(**{"yield": 0.5})))
    assert found.cost == near(2_000 * K)


def test_surplus_goes_at_falling_prices_and_no_more_than_there_is() -> None:
    """Proves that of 10 t left over 6 t go at 8 and 4 of the next 30 t at 5: 48 + 20 = 68 k USD.

    The plan costs 1,000 - 68 = 932. If the first step had no end it would be 920; if steps sold
    what is not there, 1,000 - 48 - 150 or less; if there were no steps, 990.
    """
    steps = {
        "ND|1": {"step": 1, "quantity": 6, "price": 8},
        "ND|2": {"step": 2, "quantity": 30, "price": 5},
    }
    found = prove(
        materials=needs(surplus_value=1), surplus_steps=steps, **MIXED, **market(A=basket())
    )
    assert found.cost == near(932 * K)


def test_beyond_all_steps_the_surplus_value_holds() -> None:
    """Proves that 6 t go at 8, 3 t at 5 and the last one at -2: 1,000 - 48 - 15 + 2 = 939 k USD.

    If the rest went at the last step it would be 932, if it were worth nothing, 937.
    """
    steps = {
        "ND|1": {"step": 1, "quantity": 6, "price": 8},
        "ND|2": {"step": 2, "quantity": 3, "price": 5},
    }
    found = prove(
        materials=needs(surplus_value=-2), surplus_steps=steps, **MIXED, **market(A=basket())
    )
    assert found.cost == near(939 * K)


def test_a_step_is_of_a_year() -> None:
    """Proves that in two half-years a step of 6 t a year takes 181 / 365 x 6 t and the rest of 6 t.

    Each half leaves over 5 t; 6 t a year go at 8, the other 4 t at 0: 1,000 - 48 = 952 k USD. If
    each half took 6 t it would be 920.
    """
    found = prove(
        settings={"period_length": "half-year"},
        materials=needs(surplus_value=0),
        surplus_steps={"ND|1": {"step": 1, "quantity": 6, "price": 8}},
        stock={"DY": {}, "ND": {"ceiling": 0}},
        **MIXED,
        **market(A=basket()),
    )
    assert found.cost == near(952 * K)


def test_a_fee_leaves_room_for_surplus_that_sells() -> None:
    """Proves that behind a fee as much is bought as a market of surplus takes: 300 t, not 150.

    The needs alone want 100 t. ND left over sells at 100 USD/kg, 50 t of it: 60 t of ND come of
    300 t at 10, so 3,000 + 1 - 5,000 = -1,999 k USD. A big-M of the needs alone would stop it.
    """
    found = prove(
        materials=needs(surplus_value=0),
        surplus_steps={"ND|1": {"step": 1, "quantity": 50, "price": 100}},
        **MIXED,
        **market(A=basket(fixed_fee=K)),
    )
    assert found.cost == near(-1_999 * K)
    assert found.bought("A") == near(300)


def test_shares_and_spend_are_divided_by_value() -> None:
    """Proves what a rule counts of a basket: tonnes of each material, and spend by their value.

    100 t bring 20 t of ND and 1 t of DY, worth 20 x 60 and 1 x 300: DY is 20 % of what is paid. At
    most 150 k USD spent on DY allows 75 t of the basket: 0.75 t of DY, and 0.25 t come at 1,500
    from B, whom the rule does not name. 75 x 10 + 0.25 x 1,500 = 1,125 k USD. If the whole price
    were spent on DY, 15 t would be allowed; if it were divided by mass, all 100 t.
    """
    rules = {
        "R": {
            "scope": "supplier",
            "members": ["A-Co"],
            "materials": ["DY"],
            "measure": "spend",
            "sense": "at most",
            "bound": 150_000,
        }
    }
    found = prove(materials=NEEDS, rules=rules, **MIXED, **market(A=basket(), B={"price": 1500}))
    assert found.bought("A") == near(75)
    assert found.cost == near(1_125 * K)


def test_the_risk_premium_is_on_all_that_comes() -> None:
    """Proves a premium of 10 % x (20 x 60 + 1 x 300) = 150 k USD beside 1,000: 1,150.

    If only the first material counted it would be 1,120 or 1,030.
    """
    found = prove(
        settings={"risk_weight": 1},
        materials=NEEDS,
        **MIXED,
        **market(A=basket(hazard=0.1)),
    )
    assert found.cost == near(1_150 * K)


def test_what_a_basket_is_worth_against_its_price() -> None:
    """Proves the values told of a basket: its driver, what is left over, and value against price.

    With DY alone for 700 and ND left over at 4, the basket at 10 is bought for the ND (50 t). A
    kilogram is worth 0.01 x 700 + 0.2 x 15 = 10, its price, so ND is worth 15. A second basket of
    30 % ND at 4 USD/kg more is worth 0.3 x 15 = 4.5 against 14: over-priced by 9.5.
    """
    found = prove(
        materials=needs(surplus_value=4),
        products={"REO": {}, "RICH": {}},
        contents={**MIXED["contents"], "RICH|ND": {"share": 0.3}},
        **market(A=basket(), B={"price": 700}, C=basket(product="RICH", price=14)),
    )
    tables = portfolio_of(found.case, found.outcome).tables
    values = tables["material_values"].set_index("material")["value"]
    assert values["DY"] == pytest.approx(700)
    assert values["ND"] == pytest.approx(15)
    sources = tables["sources"].set_index("offer")
    assert sources["verdict"].to_dict() == {
        "A": "fairly priced",
        "B": "fairly priced",
        "C": "over-priced",
    }
    assert sources.loc["C", "margin"] == pytest.approx(4.5 - 14)
    assert sources.loc["A", "driver"] == "DY"  # 1 / 0.01 = 100 t against 10 / 0.2 = 50 t
    basket_rows = tables["baskets"].set_index("material")
    assert basket_rows["needed"].to_dict() == pytest.approx({"DY": 100, "ND": 50})
    assert basket_rows["left_over"].to_dict() == pytest.approx({"DY": 0, "ND": 10})


PROVES_FAMILIES = {
    "limit_surplus_sold": (test_surplus_goes_at_falling_prices_and_no_more_than_there_is,),
    "limit_surplus_step": (
        test_surplus_goes_at_falling_prices_and_no_more_than_there_is,
        test_beyond_all_steps_the_surplus_value_holds,
        test_a_step_is_of_a_year,
    ),
    "def_balance": (test_the_driver_decides_and_the_rest_is_surplus,),
}

PROVES_COSTS = {
    "surplus_value": (
        test_the_driver_decides_and_the_rest_is_surplus,
        test_disposal_of_the_rest_costs,
    ),
}
