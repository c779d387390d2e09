"""One sheet for each result table, as its declaration says."""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.result_table import ResultTable
from orefolio.portfolio.store import table_block
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock


def result_sheet(portfolio: Portfolio, table: ResultTable) -> Sheet:
    """The table from A1, sortable, with the meaning of every column as a note."""
    return Sheet(name=table.sheet, blocks=(result_block(portfolio, table),), tab="result")


def result_block(portfolio: Portfolio, table: ResultTable, title: str = "") -> TableBlock:
    """The table as a block of a sheet; ``Portfolio.load`` finds it by its headers."""
    shown = table_block(table, portfolio.table(table.name))
    columns = tuple(
        ColumnSpec(header, kind, note=note, tone="result")
        for header, kind, note in zip(shown.headers, shown.kinds, shown.notes, strict=True)
    )
    return TableBlock(columns, shown.rows, title=title, autofilter=not title)
