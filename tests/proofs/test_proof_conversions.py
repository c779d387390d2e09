"""Proofs of conversions: what is bought or stocked is made into other materials at home."""

from __future__ import annotations

from typing import Any

from proof import K, near, prove, refused


def _works(**more: Any) -> dict[str, Any]:
    """Concentrate CON at 2 USD/kg, from which a tonne gives 0.5 t ND and 0.25 t DY at 1 USD/kg."""
    case: dict[str, Any] = {
        "settings": {"years": 1, "discount_rate": 0.0},
        "materials": {"CON": {}, "ND": {"demand": 50.0}, "DY": {"demand": 10.0}},
        "suppliers": {"S": {}},
        "offers": {
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
            "nd": {"supplier": "S", "material": "ND", "price": 8.0},
            "dy": {"supplier": "S", "material": "DY", "price": 40.0},
        },
        "conversions": {"SEP": {"from_material": "CON", "cost": 1.0}},
        "conversion_outputs": {"SEP|ND": {"yield": 0.5}, "SEP|DY": {"yield": 0.25}},
    }
    for name, value in more.items():
        case[name] = {**case.get(name, {}), **value}
    return case


def test_a_conversion_makes_all_its_outputs_from_what_it_takes_in() -> None:
    """Proves that 100 t of CON make 50 t ND and 25 t DY, for 200 + 100 kUSD; 15 t DY are surplus.

    A tonne of CON costs 3 and gives ND worth 4: converting all is cheapest, 300 kUSD. If yields
    were ignored 50 t of CON would do (150); bought outright it would cost 800.
    """
    plan = prove(**_works())
    assert plan.amount("converted", "SEP") == near(100.0)
    assert plan.amount("surplus", "DY") == near(15.0)
    assert plan.part("conversion") == near(100.0 * K)
    assert plan.cost == near(300.0 * K)


def test_capacity_limits_what_is_taken_in() -> None:
    """Proves that 60 t/y in are 30 t ND and 15 t DY; 20 t ND are bought: 180 + 160 = 340 kUSD.

    If the capacity were ignored the cost would be 300.
    """
    plan = prove(**_works(conversions={"SEP": {"from_material": "CON", "cost": 1, "capacity": 60}}))
    assert plan.amount("converted", "SEP") == near(60.0)
    assert plan.cost == near(340.0 * K)


def test_a_dear_conversion_stays_unused_in_part() -> None:
    """Proves that the cost of converting counts: at 9 USD/kg only DY pays for it.

    A tonne of CON costs 11 and replaces 0.25 t DY (10 USD) and 0.5 t ND (4 USD) up to 40 t, then
    only ND: 40 t are converted for 440 kUSD, 30 t ND bought for 240: 680 kUSD. If the cost were
    ignored 100 t would be converted.
    """
    plan = prove(**_works(conversions={"SEP": {"from_material": "CON", "cost": 9.0}}))
    assert plan.amount("converted", "SEP") == near(40.0)
    assert plan.cost == near(680.0 * K)


def test_stocked_concentrate_serves_demand_only_through_the_conversion() -> None:
    """Proves that it matters what is stocked: CON on the first day is ND and DY after converting.

    Nothing is offered. 100 t of CON in stock with works of 100 t/y serve 50 t ND and 10 t DY for
    100 kUSD; without works, or with works of 60 t/y, there is no plan.
    """
    case = _works(
        stock={"CON": {"opening_stock": 100.0, "end_of_horizon": "free", "holding_rate": 0}}
    )
    for offer in case["offers"].values():
        offer["capacity"] = 0.0
    assert prove(**case).cost == near(100.0 * K)
    case["conversions"]["SEP"] = {"from_material": "CON", "cost": 1.0, "capacity": 60.0}
    refused(**case)
    case["conversions"]["SEP"] = {"from_material": "CON", "active": False}
    refused(**case)


