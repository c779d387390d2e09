"""Where a table stands on its sheet, and what each of its columns is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from orefolio.tables import PROVENANCE, Column, Table
from orefolio.workbook.cells import ListObject, RawCell
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.labels import is_year, read_label
from orefolio.workbook.records.text import fold, fold_name
from orefolio.workbook.records.values import as_text
from orefolio.workbook.sheets.values import one_line

_SEARCHED_ROWS = 30
_UNIT = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]", re.DOTALL)
_LONGEST = 300


class Role(Enum):
    """What a column of the sheet is for the table."""

    DECLARED = "declared"
    PERIOD = "period"
    PROVENANCE = "provenance"
    EXTRA = "extra"


@dataclass(frozen=True)
class Header:
    """One column of the sheet. ``name`` is the column, label, provenance key or header text."""

    position: int
    role: Role
    name: str
    text: str
    unit: str = ""
    column: Column | None = None


@dataclass(frozen=True)
class Frame:
    """Where a table stands: its header row, its columns, and the Excel table if it is one."""

    row: int
    headers: tuple[Header, ...]
    list_object: ListObject | None = None

    @property
    def known(self) -> tuple[Header, ...]:
        """The columns that mean something to the table."""
        return tuple(h for h in self.headers if h.role is not Role.EXTRA)


def find_frame(grid: Grid, table: Table) -> Frame | None:
    """The frame of the table: an Excel table with our columns, else the best header row.

    None if no row holds the name of any declared column.
    """
    framed = [_framed(grid, table, found) for found in grid.sheet.list_objects]
    keyed = [frame for frame in framed if _names_key(frame, table)]
    if keyed:
        return max(keyed, key=lambda frame: len(frame.known))
    candidates = [
        Frame(row, _headers(grid.row(row), table)) for row in islice(grid.rows, _SEARCHED_ROWS)
    ]
    best = max(candidates, key=lambda frame: _score(frame, table), default=None)
    return best if best is not None and _score(best, table) > (0, 0) else None


def split_unit(text: str) -> tuple[str, str]:
    """Name and unit of ``price (USD/t)`` or ``price [USD/t]``."""
    match = _UNIT.fullmatch(fold(text))
    return (match[1], match[2].strip()) if match and match[1] else (fold(text), "")


def _framed(grid: Grid, table: Table, found: ListObject) -> Frame:
    area = found.area
    cells = {
        column: cell
        for column, cell in grid.row(area.first_row).items()
        if area.first_column <= column <= area.last_column
    }
    return Frame(area.first_row, _headers(cells, table), found)


def _names_key(frame: Frame, table: Table) -> bool:
    named = {h.name for h in frame.headers if h.role is Role.DECLARED}
    return bool(named & set(table.key))


def _score(frame: Frame, table: Table) -> tuple[int, int]:
    """How much a row looks like the header: declared columns, keys counting double."""
    named = {h.name for h in frame.headers if h.role is Role.DECLARED}
    return len(named) + len(named & set(table.key)), len(frame.known) if named else 0


def _headers(cells: Mapping[int, RawCell], table: Table) -> tuple[Header, ...]:
    return tuple(_header(position, cell, table) for position, cell in sorted(cells.items()))


def _header(position: int, cell: RawCell, table: Table) -> Header:
    label = _cell_label(cell) if table.by_period else None
    text = one_line(as_text(cell)).strip() or cell.error or "formula without a result"
    if label:
        return Header(position, Role.PERIOD, label, text)
    if not isinstance(cell.value, str) or len(text) > _LONGEST:
        return Header(position, Role.EXTRA, text, text)
    name, unit = split_unit(text)
    for spelling, its_unit in ((fold(text), ""), (name, unit)):
        folded = fold_name(spelling)
        for column in table.columns:
            if fold_name(column.name) == folded:
                return Header(position, Role.DECLARED, column.name, text, its_unit, column)
        provenance = _provenance(folded, table)
        if provenance:
            return Header(position, Role.PROVENANCE, provenance, text)
        label = read_label(spelling) if table.by_period else None
        if label:
            return Header(position, Role.PERIOD, label, text, its_unit)
    return Header(position, Role.EXTRA, text, text)


def _cell_label(cell: RawCell) -> str | None:
    """The period that a number or date in a header names."""
    value = cell.value
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool) and is_year(value):
        return f"{int(value)}"
    return None


def _provenance(folded: str, table: Table) -> str:
    """``flag`` for the row, ``price flag`` for one column; "" for anything else."""
    of, _, kind = folded.rpartition(" ")
    if kind not in PROVENANCE:
        return ""
    if not of:
        return kind
    names = [column.name for column in table.columns]
    if table.by_period:
        names.append(table.by_period.name)
    return next((f"{name} {kind}" for name in names if fold_name(name) == of), "")
