"""The first sheet of an input workbook: what it is and how it is used."""

from __future__ import annotations

from orefolio.workbook.inputs.index import INDEX
from orefolio.workbook.sheets import ColumnSpec, Line, Sheet, TableBlock, TextBlock

README = "README"


def readme_sheet(file: str = "FILE.xlsx") -> Sheet:
    """Explains the workbook that is called ``file``; a book with it has an index too."""
    name = f'"{file}"' if " " in file else file
    lines = [
        Line("Supply plan for orefolio", "title"),
        Line("From whom to import, in what shares, by which routes, and how much to stock."),
        Line(""),
        Line("How to use it", "heading"),
        Line("1. Fill in the yellow cells (blue headers are required) and save the workbook."),
        Line(f"2. See what is missing or wrong:   orefolio check {name}"),
        Line(f"3. Solve:   orefolio solve {name}"),
        Line("This workbook is only read. Results are written to a workbook of their own.", "note"),
        Line(""),
        Line("Good to know", "heading"),
        Line("Rest the pointer on a header: its note says what belongs there, and in which unit."),
        Line("An empty cell means the default that the note names. Do not type NA or a dash."),
        Line(
            "Units may be changed in the header: t, kg, kt; USD/kg, USD/t, JPY/kg; t/y, kt/month."
        ),
        Line("Currencies other than USD need their rate in the Settings, for example jpy per usd."),
        Line("In the Settings the unit has a cell of its own, which may be changed as well."),
        Line("Shares and rates are percentages: type 65%."),
        Line("Several names in one cell are separated by ;"),
        Line("Columns of periods: 2026, 2026H1, 2026Q1, 2026-01, 2026-W05, or the first day."),
        Line(
            "Any sheet may have the columns note, source, flag, also for one value: price source."
        ),
        Line("Only four sheets are required. The others switch their part of the model on."),
        Line("What each sheet is for, and how to add one: see the sheet Index.", link=INDEX),
    ]
    blocks = (TextBlock(tuple(lines)), _legend())
    return Sheet(README, blocks, tab="info", freeze=(0, 0))


def _legend() -> TableBlock:
    """The colours, shown in themselves."""
    columns = (
        ColumnSpec("blue header: required", tone="required", width=24),
        ColumnSpec("grey header: optional", tone="optional", width=24),
    )
    rows = [["yellow: type here", "red: something is wrong"]]
    red = {(0, 1): ColumnSpec("", kind="number")}  # a text where a number is due turns red
    return TableBlock(columns, rows, title="Colours", input=True, cells=red)
