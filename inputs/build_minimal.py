"""Builds ``minimal.xlsx``, the smallest useful workbook, from the CSV files of ``minimal/``.

    python inputs/build_minimal.py

Two materials, three sellers, four sheets, invented figures. Cost alone buys all it can from the
cheap seller; the risk weight of the settings moves the plan away from it, material by material.
"""

from __future__ import annotations

from pathlib import Path

from sheet_csv import settings_sheet, sheet

from orefolio.tables import Records
from orefolio.workbook import write_workbook

HERE = Path(__file__).resolve().parent
DATA = HERE / "minimal"
WORKBOOK = HERE / "minimal.xlsx"


def records() -> Records:
    """The four tables of the workbook."""
    tables = {"settings": settings_sheet(DATA / "settings.csv")}
    for name in ("materials", "suppliers", "offers"):
        tables[name] = sheet(DATA / f"{name}.csv", name)
    return Records(tables)


if __name__ == "__main__":
    write_workbook(WORKBOOK, records(), overwrite=True)
    print(f"{WORKBOOK} is written.")
