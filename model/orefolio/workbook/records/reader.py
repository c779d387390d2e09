"""The way through: a path in, records and findings out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from orefolio.findings import Finding, error, info, warning
from orefolio.tables import TABLES, Records
from orefolio.workbook.cells import RawBook, RawSheet, read_cells
from orefolio.workbook.cells.raw import parse_cell_name
from orefolio.workbook.records.currencies import check_currencies
from orefolio.workbook.records.drafts import Draft
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.links import Links
from orefolio.workbook.records.log import Log, Order, SheetLog, refuse, warn
from orefolio.workbook.records.own_columns import forget_used
from orefolio.workbook.records.settings import read_rates, read_settings
from orefolio.workbook.records.table import read_table
from orefolio.workbook.records.text import fold_name, listed, nearest, quoted

OWN_SHEETS = frozenset({"README", "Index", "Findings", "Lists"})
"""Sheets that orefolio writes for people, next to the tables."""


def read_records(
    path: str | Path, ignore: frozenset[str] = frozenset()
) -> tuple[Records, tuple[Finding, ...]]:
    """Read a planner's workbook: every table, and everything that is wrong with its cells.

    ``ignore`` names sheets that are passed over in silence (result sheets). Values come in the
    declared units, rounded to 15 significant digits. Raises WorkbookError only when the file
    cannot be opened; a workbook with errors gives the records that could be read, and the errors
    among the findings, in the order of sheets, rows and columns.
    """
    return records_of(read_cells(path), ignore)


def records_of(
    book: RawBook, ignore: frozenset[str] = frozenset()
) -> tuple[Records, tuple[Finding, ...]]:
    """The same for cells that were already read."""
    log = Log()
    order = {sheet.name: number for number, sheet in enumerate(book.sheets, start=1)}
    for finding in book.findings:
        log.add(finding, _order(finding.place, order))
    found = _match_sheets(book, ignore, log)
    settings = next(table for table in TABLES if table.vertical)
    rates = read_rates(found[settings.name], settings) if settings.name in found else {}
    drafts: dict[str, Draft] = {}
    for table in TABLES:
        sheet = found.get(table.name)
        if sheet is None:
            continue
        sheet_log = SheetLog(log, sheet, order[sheet.name])
        if sheet.hidden:
            trouble = warn("hidden_sheet", "the sheet is hidden; it is read like all others")
            sheet_log.whole(trouble)
        read = read_settings if table.vertical else read_table
        draft = read(Grid(sheet), table, sheet_log, rates)
        if table.required and draft.readable and not draft.rows:
            sheet_log.whole(refuse("no_rows", "the table has no rows", "at least one row"))
            draft.readable = False
        drafts[table.name] = draft
    missing = frozenset(t.name for t in TABLES if t.required and t.name not in found)
    Links(drafts, missing).resolve()
    check_currencies(drafts)
    forget_used(drafts, log)
    tables = {
        name: {key: row.record() for key, row in draft.rows.items()}
        for name, draft in drafts.items()
        if draft.rows
    }
    return Records(tables), log.sorted()


def _order(place: str, sheets: Mapping[str, int]) -> Order:
    """Where the finding of a cell belongs among the others."""
    sheet, _, cell = place.rpartition("!")
    try:
        row, column = parse_cell_name(cell)
    except ValueError:
        row, column = 0, 0
    return sheets.get(sheet or place, 0), row, column


def _match_sheets(book: RawBook, ignore: frozenset[str], log: Log) -> dict[str, RawSheet]:
    """The sheet of each table, by its name or a name that differs by case and blanks only."""
    silent = {fold_name(name) for name in ignore | OWN_SHEETS}
    by_name = {fold_name(table.sheet): table for table in TABLES}
    found: dict[str, RawSheet] = {}
    unknown: list[str] = []
    exact_first = sorted(book.sheets, key=lambda s: s.name not in {t.sheet for t in TABLES})
    for sheet in exact_first:
        table = by_name.get(fold_name(sheet.name))
        if table is None:
            if fold_name(sheet.name) not in silent:
                unknown.append(sheet.name)
        elif table.name in found:
            text = f"sheet {quoted(sheet.name)} is not read, because {table.sheet} is there too"
            log.add(warning("sheet_twice", "workbook", text, remedy="rename or delete one of them"))
        else:
            found[table.name] = sheet
            if sheet.name != table.sheet:
                text = f"sheet {quoted(sheet.name)} is read as {quoted(table.sheet)}"
                log.add(info("sheet_name", "workbook", text))
    _report_missing(found, book, log)
    _report_unknown(unknown, found, log)
    return found


def _report_missing(found: dict[str, RawSheet], book: RawBook, log: Log) -> None:
    names = [sheet.name for sheet in book.sheets]
    for table in TABLES:
        if table.required and table.name not in found:
            close = nearest(table.sheet, names)
            there = f"the workbook has the sheets {listed(names)}" if names else "it has no sheets"
            hint = f"did you mean {quoted(close)}? Rename it" if close else "add it"
            text = f"the sheet {quoted(table.sheet)} is missing; {there}"
            log.add(error("missing_sheet", "workbook", text, remedy=hint))


def _report_unknown(unknown: list[str], found: dict[str, RawSheet], log: Log) -> None:
    """One finding for all; a warning if one of them may be meant for a table."""
    if not unknown:
        return
    absent = [table.sheet for table in TABLES if table.name not in found]
    hints = [(name, nearest(name, absent)) for name in unknown[:100]]
    meant = [f"did you mean {quoted(close)} by {quoted(name)}?" for name, close in hints if close]
    text = f"not read, because no table has this name: {listed(unknown)}"
    make = warning if meant else info
    log.add(make("unknown_sheet", "workbook", text, remedy=" ".join(meant)))
