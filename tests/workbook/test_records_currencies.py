"""The currency of an offer beside a header that names a currency of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from orefolio.case import assemble
from orefolio.findings import Severity
from planner_books import at, read, with_cells

YEN = {"Offers!F1": "currency", "Offers!F3": "JPY", "Offers!D3": 12_000}


def test_price_in_yen_beside_prices_in_dollars(tmp_path: Path) -> None:
    """Proves that B-Nd at 12,000 JPY/kg and 150 JPY for a USD costs 80,000 USD/t; A-Nd stays."""
    records, _ = read(tmp_path, with_cells(YEN))
    case, _ = assemble(records)
    assert case is not None
    assert case.offers["B-Nd"].price == pytest.approx((80_000.0,))
    assert case.offers["A-Nd"].price == (70_000.0,)


@pytest.mark.parametrize("given", ["JPY", "USD", "EUR"])
def test_two_currencies_for_one_price_are_refused(tmp_path: Path, given: str) -> None:
    """Proves that a price is never converted twice: 12,000 / 150 / 150 would be 0.53 USD/kg."""
    cells = {**YEN, "Offers!D1": "price (JPY/kg)", "Offers!F3": given}
    records, findings = read(tmp_path, with_cells(cells))
    found = at(findings, "Offers!F3")
    assert found.severity is Severity.ERROR
    assert "converted twice" in found.sentence
    assert records.table("offers")["B-Nd"].broken == {"currency"}
    assert "price" in records.table("offers")["A-Nd"].values


def test_the_prices_sheet_may_name_the_other_currency(tmp_path: Path) -> None:
    """Proves that the header of a period counts as well, and only where its row has a price."""
    prices = [["offer", "2026 (JPY/kg)"], ["B-Nd", 12_000], ["A-Nd", 10_500]]
    cells = {**YEN, "Offers!D3": None}
    _, findings = read(tmp_path, with_cells(cells, Prices=prices))
    assert "converted twice" in at(findings, "Offers!F3").sentence
    _, findings = read(tmp_path, with_cells(cells, Prices=[prices[0], prices[2]]))
    assert not [finding for finding in findings if finding.place == "Offers!F3"]
