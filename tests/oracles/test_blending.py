"""Quality and stock: Dantzig's BLEND, Williams' Food Manufacture 1, and the AMPL diet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, optimum, outcome_of, portfolio, usable_tonnes, workbook

ALLOYS = {
    "lead": (10, 10, 40, 60, 30, 30, 30, 50, 20),
    "zinc": (10, 30, 50, 30, 30, 40, 20, 40, 30),
    "tin": (80, 60, 10, 10, 40, 30, 50, 10, 50),
}
ALLOY_PRICES = (4.1, 4.3, 5.8, 6.0, 7.6, 7.5, 7.3, 6.9, 7.3)
TARGET = {"lead": 30, "zinc": 30, "tin": 40}


def test_blend(tmp_path: Path) -> None:
    """Dantzig (1963), GAMS blend: 4.98 with 0.6 of b and 0.4 of d.

    If the blend were not held to its target, a alone would serve at 4.10.
    """
    names = "abcdefghi"
    path = workbook(
        tmp_path,
        materials={"ALLOY": {"demand": 1.0}},
        suppliers={"S": {}},
        grades={name: {} for name in names},
        attributes={attribute: {} for attribute in ALLOYS},
        quality={
            f"{name}|{attribute}": {"value": value}
            for attribute, values in ALLOYS.items()
            for name, value in zip(names, values, strict=True)
        },
        specifications={
            f"ALLOY|{attribute}": {"minimum": target, "maximum": target, "basis": "blend"}
            for attribute, target in TARGET.items()
        },
        offers={
            name: {"supplier": "S", "material": "ALLOY", "grade": name, "price": price * PER_TONNE}
            for name, price in zip(names, ALLOY_PRICES, strict=True)
        },
    )
    found = portfolio(path)
    assert found.objective == pytest.approx(4.98, rel=1e-7)
    assert usable_tonnes(found, "b") == pytest.approx(0.6)
    assert usable_tonnes(found, "d") == pytest.approx(0.4)


OILS = {
    "V1": (110, 130, 110, 120, 100, 90),
    "V2": (120, 130, 140, 110, 120, 100),
    "O1": (130, 110, 130, 120, 150, 140),
    "O2": (110, 90, 100, 120, 110, 80),
    "O3": (115, 115, 95, 125, 105, 135),
}
HARDNESS = {"V1": 8.8, "V2": 6.1, "O1": 2.0, "O2": 4.2, "O3": 5.0}


def food_manufacture() -> dict[str, Any]:
    """Six months as six years; oils are grades of one food, refining capacities are totals."""
    months = [str(2026 + month) for month in range(6)]
    attributes = {
        "hardness": HARDNESS,
        "vegetable": {oil: float(oil.startswith("V")) for oil in OILS},
        "other": {oil: float(oil.startswith("O")) for oil in OILS},
    }
    return {
        "settings": {"years": 6},
        "materials": {"FOOD": {"demand": 450, "shortage_cost": 150 * PER_TONNE}},
        "suppliers": {"MARKET": {}},
        "grades": {oil: {} for oil in OILS},
        "attributes": {attribute: {} for attribute in attributes},
        "quality": {
            f"{oil}|{attribute}": {"value": values[oil]}
            for attribute, values in attributes.items()
            for oil in OILS
        },
        "specifications": {
            "FOOD|hardness": {"minimum": 3, "maximum": 6, "basis": "blend"},
            "FOOD|vegetable": {"maximum": 200, "basis": "total"},
            "FOOD|other": {"maximum": 250, "basis": "total"},
        },
        "offers": {oil: {"supplier": "MARKET", "material": "FOOD", "grade": oil} for oil in OILS},
        "prices": {
            oil: {month: price * PER_TONNE for month, price in zip(months, prices, strict=True)}
            for oil, prices in OILS.items()
        },
        "stock": {
            f"FOOD|{oil}": {
                "opening_stock": 500,
                "ceiling": 1000,
                "storage_cost": 5 * PER_TONNE,
                "end_of_horizon": "keep",
            }
            for oil in OILS
        },
    }


def test_food_manufacture_1(tmp_path: Path) -> None:
    """Williams (2013), 12.1: profit 107,842.59.

    Six months stand as six years, so that all are equally long. 450 tons sold at 150 bring 405,000;
    a ton not made is a shortage at 150, so profit is 405,000 less cost. Refining capacities are
    totals over the grades used. Without the stock's closing level 500 tons of each oil would be
    sold off for 100,000 more.
    """
    path = workbook(tmp_path, **food_manufacture())
    assert 6 * 450 * 150 - optimum(path) == pytest.approx(107_842.5926, rel=1e-7)


DIET = {
    "price": (3.19, 2.59, 2.29, 2.89, 1.89, 1.99, 1.99, 2.49),
    "A": (60, 8, 8, 40, 15, 70, 25, 60),
    "C": (20, 0, 10, 40, 35, 30, 50, 20),
    "B1": (10, 20, 15, 35, 15, 15, 25, 15),
    "B2": (15, 20, 10, 10, 15, 15, 15, 10),
    "NA": (938, 2180, 945, 278, 1182, 896, 1329, 1397),
    "CAL": (295, 770, 440, 430, 315, 400, 370, 450),
}
FOODS = ("BEEF", "CHK", "FISH", "HAM", "MCH", "MTL", "SPG", "TUR")
LIMITS = {
    "A": (700, 20_000),
    "C": (700, 20_000),
    "B1": (700, 20_000),
    "B2": (700, 20_000),
    "NA": (0, 40_000),
    "CAL": (16_000, 24_000),
}


def diet() -> dict[str, Any]:
    """Foods are grades of one material; nutrients are totals. What is not eaten costs nothing."""
    return {
        "materials": {
            "FOOD": {
                "demand": 80,
                "shortage_cost": 0.0,
                "reference_price": 1.0,
                "surplus_allowed": False,
            }
        },
        "suppliers": {"SHOP": {}},
        "grades": {food: {} for food in FOODS},
        "attributes": {name: {} for name in LIMITS},
        "quality": {
            f"{food}|{name}": {"value": value}
            for name in LIMITS
            for food, value in zip(FOODS, DIET[name], strict=True)
        },
        "specifications": {
            f"FOOD|{name}": {"minimum": low, "maximum": high, "basis": "total"}
            for name, (low, high) in LIMITS.items()
        },
        "offers": {
            food: {
                "supplier": "SHOP",
                "material": "FOOD",
                "grade": food,
                "price": price * PER_TONNE,
                "capacity": 10,
            }
            for food, price in zip(FOODS, DIET["price"], strict=True)
        },
        "rules": {
            "variety": {"scope": "offer", "measure": "tonnes", "sense": "at least", "bound": 2}
        },
    }


def test_diet2_is_infeasible_and_says_why(tmp_path: Path) -> None:
    """AMPL book, diet2: rows B2 and NA conflict; NA to 48,186 or B2 to 601.0914 mends it."""
    outcome = outcome_of(workbook(tmp_path, **diet()))
    assert outcome.status.value == "infeasible"
    assert outcome.conflict is not None
    found = {(group.key, group.column) for group in outcome.conflict.groups}
    assert found == {("FOOD|B2", "minimum"), ("FOOD|NA", "maximum")}
    single = {
        repair.changes[0][0].key: repair.changes[0][1]
        for repair in outcome.conflict.repairs
        if repair.single
    }
    assert single["FOOD|NA"] == pytest.approx(48_186, rel=1e-3)
    assert single["FOOD|B2"] == pytest.approx(601.0914, rel=1e-3)


@pytest.mark.parametrize(("sodium", "published"), [(50_000, 118.0594), (49_000, 121.1284)])
def test_diet2_repaired(tmp_path: Path, sodium: float, published: float) -> None:
    """AMPL book, diet2 with NA at most 50,000: 118.0594 (at 49,000: 121.1284)."""
    path = workbook(tmp_path, **diet())
    change = f"specifications[FOOD|NA].maximum={sodium}"
    assert optimum(path, [change]) == pytest.approx(published, rel=1e-6)
