"""Sheets, headers, rows: what is found where, and what is said about it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as ListObject

from orefolio.findings import Finding, Severity, WorkbookError, has_errors
from orefolio.workbook import read_records
from planner_books import Formatted, at, read, save, sound, with_cells

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _only(findings: tuple[Finding, ...], place: str, severity: Severity, part: str) -> None:
    (found,) = findings
    assert (found.place, found.severity) == (place, severity)
    assert part in found.sentence


def _changed(tmp_path: Path, change: Any) -> Any:
    """Read the sound workbook after a change made with openpyxl."""
    path = tmp_path / "plan.xlsx"
    book = save(path, sound())
    change(book)
    book.save(path)
    return read_records(path)


def test_sheet_names_are_folded(tmp_path: Path) -> None:
    """Proves that 'suppliers ' is read, with its own name in places."""
    book = sound()
    book["ｓuppliers "] = book.pop("Suppliers")
    records, findings = read(tmp_path, book)
    _only(findings, "workbook", INFO, "sheet 'ｓuppliers ' is read as 'Suppliers'")
    assert records.table("suppliers")["A"].place("hazard") == "ｓuppliers !C2"


def test_missing_sheet(tmp_path: Path) -> None:
    """Proves that a missing sheet lists those there are and the nearest; links to it stay quiet."""
    book = sound()
    book["Supliers"] = book.pop("Suppliers")
    _, findings = read(tmp_path, book)
    missing, unknown = findings
    assert (missing.check, missing.severity) == ("missing_sheet", ERROR)
    assert "'Settings', 'Materials', 'Offers', 'Supliers'" in missing.sentence
    assert "did you mean 'Supliers'?" in missing.sentence
    assert (unknown.check, unknown.severity) == ("unknown_sheet", WARNING)


def test_unknown_sheets_once_and_own_sheets_never(tmp_path: Path) -> None:
    """Proves one line for all unknown sheets, none for sheets that orefolio writes."""
    more = {"Notes by KT": [["x"]], "Scratch": [["y"]], "README": [["z"]], "Summary": [["s"]]}
    path = tmp_path / "plan.xlsx"
    save(path, sound() | more)
    _, findings = read_records(path, ignore=frozenset({"Summary"}))
    _only(findings, "workbook", INFO, "'Notes by KT', 'Scratch'")


def test_misspelt_optional_sheet_is_a_warning(tmp_path: Path) -> None:
    """Proves that 'Route' is not passed over lightly: without routes the plan is another one."""
    _, findings = read(tmp_path, with_cells({}, Route=[["route"], ["R1"]]))
    _only(findings, "workbook", WARNING, "did you mean 'Routes' by 'Route'?")


def test_title_lines_and_order_of_columns(tmp_path: Path) -> None:
    """Proves that the header is found by its names, below titles and in any order."""
    book = sound()
    book["Suppliers"] = [
        ["Suppliers of the plan"],
        [],
        ["Hazard", None, "SUPPLIER", "Country\n(mine)"],
        [0.5, None, "A", "CN"],
        [None, None, "B", "VN"],
    ]
    records, findings = read(tmp_path, book)
    assert findings == ()
    assert records.table("suppliers")["A"].values == {
        "supplier": "A",
        "country": "CN",
        "hazard": 0.5,
    }
    assert records.table("suppliers")["A"].place("hazard") == "Suppliers!A4"


def test_unknown_column_is_kept_and_told_once(tmp_path: Path) -> None:
    """Proves 'did you mean' for a misspelt column, and that its values are kept."""
    records, findings = read(
        tmp_path, with_cells({"Offers!D1": "prise (USD/kg)", "Offers!D4": 3.5})
    )
    _only(findings, "Offers!D1", WARNING, "is not used; did you mean 'price'?")
    assert records.table("offers")["B-Dy"].extra == {"prise (USD/kg)": 3.5}
    assert "price" not in records.table("offers")["B-Dy"].values


def test_missing_required_column(tmp_path: Path) -> None:
    """Proves one error for the column, none for each of its cells."""
    _, findings = read(tmp_path, with_cells({"Offers!B1": "what"}))
    missing, unknown = findings
    assert (missing.place, missing.check) == ("Offers", "missing_column")
    assert "the column 'supplier' is missing (found 'offer', 'what'" in missing.sentence
    assert unknown.place == "Offers!B1"


def test_missing_key_column_and_header(tmp_path: Path) -> None:
    """Proves that a sheet without its names is one error; links to it are not judged."""
    _, findings = read(tmp_path, with_cells({"Suppliers!A1": "who"}))
    assert [f.check for f in findings] == ["missing_column", "unknown_column"]
    book = sound()
    book["Suppliers"] = [["a"], ["b"]]
    _, findings = read(tmp_path, book)
    _only(findings, "Suppliers", ERROR, "no header row was found; expected the columns 'supplier'")


def test_empty_required_table(tmp_path: Path) -> None:
    """Proves that a required table needs a row."""
    book = sound()
    book["Offers"] = book["Offers"][:1]
    _, findings = read(tmp_path, book)
    _only(findings, "Offers", ERROR, "no rows")


def test_provenance(tmp_path: Path) -> None:
    """Proves that note, source, flag belong to the row or to one column; flags are checked."""
    cells = {"Offers!F1": "note", "Offers!G1": "Price Source", "Offers!H1": "price flag",
             "Offers!F2": "spot", "Offers!G2": "USGS", "Offers!H2": "Reported",
             "Offers!H3": "guessed"}  # fmt: skip
    records, findings = read(tmp_path, with_cells(cells))
    _only(findings, "Offers!H3", WARNING, "price flag is 'guessed'; expected one of 'reported'")
    assert records.table("offers")["A-Nd"].provenance == {
        "note": "spot",
        "price source": "USGS",
        "price flag": "reported",
    }


PERIODS = [
    (2026, "2026"),
    (2026.0, "2026"),
    ("２０２６", "2026"),
    ("2026 (kt)", "2026"),
    ("2026H1", "2026H1"),
    ("2026-Q1", "2026Q1"),
    ("Q1 2026", "2026Q1"),
    ("2026-01", "2026-01"),
    ("2026/1", "2026-01"),
    ("2026-W05", "2026-W05"),
    ("2026年4月", "2026-04"),
    (datetime.date(2026, 4, 1), "2026-04-01"),
    (Formatted(datetime.datetime(2026, 4, 1), "mmm yyyy"), "2026-04-01"),
]


@pytest.mark.parametrize(("header", "label"), PERIODS)
def test_period_headers(tmp_path: Path, header: Any, label: str) -> None:
    """Proves the label of each way to name a period, and its unit."""
    book = with_cells({}, Demand=[["segment", header], ["Nd", 2]])
    records, findings = read(tmp_path, book)
    assert findings == ()
    demand = records.table("demand")["Nd"]
    assert demand.by_period == {label: 2000.0 if "kt" in str(header) else 2.0}
    assert demand.place(label) == "Demand!B2"


def test_period_headers_that_are_refused(tmp_path: Path) -> None:
    """Proves that fiscal years are refused, periods named twice too, negative amounts too."""
    sheet = [["segment", 2026, "2026.0", "FY2027", 2028, "remark"], ["Nd", 1, 1, 1, -1, "x"]]
    records, findings = read(tmp_path, with_cells({}, Demand=sheet))
    assert [(f.place, f.check) for f in findings] == [
        ("Demand!C1", "duplicate_column"),
        ("Demand!D1", "fiscal_year"),
        ("Demand!F1", "unknown_column"),
        ("Demand!E2", "out_of_range"),
    ]
    assert records.table("demand")["Nd"].broken == {"2028"}
    assert records.table("demand")["Nd"].extra == {"FY2027": 1, "remark": "x"}


def test_no_period_columns(tmp_path: Path) -> None:
    """Proves that a sheet by period without any period is an error, not silence."""
    _, findings = read(tmp_path, with_cells({}, Demand=[["segment", "demand"], ["Nd", 1]]))
    assert [f.check for f in findings] == ["missing_periods", "unknown_column"]


def test_composite_keys(tmp_path: Path) -> None:
    """Proves keys of two columns, an optional last one left out, duplicates of the pair."""
    sheets = {
        "Grades": [["grade"], ["4N"]],
        "Stock": [["material", "grade", "opening stock (kg)"], ["Nd", None, 5], ["Nd", "4N", 7],
                  ["Nd", "4N", 9]],
    }  # fmt: skip
    records, findings = read(tmp_path, with_cells({}, **sheets))
    _only(findings, "Stock!A4", ERROR, "'Nd|4N' appears twice (also in Stock!A3)")
    assert {key: row.values["opening_stock"] for key, row in records.table("stock").items()} == {
        "Nd": 0.005,
        "Nd|4N": 0.007,
    }


def test_missing_optional_sheet_of_a_link(tmp_path: Path) -> None:
    """Proves that a link into a sheet that is not there is an error that names the sheet."""
    _, findings = read(tmp_path, with_cells({"Offers!F1": "grade", "Offers!F2": "4N"}))
    _only(findings, "Offers!F2", ERROR, "on the sheet Grades, which has none")


def test_settings_unknown_and_missing(tmp_path: Path) -> None:
    """Proves the nearest name for an unknown setting, and an error for a missing one."""
    cells = {"Settings!A2": "begin", "Settings!A5": "risk weigth", "Settings!B5": 0.5}
    records, findings = read(tmp_path, with_cells(cells))
    assert [f.place for f in findings] == ["Settings", "Settings!A2", "Settings!A5"]
    assert "the setting 'start' is missing" in findings[0].sentence
    assert "did you mean 'risk weight'?" in findings[2].sentence
    assert records.table("settings")[""].extra == {"begin": 2026, "risk weigth": 0.5}
    assert records.table("settings")[""].broken == {"start"}


def test_total_and_blank_rows_and_footnote(tmp_path: Path) -> None:
    """Proves that a total is not read as a supplier, and that blank rows do not end the table."""
    cells = {"Suppliers!A5": "C", "Suppliers!A6": "合計", "Suppliers!C6": 0.25,
             "Suppliers!A8": "* provisional"}  # fmt: skip
    records, findings = read(tmp_path, with_cells(cells))
    assert list(records.table("suppliers")) == ["A", "B", "C"]
    assert [(f.place, f.check) for f in findings] == [
        ("Suppliers!row 4", "blank_rows"),
        ("Suppliers!A6", "total_row"),
        ("Suppliers!A8", "footnote"),
    ]
    assert not has_errors(findings)


def test_far_stray_row(tmp_path: Path) -> None:
    """Proves that a slip of the hand in the last row is an error, found in no time."""
    _, findings = read(tmp_path, with_cells({"Suppliers!XFD1048576": "x", "Suppliers!C1048576": 1}))
    _only(
        findings,
        "Suppliers!rows 4-1048575",
        ERROR,
        "row 1048576 lies 1,048,572 blank rows below the table; delete it or move it up",
    )


def test_cells_outside_of_the_columns_are_ignored(tmp_path: Path) -> None:
    """Proves that scribbles beside the table are no rows; a column without header is told."""
    cells = {"Suppliers!H2": "todo", "Suppliers!A1": "supplier", "Suppliers!XFD9": "x"}
    records, findings = read(tmp_path, with_cells(cells))
    assert findings == ()
    assert len(records.table("suppliers")) == 2
    _, findings = read(tmp_path, with_cells({"Suppliers!D1": None, "Suppliers!E1": "note"}))
    _only(findings, "Suppliers!D2", WARNING, "values but no header")


def test_merged_cells(tmp_path: Path) -> None:
    """Proves that a merged value counts for each of its rows; else the second would have none."""

    def merge(book: openpyxl.Workbook) -> None:
        book["Offers"].merge_cells("B2:B3")
        book["Offers"].merge_cells("D4:E4")

    records, findings = _changed(tmp_path, merge)
    assert records.table("offers")["B-Nd"].values["supplier"] == "A"
    assert [(f.place, f.severity) for f in findings] == [
        ("Offers!B3", WARNING),
        ("Offers!E4", WARNING),
    ]
    assert "is merged (B2:B3); value 'A' of Offers!B2 is used for every row" in findings[0].sentence
    assert "'capacity (t/y)' is read as empty" in findings[1].sentence


def test_merged_header(tmp_path: Path) -> None:
    """Proves that the second row of a header merged downwards is no row of the table."""
    book = sound()
    book["Suppliers"].insert(1, [])
    path = tmp_path / "plan.xlsx"
    workbook = save(path, book)
    workbook["Suppliers"].merge_cells("A1:A2")
    workbook.save(path)
    records, findings = read_records(path)
    assert findings == ()
    assert len(records.table("suppliers")) == 2


def test_hidden_rows_and_sheets(tmp_path: Path) -> None:
    """Proves that what is hidden is read, and said."""

    def hide(book: openpyxl.Workbook) -> None:
        book["Suppliers"].auto_filter.ref = "A1:D3"
        book["Suppliers"].row_dimensions[3].hidden = True
        book["Materials"].sheet_state = "hidden"

    records, findings = _changed(tmp_path, hide)
    assert [(f.place, f.severity) for f in findings] == [
        ("Materials", WARNING),
        ("Suppliers!row 3", WARNING),
    ]
    assert "1 hidden row(s) (a filter is on) are read like all others" in findings[1].sentence
    assert "B" in records.table("suppliers")


def test_list_object_wins(tmp_path: Path) -> None:
    """Proves that an Excel table with our columns is the table, its totals row left out."""

    def tabulate(book: openpyxl.Workbook) -> None:
        sheet = book["Suppliers"]
        for row in sheet["A1:D3"]:
            for cell in row:
                sheet.cell(cell.row + 9, cell.column + 5).value = cell.value
        sheet["F13"] = "Total"
        table = ListObject(displayName="Sellers", ref="F10:I13", totalsRowCount=1)
        sheet.add_table(table)
        sheet["A2"] = "old"

    records, findings = _changed(tmp_path, tabulate)
    assert findings == ()
    assert list(records.table("suppliers")) == ["A", "B"]
    assert records.table("suppliers")["A"].row_place == "Suppliers!F11"


def test_rows_below_a_list_object(tmp_path: Path) -> None:
    """Proves that rows typed directly below belong to the table, rows further down do not."""

    def tabulate(book: openpyxl.Workbook) -> None:
        sheet = book["Suppliers"]
        sheet.add_table(ListObject(displayName="Sellers", ref="A1:D3"))
        sheet["A4"], sheet["A5"], sheet["A9"] = "C", "D", "E"

    records, findings = _changed(tmp_path, tabulate)
    assert list(records.table("suppliers")) == ["A", "B", "C", "D"]
    assert [(f.place, f.severity) for f in findings] == [
        ("Suppliers!row 4", INFO),
        ("Suppliers!row 9", WARNING),
    ]


def test_unreadable_file(tmp_path: Path) -> None:
    """Proves that only a file that cannot be opened raises."""
    path = tmp_path / "plan.xlsx"
    path.write_text("not a workbook")
    with pytest.raises(WorkbookError):
        read_records(path)


def test_duplicate_key_names_both_cells_once(tmp_path: Path) -> None:
    """Proves that the first row is kept and the second refused."""
    records, findings = read(tmp_path, with_cells({"Offers!A3": "A-Nd\u200b"}))
    found = at(findings, "Offers!A3")
    assert found.severity is ERROR
    assert records.table("offers")["A-Nd"].values["price"] == 70.0
