"""The small case of the golden algebra with a product, plants in a chain and steps of surplus."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def baskets() -> Case:
    """A concentrate by either of two plants, one of which feeds a metal plant."""
    return case_of(
        materials={
            "ND": {"demand": 10.0, "reference_price": 60.0, "surplus_value": 2.0},
            "CE": {"reference_price": 1.0, "surplus_value": -0.5},
        },
        suppliers={"MINE": {"country": "AUS"}},
        products={"CONC": {}},
        contents={"CONC|ND": {"share": 0.2}, "CONC|CE": {"share": 0.5}},
        offers={
            "ORE": {
                "supplier": "MINE",
                "product": "CONC",
                "price": 5.0,
                "capacity": 500.0,
                "yield": 0.9,
                "routes": ["TO-A", "TO-B"],
                "plants": ["A", "B"],
            }
        },
        plants={
            "A": {"country": "MYS", "capacity": 100.0, "toll": 4.0, "routes": ["SEA"]},
            "B": {"country": "CHN", "toll": 1.0, "routes": ["SEA"], "next": ["METAL"]},
            "METAL": {
                "country": "VNM",
                "toll": 10.0,
                "routes": ["SEA"],
                "minimum_load": 3.0,
                "fixed_fee": 700.0,
            },
        },
        recoveries={
            "A|ND": {"recovery": 0.9},
            "A|CE": {"recovery": 0.8},
            "B|ND": {"recovery": 0.5},
        },
        routes={
            "TO-A": {"cost": 100.0, "leads_to": "A"},
            "TO-B": {"cost": 50.0, "leads_to": "B"},
            "SEA": {"cost": 10.0, "capacity": 40.0},
        },
        surplus_steps={
            "ND|1": {"step": 1, "quantity": 3.0, "price": 20.0},
            "ND|2": {"step": 2, "quantity": 1.0, "price": 5.0},
        },
    )
