"""The results workbook: summary, charts, result tables, the inputs, the manifest."""

from __future__ import annotations

from pathlib import Path

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import RESULT_TABLES
from orefolio.reports.chart_sheets import chart_sheets
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
    summary, *tables, manifest = RESULT_TABLES
    assert (summary.name, manifest.name) == ("summary", "manifest")
    after = [
        *chart_sheets(portfolio),
        *(result_sheet(portfolio, table) for table in tables),
        *input_sheets(portfolio.case_records),
        result_sheet(portfolio, manifest),
    ]
    linked = frozenset(sheet.name for sheet in after)
    return [summary_sheet(portfolio, linked), *after]
