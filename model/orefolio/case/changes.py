"""Changes applied to records: a new Records, and what became of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from orefolio.case.change_text import Change, is_pattern, shown, whole
from orefolio.case.nearest import suggestion
from orefolio.case.typed_numbers import ChangeError, hint, is_percentage
from orefolio.tables import TABLE, Kind, Record, Records, Table, Value


@dataclass(frozen=True)
class Applied:
    """One cell that a change has touched, with its value before and after."""

    table: str
    key: str
    column: str
    old: Value
    new: Value
    place: str


def apply_changes(
    records: Records, changes: Sequence[Change]
) -> tuple[Records, tuple[Applied, ...]]:
    """New records with the changes applied in their order; the given ones stay as they are.

    Multiplying or adding to an empty cell starts from its declared default. Raises
    :class:`ChangeError` when a change matches no row or cell, starts from an empty cell without
    default, or leads outside the limits of the column.
    """
    tables = dict(records.tables)
    log: list[Applied] = []
    for change in changes:
        table = TABLE[change.table]
        rows = dict(tables.get(change.table, {}))
        for key in _matching(change, table, rows):
            for column in _columns(change, table, rows[key], key):
                rows[key], applied = _apply(change, table, key, column, rows[key])
                log.append(applied)
        tables[change.table] = rows
    return Records(tables), tuple(log)


def _matching(change: Change, table: Table, rows: dict[str, Record]) -> list[str]:
    if table.vertical:
        rows.setdefault("", Record(values={}, row_place=table.sheet))
        return [""]
    found = _select(change.key, rows)
    if not found:
        raise ChangeError(
            f"no row of {table.name} is named {change.key!r}: {suggestion(change.key, rows)}"
        )
    return found


def _columns(change: Change, table: Table, record: Record, key: str) -> list[str]:
    """The column itself, or the labels that a pattern selects from those present."""
    if change.column in table.column or not is_pattern(change.column):
        return [change.column]
    found = _select(change.column, record.by_period)
    if not found:
        raise ChangeError(f"{table.name}[{key}] has no value for {change.column!r}")
    return found


def _select(pattern: str, names: Iterable[str]) -> list[str]:
    """Names that a pattern with ``*`` and ``?`` matches, sorted; an exact name is itself."""
    known = sorted(names)
    if pattern in known:
        return [pattern]
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    form = re.compile("".join(parts), re.DOTALL)
    return [name for name in known if form.fullmatch(name)]


def _apply(
    change: Change, table: Table, key: str, column: str, record: Record
) -> tuple[Record, Applied]:
    declared = table.column.get(column)
    old: Value = (record.values if declared is not None else record.by_period).get(column)
    new = change.value
    if change.operation != "set":
        # a default that holds only where no other sheet says more is nothing to reckon with
        fixed = declared is not None and not declared.default_text
        start = declared.default if old is None and declared is not None and fixed else old
        new = _computed(change, start, f"{table.name}[{key}].{column}")
        if declared is not None and declared.kind is Kind.INTEGER:
            new = whole(table, declared, float(new))
    _check_limits(table, key, column, new)
    return _written(record, declared is not None, column, new), Applied(
        table.name, key, column, old, new, record.place(column)
    )


def _written(record: Record, declared: bool, column: str, new: Value) -> Record:
    """The record with one cell set, or emptied by ``None``; no longer refused there."""
    broken = record.broken - {column}
    if declared:
        values = {name: value for name, value in record.values.items() if name != column}
        if new is not None:
            values[column] = new
        return replace(record, values=values, broken=broken)
    numbers = {label: value for label, value in record.by_period.items() if label != column}
    if isinstance(new, int | float):
        numbers[column] = float(new)
    return replace(record, by_period=numbers, broken=broken)


def _computed(change: Change, old: Value, where: str) -> float:
    if isinstance(old, bool) or not isinstance(old, int | float):
        raise ChangeError(
            f"{where} is empty, so it cannot be changed by {shown(change.value)}; set it first"
            if old is None
            else f"{where} holds no number, so it can only be set"
        )
    assert isinstance(change.value, int | float)
    return old * change.value if change.operation == "multiply" else old + change.value


def _check_limits(table: Table, key: str, column: str, new: Value) -> None:
    declared = table.column.get(column)
    if isinstance(new, bool) or not isinstance(new, int | float):
        return
    low = 0.0 if declared is None else declared.low
    high = None if declared is None else declared.high
    where = f"{table.name}[{key}].{column}" if key else f"{table.name}.{column}"
    percent = declared is not None and is_percentage(declared)
    shown_as = "{:.6g}".format if not percent else "{:.6g} %".format
    scale = 100.0 if percent else 1.0
    if low is not None and new < low:
        limit = f"below the least allowed, {shown_as(scale * low)}"
    elif high is not None and new > high:
        limit = f"above the most allowed, {shown_as(scale * high)}"
    else:
        return
    meant = "" if declared is None else hint(declared, new)
    raise ChangeError(f"{where} would be {shown_as(scale * new)}, {limit}{meant}")
