"""The results workbook is the stored portfolio, whole or not at all."""

from __future__ import annotations

import errno
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from orefolio.case.fingerprint import fingerprint
from orefolio.portfolio import RESULT_SHEETS, RESULT_TABLE, RESULT_TABLES, Portfolio, audit_file
from orefolio.portfolio.canonical import from_rows
from orefolio.reports import write_results
from orefolio.workbook import read_records
from orefolio.workbook.cells import read_cells
from orefolio.workbook.sheets import CannotWrite
from two_countries import book, forbidden, plan


def stored(portfolio: Portfolio, folder: Path) -> tuple[Path, Portfolio]:
    """Written and loaded."""
    path = folder / "result.xlsx"
    write_results(portfolio, path)
    return path, Portfolio.load(path)


def test_load_gives_back_every_table_and_the_audit_passes(tmp_path: Path) -> None:
    """Proves the round trip, types and order included, with text above the summary's table."""
    portfolio = plan()
    path, loaded = stored(portfolio, tmp_path)
    for table in RESULT_TABLES:
        assert loaded.table(table.name).equals(portfolio.table(table.name)), table.name
    assert loaded.same_tables(portfolio)
    assert audit_file(path).passed


def test_failed_portfolio_is_stored_with_its_conflict(tmp_path: Path) -> None:
    """Proves that a case without a plan keeps status, reason and conflict."""
    portfolio = plan(materials=forbidden())
    _, loaded = stored(portfolio, tmp_path)
    assert loaded.status == "infeasible"
    assert not loaded.has_plan
    assert loaded.same_tables(portfolio)
    assert (loaded.table("findings")["check"] == "conflict").any()


def test_inputs_are_in_it_as_they_were_solved(tmp_path: Path) -> None:
    """Proves that the file alone can be solved again: same hash, nothing found wrong."""
    path, _ = stored(plan(), tmp_path)
    records, findings = read_records(path, ignore=RESULT_SHEETS)
    assert fingerprint(records) == fingerprint(book())
    assert not findings


def test_order_of_sheets(tmp_path: Path) -> None:
    """Proves what is read first: summary, index, charts, results, inputs, the manifest last."""
    portfolio = plan()
    path, _ = stored(portfolio, tmp_path)
    names = [sheet.name for sheet in read_cells(path).sheets]
    assert names[:4] == ["Summary", "Index", "Share charts", "Cost charts"]
    assert names[-1] == "Manifest"
    results = [table.sheet for table in RESULT_TABLES if len(portfolio.table(table.name))]
    assert [name for name in names if name in results] == results
    inputs = names.index("Settings")
    assert all(names.index(name) < inputs for name in results[:-1])


def test_charts_are_native(tmp_path: Path) -> None:
    """Proves three charts of shares, two of stock, one of cost; the shares stacked to 100 %.

    10 t opening stock in a plan without rules and with cover make the stock appear.
    """
    portfolio = plan(stock={"Nd": {"days_of_cover": 30.0, "opening_stock": 10.0}})
    path, _ = stored(portfolio, tmp_path)
    with zipfile.ZipFile(path) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        texts = [package.read(name).decode() for name in charts]
    assert len(texts) == 6
    assert sum('<c:grouping val="percentStacked"/>' in text for text in texts) == 3
    assert sum("<c:lineChart>" in text for text in texts) == 1


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    """Proves that names and notes of the planner stay text in every sheet."""
    evil = "=HYPERLINK(1)"
    portfolio = plan(settings={"title": evil, "years": 1.0})
    rows = [("=1+1", "@SUM(1)")]
    portfolio = replace(
        portfolio,
        tables={**portfolio.tables, "manifest": from_rows(RESULT_TABLE["manifest"], rows)},
    )
    path, _ = stored(portfolio, tmp_path)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in package.read(name).replace(b"<formula>", b"")


def test_existing_file_is_kept_without_overwrite(tmp_path: Path) -> None:
    """Proves that nothing is replaced unasked."""
    path = tmp_path / "result.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_results(plan(), path)
    assert path.read_bytes() == b"mine"
    write_results(plan(), path, overwrite=True)
    assert Portfolio.load(path).has_plan


def test_full_disk_leaves_no_half_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that a disk that fills up leaves the old file as it was and nothing beside it."""
    path = tmp_path / "result.xlsx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk is full"):
        write_results(plan(), path, overwrite=True)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["result.xlsx"]


def test_equal_portfolios_give_equal_bytes(tmp_path: Path) -> None:
    """Proves that nothing but the portfolio decides what is in the file."""
    portfolio = plan()
    for name in ("a.xlsx", "b.xlsx"):
        write_results(portfolio, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
