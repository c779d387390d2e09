"""Balance: nothing is lost or found between stock, deliveries, use and surplus."""

from __future__ import annotations

from proof import K, market, near, prove, refused


def test_recovery_needs_more_to_be_bought() -> None:
    """Proves that a yield of 80 % needs 125 t for 100 t: 125 x 200 = 25,000 k USD.

    If the recovery were ignored it would be 20,000; if the balance were, nothing would be bought.
    """
    found = prove(materials={"DY": {"demand": 100}}, **market(A={"price": 200, "yield": 0.8}))
    assert found.cost == near(25_000 * K)
    assert found.bought("A") == near(125)


def test_recovery_decides_between_offers() -> None:
    """Proves that the price of a usable tonne decides: 100 / 0.4 = 250 is dearer than 200.

    If the recovery were ignored, A would be bought at 10,000 k USD.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        **market(A={"price": 100, "yield": 0.4}, B={"price": 200}),
    )
    assert found.cost == near(20_000 * K)
    assert found.bought("A") == 0


def test_materials_do_not_replace_each_other() -> None:
    """Proves that each material has its own balance: Tb at 500 is bought for Tb.

    If balances were pooled, 20 t of Dy would serve for 2,000 k USD. 10 x 100 + 10 x 500 = 6,000.
    """
    found = prove(
        materials={"DY": {"demand": 10}, "TB": {"demand": 10}},
        **market(A={"price": 100}, T={"price": 500, "material": "TB"}),
    )
    assert found.cost == near(6_000 * K)


def test_a_material_without_stock_row_is_not_carried_over() -> None:
    """Proves that without a row on the Stock sheet each year is bought in that year.

    100 x 100 + 100 x 200 = 30,000 k USD. If it could be carried over it would be 20,000.
    """
    rising = {"A": {"2026": 100, "2027": 200}}
    tables = market(A={})
    found = prove(settings={"years": 2}, materials={"DY": {"demand": 100}}, prices=rising, **tables)
    assert found.cost == near(30_000 * K)
    stocked = prove(
        settings={"years": 2, "end_of_horizon": "free"},
        materials={"DY": {"demand": 100}},
        prices=rising,
        stock={"DY": {}},
        **tables,
    )
    assert stocked.cost == near(20_000 * K)
    assert stocked.amount("stock", "DY", "", "", "2026") == near(100)


def test_surplus_is_sold_at_its_value() -> None:
    """Proves that what a lot of 150 t leaves over demand of 100 t brings its value of 50 USD/kg.

    150 x 200 - 50 x 50 = 27,500 k USD. If it were ignored it would be 30,000.
    """
    found = prove(
        materials={"DY": {"demand": 100, "surplus_value": 50}},
        **market(A={"price": 200, "minimum_lot": 150, "capacity": 1000}),
    )
    assert found.cost == near(27_500 * K)
    assert found.amount("surplus") == near(50)
    assert found.part("surplus_value") == near(-2_500 * K)


def test_surplus_may_cost_its_disposal() -> None:
    """Proves that a negative value is a cost: 150 x 200 + 50 x 30 = 31,500 k USD.

    With the sign turned it would be 28,500; B without a lot, at 316 USD/kg, is dearer.
    """
    found = prove(
        materials={"DY": {"demand": 100, "surplus_value": -30}},
        **market(A={"price": 200, "minimum_lot": 150, "capacity": 1000}, B={"price": 316}),
    )
    assert found.cost == near(31_500 * K)


def test_surplus_may_be_forbidden() -> None:
    """Proves that where nothing may be left over a lot of 150 t is no way to serve 100 t.

    B without a lot costs 316 USD/kg: 31,600 k USD. With surplus allowed A's lot costs 30,000.
    """
    offers = market(A={"price": 200, "minimum_lot": 150, "capacity": 1000}, B={"price": 316})
    for allowed, cost in ((False, 31_600), (True, 30_000)):
        materials = {"DY": {"demand": 100, "surplus_allowed": allowed}}
        assert prove(materials=materials, **offers).cost == near(cost * K)


def test_forbidden_surplus_leaves_opening_stock_to_be_used() -> None:
    """Proves that stock that is not needed cannot be thrown away: 30 t stay until they are used.

    A ceiling of 20 t on 130 t of opening stock and 100 t of demand is then no plan.
    """
    tables = {
        "settings": {"end_of_horizon": "free"},
        "materials": {"DY": {"demand": 100, "surplus_allowed": False}},
        **market(A={"price": 200}),
    }
    found = prove(stock={"DY": {"opening_stock": 130}}, **tables)
    assert found.amount("stock") == near(30)
    refused(stock={"DY": {"opening_stock": 130, "ceiling": 20}}, **tables)


PROVES_FAMILIES = {
    "def_balance": (
        test_recovery_needs_more_to_be_bought,
        test_materials_do_not_replace_each_other,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "surplus_value": (
        test_surplus_is_sold_at_its_value,
        test_surplus_may_cost_its_disposal,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
