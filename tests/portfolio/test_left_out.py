"""Tables without rows have no sheet, and a deleted sheet is still missed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from orefolio.findings import WorkbookError
from orefolio.portfolio import RESULT_TABLES, Portfolio, audit_file, portfolio_of
from orefolio.portfolio.left_out import tables_left_out
from orefolio.reports import write_results
from orefolio.reports.result_sheets import result_sheet
from orefolio.reports.results_book import results_sheets
from orefolio.solving import Outcome, Status
from orefolio.workbook import read_records
from orefolio.workbook.cells import read_cells
from orefolio.workbook.sheets import write_book
from plans import rich

STANDING = ("Summary", "Index", "Manifest")


@pytest.fixture(scope="module")
def found() -> Portfolio:
    """A plan in which some tables have rows and some have none."""
    return rich()[2]


def results(found: Portfolio, folder: Path) -> Path:
    """Its workbook."""
    path = folder / "result.xlsx"
    write_results(found, path)
    return path


def test_a_table_without_rows_has_no_sheet_and_loads(found: Portfolio, tmp_path: Path) -> None:
    """Proves that exactly the tables with rows are sheets, and that all come back, types too.

    If an absent table were read with other types, a stored plan would differ from itself.
    """
    path = results(found, tmp_path)
    names = {sheet.name for sheet in read_cells(path).sheets}
    for table in RESULT_TABLES:
        filled = len(found.table(table.name)) > 0 or table.sheet in STANDING
        assert (table.sheet in names) == filled, table.name
    loaded = Portfolio.load(path)
    without = tables_left_out(found)
    assert without
    for table in without:
        first, second = found.table(table.name), loaded.table(table.name)
        assert first.dtypes.equals(second.dtypes) and first.equals(second), table.name
    assert loaded.same_tables(found)
    assert audit_file(path).passed


def test_a_plan_that_failed_comes_back(found: Portfolio, tmp_path: Path) -> None:
    """Proves that summary, index and manifest stand when no table has rows."""
    failed = portfolio_of(rich()[0], Outcome(Status.LIMIT, "no plan within 1 s"))
    path = results(failed, tmp_path)
    assert {*STANDING} <= {sheet.name for sheet in read_cells(path).sheets}
    assert Portfolio.load(path).same_tables(failed)


def test_a_deleted_sheet_is_missed(found: Portfolio, tmp_path: Path) -> None:
    """Proves that the sheet Costs, deleted, is named: it had rows, so the index does not excuse it.

    If any absent sheet counted as empty, the audit would see a plan that costs nothing.
    """
    path = results(found, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["Costs"]
    book.save(path)
    with pytest.raises(WorkbookError) as refused:
        Portfolio.load(path)
    assert [finding.place for finding in refused.value.findings] == ["Costs"]


def test_without_the_index_nothing_is_excused(found: Portfolio, tmp_path: Path) -> None:
    """Proves that each table without a sheet is named when the index is deleted."""
    path = results(found, tmp_path)
    book = openpyxl.load_workbook(path)
    del book["Index"]
    book.save(path)
    with pytest.raises(WorkbookError) as refused:
        Portfolio.load(path)
    places = [finding.place for finding in refused.value.findings]
    assert places == [table.sheet for table in tables_left_out(found)]


def test_sheets_without_rows_are_read_as_before(found: Portfolio, tmp_path: Path) -> None:
    """Proves that a workbook that has every sheet and no index, as older ones do, loads."""
    sheets = [sheet for sheet in results_sheets(found) if sheet.name != "Index"]
    sheets += [result_sheet(found, table) for table in tables_left_out(found)]
    path = tmp_path / "older.xlsx"
    write_book(path, sheets)
    assert Portfolio.load(path).same_tables(found)


def test_the_index_links_to_every_sheet(found: Portfolio, tmp_path: Path) -> None:
    """Proves that each sheet but the index has a link, in the order of the sheets, none twice.

    Read again as input, the index gives no finding.
    """
    path = results(found, tmp_path)
    book = openpyxl.load_workbook(path)
    links = [str(cell.hyperlink.location) for (cell,) in book["Index"]["A1:A200"] if cell.hyperlink]
    names = [name for name in book.sheetnames if name not in ("Index", "Lists")]
    assert sorted(links) == sorted(f"'{name}'!A1" for name in names)
    assert book.sheetnames[:2] == ["Summary", "Index"]
    _, findings = read_records(path)
    assert not any("Index" in finding.sentence for finding in findings)


def test_measures_that_are_shares_are_percentages(found: Portfolio, tmp_path: Path) -> None:
    """Proves that a share is shown as 54.2%, not 0.542, and that the cell holds the fraction."""
    sheet = openpyxl.load_workbook(results(found, tmp_path))["Summary"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[2].value == "share"}
    met = rows["demand met"][1]
    assert met.number_format.endswith("%")
    assert met.value == found.measure("demand met")
