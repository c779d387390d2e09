"""The results workbook: summary, index, charts, tables with rows, the inputs, the manifest."""

from __future__ import annotations

from pathlib import Path

from orefolio.portfolio.left_out import is_written
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import RESULT_TABLES
from orefolio.reports.chart_sheets import chart_sheets
from orefolio.reports.result_index import result_index
from orefolio.reports.result_sheets import result_sheet
from orefolio.reports.story.plan import title
from orefolio.reports.summary_sheet import summary_sheet
from orefolio.workbook import input_sheets
from orefolio.workbook.sheets import Sheet, write_book


def write_results(portfolio: Portfolio, path: Path, *, overwrite: bool = False) -> None:
    """Write the stored portfolio; ``Portfolio.load(path)`` gives back every table exactly.

    A portfolio without a plan is written too, with its reason, conflict and findings. Raises
    :class:`FileExistsError` if the file exists and ``overwrite`` is false, and
    :class:`~orefolio.workbook.sheets.CannotWrite` if the system refuses; then nothing is left.
    """
    properties = {"title": title(portfolio), "comments": "Results of orefolio"}
    write_book(path, results_sheets(portfolio), properties=properties, overwrite=overwrite)


def results_sheets(portfolio: Portfolio) -> list[Sheet]:
    """Every sheet in its order: what to read first, what it rests on, how it was made."""
    *tables, manifest = [table for table in RESULT_TABLES[1:] if is_written(portfolio, table)]
    assert manifest.name == "manifest"
    charts, inputs = chart_sheets(portfolio), input_sheets(portfolio.case_records)
    after = [
        *charts,
        *(result_sheet(portfolio, table) for table in tables),
        *inputs,
        result_sheet(portfolio, manifest),
    ]
    linked = frozenset(sheet.name for sheet in after)
    index = result_index(
        portfolio, [sheet.name for sheet in charts], [sheet.name for sheet in inputs]
    )
    return [summary_sheet(portfolio, linked), index, *after]
