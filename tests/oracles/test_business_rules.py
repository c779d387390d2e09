"""Business rules with published answers: Williams' Food Manufacture 2, single sourcing, sites."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, optimum, workbook
from test_blending import food_manufacture
from test_transport import CITIES, COST

ANY = 0.001
"""Whatever is used is used from a kilogram on."""


def food_rules() -> dict[str, Any]:
    """At most three oils a month, 20 tons of each that is used, V1 or V2 only with O3."""
    use = {"scope": "grade", "members": "*", "span": "period"}
    return {
        "three": {**use, "measure": "count", "bound": 3},
        "used": {
            **use,
            "use": "condition",
            "measure": "tonnes",
            "sense": "at least",
            "bound": ANY,
        },
        "twenty": {**use, "when": "used", "measure": "tonnes", "sense": "at least", "bound": 20},
        "vegetable": {
            **use,
            "use": "condition",
            "members": ["V1", "V2"],
            "measure": "count",
            "sense": "at least",
            "bound": 1,
        },
        "O3": {
            **use,
            "when": "vegetable",
            "members": ["O3"],
            "measure": "count",
            "sense": "at least",
            "bound": 1,
        },
    }


@pytest.mark.parametrize(
    ("off", "published"),
    [((), 100_278.7037), (("three", "used", "twenty", "vegetable", "O3"), 107_842.5926)],
)
def test_food_manufacture_2(tmp_path: Path, off: tuple[str, ...], published: float) -> None:
    """Williams (2013), 12.2: profit 100,278.70; without its three rules 107,842.59.

    Oils are grades, and rules on grades count what is used, not what is bought: oils are stocked.
    """
    rules = {key: rule | {"on": key not in off} for key, rule in food_rules().items()}
    path = workbook(tmp_path, **food_manufacture(), rules=rules)
    assert 6 * 450 * 150 - optimum(path) == pytest.approx(published, rel=1e-6)


NEEDS = dict(zip(CITIES, (900, 1200, 600, 400, 1700, 1100, 1000), strict=True))
SUPPLIES = {"GARY": 1400, "CLEV": 2600, "PITT": 2900}
FREIGHT = {
    (origin, city): price
    for origin, prices in COST["coils"].items()
    for city, price in zip(CITIES, prices, strict=True)
}


def transp(**routes: dict[str, Any]) -> dict[str, Any]:
    """AMPL's transp: a material is coils at a city; an origin's tonnes go by its own route."""
    return {
        "materials": {city: {"demand": need} for city, need in NEEDS.items()},
        "suppliers": {origin: {} for origin in SUPPLIES},
        "routes": routes or {origin: {} for origin in SUPPLIES},
        "offers": {
            f"{origin}-{city}": {
                "supplier": origin,
                "material": city,
                "price": price * PER_TONNE,
                "routes": [origin],
            }
            for (origin, city), price in FREIGHT.items()
        },
    }


def test_single_sourcing(tmp_path: Path) -> None:
    """Each city from one origin, within the supplies: the best of all 2,187 ways to assign them.

    Without the rule 196,200 (AMPL book, transp), so the rule has a price.
    """
    capacities = {
        f"supply-{origin}": {
            "scope": "supplier",
            "members": [origin],
            "per_material": "together",
            "measure": "tonnes",
            "bound": supply,
        }
        for origin, supply in SUPPLIES.items()
    }
    one = {"scope": "supplier", "members": "*", "measure": "count", "bound": 1}
    best = min(
        sum(
            FREIGHT[origin, city] * NEEDS[city] for city, origin in zip(CITIES, chosen, strict=True)
        )
        for chosen in product(SUPPLIES, repeat=len(CITIES))
        if all(
            sum(NEEDS[city] for city, o in zip(CITIES, chosen, strict=True) if o == origin) <= most
            for origin, most in SUPPLIES.items()
        )
    )
    path = workbook(tmp_path, **transp(), rules={**capacities, "one": one})
    assert optimum(path) == pytest.approx(best, rel=1e-7)
    assert best > 196_200
    assert optimum(path, ["rules[one].on=no"]) == pytest.approx(196_200, rel=1e-7)


@pytest.mark.parametrize(("fee", "most"), [(1_000, 3), (1_000, 2), (1_000, 1), (40_000, 3)])
def test_facility_choice(tmp_path: Path, fee: float, most: int) -> None:
    """Sites that cost a fee to open, at most so many: the best of all sets of sites.

    Each city takes the nearest open site. If the count were ignored, three sites would be open at
    the small fee; if the fee were, at the great one too.
    """
    best = min(
        fee * len(sites)
        + sum(min(FREIGHT[site, city] for site in sites) * NEEDS[city] for city in CITIES)
        for size in range(1, most + 1)
        for sites in combinations(SUPPLIES, size)
    )
    rule = {
        "scope": "supplier",
        "members": "*",
        "per_material": "together",
        "measure": "count",
        "bound": most,
    }
    path = workbook(
        tmp_path,
        **transp(**{origin: {"fixed_fee": fee} for origin in SUPPLIES}),
        rules={"sites": rule},
    )
    assert optimum(path) == pytest.approx(best, rel=1e-7)


def test_serving_one_customer_excludes_another(tmp_path: Path) -> None:
    """If any coils of CLEV go to STL, none of GARY go to FRE (GARY is barred from STL).

    The cheaper of no CLEV to STL and no GARY to FRE; if the rule were ignored, cheaper than both.
    """
    rules = {
        "if": {
            "use": "condition",
            "scope": "offer",
            "members": ["CLEV-STL"],
            "materials": ["STL"],
            "measure": "tonnes",
            "sense": "at least",
            "bound": ANY,
        },
        "then": {
            "when": "if",
            "scope": "offer",
            "members": ["GARY-FRE"],
            "materials": ["FRE"],
            "measure": "tonnes",
            "bound": 0,
        },
        "not-gary": {
            "scope": "offer",
            "members": ["GARY-STL"],
            "materials": ["STL"],
            "measure": "tonnes",
            "bound": 0,
        },
    }
    free = sum(min(FREIGHT[o, c] for o in SUPPLIES) * NEEDS[c] for c in CITIES)
    stl = sorted(FREIGHT[o, "STL"] for o in ("CLEV", "PITT"))
    base = free + (stl[0] - FREIGHT["GARY", "STL"]) * NEEDS["STL"]
    without_clev = base + (stl[1] - stl[0]) * NEEDS["STL"]
    fre = sorted(FREIGHT[o, "FRE"] for o in SUPPLIES)
    without_gary = base + (fre[1] - fre[0]) * NEEDS["FRE"]
    path = workbook(tmp_path, **transp(), rules=rules)
    assert optimum(path) == pytest.approx(min(without_clev, without_gary), rel=1e-7)
