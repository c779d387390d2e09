"""The small case of the golden algebra for inputs of conversions, and what investments open."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def conversions() -> Case:
    """Two works share hours; one takes acid of any grade, behind a gate; a store that is built."""
    return case_of(
        settings={"years": 1, "end_of_horizon": "free"},
        materials={
            "CON": {},
            "ACID": {},
            "HOURS": {},
            "ND": {"demand": 50.0, "reference_price": 60.0},
            "DY": {"demand": 10.0, "reference_price": 200.0, "shortage_cost": 900.0},
        },
        suppliers={"S": {}},
        grades={"WEAK": {}, "STRONG": {}},
        offers={
            "con": {"supplier": "S", "material": "CON", "price": 5.0},
            "hours": {"supplier": "S", "material": "HOURS", "price": 0.0, "capacity": 300.0},
            "weak": {"supplier": "S", "material": "ACID", "grade": "WEAK", "price": 0.3},
            "strong": {"supplier": "S", "material": "ACID", "grade": "STRONG", "price": 0.5},
            "nd": {"supplier": "S", "material": "ND", "price": 60.0},
        },
        conversions={
            "ROAST": {"from_material": "CON", "cost": 3.0, "capacity": 80.0},
            "LEACH": {"from_material": "CON", "cost": 1.0, "capacity": 90.0},
        },
        conversion_inputs={
            "ROAST|HOURS": {"amount": 2.0},
            "LEACH|HOURS": {"amount": 1.5},
            "LEACH|ACID": {"amount": 0.4},
            "ROAST|ACID|STRONG": {"amount": 0.1},
        },
        conversion_outputs={
            "ROAST|ND": {"yield": 0.3},
            "LEACH|ND": {"yield": 0.2},
            "LEACH|DY": {"yield": 0.1},
        },
        pools={"STORE": {"capacity": 5.0}},
        stock={"ND||STORE": {"days_of_cover": 20.0}},
        investments={
            "PLANT": {"capex": 1.0, "life": 10.0},
            "HALL": {"capex": 0.2, "life": 10.0},
        },
        openings={
            "PLANT|conversions|LEACH": {"gate": True},
            "PLANT|conversions|ROAST": {"capacity": -30.0},
            "HALL|pools|STORE": {"capacity": 4.0},
        },
    )
