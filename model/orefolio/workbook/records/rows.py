"""Which rows of a sheet belong to the table, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.headers import Frame
from orefolio.workbook.records.log import SheetLog, refuse, tell, warn
from orefolio.workbook.records.text import fold, fold_name, quoted
from orefolio.workbook.records.values import as_text

STRAY = 100
"""Blank rows after which a row is no part of the table but a slip of the hand."""

_TOTALS = frozenset(
    (
        *("total", "totals", "sum", "subtotal", "sub total", "grand total", "合計", "小計", "総計"),
        *("总计", "合计", "小计", "итого", "всего", "summe", "gesamt", "somme", "totale", "suma"),
    )
)
_FOOTNOTES = ("*", "※", "†", "注", "出典", "note:", "notes:", "source:", "sources:", "quelle:")


def table_rows(grid: Grid, frame: Frame, keys: tuple[int, ...], log: SheetLog) -> list[int]:
    """The rows to read, from the top. ``keys`` are the positions of the key columns.

    Reported: blank rows inside, totals, footnotes, rows below an Excel table, a row far below all
    others, hidden rows.
    """
    rows: list[int] = []
    blank: list[tuple[int, int]] = []
    last = _bottom_of_header(grid, frame)
    for row in _filled(grid, frame, last):
        if not _belongs(row, last, frame, log):
            break
        if row - last - 1 > STRAY:
            _report_stray(row, last, log)
            break
        if _is_total(grid, row, keys, log) or _is_footnote(grid, frame, row, last, log):
            last = row
            continue
        if row > last + 1:
            blank.append((last + 1, row - 1))
        rows.append(row)
        last = row
    _report_blank(blank, log)
    report_hidden(grid, rows, log)
    return rows


def _bottom_of_header(grid: Grid, frame: Frame) -> int:
    """The last row of the header, which may be merged with rows below."""
    areas = (grid.merged(frame.row, header.position) for header in frame.headers)
    return max([frame.row, *(area.last_row for area in areas if area is not None)])


def _filled(grid: Grid, frame: Frame, after: int) -> Iterator[int]:
    """Rows below the header with something in the columns that mean something."""
    positions = {header.position for header in frame.known}
    totals = frame.list_object is not None and frame.list_object.totals_row
    for row in grid.rows:
        if row <= after or positions.isdisjoint(grid.row(row)):
            continue
        if totals and frame.list_object and row == frame.list_object.area.last_row:
            continue
        yield row


def _belongs(row: int, last: int, frame: Frame, log: SheetLog) -> bool:
    """Whether a row is in the Excel table, or touches it from below; always so without one."""
    if frame.list_object is None or row <= frame.list_object.area.last_row:
        return True
    name = quoted(frame.list_object.name)
    end = max(last, frame.list_object.area.last_row)
    if row > end + 1 or frame.list_object.totals_row:
        found = f"row {row} and those after it lie below the Excel table {name} and are not read"
        remedy = "move them up to the table, or extend the table over them"
        log.rows(row, row, warn("below_table", found, remedy=remedy))
        return False
    if row == frame.list_object.area.last_row + 1:
        found = f"the rows from {row} on touch the Excel table {name} from below and belong to it"
        log.rows(row, row, tell("below_table", found))
    return True


def _is_total(grid: Grid, row: int, keys: tuple[int, ...], log: SheetLog) -> bool:
    for position in keys:
        cell = grid.row(row).get(position)
        if cell is not None and fold_name(as_text(cell)).rstrip(" :：") in _TOTALS:
            found = f"{quoted(as_text(cell))} looks like a total row and is not read"
            log.cell(row, position, warn("total_row", found))
            return True
    return False


def _is_footnote(grid: Grid, frame: Frame, row: int, last: int, log: SheetLog) -> bool:
    """A single text after a blank row that begins as footnotes do."""
    held = {h.position for h in frame.known} & set(grid.row(row))
    if row == last + 1 or len(held) != 1:
        return False
    position = held.pop()
    text = as_text(grid.row(row)[position])
    if not fold(text).casefold().startswith(_FOOTNOTES):
        return False
    log.cell(row, position, warn("footnote", f"{quoted(text)} looks like a note and is not read"))
    return True


def _report_stray(row: int, last: int, log: SheetLog) -> None:
    found = f"row {row} lies {row - last - 1:,} blank rows below the table"
    log.rows(last + 1, row - 1, refuse("stray_row", found, remedy="delete it or move it up"))


def _report_blank(blank: list[tuple[int, int]], log: SheetLog) -> None:
    if not blank:
        return
    count = sum(last - first + 1 for first, last in blank)
    what = "1 blank row" if count == 1 else f"{count} blank rows"
    remedy = "delete them if nothing is missing there"
    found = f"{what} inside the table; the rows below are read"
    log.rows(*blank[0], warn("blank_rows", found, remedy=remedy))


def report_hidden(grid: Grid, rows: Iterable[int], log: SheetLog) -> None:
    """Say that hidden rows were read."""
    hidden = sorted(grid.sheet.hidden_rows.intersection(rows))
    if not hidden:
        return
    last = hidden[0]
    while last + 1 in grid.sheet.hidden_rows and last < hidden[-1]:
        last += 1
    why = " (a filter is on)" if grid.sheet.filtered else ""
    found = f"{len(hidden)} hidden row(s){why} are read like all others"
    log.rows(hidden[0], last, warn("hidden_rows", found, remedy="unhide and check them"))
