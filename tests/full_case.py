"""A small case with a row on every sheet."""

from __future__ import annotations

FULL = {
    "settings": {"years": 2, "period_length": "half-year"},
    "materials": {"M": {}, "N": {"demand": 3.0}},
    "segments": {"u": {"material": "M", "demand": 4.0}, "v": {"material": "M", "demand": 2.0}},
    "suppliers": {"S": {"country": "CN"}, "T": {"country": "AU"}},
    "offers": {
        "A": {"supplier": "S", "material": "M", "price": 1.0, "grade": "G", "routes": "R;Q"},
        "B": {"supplier": "T", "material": "M", "price": 2.0, "grade": "H"},
        "C": {"supplier": "T", "material": "N", "price": 2.0},
    },
    "origins": {"A|CN": {"share": 0.7}, "A|MM": {"share": 0.2}, "A|LA": {"share": 0.1}},
    "routes": {"R": {"legs": "L2;L1", "countries": "SG;CN"}, "Q": {}},
    "legs": {"L1": {"cost": 0.1}, "L2": {"cost": 0.2}},
    "grades": {"G": {}, "H": {}},
    "attributes": {"fe": {}, "si": {}},
    "quality": {
        "G|fe": {"value": 1},
        "G|si": {"value": 2},
        "H|fe": {"value": 3},
        "H|si": {"value": 4},
    },
    "specifications": {"u|fe": {"maximum": 2}, "u|si": {"maximum": 3}, "v|fe": {"maximum": 9}},
    "stock": {"M|G": {"opening_stock": 1}, "M|H": {"opening_stock": 2}, "N": {}},
    "levers": {
        "less": {"acts_on": "u", "ceiling_share": 0.2},
        "scrap": {"acts_on": "N", "kind": "recycling"},
    },
    "lever_steps": {"less|1": {"quantity": 0.3, "cost": 0.5}, "less|2": {"cost": 0.8}},
    "lever_effects": {"less|v": {"effect": -0.1}},
    "collection": {"scrap": {"2026": 1.0, "2027": 2.0}},
    "conversions": {"melt": {"from_material": "M", "from_grade": "H", "cost": 0.1}},
    "conversion_outputs": {"melt|M|G": {"yield": 0.9}, "melt|N": {"yield": 0.1}},
    "rules": {"r1": {"bound": 0.5, "scope": "country"}, "r2": {"bound": 1, "scope": "supplier"}},
}
