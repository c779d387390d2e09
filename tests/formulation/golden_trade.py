"""The small case of the golden algebra that has no optional mechanism but stock and rules."""

from __future__ import annotations

import dataclasses

from orefolio.case import Case
from orefolio.case.entities import Node
from support import case_of


def trade() -> Case:
    """Two years, two materials, every optional sheet in use, and one scenario node."""
    case = case_of(
        settings={"years": 2, "concentration_weight": 0.5, "concentration_of": "supplier"},
        materials={
            "DY": {"reference_price": 200.0},
            "LA": {"demand": 50.0, "reference_price": 1.0},
        },
        segments={
            "MAGNET": {"material": "DY", "demand": 60.0, "shortage_cost": 900.0},
            "LASER": {"material": "DY", "demand": 40.0, "shortage_cost": 500.0},
        },
        suppliers={"A": {"country": "CHN"}, "B": {"country": "AUS"}},
        countries={"CHN": {"hazard": 0.2}, "AUS": {}, "MYS": {}},
        blocs={"FRIENDS|AUS": {}, "FRIENDS|MYS": {}},
        grades={"HIGH": {}, "LOW": {}},
        attributes={"IRON": {}, "PURITY": {"scale": "nines"}},
        quality={
            "HIGH|IRON": {"value": 10.0},
            "LOW|IRON": {"value": 90.0},
            "HIGH|PURITY": {"value": 4.0},
            "LOW|PURITY": {"value": 3.0},
        },
        specifications={
            "MAGNET|IRON": {"maximum": 40.0, "basis": "blend"},
            "MAGNET|PURITY": {"minimum": 3.5, "off_specification": 0.2},
            "LASER|IRON": {"maximum": 3000.0, "basis": "total"},
        },
        offers={
            "A-DY": {
                "supplier": "A",
                "material": "DY",
                "grade": "LOW",
                "price": 200.0,
                "capacity": 120.0,
                "routes": ["SEA"],
            },
            "B-DY": {
                "supplier": "B",
                "material": "DY",
                "grade": "HIGH",
                "price": 300.0,
                "capacity": 80.0,
                "yield": 0.9,
                "delivery_ratio": 0.5,
                "processed_in": "MYS",
                "routes": ["SEA"],
                "minimum_lot": 10.0,
                "fixed_fee": 5000.0,
            },
            "A-LA": {"supplier": "A", "material": "LA", "price": 1.0},
        },
        routes={"SEA": {"cost": 20.0, "legs": ["STRAIT"], "capacity": 500.0}},
        legs={"STRAIT": {"cost": 5.0, "capacity": 400.0, "chokepoints": ["MALACCA"]}},
        chokepoints={"MALACCA": {"capacity": 300.0}},
        stock={
            "DY|LOW": {"end_of_horizon": "keep"},
            "DY|HIGH": {"opening_stock": 5.0, "end_of_horizon": "keep"},
            "LA": {"days_of_cover": 73.0, "ceiling": 40.0},
        },
        rules={
            "CAP": {"scope": "country", "role": "processed", "members": ["CHN"], "bound": 0.6},
            "FRIENDS": {
                "scope": "bloc",
                "role": "any",
                "members": ["FRIENDS"],
                "materials": ["DY"],
                "sense": "at least",
                "share_of": "deliveries",
                "bound": 0.3,
                "penalty": 7.0,
            },
            "TWO": {
                "scope": "supplier",
                "measure": "count",
                "materials": ["DY"],
                "per_member": "together",
                "sense": "at least",
                "bound": 2,
                "counted_from": 5.0,
            },
            "HHI": {
                "scope": "country",
                "role": "mined",
                "materials": ["DY"],
                "measure": "HHI",
                "bound": 0.7,
                "span": "horizon",
            },
        },
    )
    second = case.nodes["2027"]
    branch = Node("STOP@2027", second.period, "2026", "STOP", 0.25, trunk=False)
    return dataclasses.replace(case, nodes={**case.nodes, branch.name: branch})
