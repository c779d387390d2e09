"""Result tables without rows have no sheet; the index of the workbook names them instead.

So a sheet that somebody deleted is still told from a table that was empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orefolio.portfolio.schema import RESULT_TABLES
from orefolio.workbook.cells import RawSheet
from orefolio.workbook.inputs import INDEX

if TYPE_CHECKING:
    from orefolio.portfolio.portfolio import Portfolio
    from orefolio.portfolio.result_table import ResultTable

LEFT_OUT = ("sheet left out", "what it would hold")
"""Headers under which the index names the tables without rows."""

ALWAYS = ("summary", "manifest")
"""Tables that have a sheet with and without rows."""


def is_written(portfolio: Portfolio, table: ResultTable) -> bool:
    """Whether the table has a sheet of its own in the results workbook."""
    return table.name in ALWAYS or not portfolio.table(table.name).empty


def left_out(sheets: Iterable[RawSheet]) -> frozenset[str]:
    """Names of the tables that the index says to be empty and that have no sheet."""
    sheets = list(sheets)
    index = next((sheet for sheet in sheets if sheet.name == INDEX), None)
    if index is None:
        return frozenset()
    first = {row: cell.value for (row, column), cell in index.cells.items() if column == 1}
    header = next((row for row, value in sorted(first.items()) if value == LEFT_OUT[0]), None)
    if header is None:
        return frozenset()
    named = set()
    row = header + 1
    while row in first:
        named.add(first[row])
        row += 1
    there = {sheet.name for sheet in sheets}
    return frozenset(
        table.name
        for table in RESULT_TABLES
        if table.sheet in named and table.sheet not in there and table.name not in ALWAYS
    )


def tables_left_out(portfolio: Portfolio) -> list[ResultTable]:
    """The tables without a sheet, in the order of declaration."""
    return [table for table in RESULT_TABLES if not is_written(portfolio, table)]
