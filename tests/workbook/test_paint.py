"""A copy of the planner's workbook with the findings on its cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from orefolio.findings import error, info, warning
from orefolio.workbook import paint_findings, read_records
from planner_books import Formatted, save, with_cells

RED, ORANGE = "FFF8B4B4", "FFFFD49A"


def _painted(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    source = tmp_path / "plan.xlsx"
    cells = {"Offers!D3": "1,234", "Suppliers!C2": "0,5", "Offers!E2": Formatted(0.5, "0%"),
             "Offers!A9": "=1+1", "Materials!C5": 1}  # fmt: skip
    save(source, with_cells(cells, Findings=[["mine"]]))
    before = source.read_bytes()
    _, findings = read_records(source)
    target = tmp_path / "painted.xlsx"
    more = [info("x", "Suppliers", "of the sheet"), warning("y", "workbook", "of the book")]
    more.append(error("z", "Offers!rows 2-3", "of the rows"))
    paint_findings(source, target, [*findings, *more])
    assert source.read_bytes() == before
    return openpyxl.load_workbook(target), target


def test_cells_are_coloured_and_noted(tmp_path: Path) -> None:
    """Proves colour and note on the cell of a finding, and that other cells have none."""
    book, _ = _painted(tmp_path)
    wrong = book["Offers"]["D3"]
    assert wrong.value == "1,234"
    assert wrong.fill.fgColor.rgb == RED
    assert "can mean 1234 or 1.234" in wrong.comment.text
    assert book["Suppliers"]["C2"].fill.fgColor.rgb == ORANGE
    assert book["Offers"]["D4"].comment is None
    assert book["Offers"]["D4"].fill.fill_type is None
    assert "of the rows" in book["Offers"]["A2"].comment.text
    assert "of the sheet" in book["Suppliers"]["A1"].comment.text
    assert "material is empty" in book["Materials"]["A5"].comment.text  # a blank cell


def test_values_stay_in_their_places(tmp_path: Path) -> None:
    """Proves that the copy shows values, not live formulas, with their number formats."""
    book, _ = _painted(tmp_path)
    assert book["Offers"]["E2"].value == 0.5
    assert book["Offers"]["E2"].number_format == "0%"
    assert book["Offers"]["A9"].value == "=1+1"
    assert book["Offers"]["A9"].data_type == "s"
    assert book["Settings"]["B2"].value == 2026


def test_list_of_findings_links_to_cells(tmp_path: Path) -> None:
    """Proves the first sheet: every finding, linked; a sheet of the same name gives way."""
    book, _ = _painted(tmp_path)
    assert book.sheetnames[0] == "Findings 2"
    assert book["Findings"]["A1"].value == "mine"
    sheet = book["Findings 2"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=6)}
    assert set(rows) >= {"Offers!D3", "Suppliers!C2", "Suppliers", "workbook", "Offers!rows 2-3"}
    assert rows["Offers!D3"][1].hyperlink.location == "'Offers'!D3"
    assert rows["Offers!rows 2-3"][1].hyperlink.location == "'Offers'!A2"
    assert rows["workbook"][1].hyperlink is None


def test_the_worst_comes_first(tmp_path: Path) -> None:
    """Proves the order: errors before warnings before notes, each by sheet and row."""
    book, _ = _painted(tmp_path)
    rows = [
        (row[0].value, row[1].value) for row in book["Findings 2"].iter_rows(min_row=6, max_col=2)
    ]
    kinds = [kind for kind, _ in rows]
    assert kinds == sorted(kinds, key=["error", "warning", "info"].index)
    errors = [place for kind, place in rows if kind == "error"]
    assert errors.index("Materials!A5") < errors.index("Offers!rows 2-3")
    assert errors.index("Offers!rows 2-3") < errors.index("Offers!D3")


def test_columns_fit_their_content(tmp_path: Path) -> None:
    """Proves that names can be read, and that a long text does not push the rest away."""
    source, target = tmp_path / "plan.xlsx", tmp_path / "painted.xlsx"
    cells = {"Offers!A2": "n" * 30, "Offers!F1": "note", "Offers!F2": "long " * 50}
    save(source, with_cells(cells))
    paint_findings(source, target, [])
    widths = openpyxl.load_workbook(target)["Offers"].column_dimensions
    assert widths["A"].width == pytest.approx(32, abs=1)
    assert widths["F"].width == pytest.approx(42, abs=1)


def test_no_file_is_lost(tmp_path: Path) -> None:
    """Proves that neither an existing file nor the source itself is overwritten."""
    _, target = _painted(tmp_path)
    source = tmp_path / "plan.xlsx"
    with pytest.raises(FileExistsError):
        paint_findings(source, target, [])
    paint_findings(source, target, [], overwrite=True)
    with pytest.raises(ValueError, match="the workbook itself"):
        paint_findings(source, source, [], overwrite=True)


def test_nothing_found(tmp_path: Path) -> None:
    """Proves that a sound workbook can be painted too."""
    source, target = tmp_path / "plan.xlsx", tmp_path / "painted.xlsx"
    save(source, with_cells({}))
    paint_findings(source, target, [])
    assert openpyxl.load_workbook(target)["Findings"]["A6"].value == "nothing was found"
