"""The CSV files of the Japan case, and the marks of their figures."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from sheet_csv import provenance_of, rows_of

DATA = Path(__file__).resolve().parents[1] / "japan_rare_earths"
SHEETS = DATA / "sheets"

YEARS = tuple(str(year) for year in range(2026, 2036))
GRADED = ("NDPR", "DY", "TB", "Y", "SM")
"""Materials whose quality matters; their target of stock rises later."""

ASSUMED = {"source": "ASM", "flag": "assumption"}
"""Source and flag of what the analysts assumed."""


def by(file: str, column: str) -> dict[str, dict[str, str]]:
    """Rows of a file by one of its columns, which is different in every row."""
    return {row[column]: row for row in rows_of(DATA / file)}


def grouped(file: str, *columns: str) -> dict[str, list[dict[str, str]]]:
    """Rows of a file, one for each year of the plan, by columns joined with ``-``."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(DATA / file):
        found["-".join(row[column] for column in columns)].append(row)
    for key, rows in found.items():
        if tuple(row["year"] for row in rows) != YEARS:
            raise ValueError(f"{file}: the years of {key} are not those of the plan")
    return found


def marked(column: str, source: str, flag: str, note: str = "") -> dict[str, str]:
    """Note, source and flag of one column."""
    return provenance_of({"source": source, "flag": flag, "note": note}, column)
