"""The tables of a sheet as Excel knows them (Insert > Table)."""

from __future__ import annotations

from orefolio.workbook.cells.markup import PathHandler, parse
from orefolio.workbook.cells.package import Package
from orefolio.workbook.cells.raw import ListObject, parse_area
from orefolio.workbook.cells.refusals import damaged
from orefolio.workbook.cells.strings import decode_escapes


def read_list_object(package: Package, part: str, sheet: str) -> tuple[ListObject, bool]:
    """The table of a part, and whether one of its columns is filtered."""
    table: dict[str, str] = {}
    filtered = False

    def opened(path: tuple[str, ...], attributes: dict[str, str]) -> None:
        nonlocal filtered
        if path == ("table",):
            table.update(attributes)
        elif path == ("table", "autoFilter", "filterColumn"):
            filtered = True

    parse(package.chunks(part, sheet), PathHandler(opened), part, sheet)
    name = decode_escapes(table.get("displayName") or table.get("name", ""))
    try:
        area = parse_area(table.get("ref", ""))
    except ValueError as exc:
        raise damaged(f"table '{name}': {exc}", sheet) from exc
    rows = table.get("totalsRowCount", "0")
    return ListObject(name, area, rows.isdigit() and rows.strip("0") != ""), filtered
