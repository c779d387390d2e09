"""From a workbook file to the case, with changes on the way."""

from __future__ import annotations

import openpyxl
import pytest

from orefolio.case import Change, ChangeError, load_case, parse_change
from orefolio.findings import WorkbookError

SHEETS = {
    "Settings": [["Setting", "Value"], ["start", 2026], ["years", 2]],
    "Materials": [["material", "demand (t/y)", "reference price (USD/kg)"], ["NDPR", 100, 60]],
    "Suppliers": [["supplier", "country"], ["LYN", "AU"]],
    "Offers": [
        ["offer", "supplier", "material", "price (USD/kg)", "capacity (kg/y)"],
        ["LYN-NDPR", "LYN", "NDPR", 50, 90_000],
    ],
}


def workbook(folder, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {**SHEETS, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "plan.xlsx"
    book.save(path)
    return path


def test_four_sheets_give_a_case(tmp_path):
    """Proves the front door: 50 USD/kg are 50,000 USD/t and 90,000 kg are 90 t."""
    case, found = load_case(workbook(tmp_path))
    assert case.offers["LYN-NDPR"].price == (50_000.0, 50_000.0)
    assert case.offers["LYN-NDPR"].capacity == (90.0, 90.0)
    assert case.place("offers", "LYN-NDPR", "price") == "Offers!D2"
    assert not [f for f in found if f.severity.value == "error"]


def test_changes_are_applied_before_assembling(tmp_path):
    """Proves that a change reaches the case and not the file."""
    path = workbook(tmp_path)
    before = path.read_bytes()
    changes = [
        parse_change("offers[LYN-*].price=*0.8"),
        Change("settings", "", "years", "set", 1.0),
    ]
    case, _ = load_case(path, changes)
    assert case.offers["LYN-NDPR"].price == (40_000.0,)
    assert path.read_bytes() == before
    with pytest.raises(ChangeError, match="LYN-NDPR"):
        load_case(path, [parse_change("offers[LYN-NDPT].price=1")])


def test_all_errors_come_together_and_once(tmp_path):
    """Proves that an unreadable price and a missing mine share are told in one pass, each once."""
    offers = [SHEETS["Offers"][0], ["LYN-NDPR", "LYN", "NDPR", "dear", 9], ["X", "LYN", "NDPR"]]
    with pytest.raises(WorkbookError) as caught:
        load_case(workbook(tmp_path, Offers=offers))
    errors = [f for f in caught.value.findings if f.severity.value == "error"]
    assert sorted(f.place for f in errors) == ["Offers!D2", "Offers!D3"]


def test_an_empty_cell_has_its_place(tmp_path):
    """Proves that what is missing is asked for in its own cell, not in that of the key."""
    materials = [["material", "demand (t/y)", "shortage cost"], ["NDPR", 100, None]]
    case, _ = load_case(workbook(tmp_path, Materials=materials))
    assert case.place("materials", "NDPR", "shortage_cost") == "Materials!C2"
    assert case.place("materials", "NDPR", "surplus_value") == "Materials!A2"  # has no column
    offers = [SHEETS["Offers"][0], ["LYN-NDPR", "LYN", "NDPR", None, 9]]
    with pytest.raises(WorkbookError, match="Offers!D2: LYN-NDPR has no price"):
        load_case(workbook(tmp_path, Offers=offers))


def test_a_missing_sheet_is_told_once(tmp_path):
    """Proves that its absence does not turn every link to it into an error."""
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book.remove(book["Suppliers"])
    book.save(path)
    with pytest.raises(WorkbookError) as caught:
        load_case(path)
    errors = [f for f in caught.value.findings if f.severity.value == "error"]
    assert len(errors) == 1
    assert "Suppliers" in errors[0].found
