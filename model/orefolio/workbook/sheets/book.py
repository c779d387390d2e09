"""Writes a workbook from a list of sheets."""

from __future__ import annotations

import datetime as dt
import gc
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter

from orefolio.workbook.sheets.canvas import Canvas, Looks
from orefolio.workbook.sheets.charts import add_charts
from orefolio.workbook.sheets.check import check_sheets
from orefolio.workbook.sheets.files import refuse_existing, write_whole
from orefolio.workbook.sheets.layout import Layout, PlacedTable, lay_out
from orefolio.workbook.sheets.lines import write_text
from orefolio.workbook.sheets.looks import TAB_COLOURS
from orefolio.workbook.sheets.names import Names, define_names, lists_sheet, long_lists
from orefolio.workbook.sheets.spec import Sheet
from orefolio.workbook.sheets.tables import write_table
from orefolio.workbook.sheets.values import one_line

# Not the time of writing: equal input must give equal bytes.
CREATED = dt.datetime(2026, 1, 1)
KNOWN_PROPERTIES = frozenset(
    {"title", "subject", "author", "manager", "company", "category", "keywords", "comments"}
)
PROPERTY_LIMIT = 255
DEEPEST_FREEZE = 12  # rows; more would leave too little of the screen to scroll
WIDEST_FREEZE = 45  # characters
ONE_PAGE = 60  # rows
A4, LANDSCAPE_MARGIN = 9, 0.4

OPTIONS = {
    "in_memory": True,  # no temporary files, fixed times inside the package
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


def write_book(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    properties: Mapping[str, str] | None = None,
    overwrite: bool = False,
) -> None:
    """Write the sheets to ``path``, whole or not at all; missing folders are created.

    Equal input gives equal bytes. Numbers are written with 16 significant digits, so a number
    rounded to 15 comes back exactly; rounding is the caller's. None, NaN, infinities and empty
    text are blank cells. Text is never a formula, nor a link.

    ``properties`` are document properties: title, subject, author, … or any other name.

    Raises :class:`ValueError` for sheets that Excel would refuse, :class:`FileExistsError` if
    the file exists and ``overwrite`` is false, :class:`CannotWrite` if the system refuses.
    """
    path = Path(path)
    refuse_existing(path, overwrite)
    write_whole(path, book_bytes(sheets, properties or {}), overwrite=overwrite)


def book_bytes(sheets: Sequence[Sheet], properties: Mapping[str, str]) -> bytes:
    """The workbook as the bytes of its file."""
    with _no_collecting():
        return _book_bytes(sheets, properties)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """No cycles are looked for: there are none among a million cells, and each look is slow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _book_bytes(sheets: Sequence[Sheet], properties: Mapping[str, str]) -> bytes:
    check_sheets(sheets)
    lists = long_lists(sheets)
    all_sheets = list(sheets)
    if lists:
        all_sheets.append(lists_sheet(lists, [sheet.name for sheet in sheets]))
    layouts = [lay_out(sheet) for sheet in all_sheets]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    worksheets = [book.add_worksheet(sheet.name) for sheet in all_sheets]
    names = define_names(book, all_sheets, layouts, lists, all_sheets[-1].name)
    looks = Looks(book)
    for sheet, layout in zip(all_sheets, layouts, strict=True):
        _write_sheet(book, sheet, layout, looks, names)
    shown = next(w for w, sheet in zip(worksheets, all_sheets, strict=True) if not sheet.hidden)
    shown.activate()
    shown.set_first_sheet()
    _set_properties(book, properties)
    book.close()
    return buffer.getvalue()


def _write_sheet(book: Any, sheet: Sheet, layout: Layout, looks: Looks, names: Names) -> None:
    worksheet = book.get_worksheet_by_name(sheet.name)
    for column, width in enumerate(layout.widths):
        worksheet.set_column(column, column, width)
    canvas = Canvas(worksheet, sheet, looks)
    for placed in layout.blocks:
        if isinstance(placed, PlacedTable):
            write_table(canvas, placed, layout, names)
        else:
            write_text(canvas, placed, layout)
    canvas.finish()
    _add_filter(worksheet, layout)
    add_charts(book, worksheet, sheet, layout)
    worksheet.set_tab_color(TAB_COLOURS[sheet.tab])
    if sheet.tab not in ("input", "spare"):
        worksheet.hide_gridlines(2)
    if sheet.hidden:
        worksheet.hide()
    rows, columns = sheet.freeze or _default_freeze(layout)
    if rows or columns:
        worksheet.freeze_panes(rows, columns)
    _set_print(worksheet, layout, with_charts=bool(sheet.charts))
    if sheet.print_columns and layout.last_row >= 0:
        worksheet.print_area(0, 0, layout.last_row, sheet.print_columns - 1)


def _add_filter(worksheet: Any, layout: Layout) -> None:
    for placed in layout.tables:
        if placed.table.autofilter and placed.last > placed.header:
            columns = len(placed.table.columns)
            worksheet.autofilter(placed.header, 0, placed.last, columns - 1)
            return


def _default_freeze(layout: Layout) -> tuple[int, int]:
    if len(layout.tables) != 1:
        return (0, 0)
    table = layout.tables[0]
    rows = table.first if table.first <= DEEPEST_FREEZE else 0
    columns = len(table.table.columns) > 1 and layout.width(0) <= WIDEST_FREEZE
    return (rows, int(columns))


def _set_print(worksheet: Any, layout: Layout, *, with_charts: bool) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    # Charts would be cut by a page break; a long table may run over many pages.
    worksheet.fit_to_pages(1, int(with_charts and layout.last_row < ONE_PAGE))
    worksheet.set_margins(LANDSCAPE_MARGIN, LANDSCAPE_MARGIN, 0.5, 0.6)
    worksheet.set_footer("&L&A&RPage &P of &N")
    if len(layout.tables) == 1:
        header = layout.tables[0].header
        worksheet.repeat_rows(header, header)


def _set_properties(book: Any, properties: Mapping[str, str]) -> None:
    known = {
        name: one_line(text, PROPERTY_LIMIT)
        for name, text in properties.items()
        if name in KNOWN_PROPERTIES
    }
    book.set_properties({**known, "created": CREATED})
    for name, text in properties.items():
        if name not in KNOWN_PROPERTIES:
            label = one_line(name, PROPERTY_LIMIT)
            book.set_custom_property(label, one_line(text, PROPERTY_LIMIT), "text")
