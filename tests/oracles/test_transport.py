"""Transport and business rules: Dantzig's transport problem, and the AMPL book's multmip."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, optimum, portfolio, usable_tonnes, workbook

CITIES = ("FRA", "DET", "LAN", "WIN", "STL", "FRE", "LAF")
SUPPLY = {
    "bands": {"GARY": 400, "CLEV": 700, "PITT": 800},
    "coils": {"GARY": 800, "CLEV": 1600, "PITT": 1800},
    "plate": {"GARY": 200, "CLEV": 300, "PITT": 300},
}
DEMAND = {
    "bands": (300, 300, 100, 75, 650, 225, 250),
    "coils": (500, 750, 400, 250, 950, 850, 500),
    "plate": (100, 100, 0, 50, 200, 100, 250),
}
COST = {
    "bands": {
        "GARY": (30, 10, 8, 10, 11, 71, 6),
        "CLEV": (22, 7, 10, 7, 21, 82, 13),
        "PITT": (19, 11, 12, 10, 25, 83, 15),
    },
    "coils": {
        "GARY": (39, 14, 11, 14, 16, 82, 8),
        "CLEV": (27, 9, 12, 9, 26, 95, 17),
        "PITT": (24, 14, 17, 13, 28, 99, 20),
    },
    "plate": {
        "GARY": (41, 15, 12, 16, 17, 86, 8),
        "CLEV": (29, 9, 13, 9, 28, 99, 18),
        "PITT": (26, 14, 17, 13, 31, 104, 20),
    },
}
FIXED = {
    "GARY": (3000, 1200, 1200, 1200, 2500, 3500, 2500),
    "CLEV": (2000, 1000, 1500, 1200, 2500, 3000, 2200),
    "PITT": (2000, 1200, 1500, 1500, 2500, 3500, 2200),
}


def multmip() -> dict[str, Any]:
    """A material is a product at a city, a route is an origin with a city, rules hold supplies."""
    materials = {
        f"{product}-{city}": {"demand": need, "reference_price": 1.0}
        for product, needs in DEMAND.items()
        for city, need in zip(CITIES, needs, strict=True)
    }
    offers = {
        f"{origin}-{product}-{city}": {
            "supplier": origin,
            "material": f"{product}-{city}",
            "price": price * PER_TONNE,
            "routes": [f"{origin}-{city}"],
        }
        for product, origins in COST.items()
        for origin, prices in origins.items()
        for city, price in zip(CITIES, prices, strict=True)
    }
    routes = {f"{origin}-{city}": {"capacity": 625} for origin in FIXED for city in CITIES}
    rules = {
        f"supply-{origin}-{product}": {
            "scope": "supplier",
            "members": [origin],
            "materials": [f"{product}-{city}" for city in CITIES],
            "per_material": "together",
            "measure": "tonnes",
            "sense": "exactly",
            "bound": supply,
        }
        for product, supplies in SUPPLY.items()
        for origin, supply in supplies.items()
    }
    serve = {
        f"serve-{origin}": {
            "on": False,
            "scope": "route",
            "members": [f"{origin}-{city}" for city in CITIES],
            "per_member": "together",
            "per_material": "together",
            "measure": "count",
            "bound": 5,
        }
        for origin in FIXED
    }
    return {
        "settings": {"end_of_horizon": "free"},
        "materials": materials,
        "suppliers": {origin: {} for origin in FIXED},
        "offers": offers,
        "routes": routes,
        "rules": rules | serve,
    }


def with_terms(tables: dict[str, Any], *, fixed: bool, minimum: float = 0.0) -> dict[str, Any]:
    """Add fixed charges and a minimum load to every route."""
    for origin, fees in FIXED.items():
        for city, fee in zip(CITIES, fees, strict=True):
            terms = {"fixed_fee": fee if fixed else 0.0, "minimum_load": minimum}
            tables["routes"][f"{origin}-{city}"] |= terms
    return tables


@pytest.mark.parametrize(
    ("fixed", "minimum", "at_most_five", "published"),
    [
        (False, 0.0, False, 199_500),
        (True, 0.0, False, 229_850),
        (True, 375.0, False, 233_150),
        (True, 0.0, True, 233_550),
        (True, 375.0, True, 235_625),
    ],
)
def test_multmip(
    tmp_path: Path, fixed: bool, minimum: float, at_most_five: bool, published: float
) -> None:
    """Fourer, Gay, Kernighan, AMPL (2003), multmip1 to multmip3.

    If shared route capacity, fixed charge, minimum load or count were ignored, the cheaper case
    above in the list would come out instead.
    """
    path = workbook(tmp_path, **with_terms(multmip(), fixed=fixed, minimum=minimum))
    changes = ["rules[serve-*].on=yes"] if at_most_five else []
    assert optimum(path, changes) == pytest.approx(published, rel=1e-7)


def test_transp(tmp_path: Path) -> None:
    """Fourer, Gay, Kernighan, AMPL (2003), transp: 196,200."""
    needs = (900, 1200, 600, 400, 1700, 1100, 1000)
    supply = {"GARY": 1400, "CLEV": 2600, "PITT": 2900}
    path = workbook(
        tmp_path,
        materials={city: {"demand": need} for city, need in zip(CITIES, needs, strict=True)},
        suppliers={origin: {} for origin in supply},
        offers={
            f"{origin}-{city}": {"supplier": origin, "material": city, "price": price * PER_TONNE}
            for origin, prices in COST["coils"].items()
            for city, price in zip(CITIES, prices, strict=True)
        },
        rules={
            f"supply-{origin}": {
                "scope": "supplier",
                "members": [origin],
                "per_material": "together",
                "measure": "tonnes",
                "bound": bound,
            }
            for origin, bound in supply.items()
        },
    )
    assert optimum(path) == pytest.approx(196_200, rel=1e-7)


def test_trnsport(tmp_path: Path) -> None:
    """Dantzig (1963), the GAMS example: 153.675; every optimal plan leaves San Diego-Chicago out.

    The two optimal plans differ in who serves New York, so only the cost and what is common to
    both are asserted.
    """
    miles = {"SEA": (2.5, 1.7, 1.8), "SAN": (2.5, 1.8, 1.4)}
    markets = {"NYK": 325, "CHI": 300, "TOP": 275}
    path = workbook(
        tmp_path,
        materials={market: {"demand": need} for market, need in markets.items()},
        suppliers={"SEA": {}, "SAN": {}},
        offers={
            f"{plant}-{market}": {
                "supplier": plant,
                "material": market,
                "price": 0.0,
                "routes": [f"{plant}-{market}"],
            }
            for plant in miles
            for market in markets
        },
        routes={
            f"{plant}-{market}": {"cost": 90.0 * thousand / 1000.0}
            for plant, thousands in miles.items()
            for market, thousand in zip(markets, thousands, strict=True)
        },
        rules={
            f"plant-{plant}": {
                "scope": "supplier",
                "members": [plant],
                "per_material": "together",
                "measure": "tonnes",
                "bound": bound,
            }
            for plant, bound in (("SEA", 350), ("SAN", 600))
        },
    )
    found = portfolio(path)
    assert found.objective == pytest.approx(153.675, rel=1e-7)
    assert usable_tonnes(found, "SAN-TOP") == pytest.approx(275)
    assert usable_tonnes(found, "SAN-CHI") == pytest.approx(0)
