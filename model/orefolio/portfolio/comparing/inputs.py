"""Differences of the inputs, cell by cell; the order of rows and columns does not matter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from orefolio.portfolio.extract.about import shown
from orefolio.tables import TABLES, Record, Records, Table, Value

ROW = "(row)"
"""Stands for the column where a whole row is there in some workbooks only."""

THERE, ABSENT = "there", "not there"


def input_differences(records: Sequence[Records], names: Sequence[str]) -> pd.DataFrame:
    """One row for every cell that is not the same everywhere.

    Columns: table, key, column, then for each workbook its value (text) and ``… cell``. An empty
    cell and one that states the default are the same.
    """
    rows = [
        row
        for table in TABLES
        for key in _union(book.table(table.name) for book in records)
        for row in _row_differences(
            table, key, [book.table(table.name).get(key) for book in records]
        )
    ]
    headers = [header for name in names for header in (name, f"{name} cell")]
    return pd.DataFrame(rows, columns=["table", "key", "column", *headers], dtype=object)


def _row_differences(
    table: Table, key: str, found: Sequence[Record | None]
) -> Iterable[tuple[str, ...]]:
    if any(record is None for record in found) and not table.vertical:
        yield (
            *(table.name, key, ROW),
            *(
                part
                for record in found
                for part in ((ABSENT, "") if record is None else (THERE, record.row_place))
            ),
        )
        return
    rows = [record or Record(values={}, row_place=table.sheet) for record in found]
    for column in table.columns:
        values = [row.values.get(column.name, column.default) for row in rows]
        if not all(_same(values[0], value) for value in values[1:]):
            yield (table.name, key, column.name, *_cells(rows, column.name, values))
    for label in _union(row.by_period for row in rows):
        numbers: list[Value] = [row.by_period.get(label) for row in rows]
        if not all(_same(numbers[0], value) for value in numbers[1:]):
            yield (table.name, key, label, *_cells(rows, label, numbers))
    for about in _union(row.provenance for row in rows):
        texts: list[Value] = [row.provenance.get(about, "") for row in rows]
        if len(set(texts)) > 1:
            yield (table.name, key, about, *_cells(rows, about, texts))


def _cells(rows: Sequence[Record], column: str, values: Sequence[Value]) -> Iterable[str]:
    for row, value in zip(rows, values, strict=True):
        yield shown(value)
        yield row.place(column)


def _same(first: Value, second: Value) -> bool:
    if _is_number(first) and _is_number(second):
        return math.isclose(float(first), float(second), rel_tol=1e-12, abs_tol=0.0)  # type: ignore[arg-type]
    return (first or None) == (second or None) and type(first) is type(second)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _union(parts: Iterable[Iterable[str]]) -> list[str]:
    """Every name once, in the order of first appearance."""
    return list(dict.fromkeys(name for part in parts for name in part))
