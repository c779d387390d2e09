"""Levers and conversions through the front door: typed sheets, reader, solver, audit, results."""

from __future__ import annotations

from pathlib import Path

import pytest

from front_door import optimum, portfolio, workbook
from orefolio.reports.story import story

TABLES = {
    "settings": {"years": 2, "discount_rate": 0.0},
    "materials": {"SCRAP": {}, "ND": {"demand": 100.0}, "DY": {"demand": 10.0}},
    "suppliers": {"S": {}},
    "offers": {
        "nd": {"supplier": "S", "material": "ND", "price": 50.0},
        "dy": {"supplier": "S", "material": "DY", "price": 300.0},
    },
    "levers": {
        "THIN": {"acts_on": "DY", "name": "grain boundary", "ceiling_share": 0.5},
        "MAGNETS": {
            "acts_on": "SCRAP",
            "kind": "recycling",
            "cost": 4.0,
            "collection_share": 0.5,
            "ramp_years": 2,
        },
    },
    "lever_steps": {"THIN|1": {"quantity": 2, "cost": 10}, "THIN|2": {"quantity": 9, "cost": 100}},
    "lever_effects": {"THIN|ND": {"effect": -0.1}},
    "collection": {"MAGNETS": {"2026": 200.0, "2027": 200.0}},
    "conversions": {"SEP": {"from_material": "SCRAP", "cost": 2.0, "capacity": 60.0}},
    "conversion_outputs": {"SEP|ND": {"yield": 0.25}, "SEP|DY": {"yield": 0.02}},
}


def test_scrap_that_holds_two_materials_is_recycled_and_split(tmp_path: Path) -> None:
    """Proves a plan by hand: thrift with a cost curve and a cross effect, scrap, separation.

    Scrap: 200 t arise, half is collected, 1/4 then 3/4 of it by the ramp: 25 and 75 t; the works
    take 60 t. A tonne costs 6 and gives ND worth 12.5: 25 and 60 t are recycled (stock is not
    allowed), 6.25 and 15 t ND, 0.5 and 1.2 t DY. Thrift saves 5 t DY a year, 2 at 10, 3 at 100,
    each with 0.1 t ND more. 2026: ND 100 + 0.5 - 6.25 = 94.25, DY 10 - 5 - 0.5 = 4.5 t bought:
    4712.5 + 1350 + 20 + 300 + 150 = 6,532.5; 2027: 85.5 and 3.8 t: 4275 + 1140 + 320 + 360 =
    6,095; together 12,627.5 kUSD.
    """
    path = workbook(tmp_path, **TABLES)
    found = portfolio(path)
    assert found.objective == pytest.approx(12_627_500.0)
    told = {passage.heading: passage for passage in story(found)}["At home"]
    assert told.lead == (
        "Levers save 9.000 t (4.1 % of the demand) and recycle 85.00 t, for USD 980,000"
        " undiscounted: MAGNETS 85.00 t (85.0 % of what it can) and THIN 10.00 t (all it can)."
    )
    assert told.sentences == ("Converted at home: SEP 85.00 t of SCRAP.",)


def test_levers_are_swept_as_any_other_cell(tmp_path: Path) -> None:
    """Proves that changes reach levers, steps, scrap and yields: each moves the cost as by hand.

    Without THIN 5 t DY more and 0.5 t ND less are bought a year: + 2 x (1,500 - 25 - 320). At 20 %
    collected 10 and 30 t come: 15 and 30 t less at a gain of 12.5 + 6 - 6 a tonne.
    """
    path = workbook(tmp_path, **TABLES)
    base = 12_627_500.0
    assert optimum(path, ["levers[THIN].active=no"]) == pytest.approx(base + 2 * 1_155_000.0)
    fewer = ["levers[MAGNETS].collection_share=20%"]
    assert optimum(path, fewer) == pytest.approx(base + 45 * 12_500.0)
    dearer = ["lever_steps[THIN|1].cost=20"]
    assert optimum(path, dearer) == pytest.approx(base + 2 * 2 * 10_000.0)
    poorer = ["conversion_outputs[SEP|ND].yield=0.15"]
    assert optimum(path, poorer) == pytest.approx(base + 85 * 5_000.0)
    scrap = ["collection[MAGNETS].2026=0"]
    assert optimum(path, scrap) == pytest.approx(base + 25 * 12_500.0)
