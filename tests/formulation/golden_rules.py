"""The small case of the golden algebra of rules: conditions, columns, weights, bounds over time."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def rules() -> Case:
    """Two years, two materials; a cap of A that holds only while A and B both deliver."""
    return case_of(
        settings={"years": 2},
        materials={
            "DY": {"demand": 100.0, "reference_price": 200.0},
            "LA": {"demand": 50.0, "reference_price": 1.0},
        },
        suppliers={"S": {}},
        grades={"HIGH": {}, "LOW": {}},
        offers={
            "A": {
                "supplier": "S",
                "material": "DY",
                "grade": "LOW",
                "price": 200.0,
                "capacity": 90.0,
                "extra": {"carbon": 30.0},
            },
            "B": {
                "supplier": "S",
                "material": "DY",
                "grade": "HIGH",
                "price": 300.0,
                "capacity": 70.0,
                "extra": {"carbon": 10.0},
            },
            "X": {"supplier": "S", "material": "LA", "price": 1.0, "extra": {"carbon": 2.0}},
        },
        rules={
            "BOTH": {
                "use": "condition",
                "scope": "offer",
                "members": ["A", "B"],
                "materials": ["DY"],
                "measure": "count",
                "sense": "at least",
                "bound": 2.0,
                "counted_from": 5.0,
            },
            "CAP": {
                "when": "BOTH",
                "scope": "offer",
                "members": ["A"],
                "materials": ["DY"],
                "measure": "tonnes",
            },
            "LITTLE": {
                "use": "condition",
                "scope": "grade",
                "members": ["LOW"],
                "materials": ["DY"],
                "measure": "tonnes",
                "bound": 20.0,
            },
            "CLEAN": {
                "when": "LITTLE",
                "per_material": "together",
                "measure": "average of column",
                "column": "carbon",
                "bound": 8.0,
            },
            "MIX": {
                "scope": "material",
                "members": ["LA"],
                "measure": "share of volume",
                "share_of": "deliveries",
                "bound": 0.25,
            },
        },
        rule_paths={"CAP": {"2026": 60.0, "2027": 40.0}},
        rule_weights={"MIX|LA": {"weight": 0.5}},
    )
