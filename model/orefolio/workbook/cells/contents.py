"""The part that lists the sheets, and where texts and styles are."""

from __future__ import annotations

from dataclasses import dataclass

from orefolio.workbook.cells.markup import PathHandler, is_true, parse
from orefolio.workbook.cells.package import Package
from orefolio.workbook.cells.refusals import damaged
from orefolio.workbook.cells.relationships import Relationship, first_of_kind, relationships
from orefolio.workbook.cells.strings import decode_escapes

_USUAL_PART = "xl/workbook.xml"
_SHEETS = ("workbook", "sheets", "sheet")


@dataclass(frozen=True)
class SheetEntry:
    """One worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True)
class Contents:
    """What the workbook part tells; ``strings`` and ``styles`` are parts, or ''."""

    sheets: tuple[SheetEntry, ...]
    strings: str
    styles: str
    date_1904: bool
    calculate_on_load: bool


def read_contents(package: Package) -> Contents:
    """The contents of the workbook; WorkbookError if sheets are missing or ambiguous."""
    part = first_of_kind(relationships(package, ""), "officeDocument")
    if part not in package:
        part = _USUAL_PART
    listed: list[tuple[str, str, str]] = []  # name, state, relationship
    date_1904 = calculate_on_load = False

    def opened(path: tuple[str, ...], attributes: dict[str, str]) -> None:
        nonlocal date_1904, calculate_on_load
        if path == _SHEETS:
            name = decode_escapes(attributes.get("name", ""))
            listed.append((name, attributes.get("state", ""), attributes.get("id", "")))
        elif path == ("workbook", "workbookPr"):
            date_1904 = is_true(attributes.get("date1904"))
        elif path == ("workbook", "calcPr"):
            calculate_on_load = is_true(attributes.get("fullCalcOnLoad"))

    parse(package.chunks(part), PathHandler(opened), part)
    links = relationships(package, part)
    return Contents(
        sheets=_sheets(listed, links),
        strings=first_of_kind(links, "sharedStrings"),
        styles=first_of_kind(links, "styles"),
        date_1904=date_1904,
        calculate_on_load=calculate_on_load,
    )


def _sheets(
    listed: list[tuple[str, str, str]], links: dict[str, Relationship]
) -> tuple[SheetEntry, ...]:
    """The worksheets in their order; chart, dialog and macro sheets hold no cells of a plan."""
    sheets: list[SheetEntry] = []
    names: set[str] = set()
    parts: set[str] = set()
    for name, state, link in listed:
        if not name or name.lower() in names:
            raise damaged(f"it has a sheet without a name, or two sheets named '{name}'")
        names.add(name.lower())
        if link not in links:
            raise damaged(f"the content of sheet '{name}' is missing", name)
        target = links[link]
        if target.kind.lower() != "worksheet":
            continue
        if target.part.lower() in parts:
            raise damaged(f"sheet '{name}' has the content of another sheet", name)
        parts.add(target.part.lower())
        sheets.append(SheetEntry(name, state.lower() in {"hidden", "veryhidden"}, target.part))
    if not sheets:
        raise damaged("it has no worksheet")
    return tuple(sheets)
