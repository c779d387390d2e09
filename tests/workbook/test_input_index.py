"""The index of an input workbook: what is there comes first, what may be added can be typed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from orefolio.tables import TABLES, Table
from orefolio.workbook import read_records, write_template, write_workbook
from orefolio.workbook.inputs.index import headers_due
from orefolio.workbook.inputs.sheets import CORE
from planner_books import read, sound

PALE = "CFDDEC"
OPTIONAL = [table for table in TABLES if not table.required]


def listed(path: Path) -> dict[str, str | None]:
    """The sheets that the index names, with the place that each links to."""
    sheet = openpyxl.load_workbook(path)["Index"]
    names = {table.sheet for table in TABLES}
    cells = [cell for (cell,) in sheet["A1:A200"] if cell.value in names]
    assert len({cell.value for cell in cells}) == len(cells)
    return {cell.value: cell.hyperlink.location if cell.hyperlink else None for cell in cells}


def test_template_leads_with_the_core(tmp_path: Path) -> None:
    """Proves that the core sheets lead, the others stand behind with pale tabs, none is hidden.

    A link to a hidden sheet does nothing in Excel, so none may be hidden.
    """
    path = tmp_path / "plan.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    core = [table.sheet for table in TABLES if table.name in CORE]
    assert book.sheetnames[: len(core) + 2] == ["README", "Index", *core]
    assert {table.sheet for table in TABLES if table.required} <= set(core)
    for sheet in book.worksheets:
        is_pale = sheet.sheet_properties.tabColor.rgb.endswith(PALE)
        assert is_pale == (sheet.title not in ("README", "Index", *core)), sheet.title
        assert sheet.sheet_state == "visible"
    assert listed(path) == {table.sheet: f"'{table.sheet}'!A1" for table in TABLES}


def test_filled_workbook_has_what_is_used(tmp_path: Path) -> None:
    """Proves that empty tables are no sheets, that all are in the index, and nothing is found."""
    records, _ = read(tmp_path, sound())
    path = tmp_path / "filled.xlsx"
    write_workbook(path, records)
    used = ["Settings", "Materials", "Suppliers", "Offers"]
    assert openpyxl.load_workbook(path).sheetnames == ["README", "Index", *used]
    links = listed(path)
    assert set(links) == {table.sheet for table in TABLES}
    assert {name for name, link in links.items() if link} == set(used)
    again, findings = read_records(path)
    assert findings == ()
    assert again.tables.keys() == records.tables.keys()


@pytest.mark.parametrize("table", OPTIONAL, ids=lambda table: table.name)
def test_a_sheet_typed_from_the_index_is_read(table: Table, tmp_path: Path) -> None:
    """Proves that the name and the headers that the index tells are all that a sheet needs.

    If a header were missing or told otherwise than it is read, the sheet would be found wrong.
    """
    headers = [text.split(":")[0] for text in headers_due(table).split("; ")]
    typed = [part for text in headers for part in text.split(", ") if part != "…"]
    _, findings = read(tmp_path, {**sound(), table.sheet: [typed]})
    assert [finding.sentence for finding in findings] == []


def test_own_index_of_a_planner_is_left_alone(tmp_path: Path) -> None:
    """Proves that a sheet Index is passed over without a finding, whatever it holds."""
    _, findings = read(tmp_path, {**sound(), "Index": [["x", 1], [None, "=A1"]]})
    assert findings == ()
