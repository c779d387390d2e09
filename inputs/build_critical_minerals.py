"""Builds ``critical_minerals.xlsx`` from the CSV files of ``critical_minerals/``.

    python inputs/build_critical_minerals.py

Five minerals and three rare earths in one case: they share routes, a budget and rules.
"""

from __future__ import annotations

from pathlib import Path

from sheet_csv import settings_sheet, sheet

from orefolio.tables import TABLE, Records
from orefolio.workbook import write_workbook

HERE = Path(__file__).resolve().parent
DATA = HERE / "critical_minerals"
WORKBOOK = HERE / "critical_minerals.xlsx"


def records() -> Records:
    """One table a file."""
    found = {"settings": settings_sheet(DATA / "settings.csv")}
    for name in TABLE:
        file = DATA / f"{name}.csv"
        if name != "settings" and file.exists():
            found[name] = sheet(file, name)
    return Records({name: found[name] for name in TABLE if name in found})


if __name__ == "__main__":
    write_workbook(WORKBOOK, records(), overwrite=True)
    print(f"{WORKBOOK} is written.")
