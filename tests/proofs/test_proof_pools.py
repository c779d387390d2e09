"""Pools: each has its cover, room, release and refill; together they are a material's stock."""

from __future__ import annotations

import dataclasses
from typing import Any

from orefolio.case.entities import Node
from proof import K, Proved, market, near, prove, proved, refused
from support import case_of

FREE = {"end_of_horizon": "free"}
DAILY = 365
"""Yearly demand of 1 t a day, so that days are tonnes."""


def _tables(
    stock: dict[str, Any],
    pools: dict[str, Any],
    prices: tuple[float, ...] = (100,),
    demand: float = 100,
    **settings: Any,
) -> dict[str, Any]:
    """A demand in t/y, bought without limit at yearly prices; the end of the plan has no value."""
    return {
        "settings": {"years": len(prices), **FREE, **settings},
        "materials": {"DY": {"demand": demand}},
        "stock": stock,
        "pools": pools,
        "prices": {"A": {str(2026 + year): price for year, price in enumerate(prices)}},
        **market(A={}),
    }


def _plan(*rows: Any, **more: Any) -> Proved:
    return prove(**_tables(*rows, **more))


def test_national_and_private_cover_stand_apart() -> None:
    """Proves 42 days of national and 18 of private stock: 365 + 42 + 18 t x 100 = 42,500 k USD.

    The national store costs 5 USD/kg a year, the private 1: 42 x 5 + 18 x 1 = 228 k USD. If all 60
    days could stand in the cheap one it would be 60 k USD; without cover 36,500 k USD.
    """
    found = _plan(
        {
            "DY||NAT": {"days_of_cover": 42, "storage_cost": 5},
            "DY||IND": {"days_of_cover": 18, "storage_cost": 1},
        },
        {"NAT": {"owner": "national"}, "IND": {}},
        demand=DAILY,
    )
    assert found.amount("stock", "DY", "", "NAT") == near(42)
    assert found.amount("stock", "DY", "", "IND") == near(18)
    assert found.cost == near((42_500 + 228) * K)


def test_a_row_without_a_pool_speaks_of_all() -> None:
    """Proves that 60 days in all, 42 of them national, leave 18 for the cheaper private store.

    If the row of all were ignored 42 t would be stocked; if it were one more pool, 102.
    """
    found = _plan(
        {
            "DY": {"days_of_cover": 60},
            "DY||NAT": {"days_of_cover": 42, "storage_cost": 5},
            "DY||IND": {"storage_cost": 1},
        },
        {"NAT": {}, "IND": {}},
        demand=DAILY,
    )
    assert found.amount("stock", "DY", "", "IND") == near(18)
    assert found.cost == near((42_500 + 228) * K)


def test_a_pool_holds_all_materials_together() -> None:
    """Proves that 30 t of room go to the material whose price rises more.

    DY rises from 100 to 200, TB from 100 to 150 USD/kg, 100 t of each a year. DY: 130 x 100 + 70 x
    200 = 27,000; TB: 100 x 100 + 100 x 150 = 25,000 k USD. If the room were not shared, TB would
    take 30 t too: 50,500; without any limit 40,000.
    """
    prices = {"A": {"2026": 100, "2027": 200}, "B": {"2026": 100, "2027": 150}}
    found = prove(
        settings={"years": 2, **FREE},
        materials={"DY": {"demand": 100}, "TB": {"demand": 100}},
        stock={"DY||NAT": {}, "TB||NAT": {}},
        pools={"NAT": {"capacity": 30}},
        prices=prices,
        **market(A={}, B={"material": "TB"}),
    )
    assert found.cost == near(52_000 * K)


def test_what_is_never_released_stays() -> None:
    """Proves that 30 t in the pool save nothing: 100 x 900 = 90,000 k USD; released 63,000.

    With losses of 10 % a year 27 t are left, and nobody has to replace the 3 t.
    """
    stock = {"DY||NAT": {"opening_stock": 30}}
    never = {"NAT": {"release": "never"}}
    assert _plan(stock, never, (900,)).cost == near(90_000 * K)
    assert _plan(stock, {"NAT": {}}, (900,)).cost == near(63_000 * K)
    lost = _plan({"DY||NAT": {"opening_stock": 30, "loss_rate": 0.1}}, never, (900,))
    assert lost.cost == near(90_000 * K)
    assert lost.amount("stock") == near(27)


def test_release_in_declared_periods_only() -> None:
    """Proves that 30 t may be used in 2028 only: 100 x 100 + 100 x 300 + 70 x 100 = 47,000 k USD.

    If they could be used at any time, they would be in 2027, at 300 USD/kg: 41,000.
    """
    declared = {"release": "declared periods", "release_from": "2028", "release_to": "2028"}
    stock = {"DY||NAT": {"opening_stock": 30, "ceiling": 30}}
    found = _plan(stock, {"NAT": declared}, (100, 300, 100))
    assert found.cost == near(47_000 * K)
    assert _plan(stock, {"NAT": {}}, (100, 300, 100)).cost == near(41_000 * K)


