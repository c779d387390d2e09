"""Puts values, marks and notes into the cells of one sheet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from orefolio.workbook.sheets.formats import DATE_FORMAT, TIME_FORMAT
from orefolio.workbook.sheets.layout import ROW_POINTS, wrapped_lines
from orefolio.workbook.sheets.looks import CELL, NOTE_COLOURS, PAINTS, Look
from orefolio.workbook.sheets.spec import Sheet
from orefolio.workbook.sheets.values import Plain, clean_text, shown_length

HIGHEST_ROW = 405.0  # points; Excel's limit is 409
NOTE_LIMIT = 4_000  # characters; longer notes cannot be read on a screen
NOTE_CHARACTERS = 42  # on a line of a note of full width


class Looks:
    """Formats of one book; equal looks share one format."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._last: tuple[Look | None, Any] = (None, None)

    def format(self, look: Look) -> Any:
        """The XlsxWriter format of a look."""
        if look is self._last[0]:  # down a column most cells have the very same look
            return self._last[1]
        key = tuple(look.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(look))
        self._last = (look, self._formats[key])
        return self._formats[key]


class Canvas:
    """One sheet being written. Rows and columns are counted from 0."""

    def __init__(self, worksheet: Any, sheet: Sheet, looks: Looks) -> None:
        self.worksheet = worksheet
        self._looks = looks
        self._paint = {
            (row - 1, column - 1): severity for (row, column), (severity, _) in sheet.marks.items()
        }
        self._marks_left = dict(self._paint)
        self._lines: dict[int, int] = {}
        self._notes: dict[tuple[int, int], list[str]] = {
            (row - 1, column - 1): [text] for (row, column), (_, text) in sheet.marks.items()
        }

    def put(self, row: int, column: int, value: Plain, look: Look) -> None:
        """Write a value. A text is always a text, whatever it starts with."""
        if self._marks_left:
            look = self._painted(row, column, look)
        match value:
            case None:
                self.worksheet.write_blank(row, column, None, self._looks.format(look))
            case bool():
                self.worksheet.write_boolean(row, column, value, self._looks.format(look))
            case str():
                if value[0] in "=+-@{":
                    # Stays text in Excel even after the planner edits the cell.
                    look = {**look, "quote_prefix": True}
                self.worksheet.write_string(row, column, value, self._looks.format(look))
            case int() | float():
                self.worksheet.write_number(row, column, value, self._looks.format(look))
            case dt.date():
                if "yy" not in str(look.get("num_format", "")):
                    code = TIME_FORMAT if isinstance(value, dt.datetime) else DATE_FORMAT
                    look = {**look, "num_format": code}
                self.worksheet.write_datetime(row, column, value, self._looks.format(look))

    def put_link(self, row: int, column: int, text: str, sheet: str, look: Look) -> None:
        """Write a text that jumps to A1 of a sheet of the same book."""
        target = "internal:'" + sheet.replace("'", "''") + "'!A1"
        cell_format = self._looks.format(self._painted(row, column, look))
        self.worksheet.write_url(row, column, target, cell_format, text)

    def merge(self, row: int, column: int, last_column: int, text: str, look: Look) -> None:
        """Write a text over several cells of a row."""
        look = self._painted(row, column, look)
        self.worksheet.merge_range(row, column, row, last_column, "", self._looks.format(look))
        self.worksheet.write_string(row, column, text, self._looks.format(look))

    def format(self, look: Look) -> Any:
        """The XlsxWriter format of a look, for rules."""
        return self._looks.format(look)

    def note(self, row: int, column: int, text: str) -> None:
        """Add a note to a cell; a mark on the same cell comes first in it."""
        self._notes.setdefault((row, column), []).append(text)

    def heighten(self, row: int, lines: int) -> None:
        """Make a row high enough for so many lines of text."""
        self._lines[row] = max(lines, self._lines.get(row, 1))

    def finish(self) -> None:
        """Set the heights of rows, paint marks on cells that hold nothing, write all notes."""
        for row, lines in self._lines.items():
            self.worksheet.set_row(row, min(ROW_POINTS * lines, HIGHEST_ROW))
        for row, column in list(self._marks_left):
            self.put(row, column, None, CELL)
        for (row, column), texts in self._notes.items():
            text = clean_text("\n\n".join(t for t in texts if t), NOTE_LIMIT)
            if text:
                severity = self._paint.get((row, column), "")
                self.worksheet.write_comment(row, column, text, _note_options(text, severity))

    def _painted(self, row: int, column: int, look: Look) -> Look:
        severity = self._marks_left.pop((row, column), None)
        return {**look, **PAINTS[severity]} if severity else look


def _note_options(text: str, severity: str) -> dict[str, object]:
    """A note as large as its text: at most 42 characters on a line, at most 30 lines."""
    longest = max(map(shown_length, text.split("\n")))
    width = min(max(longest, 14), NOTE_CHARACTERS)
    lines = min(wrapped_lines(text, width), 30)
    return {
        "width": width * 7 + 20,
        "height": lines * 16 + 14,
        "font_name": "Calibri",
        "font_size": 10,
        "color": NOTE_COLOURS[severity],
    }
