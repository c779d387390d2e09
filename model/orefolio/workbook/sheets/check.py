"""Refuses what Excel would refuse or repair, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from orefolio.workbook.sheets.looks import HEADERS, LINES, PAINTS
from orefolio.workbook.sheets.spec import Sheet, TableBlock, TextBlock
from orefolio.workbook.sheets.values import utf16_length

MAX_NAME = 31  # UTF-16 units
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
FORBIDDEN_IN_NAME = frozenset("[]:*?/\\")


def check_sheet_name(name: str) -> None:
    """Raise :class:`ValueError` if Excel would not open a sheet of this name."""
    if not name.strip():
        raise ValueError("a sheet has no name")
    if utf16_length(name) > MAX_NAME:
        raise ValueError(f"the sheet name {name!r} is longer than {MAX_NAME} characters")
    bad = [c for c in name if c in FORBIDDEN_IN_NAME or not c.isprintable()]
    if bad:
        raise ValueError(f"the sheet name {name!r} contains {bad[0]!r}, which Excel forbids")
    if name.startswith("'") or name.endswith("'"):
        raise ValueError(f"the sheet name {name!r} starts or ends with an apostrophe")
    if name.casefold() == "history":
        raise ValueError("a sheet cannot be called 'History': Excel keeps this name for itself")


def check_sheets(sheets: Sequence[Sheet]) -> None:
    """Raise :class:`ValueError`, naming the sheet, for the first thing that cannot be written."""
    if all(sheet.hidden for sheet in sheets):
        raise ValueError("a workbook needs at least one visible sheet")
    seen: dict[str, str] = {}
    for sheet in sheets:
        check_sheet_name(sheet.name)
        twin = seen.get(sheet.name.casefold())
        if twin is not None:
            raise ValueError(f"two sheets have the same name: {twin!r} and {sheet.name!r}")
        seen[sheet.name.casefold()] = sheet.name
    by_name = {sheet.name: sheet for sheet in sheets}
    for sheet in sheets:
        for block in sheet.blocks:
            if isinstance(block, TableBlock):
                _check_table(sheet.name, block, by_name)
            else:
                _check_text(sheet.name, block, by_name)
        _check_charts(sheet)
        for (row, column), (severity, _) in sheet.marks.items():
            if severity not in PAINTS:
                raise ValueError(f"{sheet.name}: unknown severity of a mark: {severity!r}")
            if not (1 <= row <= MAX_ROWS and 1 <= column <= MAX_COLUMNS):
                raise ValueError(f"{sheet.name}: a mark at row {row}, column {column} is no cell")


def _check_table(sheet: str, table: TableBlock, by_name: dict[str, Sheet]) -> None:
    width = len(table.columns)
    place = f"{sheet}: table {table.title!r}" if table.title else sheet
    if not 1 <= width <= MAX_COLUMNS:
        raise ValueError(f"{place} has {width} columns; a table has 1 to {MAX_COLUMNS:,}")
    for number, row in enumerate(table.rows, start=1):
        if len(row) != width:
            raise ValueError(f"{place}: row {number} has {len(row)} cells for {width} columns")
    for target in table.links.values():
        if target not in by_name:
            raise ValueError(f"{place}: a cell links to sheet {target!r}, which does not exist")
    for column in table.columns:
        if column.tone not in HEADERS:
            raise ValueError(f"{place}: unknown tone of column {column.header!r}: {column.tone!r}")
        source = column.choices_from
        if source and (source not in by_name or not by_name[source].tables):
            raise ValueError(f"{place}: column {column.header!r} lists sheet {source!r}, no table")


def _check_text(sheet: str, text: TextBlock, by_name: dict[str, Sheet]) -> None:
    for line in text.lines:
        if line.style not in LINES:
            raise ValueError(f"{sheet}: unknown style of a line: {line.style!r}")
        if line.link and line.link not in by_name:
            raise ValueError(f"{sheet}: a line links to sheet {line.link!r}, which does not exist")


def _check_charts(sheet: Sheet) -> None:
    for chart in sheet.charts:
        place = f"{sheet.name}: chart {chart.title!r}"
        in_range = 0 <= chart.table < len(sheet.blocks)
        block = sheet.blocks[chart.table] if in_range else None
        if not isinstance(block, TableBlock):
            raise ValueError(f"{place}: block {chart.table} is not a table (text blocks count too)")
        if not chart.series or not all(0 <= s < len(block.columns) for s in chart.series):
            raise ValueError(f"{place}: series {chart.series} are not columns of its table")
