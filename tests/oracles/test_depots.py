"""Routes with shared legs: Williams' Distribution 1 and 2, where a depot is a leg."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import optimum, workbook

FACTORIES = {"L": 150, "B": 200}
DEPOTS = {"N": 70, "Bi": 50, "Lo": 100, "E": 40}
CUSTOMERS = {"C1": 50, "C2": 10, "C3": 40, "C4": 35, "C5": 60, "C6": 20}
TO_DEPOT = {
    "L": {"N": 0.5, "Bi": 0.5, "Lo": 1, "E": 0.2},
    "B": {"Bi": 0.3, "Lo": 0.5, "E": 0.2},
}
DIRECT = {"L": {"C1": 1, "C3": 1.5, "C4": 2, "C6": 1}, "B": {"C1": 2}}
FROM_DEPOT = {
    "N": {"C2": 1.5, "C3": 0.5, "C5": 1.5, "C6": 1},
    "Bi": {"C1": 1, "C2": 0.5, "C3": 0.5, "C4": 1, "C5": 0.5},
    "Lo": {"C2": 1.5, "C3": 2, "C5": 0.5, "C6": 1.5},
    "E": {"C3": 0.2, "C4": 1.5, "C5": 0.5, "C6": 1.5},
}
NEW_TO_DEPOT = {"L": {"Br": 0.6, "No": 0.4}, "B": {"Br": 0.4, "No": 0.3}}
NEW_FROM_DEPOT = {
    "Br": {"C1": 1.2, "C2": 0.6, "C3": 0.5, "C5": 0.3, "C6": 0.8},
    "No": {"C2": 0.4, "C4": 0.5, "C5": 0.6, "C6": 0.9},
}


def distribution(
    to_depot: dict[str, dict[str, float]],
    from_depot: dict[str, dict[str, float]],
    depots: dict[str, dict[str, Any]],
    rules: dict[str, Any],
) -> dict[str, Any]:
    """A customer is a material, a depot a leg with a capacity, a way through it a route."""
    legs: dict[str, Any] = {f"at {depot}": terms for depot, terms in depots.items()}
    routes: dict[str, Any] = {}
    for factory, costs in to_depot.items():
        for depot, cost in costs.items():
            legs[f"{factory}-{depot}"] = {"cost": cost}
            for customer, last in from_depot[depot].items():
                legs[f"{depot}-{customer}"] = {"cost": last}
                parts = [f"{factory}-{depot}", f"at {depot}", f"{depot}-{customer}"]
                routes[f"{factory}-{depot}-{customer}"] = {"legs": parts}
    for factory, costs in DIRECT.items():
        for customer, cost in costs.items():
            routes[f"{factory}-{customer}"] = {"cost": cost}
    offers = {
        f"{factory}:{customer}": {
            "supplier": factory,
            "material": customer,
            "price": 0.0,
            "routes": [
                route
                for route in routes
                if route.startswith(f"{factory}-") and route.endswith(f"-{customer}")
            ],
        }
        for factory in FACTORIES
        for customer in CUSTOMERS
    }
    offers = {key: offer for key, offer in offers.items() if offer["routes"]}
    supply = {
        f"plant-{factory}": {
            "scope": "supplier",
            "members": [factory],
            "per_material": "together",
            "measure": "tonnes",
            "bound": bound,
        }
        for factory, bound in FACTORIES.items()
    }
    return {
        "materials": {c: {"demand": need, "reference_price": 1.0} for c, need in CUSTOMERS.items()},
        "suppliers": {factory: {} for factory in FACTORIES},
        "offers": offers,
        "routes": routes,
        "legs": legs,
        "rules": supply | rules,
    }


def distribution_1() -> dict[str, Any]:
    """Four depots as they stand."""
    depots = {depot: {"capacity": capacity} for depot, capacity in DEPOTS.items()}
    return distribution(TO_DEPOT, FROM_DEPOT, depots, {})


def test_distribution_1(tmp_path: Path) -> None:
    """Williams, Model Building in Mathematical Programming (2013), 12.19: 198,500.

    If the throughput of a depot were not shared by all routes through it, Exeter (40) alone would
    carry more and the cost would be lower.
    """
    path = workbook(tmp_path, **distribution_1())
    assert optimum(path) == pytest.approx(198.5, rel=1e-7)


@pytest.mark.parametrize(("at_most", "published"), [(4, 174.0), (5, 174.0), (3, 187.5)])
def test_distribution_2(tmp_path: Path, at_most: int, published: float) -> None:
    """Williams (2013), 12.20: 174,000 with Birmingham expanded, London, Exeter, Northampton open.

    A depot that may be closed carries the saving (10, 5) as a fee while open, so 15 is taken off.
    The extension of Birmingham is a second hall at its place: 20 more for 3. Birmingham and London
    stay open, so all others together are at most two fewer.
    """
    to_depot = {
        factory: {**TO_DEPOT[factory], **NEW_TO_DEPOT[factory], "Bi2": TO_DEPOT[factory]["Bi"]}
        for factory in FACTORIES
    }
    from_depot = {**FROM_DEPOT, **NEW_FROM_DEPOT, "Bi2": FROM_DEPOT["Bi"]}
    depots: dict[str, dict[str, Any]] = {
        "N": {"capacity": 70, "fixed_fee": 10},
        "Bi": {"capacity": 50},
        "Bi2": {"capacity": 20, "fixed_fee": 3},
        "Lo": {"capacity": 100},
        "E": {"capacity": 40, "fixed_fee": 5},
        "Br": {"capacity": 30, "fixed_fee": 12},
        "No": {"capacity": 25, "fixed_fee": 4},
    }
    counted = [f"at {depot}" for depot in ("N", "E", "Br", "No")]
    rule = {
        "scope": "leg",
        "members": counted,
        "per_member": "together",
        "per_material": "together",
        "measure": "count",
        "bound": at_most - 2,
    }
    path = workbook(tmp_path, **distribution(to_depot, from_depot, depots, {"depots": rule}))
    assert optimum(path) - 15 == pytest.approx(published, rel=1e-7)
