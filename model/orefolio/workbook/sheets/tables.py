"""Writes one table: title, comment, header with notes, rows, rules."""

from __future__ import annotations

import math

from orefolio.workbook.sheets.canvas import Canvas
from orefolio.workbook.sheets.formats import NumberLook, own_look
from orefolio.workbook.sheets.formats import number_look as number_look_for
from orefolio.workbook.sheets.layout import (
    Layout,
    PlacedTable,
    comment_lines,
    header_height,
    runs_over,
    wrapped_lines,
)
from orefolio.workbook.sheets.lines import write_line
from orefolio.workbook.sheets.looks import CELL, HEADERS, INPUT_CELL, LINK, Look
from orefolio.workbook.sheets.names import Names
from orefolio.workbook.sheets.rules import add_rules
from orefolio.workbook.sheets.spec import ColumnSpec, Line
from orefolio.workbook.sheets.values import Plain, one_line, shown_length

TEXT: Look = {"align": "left", "indent": 1}  # apart from the number to its left


def write_table(canvas: Canvas, placed: PlacedTable, layout: Layout, names: Names) -> None:
    """Write the table at its place."""
    table = placed.table
    if table.title:
        write_line(canvas, placed.top, Line(table.title, "heading"), layout)
    comments = comment_lines(table)
    for number, text in enumerate(comments):
        write_line(canvas, placed.header - len(comments) + number, Line(text, "note"), layout)
    _write_header(canvas, placed, layout)
    over = runs_over(placed, layout.tables)
    for position in range(len(table.columns)):
        last = position == len(table.columns) - 1
        # Input rows keep one line each: a remark is read by widening its column.
        width = math.inf if table.input or (last and over) else layout.width(position)
        _write_column(canvas, placed, position, width)
    if table.input:
        add_rules(canvas, placed, names)


def _write_header(canvas: Canvas, placed: PlacedTable, layout: Layout) -> None:
    canvas.worksheet.set_row(placed.header, header_height(placed, layout))
    for position, column in enumerate(placed.table.columns):
        look = {**HEADERS[column.tone], **_alignment(column)}
        canvas.put(placed.header, position, one_line(column.header) or None, look)
        if column.note:
            canvas.note(placed.header, position, column.note)


def _write_column(canvas: Canvas, placed: PlacedTable, position: int, width: float) -> None:
    number_look, is_input = placed.looks[position], placed.table.input
    base = _base(placed.table.columns[position], number_look, is_input=is_input)
    text = {**base, **TEXT}
    for row, values in enumerate(placed.values, start=placed.first):
        value = values[position]
        own = placed.table.cells.get((row - placed.first, position))
        if own is None:
            look = text if isinstance(value, str) else _cell_look(base, value, number_look)
        else:
            its_look = number_look_for(own, [value], is_input=is_input)
            look = _cell_look(_base(own, its_look, is_input=is_input), value, its_look)
        if isinstance(value, str) and ("\n" in value or shown_length(value) > width):
            look = {**look, "text_wrap": True}
            canvas.heighten(row, wrapped_lines(value, width - 1))
        target = placed.table.links.get((row - placed.first, position))
        if target and isinstance(value, str):
            canvas.put_link(row, position, value, target, {**look, **LINK})
        else:
            canvas.put(row, position, value, look)
    for row in range(placed.last_filled + 1, placed.last + 1):
        canvas.put(row, position, None, base)


def _base(column: ColumnSpec, number_look: NumberLook, *, is_input: bool) -> Look:
    look = INPUT_CELL if is_input else CELL
    return {**look, "num_format": number_look.code, **_alignment(column)}


def _cell_look(base: Look, value: Plain, number_look: NumberLook) -> Look:
    """The look of one cell: a value that does not fit its column's look gets its own."""
    if isinstance(value, str):
        return {**base, **TEXT}
    if not isinstance(value, int | float) or isinstance(value, bool):
        return base
    if "yy" in number_look.code:
        return {**base, "num_format": "General"}  # a plain number is no date
    own = own_look(number_look, float(value))
    return base if own is number_look else {**base, "num_format": own.code}


def _alignment(column: ColumnSpec) -> Look:
    # Of headers and blanks too: they stand over their values, and what is typed stands in line.
    return TEXT if column.kind in ("text", "yes_no") else {"align": "right"}
