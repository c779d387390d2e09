"""Reports what is odd about the shape of a table: merged cells, columns without a header."""

from __future__ import annotations

from bisect import bisect_right

from orefolio.workbook.cells import cell_name
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.headers import Frame
from orefolio.workbook.records.log import SheetLog, warn
from orefolio.workbook.records.text import quoted
from orefolio.workbook.records.values import as_text


def report_merged(grid: Grid, frame: Frame, rows: list[int], log: SheetLog) -> None:
    """Merged areas of which a value is used for several rows, or which hide a column."""
    known = {header.position: header.text for header in frame.known}
    read = frozenset(rows)
    for area in grid.sheet.merged:
        inside = bisect_right(rows, area.last_row) - bisect_right(rows, area.first_row)
        name = (
            f"{cell_name(area.first_row, area.first_column)}"
            f":{cell_name(area.last_row, area.last_column)}"
        )
        anchor = grid.row(area.first_row).get(area.first_column)
        if inside and area.first_column in known and area.first_row in read and anchor:
            found = (
                f"is merged ({name}); value {quoted(as_text(anchor))} of"
                f" {log.place(area.first_row, area.first_column)} is used for every row"
            )
            trouble = warn("merged_cells", found, remedy="unmerge and fill down")
            log.cell(area.first_row + 1, area.first_column, trouble)
        hidden = [
            quoted(text)
            for position, text in known.items()
            if area.first_column < position <= area.last_column
        ]
        if hidden and (inside or area.first_row in read):
            found = f"is merged ({name}); {', '.join(hidden)} is read as empty there"
            trouble = warn("merged_cells", found, remedy="unmerge and fill in")
            log.cell(area.first_row, area.first_column + 1, trouble)


def report_headless(grid: Grid, frame: Frame, rows: list[int], log: SheetLog) -> None:
    """Values between the columns of the table under which no header stands."""
    named = {header.position for header in frame.headers}
    first, last = min(named), max(named)
    reported: set[int] = set()
    for row in rows:
        for position in grid.row(row):
            if first < position < last and position not in named | reported:
                reported.add(position)
                found = "this column has values but no header; it is not read"
                log.cell(row, position, warn("no_header", found, remedy="name it or delete it"))
