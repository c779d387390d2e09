"""The small case of the golden algebra for what is done at home: levers and conversions."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def home() -> Case:
    """One year: a lever of two steps with a fixed cost and a cross effect, recycling, two works."""
    return case_of(
        settings={"years": 1},
        materials={
            "CON": {"reference_price": 5.0},
            "DY": {"demand": 100.0, "reference_price": 200.0, "shortage_cost": 900.0},
            "CE": {"demand": 30.0, "reference_price": 4.0},
        },
        suppliers={"S": {}},
        offers={
            "con": {"supplier": "S", "material": "CON", "price": 5.0, "grade": "RAW"},
            "dy": {"supplier": "S", "material": "DY", "price": 200.0},
            "ce": {"supplier": "S", "material": "CE", "price": 4.0},
        },
        grades={"RAW": {}},
        stock={"CON": {"opening_stock": 20.0, "end_of_horizon": "free"}},
        levers={
            "FERRITE": {
                "acts_on": "DY",
                "kind": "substitution",
                "ceiling_share": 0.2,
                "fixed_cost": 7000.0,
            },
            "SCRAP": {
                "acts_on": "DY",
                "kind": "recycling",
                "cost": 50.0,
                "collection_share": 0.5,
                "recovery": 0.8,
            },
        },
        lever_steps={
            "FERRITE|1": {"quantity": 6.0, "cost": 20.0},
            "FERRITE|2": {"share": 0.5, "cost": 90.0},
        },
        lever_effects={"FERRITE|CE": {"effect": -0.25}},
        collection={"SCRAP": {"2026": 60.0}},
        conversions={"SEP": {"from_material": "CON", "cost": 3.0, "capacity": 80.0}},
        conversion_outputs={"SEP|DY": {"yield": 0.02}, "SEP|CE": {"yield": 0.4}},
    )
