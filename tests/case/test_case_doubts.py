"""Warnings of what can be solved but is hardly meant: tiny amounts, hoarding for the end."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.findings import Finding
from support import case_of, findings_of


def warnings(check: str, **tables: Any) -> list[Finding]:
    """The warnings of one check."""
    return [f for f in findings_of(**tables) if f.check == check and f.severity.value == "warning"]


def plan(price: float = 50.0, **more: Any) -> dict[str, Any]:
    """One seller of M at ``price``; M is stocked and valued at 100 USD/kg."""
    return {
        "materials": {"M": {"demand": 10.0, "reference_price": 100.0}},
        "suppliers": {"S": {}},
        "offers": {"O": {"supplier": "S", "material": "M", "price": price}},
        "stock": {"M": {}},
        **more,
    }


@pytest.mark.parametrize(("tonnes", "told"), [(0.0, 0), (9e-6, 1), (1.1e-5, 0)])
def test_a_demand_of_grams_is_doubted(tonnes: float, told: int) -> None:
    """Proves the limit of 1e-5 t at the cell of the material, and the way out."""
    found = warnings("scale", **plan(materials={"M": {"demand": tonnes}}))
    assert [f.place for f in found] == ["Materials!M.demand"] * told
    assert all("9e-06 t" in f.found and "kilograms as tonnes" in f.remedy for f in found)


def test_a_small_period_is_named_by_its_cell() -> None:
    """Proves that the first small period of a row of the Demand sheet is shown, others counted."""
    demand = {"M": {"2026": 5.0, "2027-01-01": 1e-6, "2028": 1e-7}}
    (found,) = warnings("scale", **plan(settings={"years": 3}, demand=demand))
    assert found.place == "Demand!M.2027-01-01"
    assert "1e-06 t in 2027 and in 1 more periods" in found.found


@pytest.mark.parametrize(("price", "told"), [(59.9, 1), (60.0, 0), (61.0, 0)])
def test_a_price_below_the_credit_is_hoarded(price: float, told: int) -> None:
    """Proves the limit of 0.6 x 100 USD/kg, with the three cells that can mend it."""
    found = warnings("hoarding", **plan(price, settings={"end_salvage": 0.6}))
    assert [f.place for f in found] == ["Offers!O.price"] * told
    for finding in found:
        assert "59.9 USD" in finding.found and "60 USD" in finding.found
        assert "Settings.end_salvage" in finding.found + finding.remedy
        assert "Materials!M.reference_price" in finding.remedy and "Stock!M" in finding.remedy


@pytest.mark.parametrize(
    "terms",
    [
        {"routes": {"R": {"cost": 11_000.0}}},  # USD/t: 50 + 11 USD/kg
        {"settings": {"holding_rate": 0.11}},  # 50 + 0.11 x 100 USD/kg
        {"settings": {"end_of_horizon": "keep"}},
        {"settings": {"end_salvage": 0.49}},
        {"settings": {"risk_weight": 1.0}, "suppliers": {"S": {"hazard": 0.11}}},
        {"stock": {"M": {"end_of_horizon": "free"}}},
        {"stock": {"M": {"opening_stock": 5.0, "ceiling": 5.0}}},
        {"stock": {}},
        {"materials": {"M": {"demand": 10.0}}},  # valued at its price
    ],
)
def test_what_makes_hoarding_pay_no_more(terms: dict[str, Any]) -> None:
    """Proves that freight, storage and risk count, and that only credited stock is hoarded.

    At 50 USD/kg against a credit of 60 each of these alone ends it.
    """
    given = plan(**terms)
    if "routes" in terms:
        given["offers"]["O"]["routes"] = "R"
    assert warnings("hoarding", **plan())
    assert not warnings("hoarding", **given)


def test_a_yield_makes_a_usable_kilogram_dearer() -> None:
    """Proves that 50 USD/kg at a yield of 80 % is 62.5 USD, above the credit of 60."""
    given = plan()
    given["offers"]["O"]["yield"] = 0.8
    assert not warnings("hoarding", **given)


def test_the_best_moment_to_hoard_is_named() -> None:
    """Proves that a low price in an early year counts, with storage until the end.

    40 USD/kg in 2026 and 2 x 5 % of 100 USD/kg of storage are 50 by the end of 2027. Looking at the
    last year alone, at 90, nothing would be said.
    """
    prices = {"O": {"2026": 40.0, "2027": 90.0}}
    given = plan(settings={"years": 2, "holding_rate": 0.05}, prices=prices)
    given["offers"]["O"].pop("price")
    (found,) = warnings("hoarding", **given)
    assert found.place == "Prices!O.2026"
    assert "costs 50 USD" in found.found


def _made(**materials: dict[str, Any]) -> dict[str, Any]:
    """CON is bought and made into the materials, of which nothing is offered."""
    return {
        "materials": {"CON": {}, **materials},
        "suppliers": {"S": {}},
        "offers": {"con": {"supplier": "S", "material": "CON", "price": 2.0}},
        "conversions": {"W": {"from_material": "CON"}},
        "conversion_outputs": {f"W|{name}": {"yield": 0.5} for name in materials},
    }


def test_what_is_sold_made_or_taken_in_needs_no_demand() -> None:
    """Proves that demand is missed of none of them, but of a material that has no part anywhere.

    If it were, every workbook with tokens, acid or sales as surplus would begin with warnings.
    """
    tables = _made(TOKEN={"reference_price": 1.0})
    tables["materials"] |= {
        "SOLD": {"reference_price": 1.0, "surplus_value": 3.0},
        "STEPS": {"reference_price": 1.0},
        "ACID": {"reference_price": 1.0},
        "IDLE": {"reference_price": 1.0},
        "DUMPED": {"reference_price": 1.0, "surplus_value": -3.0},
    }
    tables["surplus_steps"] = {"STEPS|1": {"quantity": 5.0, "price": 2.0}}
    tables["conversion_inputs"] = {"W|ACID": {"amount": 0.1}}
    about = [f.place for f in warnings("demand", **tables)]
    assert about == ["Materials!DUMPED", "Materials!IDLE"]
    tables["conversions"]["W"]["active"] = False
    about = [f.place for f in warnings("demand", **tables)]
    assert about == [f"Materials!{name}" for name in ("ACID", "CON", "DUMPED", "IDLE", "TOKEN")]


def test_what_is_only_made_is_valued_by_its_use() -> None:
    """Proves surplus value 3, then shortage cost 7 and the lowest of segments 5, told in one line.

    If it were valued at 0, its stock would cost no interest and its shares of value vanish.
    """
    tables = _made(
        SOLD={"surplus_value": 3.0, "demand": 1.0, "shortage_cost": 9.0},
        NEED={"demand": 1.0, "shortage_cost": 7.0},
        PARTS={},
    )
    tables["segments"] = {
        "a": {"material": "PARTS", "demand": 1.0, "shortage_cost": 5.0},
        "b": {"material": "PARTS", "demand": 1.0, "shortage_cost": 6.0},
    }
    assert warnings("reference_price", **tables) == []
    told = [f.found for f in findings_of(**tables) if f.check == "reference_price"]
    assert len(told) == 2  # of what is offered, and of what is made
    assert "NEED 7 USD/kg, PARTS 5 USD/kg, SOLD 3 USD/kg" in told[1]
    worth = {key: one.reference_price for key, one in case_of(**tables).materials.items()}
    assert worth == {"CON": 2e3, "NEED": 7e3, "PARTS": 5e3, "SOLD": 3e3}


def test_what_is_made_and_worth_nothing_is_told_once() -> None:
    """Proves one warning for two, at the first; what neither comes nor is made keeps its own."""
    tables = _made(X={"demand": 1.0}, Y={})
    tables["levers"] = {"SCRAP": {"kind": "recycling", "acts_on": "Z", "ceiling": 1.0}}
    tables["materials"] |= {"Z": {"demand": 1.0}, "LOST": {"demand": 1.0}}
    found = warnings("reference_price", **tables)
    assert [f.place for f in found] == ["Materials!LOST", "Materials!X"]
    assert "X, Y, Z" in found[1].found