def test_cover_is_waived_in_a_release_and_stands_again_in_time() -> None:
    """Proves that 20 t of cover are used at 300 USD/kg and bought again by the deadline.

    Prices 100, 300, 200, 100; released in 2027. By 2029: 100 x 100 + 80 x 300 + 100 x 200 + 120 x
    100 = 66,000 k USD; by 2028: 68,000; with no deadline the cover stands again right after the
    release, 68,000. If the cover held throughout: 70,000; if it never came back: 64,000.
    """
    stock = {"DY||NAT": {"days_of_cover": 73, "opening_stock": 20, "ceiling": 20}}
    prices = (100, 300, 200, 100)
    declared = {"release": "declared periods", "release_from": "2027", "release_to": "2027"}
    for deadline, cost in (("2029", 66_000), ("2028", 68_000), (None, 68_000)):
        pool = {"NAT": {**declared, "refill_by": deadline}}
        assert _plan(stock, pool, prices).cost == near(cost * K)
    held = _plan(stock, {"NAT": {}}, prices)
    assert held.cost == near(70_000 * K, 1e-4)  # 73 days of the leap year 2028 are a little less


def test_refill_takes_its_time() -> None:
    """Proves that 20 t due at the end of 2027 begin with 10 t in 2026: 10 + 20 = 30 t-years.

    At 10 t a year, or half of the cover a year: 220 x 100 k + 30 x 1 k USD of storage. If it were
    ignored, all 20 t would be bought in 2027: 22,020 k USD. At 9 t a year there is no plan.
    """
    stock = {"DY||NAT": {"days_of_cover": 73, "cover_from": "2027", "storage_cost": 1}}
    for terms in ({"refill_rate": 10}, {"refill_share": 0.5}):
        assert _plan(stock, {"NAT": terms}, (100, 100)).cost == near(22_030 * K, 1e-9)
    refused(**_tables(stock, {"NAT": {"refill_rate": 9}}, (100, 100)))
    refused(**_tables(stock, {"NAT": {"refill_share": 0.45}}, (100, 100)))


def test_each_pool_keeps_its_own_end_stock() -> None:
    """Proves that the end stock of the dear store is not moved into the cheap one: 10 x 5 k USD.

    Both held 10 t. If the end were counted over all pools, 20 t would stand where it costs nothing.
    """
    stock = {
        "DY||NAT": {"opening_stock": 10, "storage_cost": 5},
        "DY||IND": {"opening_stock": 10, "storage_cost": 0},
    }
    pools: dict[str, Any] = {"NAT": {}, "IND": {}}
    found = _plan(stock, pools, end_of_horizon="keep")
    assert found.part("holding") == near(50 * K)
    assert found.cost == near(10_050 * K)


def test_a_pool_keeps_the_grades_that_it_names() -> None:
    """Proves that the national pool of HIGH holds no LOW: 20 t at 100, not at 50 USD/kg.

    The private pool holds any grade. Cover of 20 t in each, and 100 t of HIGH are used: 100 x 100
    + 20 x 100 + 20 x 50 = 13,000 k USD. If LOW could stand in for HIGH it would be 12,000.
    """
    found = prove(
        settings=FREE,
        materials={"DY": {"demand": 100}},
        grades={"HIGH": {}, "LOW": {}},
        attributes={"Q": {}},
        quality={"HIGH|Q": {"value": 10}, "LOW|Q": {"value": 90}},
        specifications={"DY|Q": {"maximum": 40}},
        stock={"DY|HIGH|NAT": {"days_of_cover": 73}, "DY||IND": {"days_of_cover": 73}},
        pools={"NAT": {}, "IND": {}},
        **market(H={"price": 100, "grade": "HIGH"}, L={"price": 50, "grade": "LOW"}),
    )
    assert found.cost == near(13_000 * K)
    assert found.amount("stock", "DY", "LOW", "IND") == near(20)


def test_a_disruption_opens_a_pool_of_declared_periods() -> None:
    """Proves that inside a scenario the reserve may be used, on the trunk only when declared.

    30 t, declared for 2026 at 100 USD/kg; in 2027 a tonne costs 900 on the trunk (3 of 4) and in
    the scenario. Kept for the scenario they save 0.25 x 30 x 900 = 6,750 k USD, now 3,000: 10,000 +
    0.75 x 90,000 + 0.25 x 63,000 = 93,250. If the scenario were closed too: 97,000; if the trunk
    were open: 73,000.
    """
    declared = {"release": "declared periods", "release_to": "2026"}
    stock = {"DY||NAT": {"opening_stock": 30, "ceiling": 30}}
    case = case_of(**_tables(stock, {"NAT": declared}, (100, 900)))
    trunk = case.nodes["2027"]
    stop = Node("STOP", trunk.period, trunk.parent, "STOP", 0.25, trunk=False)
    nodes = {**case.nodes, "2027": dataclasses.replace(trunk, probability=0.75), "STOP": stop}
    found = proved(dataclasses.replace(case, nodes=nodes), audited=False)
    assert found.cost == near(93_250 * K)


PROVES_FAMILIES = {
    "limit_cover": (test_national_and_private_cover_stand_apart,),
    "limit_pool": (test_a_pool_holds_all_materials_together,),
    "limit_release": (
        test_what_is_never_released_stays,
        test_release_in_declared_periods_only,
        test_a_disruption_opens_a_pool_of_declared_periods,
    ),
    "limit_refill": (test_refill_takes_its_time,),
    "def_end_stock": (test_each_pool_keeps_its_own_end_stock,),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {"holding": (test_national_and_private_cover_stand_apart,)}
"""By kind of cost the proofs here that must fail without it."""
