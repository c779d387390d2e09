"""The small case of the golden algebra for stock in pools that is lost, grows old, has a price."""

from __future__ import annotations

import dataclasses

from orefolio.case import Case
from orefolio.case.entities import Node
from support import case_of


def pools() -> Case:
    """Two years and a branch: a national reserve, released in 2027, beside a private store."""
    case = case_of(
        settings={"years": 2, "end_of_horizon": "value"},
        materials={
            "DY": {"demand": 365.0, "reference_price": 200.0},
            "LA": {"demand": 73.0, "reference_price": 1.0},
        },
        suppliers={"S": {}},
        offers={
            "dy": {"supplier": "S", "material": "DY", "price": 200.0},
            "la": {"supplier": "S", "material": "LA", "price": 1.0, "yield": 0.8},
        },
        pools={
            "NAT": {
                "owner": "national",
                "capacity": 90.0,
                "release": "declared periods",
                "release_from": "2027",
                "refill_rate": 30.0,
                "refill_share": 0.5,
            },
            "IND": {},
        },
        stock={
            "DY": {"days_wanted": 80.0, "cover_price": 1000.0},
            "DY||NAT": {"days_of_cover": 42.0, "opening_stock": 40.0, "loss_rate": 0.1},
            "DY||IND": {"days_of_cover": 18.0, "opening_stock": 20.0, "shelf_life": 18.0},
            "LA||NAT": {"opening_stock": 10.0, "shelf_life": 12.0, "loss_rate": 0.2},
        },
    )
    second = case.nodes["2027"]
    branch = Node("STOP@2027", second.period, "2026", "STOP", 0.25, trunk=False)
    return dataclasses.replace(case, nodes={**case.nodes, branch.name: branch})
