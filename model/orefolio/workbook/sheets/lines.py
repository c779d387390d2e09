"""Writes lines of text, wrapped where they would run out of sight."""

from __future__ import annotations

from orefolio.workbook.sheets.canvas import Canvas
from orefolio.workbook.sheets.layout import (
    ROW_POINTS,
    TEXT_WIDTH,
    Layout,
    PlacedText,
    wrapped_lines,
)
from orefolio.workbook.sheets.looks import LINE_HEIGHTS, LINES, LINK
from orefolio.workbook.sheets.spec import Line
from orefolio.workbook.sheets.values import clean_text, shown_length


def write_text(canvas: Canvas, placed: PlacedText, layout: Layout) -> None:
    """Write a block of lines at its place."""
    for number, line in enumerate(placed.text.lines):
        write_line(canvas, placed.top + number, line, layout)


def write_line(canvas: Canvas, row: int, line: Line, layout: Layout) -> None:
    """Write one line in column A.

    On a sheet of text alone column A is wide and wraps. Beside tables a short line runs over the
    cells to its right, and a long one gets enough of them, merged, to wrap in.
    """
    look, text = LINES[line.style], clean_text(line.text)
    height = LINE_HEIGHTS.get(line.style, ROW_POINTS)
    if not text:
        return
    if line.link:
        look = {**look, **LINK}
        canvas.put_link(row, 0, text, line.link, look)
        canvas.worksheet.set_row(row, height)
        return
    wrapped = {**look, "text_wrap": True, "valign": "top"}
    room = TEXT_WIDTH * 11 / float(str(look["font_size"]))
    if not layout.tables:
        lines = wrapped_lines(text, room)
        canvas.put(row, 0, text, wrapped)
        canvas.worksheet.set_row(row, height * lines)
    elif shown_length(text) <= room and "\n" not in text:
        canvas.put(row, 0, text, look)
        canvas.worksheet.set_row(row, height)
    else:
        last = 0
        while layout.pixels(last + 1) < TEXT_WIDTH * 7:
            last += 1
        if last:
            canvas.merge(row, 0, last, text, wrapped)
        else:
            canvas.put(row, 0, text, wrapped)
        canvas.worksheet.set_row(row, height * wrapped_lines(text, room))


def line_pixels(line: Line, layout: Layout) -> int:
    """How far a line reaches to the right, roughly, in pixels."""
    size = float(str(LINES[line.style]["font_size"]))
    length = max(map(shown_length, line.text.split("\n"))) * size / 11
    return int(min(length, TEXT_WIDTH + layout.width(0)) * 7.5)
