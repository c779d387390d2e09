"""The second sheet of a results workbook: what is in it, with links, and what had no rows."""

from __future__ import annotations

from collections.abc import Sequence

from orefolio.portfolio.left_out import LEFT_OUT, is_written, tables_left_out
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.result_table import ResultTable
from orefolio.portfolio.schema import CHART_SHEETS, RESULT_TABLES
from orefolio.tables import TABLES
from orefolio.workbook.inputs import INDEX
from orefolio.workbook.sheets import ColumnSpec, Line, Sheet, TableBlock, TextBlock

CHARTS = dict(
    zip(
        CHART_SHEETS,
        (
            "Shares of the countries in what is delivered, by year and by material.",
            "Stock and days of cover at the end of each period.",
            "Cost by kind and year.",
        ),
        strict=True,
    )
)
"""What each sheet of charts shows."""

Rows = list[tuple[str, str, int | None]]


def result_index(portfolio: Portfolio, charts: Sequence[str], inputs: Sequence[str]) -> Sheet:
    """Results, then inputs, each with a link and its number of rows, then the tables without rows.

    ``charts`` and ``inputs`` are the sheets of charts and of inputs, in their order. The last block
    is read again when the workbook is loaded: see :mod:`orefolio.portfolio.left_out`.
    """
    summary, *tables = (table for table in RESULT_TABLES if is_written(portfolio, table))
    results: Rows = [
        _result(portfolio, summary),
        *((name, CHARTS[name], None) for name in charts),
        *(_result(portfolio, table) for table in tables),
    ]
    records = portfolio.case_records
    by_sheet = {table.sheet: table for table in TABLES}
    solved: Rows = [
        (table.sheet, table.text, None if table.vertical else len(records.table(table.name)))
        for table in map(by_sheet.__getitem__, inputs)
    ]
    lines = (
        Line("The sheets of this workbook", "title"),
        Line("Click a name to go there. Rest the pointer on a header to read what it means."),
    )
    blocks: list[TextBlock | TableBlock] = [TextBlock(lines), _block("Results", results)]
    if solved:
        blocks.append(_block("Inputs, as they were solved", solved))
    without = tables_left_out(portfolio)
    if without:
        blocks.append(
            TableBlock(
                (ColumnSpec(LEFT_OUT[0], width=24), ColumnSpec(LEFT_OUT[1], width=100)),
                [(table.sheet, table.text) for table in without],
                title="Nothing to show in this plan",
            )
        )
    return Sheet(INDEX, tuple(blocks), tab="info", freeze=(0, 0))


def _result(portfolio: Portfolio, table: ResultTable) -> tuple[str, str, int | None]:
    return table.sheet, table.text, len(portfolio.table(table.name))


def _block(title: str, rows: Rows) -> TableBlock:
    columns = (
        ColumnSpec("sheet", width=24),
        ColumnSpec("what it holds", width=100),
        ColumnSpec("rows", "number"),
    )
    links = {(number, 0): sheet for number, (sheet, _, _) in enumerate(rows)}
    return TableBlock(columns, rows, title=title, links=links)
