"""The small case of the golden algebra for investments."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def investing() -> Case:
    """Two years; a mine after a study, a stake with a discount, a loan behind a gate, budgets."""
    return case_of(
        settings={"years": 2, "finance_rate": 0.05},
        materials={"DY": {"demand": 100.0}},
        suppliers={"S": {}},
        offers={
            "A": {"supplier": "S", "material": "DY", "price": 100.0, "capacity": 40.0},
            "B": {"supplier": "S", "material": "DY", "price": 300.0},
            "C": {"supplier": "S", "material": "DY", "price": 90.0, "capacity": 20.0},
        },
        investments={
            "STUDY": {"capex": 1.0, "life": 10.0, "lead_time": 12.0, "latest": "2026"},
            "MINE": {
                "capex": 3.0,
                "life": 10.0,
                "running_cost": 0.1,
                "category": "mines",
                "requires": ["STUDY"],
            },
            "STAKE": {
                "capex": 5.0,
                "life": 10.0,
                "income": 0.2,
                "category": "mines",
                "exclusive_group": "SHARE",
                "latest": "2026",
            },
            "LOAN": {
                "kind": "loan",
                "capex": 10.0,
                "loan_term": 2.0,
                "interest_rate": 0.03,
                "exclusive_group": "SHARE",
                "latest": "2026",
            },
        },
        openings={
            "MINE|offers|A": {"capacity": 30.0},
            "STAKE|offers|A": {"share": 0.5, "discount": 20.0},
            "LOAN|offers|B": {"gate": True, "capacity": 80.0},
            "LOAN|offers|C": {"gate": True},
            "MINE|offers|C": {"gate": True},
            "STUDY|offers|C": {"capacity": 5.0},
        },
        budgets={"all": {"2026": 12.0, "total": 15.0}, "mines": {"2026": 5.0}},
    )
