"""The shipped workbooks of published problems solve to the published optimum."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from front_door import optimum
from orefolio.workbook import read_records, write_workbook

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
sys.path.insert(0, str(INPUTS))

import build_published as published  # noqa: E402


@pytest.mark.parametrize(
    ("name", "cost"),
    [("transport", 199_500.0), ("food_manufacture", 405_000 - 107_842.5926), ("depots", 198.5)],
)
def test_shipped_workbook(tmp_path: Path, name: str, cost: float) -> None:
    """Proves the file, not only its data: Williams' profit is 405,000 of sales less the cost."""
    path = tmp_path / "plan.xlsx"
    shutil.copy(published.FOLDER / f"{name}.xlsx", path)
    assert optimum(path) == pytest.approx(cost, rel=1e-7)


@pytest.mark.parametrize("name", published.PROBLEMS)
def test_shipped_workbook_is_current(tmp_path: Path, name: str) -> None:
    """Proves that the file says what the data of the tests say."""
    path = tmp_path / f"{name}.xlsx"
    write_workbook(path, published.problem(name))
    read, findings = read_records(published.FOLDER / f"{name}.xlsx")
    assert not findings
    assert read == read_records(path)[0]
