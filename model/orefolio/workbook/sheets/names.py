"""Defined names behind the drop-down lists: key columns of sheets, long fixed lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from orefolio.workbook.sheets.layout import Layout, PlacedTable
from orefolio.workbook.sheets.spec import ColumnSpec, Sheet, TableBlock

MAX_LIST = 255  # characters of a drop-down list inside a rule, Excel's limit
ROOM_TO_GROW = 2_000  # rows of a list sheet that are looked at, when nothing lies below it


@dataclass(frozen=True)
class Names:
    """Defined name of each sheet's key column, and of each fixed list that is long."""

    keys: dict[str, str]
    lists: dict[tuple[str, ...], str]

    def of(self, column: ColumnSpec) -> str:
        """The defined name that lists what the column may hold; "" if there is none."""
        return self.keys.get(column.choices_from, "") or self.lists.get(column.choices, "")


def choices_of(column: ColumnSpec) -> tuple[str, ...]:
    """The fixed words of a column's drop-down list."""
    return column.choices or (("yes", "no") if column.kind == "yes_no" else ())


def long_lists(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    """Fixed lists that do not fit into a rule, in order of appearance."""
    found = [
        column.choices
        for sheet in sheets
        for table in sheet.tables
        if table.input
        for column in table.columns
        if column.choices and not _fits(column.choices)
    ]
    return list(dict.fromkeys(found))


def _fits(choices: tuple[str, ...]) -> bool:
    # A comma parts the words inside a rule, and a quote or a blank at the end gets lost.
    plain_words = all(c == c.strip() and c and not set(c) & set(',"\n') for c in choices)
    return plain_words and len(",".join(choices)) <= MAX_LIST


def lists_sheet(lists: Sequence[tuple[str, ...]], taken: Sequence[str]) -> Sheet:
    """The hidden sheet that holds the long lists, one per column."""
    name, number = "Lists", 1
    while name.casefold() in {t.casefold() for t in taken}:
        number += 1
        name = f"Lists_{number}"
    rows = [
        [words[row] if row < len(words) else None for words in lists]
        for row in range(max(map(len, lists)))
    ]
    columns = tuple(ColumnSpec(f"list {n}") for n in range(1, len(lists) + 1))
    return Sheet(name, (TableBlock(columns, rows),), tab="info", hidden=True)


def define_names(
    book: Any,
    sheets: Sequence[Sheet],
    layouts: Sequence[Layout],
    lists: Sequence[tuple[str, ...]],
    lists_name: str,
) -> Names:
    """Define the names in the XlsxWriter book and say which is which."""
    wanted = {
        column.choices_from
        for sheet in sheets
        for table in sheet.tables
        if table.input
        for column in table.columns
        if column.choices_from
    }
    keys: dict[str, str] = {}
    used: set[str] = set()
    for sheet, layout in zip(sheets, layouts, strict=True):
        if sheet.name not in wanted:
            continue
        stem = re.sub(r"\W", "_", sheet.name)
        name = f"_{stem}_keys" if stem[0].isdigit() else f"{stem}_keys"
        while name.casefold() in used:  # two sheet names that differ in a sign only
            name += "_"
        used.add(name.casefold())
        keys[sheet.name] = name
        book.define_name(name, _growing_range(sheet.name, layout))
    named_lists = {}
    for position, words in enumerate(lists):
        named_lists[words] = f"List_{position + 1}"
        column = letter(position)
        book.define_name(
            named_lists[words],
            f"={_quoted(lists_name)}!${column}$2:${column}${len(words) + 1}",
        )
    return Names(keys, named_lists)


def _growing_range(sheet_name: str, layout: Layout) -> str:
    """The filled part of the key column: no blanks in the list, not volatile, works in LO."""
    placed = layout.tables[0]
    column = letter(_key_column(placed))
    first, last = placed.first + 1, placed.last + 1
    if placed is layout.blocks[-1]:
        last = max(last, first + ROOM_TO_GROW - 1)
    start = f"{_quoted(sheet_name)}!${column}${first}"
    cells = f"{start}:${column}${max(last, first)}"
    return f"={start}:INDEX({cells},MAX(1,COUNTA({cells})))"


def _key_column(placed: PlacedTable) -> int:
    unique = [n for n, column in enumerate(placed.table.columns) if column.unique]
    return unique[0] if unique else 0


def _quoted(sheet_name: str) -> str:
    return "'" + sheet_name.replace("'", "''") + "'"


def letter(column: int) -> str:
    """Letters of a column counted from 0: A, B, …, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
