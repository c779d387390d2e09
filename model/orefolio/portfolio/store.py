"""The results workbook is the stored portfolio: what is written for a table, and reading back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from orefolio.findings import Finding, WorkbookError, error
from orefolio.portfolio.canonical import canonical, empty
from orefolio.portfolio.left_out import left_out
from orefolio.portfolio.result_table import Kind, ResultColumn, ResultTable
from orefolio.portfolio.schema import RESULT_SHEETS, RESULT_TABLES
from orefolio.tables import Records
from orefolio.workbook.cells import RawCell, RawSheet, cell_name, read_cells
from orefolio.workbook.records import records_of

REMEDY = "a results workbook is written by orefolio solve; solve the case again"


@dataclass(frozen=True)
class Block:
    """What a sheet shows of a table: headers, kinds and rows, ``None`` for an empty cell."""

    headers: tuple[str, ...]
    kinds: tuple[Kind, ...]
    notes: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def table_block(table: ResultTable, frame: pd.DataFrame) -> Block:
    """A canonical frame as plain Python cells: empty text and NaN become ``None``."""
    columns = []
    for column in table.columns:
        values = frame[column.name].tolist()
        if column.kind == "text":
            values = [value or None for value in values]
        elif column.kind not in ("integer", "yes_no"):
            values = [None if math.isnan(value) else value for value in values]
        columns.append(values)
    return Block(
        table.headers,
        tuple(column.kind for column in table.columns),
        tuple(column.text for column in table.columns),
        list(zip(*columns, strict=True)),
    )


@dataclass(frozen=True)
class Stored:
    """What a results workbook holds: the inputs, and every result table in canonical form."""

    records: Records
    tables: Mapping[str, pd.DataFrame]


def read_stored(path: str | Path) -> Stored:
    """Inputs and result tables of a results workbook; a sheet that its index leaves out is empty.

    Raises :class:`WorkbookError` naming every sheet that is missing and every cell that cannot be
    what its column holds.
    """
    book = read_cells(path)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    findings: list[Finding] = []
    without_rows = left_out(book.sheets)
    tables = {
        table.name: empty(table) if table.name in without_rows else _read(table, sheets, findings)
        for table in RESULT_TABLES
    }
    if findings:
        raise WorkbookError(findings)
    records, _ = records_of(book, ignore=RESULT_SHEETS)
    return Stored(records, tables)


def _read(
    table: ResultTable, sheets: Mapping[str, RawSheet], findings: list[Finding]
) -> pd.DataFrame:
    sheet = sheets.get(table.sheet)
    if sheet is None:
        found = f"the workbook has no sheet '{table.sheet}'"
        findings.append(error("result sheets", table.sheet, found, "the results", REMEDY))
        return empty(table)
    cells = _rows(sheet)
    header = _header_row(table, cells)
    if header is None:
        found = "the headers of the results are not there"
        expected = ", ".join(table.headers)
        findings.append(error("result sheets", table.sheet, found, expected, REMEDY))
        return empty(table)
    rows = []
    row = header + 1
    while row in cells:  # a block of the sheet ends with a blank row
        rows.append(
            [
                _value(
                    column,
                    cells[row].get(place),
                    f"{table.sheet}!{cell_name(row, place)}",
                    findings,
                )
                for place, column in enumerate(table.columns, start=1)
            ]
        )
        row += 1
    names = [column.name for column in table.columns]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    ordered = ResultTable(table.name, table.sheet, table.text, table.columns, (), ordered=True)
    return canonical(ordered, frame)  # the rows stay as they stand


def _rows(sheet: RawSheet) -> dict[int, dict[int, RawCell]]:
    rows: dict[int, dict[int, RawCell]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    return rows


def _header_row(table: ResultTable, cells: Mapping[int, Mapping[int, RawCell]]) -> int | None:
    for row in sorted(cells):
        here = cells[row]
        if all(
            (cell := here.get(place)) is not None and cell.value == header
            for place, header in enumerate(table.headers, start=1)
        ):
            return row
    return None


def _value(column: ResultColumn, cell: RawCell | None, place: str, findings: list[Finding]) -> Any:
    """The cell as its column holds it; a refused cell adds a finding and counts as empty."""
    value = None if cell is None else cell.value
    if cell is not None and (cell.error or (cell.formula and value is None)):
        found = f"the cell shows {cell.error}" if cell.error else "the formula was never calculated"
        findings.append(error("result cells", place, found, column.kind, REMEDY))
        value = None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if column.kind == "text":
        if value is None or isinstance(value, str):
            return value or ""
    elif column.kind == "yes_no":
        if value in ("yes", "no"):
            return value == "yes"
        if isinstance(value, bool):
            return value
    elif column.kind == "integer":
        if number and value == int(value):  # type: ignore[arg-type]
            return int(value)  # type: ignore[arg-type]
    elif value is None or number:
        return value
    found = "the cell is empty" if value is None else f"found {value!r}"
    findings.append(error("result cells", place, found, _expected(column), REMEDY))
    return {"text": "", "yes_no": False, "integer": 0}.get(column.kind)


def _expected(column: ResultColumn) -> str:
    return {"text": "text", "yes_no": "yes or no", "integer": "a whole number"}.get(
        column.kind, "a number"
    )
