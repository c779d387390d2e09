"""The first sheet of a results workbook: the plan in sentences, then its measures."""

from __future__ import annotations

from dataclasses import replace

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.result_table import ResultTable
from orefolio.portfolio.schema import RESULT_TABLE
from orefolio.reports.result_sheets import result_block
from orefolio.reports.story import Passage, story
from orefolio.reports.story.plan import horizon, title
from orefolio.workbook.sheets import ColumnSpec, Line, Sheet, TableBlock, TextBlock

NOTE = (
    "Written by orefolio from the input sheets of this workbook (blue tabs); solve it again with"
    " orefolio solve. Shares state their basis; money is USD."
)


def summary_sheet(portfolio: Portfolio, linked: frozenset[str]) -> Sheet:
    """Title, passages with links to the sheets among ``linked``, and the table of measures."""
    lines = [Line(title(portfolio), "title"), Line(_subtitle(portfolio), "note")]
    lines.append(Line(NOTE, "note"))
    for passage in story(portfolio):
        lines += _lines(passage, linked)
    table = RESULT_TABLE["summary"]
    blocks = (TextBlock(tuple(lines)), _measures(portfolio, table))
    return Sheet(name=table.sheet, blocks=blocks, tab="result", freeze=(0, 0))


def _measures(portfolio: Portfolio, table: ResultTable) -> TableBlock:
    """The measures; those that are shares are shown as percentages."""
    units = portfolio.table(table.name)["unit"].tolist()
    value = [column.name for column in table.columns].index("value")
    share = ColumnSpec("value", "share", tone="result")
    cells = {(row, value): share for row, unit in enumerate(units) if unit == "share"}
    return replace(result_block(portfolio, table, "Measures"), cells=cells)


def _subtitle(portfolio: Portfolio) -> str:
    materials = len(portfolio.case_records.table("materials"))
    parts = [f"{materials} material{'s' * (materials != 1)}", horizon(portfolio)]
    moment = portfolio.manifest.get("run at", "")
    parts.append(f"solved {moment}" if moment else "")
    return ", ".join(filter(None, parts))


def _lines(passage: Passage, linked: frozenset[str]) -> list[Line]:
    lines = [Line(""), Line(passage.heading, "heading"), Line(passage.lead, passage.tone)]
    lines += [Line(sentence) for sentence in passage.sentences]
    lines += [Line(f"→ {sheet}", link=sheet) for sheet in passage.sheets[:2] if sheet in linked]
    return lines
