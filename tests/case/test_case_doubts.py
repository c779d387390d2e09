"""Warnings of what can be solved but is hardly meant: tiny amounts, hoarding for the end."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.findings import Finding
from support import findings_of


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
