"""What a caller describes: a book is a list of sheets, a sheet a stack of tables and text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "number", "share", "integer", "yes_no", "date", "money"]
Tone = Literal["required", "optional", "result", "plain"]
LineStyle = Literal["title", "heading", "plain", "note", "good", "bad"]
ChartKind = Literal["stacked_column", "percent_stacked_column", "line", "column", "bar", "area"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a table.

    ``kind`` sets number format, alignment, width and (on input tables) the rule for what may be
    typed: ``share`` is 0..1 shown as %, ``money`` is USD with thousands separators, ``yes_no``
    turns a bool into the word. ``choices_from`` names the sheet whose key column (the first
    ``unique`` column of its first table, else the first column) fills the drop-down list.
    ``choices``, ``choices_from``, ``minimum``, ``maximum``, ``unique`` and ``required`` act on
    input tables only; they warn and colour red, they never block typing.
    """

    header: str
    kind: Kind = "text"
    number_format: str = ""
    note: str = ""
    tone: Tone = "plain"
    width: float | None = None
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unique: bool = False
    required: bool = False


@dataclass(frozen=True)
class TableBlock:
    """A table with one header row.

    Cells hold ``str | float | int | bool | date | None``; see :mod:`values` for anything else.
    ``input`` makes yellow cells with rules, followed by ``spare_rows`` empty rows of the same
    kind. Excel allows one ``autofilter`` per sheet: the first table that asks for it gets it.
    ``cells`` are single cells that differ from their column, by (row, column) counted from 0 in
    ``rows``: number format, drop-down list and rules come from a spec of their own. ``links`` are
    texts, counted likewise, that jump to a sheet of the same book.
    """

    columns: tuple[ColumnSpec, ...]
    rows: Sequence[Sequence[object]]
    title: str = ""
    comment: str = ""
    input: bool = False
    spare_rows: int = 0
    autofilter: bool = False
    cells: Mapping[tuple[int, int], ColumnSpec] = field(default_factory=dict)
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of text; ``link`` is the name of a sheet of the same book to jump to."""

    text: str
    style: LineStyle = "plain"
    link: str = ""


@dataclass(frozen=True)
class TextBlock:
    """Lines of text, one per row, in column A."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ChartSpec:
    """A native chart over one table of the same sheet.

    ``table`` is the index of that table in ``Sheet.blocks`` (text blocks are counted). The
    table's first column holds the categories; ``series`` are 0-based column indices, drawn in
    that order with a fixed palette. ``x_title`` belongs to the categories and ``y_title`` and
    ``y_format`` to the values, also in a ``bar`` chart, which lies. ``area`` is stacked. A table
    without rows draws no chart.
    """

    kind: ChartKind
    title: str
    table: int
    series: tuple[int, ...]
    x_title: str = ""
    y_title: str = ""
    y_format: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: blocks from A1 downwards with one blank row between.

    A single table without title starts in A1. ``freeze`` counts the frozen rows and columns;
    by default a sheet with a single table is frozen under its header and after its first column.
    ``marks`` maps a cell ``(row, column)``, both counted from 1, to ``(severity, note)``: the
    cell is painted red, orange or blue and carries the note. Only the first ``print_columns``
    columns are printed, all when it is 0.
    """

    name: str
    blocks: tuple[TableBlock | TextBlock, ...]
    charts: tuple[ChartSpec, ...] = ()
    tab: Literal["input", "spare", "result", "info"] = "result"
    freeze: tuple[int, int] | None = None
    hidden: bool = False
    marks: Mapping[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    print_columns: int = 0

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables among the blocks, from the top."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))
