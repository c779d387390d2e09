"""On which rows the blocks of a sheet lie and how wide its columns are. Pure arithmetic."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orefolio.workbook.sheets.check import MAX_ROWS
from orefolio.workbook.sheets.formats import NumberLook, number_look
from orefolio.workbook.sheets.spec import Sheet, TableBlock, TextBlock
from orefolio.workbook.sheets.values import CELL_LIMIT, Plain, one_line, plain, shown_length

DEFAULT_WIDTH = 8.43  # of a column, in characters
TEXT_SHEET_WIDTH = 100.0  # of column A on a sheet of text alone
TEXT_WIDTH = 96.0  # at which a line above or below a table is wrapped
NARROWEST, WIDEST_TEXT, WIDEST_NUMBER = 9.0, 60.0, 20.0
WIDEST_SHARED = 36.0  # of a text column, when other tables of the sheet have to live with it
WIDEST_OVERFLOW = 90  # characters
WIDEST_HEADER_LINE = 16  # longer headers are wrapped at blanks
ROW_POINTS = 15.0  # of a row of one line
PIXELS_PER_ROW = 20
MEASURED_ROWS = 2_000  # enough to fit a width


@dataclass(frozen=True)
class PlacedTable:
    """A table on the sheet; rows counted from 0, ``last`` includes the spare rows.

    ``values`` are the rows as cells hold them, ``looks`` the number formats, by column.
    """

    table: TableBlock
    top: int
    header: int
    values: tuple[tuple[Plain, ...], ...]
    looks: tuple[NumberLook, ...]

    @property
    def first(self) -> int:
        """First row under the header."""
        return self.header + 1

    @property
    def last_filled(self) -> int:
        """Last row that holds values; the header's if there is none."""
        return self.header + len(self.values)

    @property
    def last(self) -> int:
        """Last row of the table."""
        return self.last_filled + (self.table.spare_rows if self.table.input else 0)


@dataclass(frozen=True)
class PlacedText:
    """A text block; rows counted from 0."""

    text: TextBlock
    top: int

    @property
    def last(self) -> int:
        """Row of the last line."""
        return self.top + max(len(self.text.lines), 1) - 1


@dataclass(frozen=True)
class Layout:
    """Where everything of a sheet lies; ``widths`` by column, in characters."""

    blocks: tuple[PlacedTable | PlacedText, ...]
    widths: tuple[float, ...]

    @property
    def tables(self) -> tuple[PlacedTable, ...]:
        """The placed tables, from the top."""
        return tuple(b for b in self.blocks if isinstance(b, PlacedTable))

    @property
    def last_row(self) -> int:
        """Last row used by any block; -1 on an empty sheet."""
        return self.blocks[-1].last if self.blocks else -1

    def width(self, column: int) -> float:
        """Width of a column, in characters."""
        return self.widths[column] if column < len(self.widths) else DEFAULT_WIDTH

    def pixels(self, columns: int) -> int:
        """Width of the first columns together, in pixels of an Excel at 100 %."""
        return sum(int(self.width(column) * 7 + 5) for column in range(columns))


def lay_out(sheet: Sheet) -> Layout:
    """Stack the blocks with one blank row between; :class:`ValueError` if they do not fit."""
    placed: list[PlacedTable | PlacedText] = []
    row = 0
    for block in sheet.blocks:
        here = _place_table(block, row) if isinstance(block, TableBlock) else PlacedText(block, row)
        placed.append(here)
        row = here.last + 2
    if row - 1 > MAX_ROWS:
        raise ValueError(
            f"{sheet.name}: {row - 1:,} rows are more than a sheet holds, {MAX_ROWS:,}"
        )
    tables = [block for block in placed if isinstance(block, PlacedTable)]
    if not tables:
        return Layout(tuple(placed), (TEXT_SHEET_WIDTH,))
    return Layout(tuple(placed), tuple(_widths(tables)))


def comment_lines(table: TableBlock) -> list[str]:
    """The grey lines above a table's header."""
    return table.comment.split("\n") if table.comment else []


