"""A comparison as a workbook: what differs, in inputs and in results, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from orefolio.portfolio.comparing import SECTIONS, Comparison, Section
from orefolio.portfolio.schema import RESULT_TABLE
from orefolio.reports.comparison_terminal import by_weight
from orefolio.reports.result_sheets import text_width
from orefolio.reports.wording import figure, listed
from orefolio.workbook.sheets import (
    ChartSpec,
    ColumnSpec,
    Line,
    Sheet,
    TableBlock,
    TextBlock,
    write_book,
)
from orefolio.workbook.sheets.spec import Kind

SUMMARY, INPUTS, BRIDGE = "Summary", "Inputs", "Cost bridge"

TITLE = "Comparison of "
"""How the first cell of every comparison begins."""

MOST_FIGURES = 20
"""Key figures on the first sheet; they stand in the order of their weight."""


def write_comparison(comparison: Comparison, path: Path, *, overwrite: bool = False) -> None:
    """Write the comparison; errors as for :func:`~orefolio.reports.write_results`."""
    sheets = [sheet for sheet in _parts(comparison) if sheet is not None]
    first = _summary(comparison, [sheet.name for sheet in sheets])
    write_book(path, [first, *sheets], overwrite=overwrite)


def _parts(comparison: Comparison) -> list[Sheet | None]:
    return [
        _inputs(comparison),
        _bridges(comparison),
        *(_section(section, comparison) for section in SECTIONS),
    ]


def _summary(comparison: Comparison, sheets: list[str]) -> Sheet:
    lines = [
        Line(f"{TITLE}{listed(comparison.names)}", "title"),
        Line(f"Differences are taken against {comparison.names[0]}.", "note"),
        Line(""),
    ]
    if comparison.equal:
        lines.append(Line("Nothing differs, neither in the inputs nor in the results.", "good"))
    elif comparison.same_results:
        lines.append(Line("The results are the same.", "good"))
    for name in sheets:
        number = _differing(comparison, name)
        lines.append(Line(f"→ {name}{f' ({number} differ)' if number else ''}", link=name))
    columns = tuple(
        ColumnSpec(name, tone="result", width=28) for name in ("run", "status", "reason")
    )
    rows = [tuple(row) for row in comparison.endings.itertuples(index=False)]
    blocks: list[TextBlock | TableBlock] = [
        TextBlock(tuple(lines)),
        TableBlock(columns, rows, title="How the runs ended"),
    ]
    figures = comparison.results["measures"]
    if not figures.empty:
        cells = [
            [measure, *(_shown(value, unit) for value in values)]
            for measure, unit, *values in figures[["measure", "unit", *comparison.names]]
            .head(MOST_FIGURES)
            .itertuples(index=False)
        ]
        headers = [
            ColumnSpec(name, tone="result", width=28) for name in ("figure", *comparison.names)
        ]
        blocks.append(TableBlock(tuple(headers), cells, title="Key figures that differ"))
    return Sheet(SUMMARY, tuple(blocks), tab="info", freeze=(0, 0))


def _differing(comparison: Comparison, sheet: str) -> int:
    if sheet == INPUTS:
        return len(comparison.inputs)
    return sum(
        len(comparison.results[section.name]) for section in SECTIONS if section.title == sheet
    )


def _shown(value: object, unit: str) -> str:
    return figure(value, unit) if isinstance(value, float) and value == value else ""  # noqa: PLR0124


def _inputs(comparison: Comparison) -> Sheet | None:
    if comparison.inputs.empty:
        return None
    return Sheet(INPUTS, (_block(comparison.inputs, {}),))


def _bridges(comparison: Comparison) -> Sheet | None:
    frame = comparison.bridges
    if frame.empty or comparison.results["costs"].empty:
        return None
    frame = frame.astype({"amount": float})
    blocks: list[TableBlock] = []
    for name, steps in frame.groupby("to", sort=False):
        title = f"From the cost of {steps['from'].iloc[0]} to that of {name}, USD discounted"
        table = steps[["step", "amount", "text"]]
        blocks.append(_block(table, {"amount": "money"}, title=title))
    return Sheet(BRIDGE, tuple(blocks), freeze=(0, 0))


def _section(section: Section, comparison: Comparison) -> Sheet | None:
    frame = comparison.results[section.name]
    if frame.empty:
        return None
    declared = RESULT_TABLE[section.table].column
    kinds = {declared[name].kind for name in section.figures}
    # Figures of one kind share its format; a mixture is shown as plain numbers.
    kind: Kind = kinds.pop() if len(kinds) == 1 else "number"
    if len(section.figures) == 1:
        frame = frame.drop(columns="figure")
    number = {name: kind for name in frame.columns if frame[name].dtype.kind == "f"}
    charts = _charts(section, frame, comparison) if len(comparison.names) <= 4 else ()
    return Sheet(section.title[:31], (_block(by_weight(section, frame), number),), charts=charts)


def _charts(section: Section, frame: pd.DataFrame, comparison: Comparison) -> tuple[ChartSpec, ...]:
    """A chart of the cost by kind; the other sections have too many rows to be read as one."""
    if section.name != "costs":
        return ()
    series = tuple(list(frame.columns).index(name) for name in comparison.names)
    return (ChartSpec("column", section.title, 0, series, y_title="USD, discounted"),)


def _block(frame: pd.DataFrame, kinds: dict[str, Kind], title: str = "") -> TableBlock:
    columns = tuple(
        ColumnSpec(
            str(name).replace("_", " "),
            kinds.get(str(name), "text"),
            tone="result",
            width=None if name in kinds else text_width(frame[name]),
        )
        for name in frame.columns
    )
    rows = list(frame.itertuples(index=False, name=None))
    return TableBlock(columns, rows, title=title, autofilter=not title)
