"""The second sheet of an input workbook: every sheet there is and may be, and what it is for."""

from __future__ import annotations

from orefolio.tables import TABLES, Records, Table
from orefolio.workbook.inputs.sheets import CORE
from orefolio.workbook.sheets import ColumnSpec, Line, Sheet, TableBlock, TextBlock

INDEX = "Index"
"""Its name, in results workbooks too; the reader passes over it."""

_SHEET = ColumnSpec("sheet", tone="plain", width=22)
_PURPOSE = ColumnSpec("what it is for", tone="plain", width=88)
_FILLED = ColumnSpec("filled", tone="plain", width=22)
_HEADERS = ColumnSpec("headers it must have", tone="plain", width=52)


def index_sheet(records: Records, present: frozenset[str]) -> Sheet:
    """Lists the sheets of the workbook (``present``) with links, then those that may be added."""
    lines = [
        Line("The sheets of this workbook", "title"),
        Line("Click a name to go there. Only what is filled switches its part of the model on."),
    ]
    filled = [t for t in TABLES if t.sheet in present and (t.name in CORE or _rows(t, records))]
    empty = [t for t in TABLES if t.sheet in present and t not in filled]
    absent = [t for t in TABLES if t.sheet not in present]
    blocks: list[TextBlock | TableBlock] = [
        TextBlock(tuple(lines)),
        _present(
            sorted(filled, key=lambda t: t.name not in CORE),
            records,
            "Start here" if empty else "In use",
        ),
    ]
    if empty:
        blocks.append(_present(empty, records, "Optional, still empty", _EMPTY_TELLS))
    if absent:
        blocks.append(_absent(absent))
    return Sheet(INDEX, tuple(blocks), tab="info", freeze=(0, 0))


_EMPTY_TELLS = (
    "They stand at the end of the workbook and have pale tabs. Fill those that you need; the others"
    " may stay empty or be deleted."
)
_ABSENT_TELLS = (
    "To add one, insert a sheet, give it this name, and type its headers into the first row."
    "\nOr copy it from an empty workbook, where every header has its note: orefolio new EMPTY.xlsx"
)


def _present(tables: list[Table], records: Records, title: str, comment: str = "") -> TableBlock:
    rows = [(table.sheet, table.text, _state(table, records)) for table in tables]
    links = {(number, 0): table.sheet for number, table in enumerate(tables)}
    return TableBlock((_SHEET, _PURPOSE, _FILLED), rows, title=title, comment=comment, links=links)


def _absent(tables: list[Table]) -> TableBlock:
    rows = [(table.sheet, table.text, headers_due(table)) for table in tables]
    columns = (_SHEET, _PURPOSE, _HEADERS)
    return TableBlock(columns, rows, title="May be added", comment=_ABSENT_TELLS)


def headers_due(table: Table) -> str:
    """The headers without which the table cannot be read, as they are typed."""
    due = [column.header for column in table.columns if column.required]
    if table.by_period and not table.by_period.optional:
        unit = f" ({table.by_period.unit})" if table.by_period.unit else ""
        due.append(f"2026{unit}, 2027{unit}, …: one for each year or period")
    return "; ".join(due)


def _state(table: Table, records: Records) -> str:
    rows = _rows(table, records)
    if table.vertical:
        return "required"
    told = f"{rows:,} row{'s' * (rows != 1)}" if rows else "empty"
    return f"{told}, required" if table.required and not rows else told


def _rows(table: Table, records: Records) -> int:
    return len(records.table(table.name))
