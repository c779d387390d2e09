"""The study workbook: summary in words, charts, points, shares, changes, failures, the inputs."""

from __future__ import annotations

from pathlib import Path

from orefolio.reports.study_charts import chart_sheet
from orefolio.reports.study_words import Range, ranges, study_words
from orefolio.studies.sheets import CHANGES, MANIFEST, SUMMARY
from orefolio.studies.study import Study
from orefolio.studies.table import StudyTable
from orefolio.workbook import input_sheets
from orefolio.workbook.sheets import ColumnSpec, Line, Sheet, TableBlock, TextBlock, write_book

MOST_ROWS = 500_000
"""Rows of a table on a sheet; more make Excel unusable."""

NOTE = (
    "Written by orefolio. The input sheets (blue tabs) are the base point, which can be solved or"
    " swept again. Money is USD."
)


def write_study(study: Study, path: Path, *, overwrite: bool = False) -> None:
    """Write the study workbook, whole or not at all.

    Raises :class:`FileExistsError` if the file exists and ``overwrite`` is false, and
    :class:`~orefolio.workbook.sheets.CannotWrite` if the system refuses.
    """
    properties = {"title": study.title, "comments": "Study of orefolio"}
    write_book(path, study_sheets(study), properties=properties, overwrite=overwrite)


def study_sheets(study: Study) -> list[Sheet]:
    """Every sheet in its order: what to read first, the tables, what they rest on."""
    charts = chart_sheet(study)
    after = [
        *([charts] if charts is not None else []),
        _table_sheet(study.points, print_columns=study.main_columns),
        _table_sheet(study.shares),
        _changes(study),
        *([_table_sheet(study.failures)] if study.without_plan else []),
        *input_sheets(study.records),
        _manifest(study),
    ]
    return [_summary(study, frozenset(sheet.name for sheet in after)), *after]


def _summary(study: Study, linked: frozenset[str]) -> Sheet:
    lines = [Line(study.title, "title"), Line(NOTE, "note")]
    for passage in study_words(study):
        lines += [Line(""), Line(passage.heading, "heading"), Line(passage.lead, passage.tone)]
        lines += [Line(sentence) for sentence in passage.sentences]
        lines += [Line(f"→ {sheet}", link=sheet) for sheet in passage.sheets if sheet in linked]
    rows = ranges(study)
    text = TextBlock(tuple(lines))
    blocks = (text, _ranges(rows)) if rows else (text,)
    return Sheet(SUMMARY, blocks, tab="result", freeze=(0, 0))


def _ranges(rows: tuple[Range, ...]) -> TableBlock:
    columns = (
        ColumnSpec("measure", tone="result"),
        ColumnSpec("unit", tone="result"),
        ColumnSpec("base", "number", tone="result"),
        ColumnSpec("lowest", "number", tone="result"),
        ColumnSpec("lowest at point", "integer", tone="result"),
        ColumnSpec("highest", "number", tone="result"),
        ColumnSpec("highest at point", "integer", tone="result"),
    )
    return TableBlock(columns, rows, title="Ranges of the measures over all plans")


def _table_sheet(table: StudyTable, print_columns: int = 0) -> Sheet:
    return Sheet(table.name, (table_block(table),), tab="result", print_columns=print_columns)


def table_block(table: StudyTable, title: str = "") -> TableBlock:
    """A table of a study as a block; what no sheet can hold is cut off, and said."""
    columns = tuple(
        ColumnSpec(column.header, column.kind, note=column.text, tone="result")
        for column in table.columns
    )
    cut = len(table.rows) > MOST_ROWS
    comment = (
        f"The first {MOST_ROWS:,} of {len(table.rows):,} rows; --table writes them all."
        if cut
        else ""
    )
    rows = table.rows[:MOST_ROWS] if cut else table.rows
    return TableBlock(columns, rows, title=title, comment=comment, autofilter=not title)


def _changes(study: Study) -> Sheet:
    fixed, changes = study.fixed_changes, study.changes
    if not fixed.rows:
        return _table_sheet(changes)
    blocks = (table_block(fixed, fixed.text), table_block(changes, changes.text))
    return Sheet(CHANGES, blocks, tab="result")


def _manifest(study: Study) -> Sheet:
    columns = (ColumnSpec("item", tone="result"), ColumnSpec("value", tone="result"))
    return Sheet(MANIFEST, (TableBlock(columns, list(study.manifest.items())),), tab="info")
