"""A copy of a workbook as plain values, with the findings on the cells they belong to.

The copy is written anew, so that the planner's own file is never touched: values and number formats
are kept; formulas (as values), colours, charts and everything else are not. XlsxWriter is
used directly, because the cells lie anywhere on their sheets and are not tables.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from orefolio.findings import Finding, Severity
from orefolio.workbook.cells import RawCell, RawSheet, cell_name, read_cells
from orefolio.workbook.cells.raw import parse_cell_name
from orefolio.workbook.sheets import Sheet
from orefolio.workbook.sheets.book import CREATED, OPTIONS
from orefolio.workbook.sheets.canvas import Canvas, Looks
from orefolio.workbook.sheets.check import check_sheet_name
from orefolio.workbook.sheets.files import refuse_existing, write_whole
from orefolio.workbook.sheets.layout import wrapped_lines
from orefolio.workbook.sheets.looks import CELL, HEADERS, LINES, LINK, PAINTS, Look
from orefolio.workbook.sheets.values import plain, shown_length

FINDINGS = "Findings"
_PLAIN: Look = {"font_name": "Calibri", "font_size": 11}
_ROWS_PLACE = re.compile(r"rows? ([0-9]{1,7})(?:-[0-9]+)?", re.ASCII)
_NARROWEST, _WIDEST = 9, 42
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_HEADINGS = (
    ("kind", 9),
    ("place", 24),
    ("found", 70),
    ("expected", 40),
    ("how to mend", 60),
    ("check", 20),
)
_ABOUT = (
    "Findings in {name}",
    "A copy of the workbook as plain values, with the findings on its cells: red must be mended,"
    " orange was read all the same, blue is worth knowing.",
    "Formulas, colours and charts are left out. Mend the original, not this copy.",
)

Marks = dict[tuple[int, int], tuple[str, str]]


def paint_findings(
    source: Path, target: Path, findings: Sequence[Finding], *, overwrite: bool = False
) -> None:
    """Write ``target``: all sheets of ``source`` as values, cells with findings coloured and noted.

    The first sheet lists all findings with links to their cells. ``source`` is only read. Raises
    WorkbookError if it cannot be read, FileExistsError if the target exists and ``overwrite`` is
    false, ValueError if both are the same file, CannotWrite if the system refuses.
    """
    source, target = Path(source), Path(target)
    if target.exists() and source.exists() and target.samefile(source):
        raise ValueError(f"{target} is the workbook itself; choose another name for the copy")
    refuse_existing(target, overwrite)
    sheets = read_cells(source).sheets
    names = _names(sheets)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**OPTIONS, "nan_inf_to_errors": True})
    book.set_properties({"created": CREATED})
    looks = Looks(book)
    list_name = _unique(FINDINGS, set(names.values()))
    listing = book.add_worksheet(list_name)
    worksheets = {sheet.name: book.add_worksheet(names[sheet.name]) for sheet in sheets}
    _write_list(listing, source.name, _in_order(findings, sheets), names, looks)
    for sheet in sheets:
        _copy(worksheets[sheet.name], sheet, _marks(sheet, findings), looks)
        if sheet.hidden:
            worksheets[sheet.name].hide()
    book.close()
    write_whole(target, buffer.getvalue(), overwrite=overwrite)


def locate(place: str) -> tuple[str, int, int]:
    """Sheet, row and column of a place; a sheet or rows stand for their first cell."""
    sheet, mark, where = place.rpartition("!")
    rows = _ROWS_PLACE.fullmatch(where)
    try:
        row, column = parse_cell_name(f"A{rows[1]}" if rows else where)
    except ValueError:
        return place, 1, 1
    return (sheet, row, column) if mark else (place, 1, 1)


def _marks(sheet: RawSheet, findings: Sequence[Finding]) -> Marks:
    """The worst severity and all sentences of each cell."""
    here: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        name, row, column = locate(finding.place)
        if name == sheet.name:
            here.setdefault((row, column), []).append(finding)
    return {
        cell: (
            min(found, key=lambda f: _ORDER[f.severity]).severity.value,
            "\n\n".join(f"{f.severity.value.upper()}: {f.sentence}" for f in found),
        )
        for cell, found in here.items()
    }


def _copy(worksheet: Any, sheet: RawSheet, marks: Marks, looks: Looks) -> None:
    canvas = Canvas(worksheet, Sheet(sheet.name, (), marks=marks), looks)
    for (row, column), cell in sheet.cells.items():
        canvas.put(row - 1, column - 1, _shown(cell), _look(cell))
    canvas.finish()
    for column, width in _widths(sheet).items():
        worksheet.set_column(column - 1, column - 1, width)


def _widths(sheet: RawSheet) -> dict[int, float]:
    """Widths of the columns that hold anything, after their longest line, within limits."""
    lines: dict[int, int] = {}
    for (_, column), cell in sheet.cells.items():
        longest = max(map(shown_length, str(_shown(cell)).splitlines()), default=0)
        lines[column] = max(longest, lines.get(column, 0))
    return {column: min(max(length + 2, _NARROWEST), _WIDEST) for column, length in lines.items()}


def _in_order(findings: Sequence[Finding], sheets: Sequence[RawSheet]) -> list[Finding]:
    """By severity, then by sheet of this workbook (what belongs to none first), row and column."""
    position = {sheet.name: number for number, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, int, int, int]:
        name, row, column = locate(finding.place)
        return _ORDER[finding.severity], position.get(name, -1), row, column

    return sorted(findings, key=order)


def _shown(cell: RawCell) -> Any:
    """What the cell shows; a formula without a result is copied as its text."""
    if cell.error:
        return cell.error
    if cell.value is None:
        return plain(cell.formula)
    if isinstance(cell.value, datetime.time | datetime.timedelta):
        return str(cell.value)
    return plain(cell.value)


def _look(cell: RawCell) -> Look:
    usual = cell.number_format in ("", "General") or len(cell.number_format) > 255
    return _PLAIN if usual else {**_PLAIN, "num_format": cell.number_format}


def _write_list(
    worksheet: Any, name: str, findings: Sequence[Finding], names: Mapping[str, str], looks: Looks
) -> None:
    """The list of all findings, each with a link to its cell."""
    canvas = Canvas(worksheet, Sheet(FINDINGS, ()), looks)
    for row, (text, style) in enumerate(zip(_ABOUT, ("title", "plain", "note"), strict=True)):
        canvas.put(row, 0, plain(text.format(name=name)), LINES[style])
    header = len(_ABOUT) + 1
    for column, (heading, width) in enumerate(_HEADINGS):
        worksheet.set_column(column, column, width)
        canvas.put(header, column, heading, HEADERS["result"])
    worksheet.freeze_panes(header + 1, 0)
    wrapped: Look = {**CELL, "text_wrap": True}
    for row, finding in enumerate(findings, start=header + 1):
        kind = finding.severity.value
        canvas.put(row, 0, kind, {**wrapped, **PAINTS[kind]})
        sheet, at_row, at_column = locate(finding.place)
        if sheet in names and row < 65_000:  # Excel allows no more links on a sheet
            quoted = names[sheet].replace("'", "''")
            url = f"internal:'{quoted}'!{cell_name(at_row, at_column)}"
            text = str(plain(finding.place))
            worksheet.write_url(row, 1, url, looks.format({**wrapped, **LINK}), text)
        else:
            canvas.put(row, 1, plain(finding.place), wrapped)
        told = (finding.found, finding.expected, finding.remedy, finding.check)
        for column, text in enumerate(told, start=2):
            canvas.put(row, column, plain(text), wrapped)
            canvas.heighten(row, wrapped_lines(text, _HEADINGS[column][1] - 2))
    if findings:
        worksheet.autofilter(header, 0, header + len(findings), len(_HEADINGS) - 1)
    else:
        canvas.put(header + 1, 0, "nothing was found", CELL)
    canvas.finish()
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)


def _names(sheets: Sequence[RawSheet]) -> dict[str, str]:
    """A name that Excel accepts for each sheet; nearly always its own."""
    names: dict[str, str] = {}
    for sheet in sheets:
        name = sheet.name
        try:
            check_sheet_name(name)
        except ValueError:
            name = re.sub(r"[\[\]:*?/\\\x00-\x1f']", "_", name)[:15].strip() or "sheet"
        names[sheet.name] = _unique(name, set(names.values()))
    return names


def _unique(name: str, taken: set[str]) -> str:
    used = {other.casefold() for other in taken}
    candidate, number = name, 1
    while candidate.casefold() in used:
        number += 1
        candidate = f"{name[:25]} {number}"
    return candidate
