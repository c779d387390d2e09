"""Small planners' workbooks for tests of the reader: a sound one, and the same with a trap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_from_string

from orefolio.findings import Finding
from orefolio.tables import Records
from orefolio.workbook.records import read_records

Rows = list[list[Any]]


@dataclass(frozen=True)
class Formatted:
    """A cell with a number format."""

    value: Any
    number_format: str


def sound() -> dict[str, Rows]:
    """The four required sheets, without anything to be found."""
    return {
        "Settings": [
            ["setting", "value", "unit", "meaning"],
            ["start", 2026],
            ["discount rate", Formatted(0.03, "0%"), "%/y"],
            ["jpy per usd", 150, None],
        ],
        "Materials": [["material", "demand (t/y)", "demand growth (%/y)"], ["Nd", 100, 3], ["Dy"]],
        "Suppliers": [
            ["supplier", "country", "hazard", "active"],
            ["A", "CN", 0.25, "yes"],
            ["B", "VN", None, None],
        ],
        "Offers": [
            ["offer", "supplier", "material", "price (USD/kg)", "capacity (t/y)"],
            ["A-Nd", "A", "Nd", 70, 50],
            ["B-Nd", "B", "Nd", 80, None],
            ["B-Dy", "B", "Dy", 300, 5],
        ],
    }


def with_cells(cells: Mapping[str, Any], **sheets: Rows) -> dict[str, Rows]:
    """The sound workbook with cells (``Offers!D3``) replaced and whole sheets added."""
    book = sound() | sheets
    for place, value in cells.items():
        sheet, name = place.split("!")
        letters, row = coordinate_from_string(name)
        column = openpyxl.utils.column_index_from_string(letters)
        rows = book[sheet]
        rows += [[] for _ in range(row - len(rows))]
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value
    return book


def save(path: Path, sheets: Mapping[str, Rows]) -> openpyxl.Workbook:
    """Write the sheets with openpyxl; the workbook is returned to be changed and saved again."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column)
                cell.value = value.value if isinstance(value, Formatted) else value
                if isinstance(value, Formatted):
                    cell.number_format = value.number_format
    book.save(path)
    return book


def read(tmp_path: Path, sheets: Mapping[str, Rows]) -> tuple[Records, tuple[Finding, ...]]:
    """Write and read."""
    path = tmp_path / "plan.xlsx"
    save(path, sheets)
    return read_records(path)


def at(findings: Sequence[Finding], place: str) -> Finding:
    """The one finding at a place."""
    (found,) = [finding for finding in findings if finding.place == place]
    return found
