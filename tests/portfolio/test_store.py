"""A results workbook gives back every table exactly, whatever text it holds."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from orefolio.findings import WorkbookError
from orefolio.portfolio import (
    RESULT_SHEETS,
    RESULT_TABLE,
    RESULT_TABLES,
    Portfolio,
    audit_file,
    portfolio_of,
)
from orefolio.portfolio.canonical import from_rows, rounded
from orefolio.reports import write_results
from orefolio.solving import Outcome, Status
from orefolio.tables import TABLES
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock, write_book
from plans import rich

NASTY = [
    "NA",
    "None",
    "nan",
    "=1+1",
    "@SUM(1)",
    "007",
    "2026",
    "1e5",
    "TRUE",
    "  blanks around  ",
    "two\nlines",
    "_x0041_",
    "ドイツ",
    "😀",
    "#N/A",
    "http://example.org",
    "-",
    "'quoted",
]


def _assert_same(here: Portfolio, there: Portfolio) -> None:
    for table in RESULT_TABLES:
        first, second = here.table(table.name), there.table(table.name)
        pd.testing.assert_frame_equal(first, second, check_exact=True, obj=table.name)
        assert first.dtypes.equals(second.dtypes)
    assert (here.status, here.reason) == (there.status, there.reason)


def test_round_trip_is_exact(tmp_path: Path) -> None:
    """Proves that every table comes back equal, types included, and passes the audit again."""
    found = rich()[2]
    path = tmp_path / "result.xlsx"
    write_results(found, path)
    loaded = Portfolio.load(path)
    _assert_same(found, loaded)
    assert loaded.same_tables(found)
    report = audit_file(path)
    assert report.passed, [violation.sentence for violation in report.violations][:5]


def test_a_plan_without_results_comes_back(tmp_path: Path) -> None:
    """Proves that a failure is stored like a plan."""
    found = portfolio_of(rich()[0], Outcome(Status.LIMIT, "no plan within 1 s"))
    path = tmp_path / "result.xlsx"
    write_results(found, path)
    _assert_same(found, Portfolio.load(path))
    assert audit_file(path).passed


def test_text_and_numbers_come_back_as_they_were(tmp_path: Path) -> None:
    """Proves that names like NA or =1+1 stay text, no text stays empty, no number stays NaN."""
    found = rich()[2]
    ties = [
        (text, f"offer {n}", "", "2026", "tie", value, None, text)
        for n, (text, value) in enumerate(
            zip(NASTY, [1 / 3, 1e-300, -0.0, 2e15 / 7] * 5, strict=False)
        )
    ]
    manifest = from_rows(RESULT_TABLE["manifest"], [("status", "optimal"), ("NA", ""), ("x", "NA")])
    tables = {
        **found.tables,
        "ties": from_rows(RESULT_TABLE["ties"], ties),
        "manifest": manifest,
    }
    found = dataclasses.replace(found, tables=tables, reason="")
    path = tmp_path / "result.xlsx"
    write_results(found, path)
    _assert_same(found, Portfolio.load(path))


def test_missing_sheets_are_named(tmp_path: Path) -> None:
    """Proves that any other workbook is refused with a sentence for each missing sheet."""
    path = tmp_path / "other.xlsx"
    write_book(path, [Sheet("Flows", (TableBlock((ColumnSpec("path"),), [("x",)]),))])
    with pytest.raises(WorkbookError) as refused:
        Portfolio.load(path)
    sentences = [finding.sentence for finding in refused.value.findings]
    assert len(sentences) == len(RESULT_TABLES)
    assert any(s.startswith("Summary: the workbook has no sheet 'Summary'") for s in sentences)
    assert any(s.startswith("Flows: the headers of the results are not there") for s in sentences)


def test_a_spoilt_cell_is_named(tmp_path: Path) -> None:
    """Proves that text in a column of numbers is refused with its cell."""
    path = tmp_path / "result.xlsx"
    write_results(rich()[2], path)
    book = openpyxl.load_workbook(path)
    book["Carriage"]["D3"] = "much"
    book.save(path)
    with pytest.raises(WorkbookError, match=r"Carriage!D3: found 'much'; expected a number"):
        Portfolio.load(path)


def test_sheets_do_not_clash_and_keys_are_columns() -> None:
    """Proves that no result sheet has the name of an input sheet, and keys name columns."""
    assert not RESULT_SHEETS & {table.sheet for table in TABLES}
    assert len(RESULT_SHEETS) >= len(RESULT_TABLES)
    for table in RESULT_TABLES:
        assert set(table.key) <= set(table.column)
        assert len(set(table.headers)) == len(table.headers)
        assert all(column.text for column in table.columns), table.name


def test_rounding_to_twelve_digits() -> None:
    """Proves 12 digits, no negative zero, and no infinity."""
    values = rounded([1 / 3, -0.0, np.inf, np.nan, 123456789.123456789])
    assert values[0] == 0.333333333333
    assert not np.signbit(values[1])
    assert np.isnan(values[2]) and np.isnan(values[3])
    assert values[4] == 123456789.123
