"""One sheet for each result table, as its declaration says."""

from __future__ import annotations

from collections.abc import Iterable

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.result_table import ResultTable
from orefolio.portfolio.store import table_block
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock
from orefolio.workbook.sheets.values import shown_length

USUAL, WIDEST = 58, 120
"""Characters: longer texts get a column of their own width, up to the widest."""


def result_sheet(portfolio: Portfolio, table: ResultTable) -> Sheet:
    """The table from A1, sortable, with the meaning of every column as a note."""
    return Sheet(name=table.sheet, blocks=(result_block(portfolio, table),), tab="result")


def result_block(portfolio: Portfolio, table: ResultTable, title: str = "") -> TableBlock:
    """The table as a block of a sheet; ``Portfolio.load`` finds it by its headers."""
    shown = table_block(table, portfolio.table(table.name))
    widths = [
        text_width(values) if kind == "text" and not title else None
        for kind, values in zip(shown.kinds, zip(*shown.rows, strict=True), strict=False)
    ] or [None] * len(shown.headers)
    columns = tuple(
        ColumnSpec(header, kind, note=note, tone="result", width=width)
        for header, kind, note, width in zip(
            shown.headers, shown.kinds, shown.notes, widths, strict=True
        )
    )
    return TableBlock(columns, shown.rows, title=title, autofilter=not title)


def text_width(values: Iterable[object]) -> float | None:
    """Width for a column of long texts, so that most stand on one line; ``None`` for short ones."""
    longest = max((shown_length(value) for value in values if isinstance(value, str)), default=0)
    return min(longest + 2.0, WIDEST) if longest > USUAL else None
