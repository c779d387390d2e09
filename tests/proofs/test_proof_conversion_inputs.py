"""Proofs of what conversions take in beside: acid, and hours that several of them share."""

from __future__ import annotations

from typing import Any

from proof import K, near, prove


def _leaching(**more: Any) -> dict[str, Any]:
    """A tonne of CON (2 USD/kg) and 0.4 t of ACID (5) give 0.5 t ND (else 12), for 1 USD/kg."""
    case: dict[str, Any] = {
        "settings": {"years": 1, "discount_rate": 0.0, "end_of_horizon": "free"},
        "materials": {"CON": {}, "ACID": {}, "ND": {"demand": 50.0}},
        "suppliers": {"S": {}},
        "offers": {
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
            "acid": {"supplier": "S", "material": "ACID", "price": 5.0},
            "nd": {"supplier": "S", "material": "ND", "price": 12.0},
        },
        "conversions": {"LEACH": {"from_material": "CON", "cost": 1.0}},
        "conversion_inputs": {"LEACH|ACID": {"amount": 0.4}},
        "conversion_outputs": {"LEACH|ND": {"yield": 0.5}},
    }
    for name, value in more.items():
        case[name] = {**case.get(name, {}), **value}
    return case


def test_an_input_is_taken_in_by_its_amount() -> None:
    """Proves that 100 t of CON take 40 t of ACID: 200 + 100 + 200 = 500 kUSD against 600 for ND.

    If the input were ignored the cost would be 300; if a tonne of it were taken 600.
    """
    plan = prove(**_leaching())
    assert plan.amount("added", "LEACH", "ACID") == near(40.0)
    assert plan.bought("acid") == near(40.0)
    assert plan.cost == near(500.0 * K)


def test_hours_are_shared_by_all_that_take_them() -> None:
    """Proves that 260 hours go where they earn most: 160 to DY, the other 100 to ND.

    A tonne of CON costs 3 with its conversion. To DY it saves 10 USD in 4 hours (1.75 an hour), 40
    t do; to ND 4 USD in 2 hours (0.5). 90 t for 270 kUSD, and 25 t ND bought for 200: 470 kUSD. If
    each had 260 hours for itself, or hours were ignored, the cost would be 420.
    """
    case = _leaching(
        materials={"HOURS": {}, "DY": {"demand": 10.0}},
        offers={
            "hours": {"supplier": "S", "material": "HOURS", "price": 0.0, "capacity": 260.0},
            "dy": {"supplier": "S", "material": "DY", "price": 40.0},
            "nd": {"supplier": "S", "material": "ND", "price": 8.0},
        },
        conversions={"FINE": {"from_material": "CON", "cost": 1.0}},
        conversion_outputs={"FINE|DY": {"yield": 0.25}},
    )
    case["conversion_inputs"] = {"LEACH|HOURS": {"amount": 2.0}, "FINE|HOURS": {"amount": 4.0}}
    plan = prove(**case)
    assert plan.amount("added", "FINE") == near(160.0)
    assert plan.amount("added", "LEACH") == near(100.0)
    assert plan.cost == near(470.0 * K)


def test_a_grade_that_is_named_or_any() -> None:
    """Proves that any grade takes 10 t WEAK at 1 and 30 t STRONG at 5; a named one 40 t STRONG.

    300 + 10 + 150 = 460 kUSD against 300 + 200 = 500. If the name were ignored both would be 460.
    """
    weak = {"supplier": "S", "material": "ACID", "grade": "WEAK", "price": 1.0, "capacity": 10.0}
    strong = {"supplier": "S", "material": "ACID", "grade": "STRONG", "price": 5.0}
    for key, cost in (("LEACH|ACID", 460.0), ("LEACH|ACID|STRONG", 500.0)):
        case = _leaching(grades={"WEAK": {}, "STRONG": {}})
        case["offers"] |= {"acid": strong, "weak": weak}
        case["conversion_inputs"] = {key: {"amount": 0.4}}
        assert prove(**case).cost == near(cost * K)


def test_an_input_comes_from_stock_and_from_other_conversions() -> None:
    """Proves that of 40 t ACID 15 come from stock and 25 of sulphur at 2: 300 + 50 = 350 kUSD.

    If stock could not be taken in the cost would be 380; with bought acid alone 500.
    """
    case = _leaching(
        materials={"SULPHUR": {}},
        offers={"sulphur": {"supplier": "S", "material": "SULPHUR", "price": 2.0}},
        conversions={"BURN": {"from_material": "SULPHUR"}},
        conversion_outputs={"BURN|ACID": {"yield": 1.0}},
        stock={"ACID": {"opening_stock": 15.0}},
    )
    assert prove(**case).cost == near(350.0 * K)


def test_big_m_counts_what_is_taken_in_beside() -> None:
    """Proves that an unlimited offer of ACID with a fee is not cut where ACID has no demand.

    ND comes of CON alone: 500 kUSD and a fee of 5. If the big-M of the acid counted its own demand
    of 0 there would be no plan.
    """
    case = _leaching()
    case["offers"].pop("nd")
    case["offers"]["acid"]["fixed_fee"] = 5e3
    assert prove(**case).cost == near(505.0 * K)


def test_big_m_of_an_endless_offer_is_ended_by_hours() -> None:
    """Proves that 600 hours let 600 t of CON through, where nothing else limits offer and works.

    600 t cost 1,200 + 600 and a fee of 5; of 300 t ND 50 are used, 250 sold at 20: -3,195 kUSD. If
    hours did not end what can be earned, the big-M of the fee would be endless; counted by the
    demand alone 100 t would come.
    """
    case = _leaching(
        materials={"HOURS": {}, "ND": {"demand": 50.0, "surplus_value": 20.0}},
        offers={
            "con": {"supplier": "S", "material": "CON", "price": 2.0, "fixed_fee": 5e3},
            "nd": {"supplier": "S", "material": "ND", "price": 80.0},
            "hours": {"supplier": "S", "material": "HOURS", "price": 0.0, "capacity": 600.0},
        },
    )
    case["conversion_inputs"] = {"LEACH|HOURS": {"amount": 1.0}}
    plan = prove(**case)
    assert plan.bought("con") == near(600.0)
    assert plan.cost == near(-3_195.0 * K)


def test_big_m_counts_what_it_earns_to_take_waste_in() -> None:
    """Proves that 500 t of CON are converted because they take in 250 t of waste paid at 20.

    1,000 + 500 + 5 - 5,000 = -3,495 kUSD. If only the need of ND were counted 100 t would come, for
    -695 kUSD.
    """
    case = _leaching(
        materials={"ACID": {"surplus_allowed": False}},
        offers={
            "acid": {"supplier": "S", "material": "ACID", "price": -20.0},
            "con": {
                **{"supplier": "S", "material": "CON", "price": 2.0},
                **{"capacity": 500.0, "fixed_fee": 5e3},
            },
        },
        conversion_inputs={"LEACH|ACID": {"amount": 0.5}},
    )
    plan = prove(**case)
    assert plan.bought("con") == near(500.0)
    assert plan.cost == near(-3_495.0 * K)


PROVES_FAMILIES = {
    "def_conversion_input": (
        test_an_input_is_taken_in_by_its_amount,
        test_hours_are_shared_by_all_that_take_them,
        test_a_grade_that_is_named_or_any,
    )
}
