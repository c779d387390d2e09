"""Cells in words: bounds in the order of the workbook, the periods of a row together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from orefolio.case.model import Case
from orefolio.formulation import Group
from orefolio.tables import TABLE, TABLES

Bounds = Sequence[tuple[Group, float]]
"""Groups, each with its new bound."""

_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_SHEETS = {table.name: position for position, table in enumerate(TABLES)}


def place(case: Case, group: Group) -> str:
    """The cell of a group."""
    return case.place(group.table, group.key, group.column)


def in_order(case: Case, groups: Iterable[Group]) -> list[Group]:
    """By sheet, row and column."""

    def order(group: Group) -> tuple[int, int, int, str]:
        cell = _CELL.fullmatch(place(case, group))
        row, column = (int(cell["row"]), cell["column"]) if cell else (0, "")
        return _SHEETS.get(group.table, len(_SHEETS)), row, len(column), column

    return sorted(groups, key=order)


def by_row(case: Case, groups: Iterable[Group]) -> list[list[Group]]:
    """In order; cells of several periods that say the same in one row stay together."""
    found: dict[tuple[object, ...], list[Group]] = {}
    for group in in_order(case, groups):
        found.setdefault(row_of(group), []).append(group)
    return list(found.values())


def row_of(group: Group) -> tuple[object, ...]:
    """What cells of several periods have in common that say the same in one row."""
    table = TABLE.get(group.table)
    fixed = table is None or group.column in table.column
    column = group.column if fixed else ""
    return (group.table, group.key, column, group.unit, group.direction, group.sentence)


def place_of(case: Case, cells: Sequence[Group]) -> str:
    """``Demand!C5``, or ``Demand!C5:L5 (2026 to 2035)`` for the periods of one row."""
    places = [place(case, group) for group in cells]
    if len(cells) == 1:
        return places[0]
    found = [_CELL.fullmatch(name) for name in places]
    columns = [_number(cell["column"]) for cell in found if cell]
    if len(columns) == len(cells) and all(b - a == 1 for a, b in pairwise(columns)):
        last = places[-1].rpartition("!")[2]
        return f"{places[0]}:{last} ({cells[0].column} to {cells[-1].column})"
    return f"{places[0]} and {len(cells) - 1} more of this row (up to {cells[-1].column})"


def change(case: Case, bounds: Bounds) -> str:
    """What to do with cells of one row: ``lower Stock!C12 from 60 days to at most 59 days``."""
    group, bound = max(bounds, key=lambda item: abs(item[1] - item[0].bound))
    verb, limit = ("raise", "at least") if group.direction > 0 else ("lower", "at most")
    before, after = number(group.bound, group.unit), number(bound, group.unit)
    at = place_of(case, [cell for cell, _ in bounds])
    if len(bounds) == 1:
        return f"{verb} {at} from {before} to {limit} {after}"
    if len({new for _, new in bounds}) == 1:
        return f"{verb} {at} to {limit} {after} each"
    whole = number(sum(abs(new - cell.bound) for cell, new in bounds), group.unit)
    return (
        f"{verb} {at} by {whole} in all, most in {group.column}: from {before} to {limit} {after}"
    )


def number(value: float, unit: str) -> str:
    """A bound with its unit; shares in per cent."""
    if unit == "share":
        return f"{100.0 * value:,.10g} %"
    return f"{value:,.10g} {unit}".strip()


def _number(letters: str) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total
