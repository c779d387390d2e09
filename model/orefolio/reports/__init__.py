"""What people look at: workbooks and the terminal. Everything here is made from result tables.

In the order of use:

* ``wording``         figures in words
* ``naming``          where a result goes when nobody says
* ``story``           the plan in plain sentences
* ``summary_sheet``   ``result_index`` ``pivots`` ``chart_sheets`` ``result_sheets``: the sheets of
  a result
* ``audited``         the outcome of the audit, written down in the portfolio
* ``results_book``    :func:`write_results`
* ``comparison_book`` ``comparison_terminal``: what differs between runs
* ``study_naming`` ``study_words`` ``study_charts`` ``study_book`` ``study_terminal``: a study: its
  file, in words, in charts, as a workbook and on the terminal
* ``terminal``        the plan on the terminal
* ``findings``        findings on the terminal and in a file

:func:`write_results` is loaded when it is first asked for: who prints findings writes no book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orefolio.reports.results_book import write_results

__all__ = ["write_results"]


def __getattr__(name: str) -> Any:
    if name != "write_results":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from orefolio.reports.results_book import write_results  # noqa: PLC0415

    return write_results
