"""The small case of the golden algebra in which a segment tests its source."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def qualification() -> Case:
    """Two years; a tested source of two offers: one paid for, one free but limited at first."""
    return case_of(
        settings={"years": 2, "discount_rate": 0.1},
        materials={"DY": {"demand": 100.0, "reference_price": 200.0}},
        suppliers={"A": {}, "B": {}},
        offers={
            "A-DY": {"supplier": "A", "material": "DY", "price": 300.0},
            "B-DY": {"supplier": "B", "material": "DY", "price": 100.0},
            "B-DY-2": {"supplier": "B", "material": "DY", "price": 90.0, "capacity": 5.0},
        },
        qualification={
            "B|DY": {"months": 6.0, "cost": 1000.0, "start": "2026-07-01"},
            "B-DY-2|DY": {"months": 6.0, "first_year_share": 0.5},
        },
    )
