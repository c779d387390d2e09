"""A results workbook to read; any other workbook is refused by its kind, in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from orefolio.portfolio import Portfolio


def load_result(path: Path) -> Portfolio:
    """The portfolio of a results workbook.

    Raises :class:`click.ClickException` for a workbook of another kind, and
    :class:`~orefolio.findings.WorkbookError` for a results workbook that is damaged.
    """
    from orefolio.findings import WorkbookError
    from orefolio.portfolio import Portfolio

    try:
        return Portfolio.load(path)
    except WorkbookError as problem:
        other = _other_kind(path)
        if other:
            raise click.ClickException(other) from problem
        raise


def _other_kind(path: Path) -> str:
    """What the workbook is instead of a result; empty when it is one, or cannot be read."""
    from orefolio.findings import WorkbookError
    from orefolio.portfolio.schema import RESULT_TABLE
    from orefolio.reports.comparison_book import TITLE
    from orefolio.studies.sheets import SUMMARY as STUDY
    from orefolio.tables import TABLES
    from orefolio.workbook.cells import read_cells

    try:
        sheets = {sheet.name: sheet for sheet in read_cells(path).sheets}
    except WorkbookError:
        return ""
    summary, manifest = (RESULT_TABLE[name].sheet for name in ("summary", "manifest"))
    if manifest in sheets:
        return ""
    if STUDY in sheets:
        return f"{path} is a study workbook, written by orefolio sweep, not a results workbook"
    if summary in sheets:
        title = sheets[summary].cells.get((1, 1))
        if title is not None and str(title.value).startswith(TITLE):
            return f"{path} is a comparison, written by orefolio compare, not a results workbook"
        return ""
    missing = f"{path} is not a results workbook (it has no sheet {summary})"
    if any(table.sheet in sheets for table in TABLES):
        return f"{missing}; solve it first: orefolio solve {path}"
    return missing
