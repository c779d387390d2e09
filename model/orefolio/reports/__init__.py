"""What people look at: workbooks and the terminal. Everything here is made from result tables.

In the order of use:

* ``wording``         figures in words
* ``naming``          where a result goes when nobody says
* ``story``           the plan in plain sentences
* ``summary_sheet``   ``pivots`` ``chart_sheets`` ``result_sheets``: the sheets of a result
* ``audited``         the outcome of the audit, written down in the portfolio
* ``results_book``    :func:`write_results`
* ``comparison_book`` ``comparison_terminal``: what differs between runs
* ``study_words`` ``study_charts`` ``study_book``: a study in words, charts and as a workbook
* ``terminal``        the plan on the terminal
* ``findings``        findings on the terminal and in a file
"""

from __future__ import annotations

from orefolio.reports.results_book import write_results

__all__ = ["write_results"]