def runs_over(placed: PlacedTable, tables: Sequence[PlacedTable]) -> bool:
    """Whether the texts of the last column run over the empty cells to its right.

    So a column of remarks does not widen the columns of the other tables on its sheet.
    """
    columns = placed.table.columns
    widest_other = max((len(t.table.columns) for t in tables if t is not placed), default=0)
    if placed.table.input or columns[-1].kind != "text" or widest_other < len(columns):
        return False
    return _longest_text(placed, len(columns) - 1) <= WIDEST_OVERFLOW


def overflow_pixels(placed: PlacedTable, layout: Layout) -> int:
    """How far the texts of the last column reach to the right, roughly."""
    last = len(placed.table.columns) - 1
    return layout.pixels(last) + int(_longest_text(placed, last) * 7.5)


def header_height(placed: PlacedTable, layout: Layout) -> float:
    """Height of the header row in points, for headers wrapped in their columns."""
    lines = max(
        wrapped_lines(column.header, layout.width(position) - 1.5)
        for position, column in enumerate(placed.table.columns)
    )
    return ROW_POINTS * lines + 5


def wrapped_lines(text: str, width: float) -> int:
    """How many lines the text takes at a width in characters."""
    room = max(int(min(width, CELL_LIMIT)), 1)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n")) or 1


def _wrapped(paragraph: str, room: int) -> int:
    if paragraph.isascii():
        # A column is measured in digits; letters of a proportional font are narrower.
        return max(len(textwrap.wrap(paragraph, int(room * 1.1))), 1)
    return -(-shown_length(paragraph) // room) or 1  # East Asian text breaks anywhere


def _place_table(table: TableBlock, top: int) -> PlacedTable:
    header = top + bool(table.title) + len(comment_lines(table))
    # A column that holds yes or no in words; elsewhere a bool stays TRUE or FALSE.
    in_words = [column.kind == "yes_no" for column in table.columns]
    values = tuple(
        tuple(
            ("yes" if cell else "no") if words and isinstance(cell, bool) else cell
            for words, cell in zip(in_words, map(plain, row), strict=True)
        )
        for row in table.rows
    )
    looks = tuple(
        number_look(column, [row[position] for row in values], is_input=table.input)
        for position, column in enumerate(table.columns)
    )
    return PlacedTable(table, top, header, values, looks)


def _widths(tables: Sequence[PlacedTable]) -> Iterable[float]:
    for position in range(max(len(placed.table.columns) for placed in tables)):
        yield max(
            _header_width(placed, position)
            if position == len(placed.table.columns) - 1 and runs_over(placed, tables)
            else _column_width(placed, position, WIDEST_SHARED if len(tables) > 1 else WIDEST_TEXT)
            for placed in tables
            if position < len(placed.table.columns)
        )


def _column_width(placed: PlacedTable, position: int, widest_text: float) -> float:
    column, look = placed.table.columns[position], placed.looks[position]
    if column.width is not None:
        return column.width
    widest_number = 0
    for row in placed.values[:MEASURED_ROWS]:
        value = row[position]
        if isinstance(value, int | float):
            widest_number = max(widest_number, look.width(value))
        elif value is not None and not isinstance(value, str):
            widest_number = max(widest_number, 10)
    return max(
        NARROWEST,
        min(
            _longest_text(placed, position) + 3.0,
            widest_text if column.kind == "text" else WIDEST_NUMBER,
        ),
        min(widest_number + 3.0, WIDEST_NUMBER),
        _header_width(placed, position),
        12.0 if column.kind == "date" else 0.0,
    )


def _longest_text(placed: PlacedTable, position: int) -> int:
    texts = (row[position] for row in placed.values[:MEASURED_ROWS])
    lines = (line for text in texts if isinstance(text, str) for line in text.split("\n"))
    return max(map(shown_length, lines), default=0)


def _header_width(placed: PlacedTable, position: int) -> float:
    header = one_line(placed.table.columns[position].header)
    arrow = 3.0 if placed.table.autofilter else 0.0
    longest_word = max(map(shown_length, header.split()), default=0)
    width = max(longest_word, min(shown_length(header), WIDEST_HEADER_LINE)) + 2.5
    return max(min(width, WIDEST_TEXT) + arrow, NARROWEST)
