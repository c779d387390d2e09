"""The results reference page: every result sheet and column, from the declarations."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable
from orefolio.portfolio.schema import RESULT_TABLES

HEAD = """# The results workbook

This page is generated from the declarations in the code (`python docs/generate.py`); a test keeps
it up to date. A results workbook is the stored portfolio: it holds these sheets and the inputs, so
it can be solved again, audited and compared by itself. Tables without rows have no sheet: the sheet
Index names them, and links to those that are there.

`orefolio audit` re-checks the figures of these sheets against the inputs and the flows. It does
not cover sentences (on Summary and Findings, and the words beside figures), which sources are
listed on Ties, the local prices on Binding limits, or the text of the Manifest but for the hash of
the inputs.
"""


def results_page() -> str:
    """The page in Markdown."""
    lines = [HEAD, "| sheet | what it holds |", "|---|---|"]
    lines += [f"| [{table.sheet}](#{_anchor(table)}) | {table.text} |" for table in RESULT_TABLES]
    return "\n".join([*lines, "", *(_table(table) for table in RESULT_TABLES)]).rstrip() + "\n"


def _anchor(table: ResultTable) -> str:
    return table.sheet.lower().replace(" ", "-")


def _table(table: ResultTable) -> str:
    lines = [
        f"## {table.sheet}\n",
        f"{table.text}\n",
        "| column | unit | meaning |",
        "|---|---|---|",
    ]
    lines += [f"| `{column.name}` | {column.unit} | {column.text} |" for column in table.columns]
    return "\n".join(lines) + "\n"
