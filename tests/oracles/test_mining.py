"""Mines opened and closed: Williams' Mining, and the blocks of his Opencast Mining."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import portfolio, workbook

YEARS = ("2026", "2027", "2028", "2029", "2030")
MINES = {
    "M1": (5, 2.0, 1.0),
    "M2": (4, 2.5, 0.7),
    "M3": (4, 1.3, 1.5),
    "M4": (5, 3.0, 0.5),
}
"""Royalty (million pounds a year), most that is mined (million tons a year), quality."""
ASKED = dict(zip(YEARS, (0.9, 0.8, 1.2, 0.6, 1.0), strict=True))
MT = 1e6
DEMAND = 8.8 * MT
"""All that four mines could give in a year; what is not sold is a shortage at the price of 10."""
POUND_PER_TON = 1e-3
INCOME = sum(10 * DEMAND * 1.1**-year for year in range(5))


def mining() -> dict[str, Any]:
    """Leases of one to five years as an exclusive group of gates, a segment for each year's blend.

    A mine that closes stays closed, so what is decided is how many years it is kept open: five
    investments without capex whose running cost is the royalty, of which at most one is made.
    """
    one_year = {mine: dict.fromkeys(YEARS, most * MT) for mine, (_, most, _) in MINES.items()}
    return {
        "settings": {
            "years": 5,
            "discount_rate": 0.10,
            "discount_timing": "start",
            "investment_values": False,
        },
        "materials": {"ORE": {"reference_price": 10 * POUND_PER_TON}},
        "segments": {
            f"ORE {year}": {"material": "ORE", "shortage_cost": 10 * POUND_PER_TON}
            for year in YEARS
        },
        "demand": {
            f"ORE {year}": {other: DEMAND * (other == year) for other in YEARS} for year in YEARS
        },
        "suppliers": {mine: {} for mine in MINES},
        "grades": {mine: {} for mine in MINES},
        "attributes": {"quality": {}},
        "quality": {f"{mine}|quality": {"value": value} for mine, (_, _, value) in MINES.items()},
        "specifications": {
            f"ORE {year}|quality": {"minimum": value, "maximum": value, "basis": "blend"}
            for year, value in ASKED.items()
        },
        "offers": {
            mine: {"supplier": mine, "material": "ORE", "grade": mine, "price": 0.0}
            for mine in MINES
        },
        "capacities": one_year,
        "investments": {
            f"{mine} for {years}": {
                "latest": YEARS[0],
                "life": years,
                "running_cost": royalty,
                "exclusive_group": mine,
            }
            for mine, (royalty, _, _) in MINES.items()
            for years in range(1, 6)
        },
        "openings": {
            f"{mine} for {years}|offers|{mine}": {"gate": True}
            for mine in MINES
            for years in range(1, 6)
        },
        "rules": {
            "three mines": {
                "scope": "offer",
                "members": "*",
                "per_member": "together",
                "per_material": "together",
                "span": "period",
                "measure": "count",
                "bound": 3,
            }
        },
    }


def test_mining(tmp_path: Path) -> None:
    """Williams (2013), 12.7: 146.86 million, with mines 1, 3 and 4 worked in the first year.

    Without the count it would be 182.74, without royalties 218.50, without the blend 254.36. The
    royalty is paid while a mine stays open, worked or not: mine 2 rests in the first year.
    """
    found = portfolio(workbook(tmp_path, **mining()))
    assert INCOME - found.objective == pytest.approx(146.861974364 * MT, rel=1e-7)
    table = found.table("investments")
    assert set(table.loc[table["made"], "investment"]) == {
        "M1 for 5",
        "M2 for 5",
        "M3 for 5",
        "M4 for 4",
    }
    flows = found.table("flows")
    mined = flows[flows["bought"] > 1.0].groupby("period")["offer"].agg(set)
    assert mined["2026"] == {"M1", "M3", "M4"}
    assert mined["2028"] == {"M1", "M3"}


METAL = (
    ((1.5, 1.5, 1.5, 0.75), (1.5, 2.0, 1.5, 0.75), (1.0, 1.0, 0.75, 0.5), (0.75, 0.75, 0.5, 0.25)),
    ((4.0, 4.0, 2.0), (3.0, 3.0, 1.0), (2.0, 2.0, 0.5)),
    ((12.0, 6.0), (5.0, 4.0)),
    ((6.0,),),
)
"""Per cent of metal in each block, level by level; one per cent is worth 2,000."""
DIGGING = (3, 6, 8, 10)
"""Thousand pounds for a block of each level."""


def test_opencast_mining(tmp_path: Path) -> None:
    """Williams (2013), 12.14: 17,500; a block requires the four blocks above it.

    Each block is an investment, its capex the digging less the metal. Without what blocks require
    every block that pays would be dug: 1 + 2 x 2 + 16 + 4 + 2 + 2 = 29 thousand.
    """
    blocks = {
        f"{level}.{row}.{column}": {
            "capex": (DIGGING[level] - 2 * metal) * 1e-3,
            "life": 1,
            "requires": [
                f"{level - 1}.{row + down}.{column + right}"
                for down in (0, 1)
                for right in (0, 1)
                if level
            ],
        }
        for level, rows in enumerate(METAL)
        for row, line in enumerate(rows)
        for column, metal in enumerate(line)
    }
    path = workbook(
        tmp_path,
        settings={"investment_values": False},
        materials={"ORE": {}},
        suppliers={"S": {}},
        offers={"S": {"supplier": "S", "material": "ORE", "price": 0.0}},
        investments=blocks,
    )
    found = portfolio(path)
    assert -found.objective == pytest.approx(17_500)
    table = found.table("investments")
    assert not any(key.startswith("3") for key in table.loc[table["made"], "investment"])
