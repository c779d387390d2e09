"""Builds ``japan_rare_earths.xlsx`` from the CSV files of ``japan_rare_earths/``.

    python inputs/build_japan_rare_earths.py

The same files give the same workbook, byte for byte. ``base_*`` and the two files of country
figures are data with one source a row; ``sheets/`` holds what the analysts added, already in the
form of the sheets.
"""

from __future__ import annotations

from pathlib import Path

from japan import baskets, needs, places, supply, trade
from japan.files import DATA, SHEETS
from sheet_csv import sheet

from orefolio.tables import TABLE, Records
from orefolio.workbook import write_workbook

WORKBOOK = Path(__file__).resolve().parent / "japan_rare_earths.xlsx"

AS_SHEETS = (
    "blocs",
    "chokepoints",
    "legs",
    "grades",
    "attributes",
    "quality",
    "specifications",
    "rules",
    "rule_paths",
    "plants",
    "recoveries",
    "surplus_steps",
    "contracts",
    "export_taxes",
    "delivery_records",
    "levers",
    "lever_steps",
    "lever_effects",
    "investments",
    "capex_profile",
    "openings",
    "budgets",
    "pools",
)
"""Tables that come from ``sheets/`` as they are."""


def records() -> Records:
    """All tables of the workbook."""
    tables = {
        "settings": needs.settings(),
        "materials": needs.materials(),
        "demand": needs.demand(),
        "suppliers": supply.suppliers(),
        "offers": supply.offers(),
        "origins": supply.origins(),
        "capacities": supply.capacities(),
        "countries": places.countries(),
        "routes": places.routes(),
        "stock": needs.stock(),
        "products": baskets.products(),
        "contents": baskets.contents(),
        "price_paths": trade.price_paths(),
        "collection": trade.collection(),
        "qualification": trade.qualification(),
    }
    for name in AS_SHEETS:
        tables[name] = sheet(SHEETS / f"{name}.csv", name)
    tables["sources"] = sheet(DATA / "sources.csv", "sources")
    return Records({name: tables[name] for name in TABLE if name in tables})


if __name__ == "__main__":
    write_workbook(WORKBOOK, records(), overwrite=True)
    print(f"{WORKBOOK} is written.")
