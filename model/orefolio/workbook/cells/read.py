"""From a path to the raw cells of all sheets, or to one WorkbookError that tells what is wrong."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from xml.parsers.expat import ExpatError

from orefolio.findings import Finding, WorkbookError, warning
from orefolio.workbook.cells.contents import Contents, SheetEntry, read_contents
from orefolio.workbook.cells.guard import read_zip_bytes
from orefolio.workbook.cells.limits import PROLOG_CHUNK_BYTES
from orefolio.workbook.cells.list_objects import read_list_object
from orefolio.workbook.cells.markup import parse, refuse_doctype
from orefolio.workbook.cells.package import Package
from orefolio.workbook.cells.raw import ListObject, RawBook, RawSheet, cell_name
from orefolio.workbook.cells.refusals import damaged, too_large
from orefolio.workbook.cells.relationships import relationships
from orefolio.workbook.cells.sheet import SheetHandler
from orefolio.workbook.cells.strings import read_strings
from orefolio.workbook.cells.styles import read_styles
from orefolio.workbook.cells.values import Meanings

_XML_ENDINGS = (".xml", ".rels", ".vml")

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    ValueError,  # numbers, codecs
    LookupError,  # parts, relations and encodings that are not there
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,  # encrypted or unknown compression; nesting without end
    MemoryError,
)
"""How damage shows. Anything else (AttributeError, TypeError …) is a mistake of this program."""


def read_cells(path: str | Path) -> RawBook:
    """Read a workbook (.xlsx, .xlsm, .xltx) without calculating or changing anything.

    Raises WorkbookError if the file cannot be used: missing, locked, protected,
    of another format, damaged, or beyond the limits of ``limits.py``. Damage inside single cells
    does not stop the reading: such a cell is an error (``#VALUE!``) with a warning of its own.
    """
    path = Path(path)
    try:
        package = Package(read_zip_bytes(path), path.name)
        for part in package.names():
            if part.endswith(_XML_ENDINGS):
                refuse_doctype(package.chunks(part, size=PROLOG_CHUNK_BYTES), part)
        return _read_book(path, package)
    except WorkbookError:
        raise
    except _DAMAGE as exc:
        raise _as_workbook_error(exc, "workbook") from exc


def _as_workbook_error(exc: Exception, place: str) -> WorkbookError:
    """Damage as one sentence, however it showed."""
    if isinstance(exc, MemoryError):
        return too_large("the file is too large for the memory of this computer")
    reason = " ".join(str(exc).split())[:200] or type(exc).__name__
    return damaged(f"its content cannot be unpacked or read ({reason})", place)


def _read_book(path: Path, package: Package) -> RawBook:
    contents = read_contents(package)
    meanings = Meanings(
        read_strings(package, contents.strings),
        read_styles(package, contents.styles),
        contents.date_1904,
    )
    sheets: list[RawSheet] = []
    notes: list[Finding] = []
    errors: list[Finding] = []
    for entry in contents.sheets:  # every damaged sheet is named, not the first one only
        try:
            sheet, found = _read_sheet(package, entry, meanings, contents)
            sheets.append(sheet)
            notes += found
        except WorkbookError as exc:
            errors += exc.findings
        except _DAMAGE as exc:
            errors += _as_workbook_error(exc, entry.name).findings
    if errors:
        raise WorkbookError(dict.fromkeys(errors))
    return RawBook(path, tuple(sheets), contents.date_1904, tuple(notes))


def _read_sheet(
    package: Package, entry: SheetEntry, meanings: Meanings, contents: Contents
) -> tuple[RawSheet, list[Finding]]:
    handler = SheetHandler(entry.name, meanings, package.budget)
    parse(package.chunks(entry.part, entry.name), handler, entry.part, entry.name)
    links = relationships(package, entry.part) if handler.table_ids else {}
    if not links.keys() >= set(handler.table_ids):
        raise damaged("the description of one of its tables is missing", entry.name)
    list_objects: list[ListObject] = []
    for part in dict.fromkeys(links[table_id].part for table_id in handler.table_ids):
        list_object, filtered = read_list_object(package, part, entry.name)
        list_objects.append(list_object)
        handler.filtered = handler.filtered or filtered
    sheet = RawSheet(
        name=entry.name,
        hidden=entry.hidden,
        cells=handler.cells,
        merged=tuple(handler.merged),
        hidden_rows=frozenset(handler.hidden_rows),
        filtered=handler.filtered,
        list_objects=tuple(list_objects),
    )
    return sheet, handler.findings + _doubtful_zeros(handler, entry, contents)


def _doubtful_zeros(handler: SheetHandler, entry: SheetEntry, contents: Contents) -> list[Finding]:
    """Programs (XlsxWriter, and pandas with it) store 0 for formulas that they cannot calculate.

    They also ask the spreadsheet to calculate the file when it is opened, which tells such a file
    from one that a spreadsheet saved.
    """
    if not (contents.calculate_on_load and handler.zero_formulas):
        return []
    first = f"{entry.name}!{cell_name(*min(handler.zero_formulas))}"
    count = len(handler.zero_formulas)
    return [
        warning(
            "uncalculated_formula",
            first,
            f"{count} formula(s) of this sheet, the first one here, hold 0 in a file that was "
            "written by a program and asks to be calculated when it is opened",
            remedy="open the workbook in Excel or LibreOffice, save it, and run again",
        )
    ]
