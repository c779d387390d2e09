"""What a workbook holds, before anyone asks what it means."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from orefolio.findings import Finding
from orefolio.workbook.cells.limits import LAST_COLUMN, LAST_ROW

Value = (
    str
    | float
    | int
    | bool
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | None
)

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell that holds something.

    A formula that was never calculated has a ``formula``, no ``value`` and no ``error``. An
    ``error`` is what the cell shows (``#DIV/0!``); a content that cannot be read is ``#VALUE!`` and
    has a finding of its own. The followers of a shared formula carry the text of its first cell.
    """

    value: Value
    formula: str = ""
    error: str = ""
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, 1-based and inclusive. It may span a whole sheet: do not enumerate."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def contains(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


@dataclass(frozen=True, slots=True)
class ListObject:
    """A table as Excel knows it (Insert > Table); the area includes header and totals row."""

    name: str
    area: Area
    totals_row: bool


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet; blank cells, and cells that only carry a format, are not in ``cells``.

    ``filtered`` tells that the sheet has an auto-filter, or one of its tables a filter that is set.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], RawCell]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    filtered: bool
    list_objects: tuple[ListObject, ...]


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook: its worksheets in their order, without chart sheets."""

    path: Path
    sheets: tuple[RawSheet, ...]
    date_1904: bool
    findings: tuple[Finding, ...]


def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell: (14, 6) is F14."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=LAST_COLUMN)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_cell_name(name: str) -> tuple[int, int]:
    """The 1-based (row, column) of ``F14``; ValueError if a sheet has no such cell."""
    match = _REFERENCE.fullmatch(name)
    if match is None:
        raise ValueError(f"'{name[:40]}' is not a cell")
    row, column = int(match[2]), _column_number(match[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(f"'{name}' lies outside of a sheet")
    return row, column


def parse_area(reference: str) -> Area:
    """The area of ``A1:F14`` or ``A1``; ValueError if a sheet has no such area."""
    first, _, last = reference.partition(":")
    row, column = parse_cell_name(first)
    other_row, other_column = parse_cell_name(last or first)
    return Area(
        min(row, other_row),
        min(column, other_column),
        max(row, other_row),
        max(column, other_column),
    )