def test_conversions_follow_each_other_in_one_period() -> None:
    """Proves that concentrate becomes oxide and oxide metal: 100 t CON, 50 t OX, 40 t metal.

    200 kUSD for CON, 100 for the first step, 50 x 2 for the second: 400 kUSD, where metal bought
    costs 60 USD/kg (2,400).
    """
    plan = prove(
        settings={"years": 1, "discount_rate": 0.0},
        materials={"CON": {}, "OX": {}, "MET": {"demand": 40.0}},
        suppliers={"S": {}},
        offers={
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
            "met": {"supplier": "S", "material": "MET", "price": 60.0},
        },
        conversions={
            "SEP": {"from_material": "CON", "cost": 1.0},
            "SMELT": {"from_material": "OX", "cost": 2.0},
        },
        conversion_outputs={"SEP|OX": {"yield": 0.5}, "SMELT|MET": {"yield": 0.8}},
    )
    assert plan.amount("converted", "SMELT") == near(50.0)
    assert plan.cost == near(400.0 * K)


def test_a_conversion_takes_only_the_grade_that_it_names() -> None:
    """Proves that works for LOW do not take HIGH, though HIGH is cheaper; without a name they do.

    100 t are converted to serve 50 t ND. From LOW at 3: 300 + 100 kUSD; any grade takes HIGH at 2:
    300 kUSD. DY is of no use here.
    """
    for grade, cost in (("LOW", 400.0), (None, 300.0)):
        case = _works(
            grades={"HIGH": {}, "LOW": {}},
            conversions={"SEP": {"from_material": "CON", "from_grade": grade, "cost": 1.0}},
        )
        case["materials"]["DY"] = {"demand": 0.0}
        case["offers"]["con"] = {"supplier": "S", "material": "CON", "price": 2, "grade": "HIGH"}
        case["offers"]["low"] = {"supplier": "S", "material": "CON", "price": 3, "grade": "LOW"}
        case["offers"].pop("nd")
        assert prove(**case).cost == near(cost * K)


def test_works_open_and_close_by_days() -> None:
    """Proves that works that close at the end of the first half-year do nothing in the second.

    50 t ND are needed in a year; works of 100 t/y until 30 June take 100 x 181/365 t in and make
    half of it; the rest is bought at 8 (DY is not needed). Ignoring the end, 50 t would be made.
    """
    case = _works(
        conversions={
            "SEP": {"from_material": "CON", "cost": 1.0, "capacity": 100.0, "end": "2026H1"}
        }
    )
    case["materials"]["DY"] = {"demand": 0.0}
    taken = 100.0 * 181 / 365
    plan = prove(**case)
    assert plan.amount("converted", "SEP") == near(taken)
    assert plan.cost == near((3.0 * taken + 8.0 * (50.0 - taken / 2)) * K)


def test_big_m_of_an_input_counts_what_its_outputs_are_needed_for() -> None:
    """Proves that an unlimited offer with a fee is not cut where its material has no demand.

    ND comes from CON alone: 100 t for 300 kUSD and a fee of 5. If the big-M of CON counted its own
    demand of 0 there would be no plan.
    """
    case = _works()
    case["materials"]["DY"] = {"demand": 0.0}
    case["offers"]["con"]["fixed_fee"] = 5e3
    case["offers"].pop("nd")
    plan = prove(**case)
    assert plan.bought("con") == near(100.0)
    assert plan.cost == near(305.0 * K)


def test_big_m_of_an_input_counts_what_its_outputs_earn() -> None:
    """Proves that 500 t of CON with a fee are all converted where surplus ND sells at 20 USD/kg.

    500 t cost 1,000 + 500 + 5, give 250 t ND, 50 of them used, 200 sold for 4,000, and 125 t DY:
    -2,495 kUSD. If the big-M counted the demand alone 140 t at most would be converted.
    """
    case = _works()
    case["materials"]["ND"]["surplus_value"] = 20.0
    case["offers"]["con"] |= {"fixed_fee": 5e3, "capacity": 500.0}
    case["offers"]["nd"]["price"] = 80.0
    plan = prove(**case)
    assert plan.bought("con") == near(500.0)
    assert plan.cost == near(-2495.0 * K)


PROVES_FAMILIES = {"limit_conversion": (test_capacity_limits_what_is_taken_in,)}
PROVES_COSTS = {
    "conversion": (
        test_a_conversion_makes_all_its_outputs_from_what_it_takes_in,
        test_a_dear_conversion_stays_unused_in_part,
    ),
}
