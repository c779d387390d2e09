"""Comparison of plans at other terms of trade: taxes and market prices are steps of the bridge."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.portfolio import Portfolio, compare, portfolio_of
from orefolio.solving import Options, solve
from support import case_of


def _plan(tax: float = 0.1, path: str | None = None) -> Portfolio:
    """100 t of one seller at 20 USD/kg that follows the market, taxed on leaving China."""
    tables: dict[str, Any] = {
        "settings": {"price_path": path},
        "materials": {"DY": {"demand": 100.0, "reference_price": 20.0}},
        "price_paths": {"dear": {"2026": 1.5}},
        "suppliers": {"A": {"country": "CHN"}},
        "export_taxes": {"CN": {"country": "CHN", "rate": tax}},
        "offers": {"A": {"supplier": "A", "material": "DY", "price": 20.0, "price_follows": 1.0}},
    }
    case = case_of(**tables)
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


def _steps(first: Portfolio, second: Portfolio) -> dict[str, float]:
    bridge = compare([first, second], ["a", "b"]).bridges
    return {
        step: amount
        for step, amount in zip(bridge["step"], bridge["amount"], strict=True)
        if amount and step not in ("cost before", "cost after")
    }


def test_a_higher_tax_is_a_step_of_its_own() -> None:
    """Proves that 10 % more tax on 2 million USD is 200,000 of export tax, and nothing else."""
    assert _steps(_plan(0.1), _plan(0.2)) == {"export tax": pytest.approx(200_000.0)}


def test_another_market_is_a_price_effect() -> None:
    """Proves that a market half as dear again is 1 million USD of prices and 100,000 of tax."""
    assert _steps(_plan(), _plan(path="dear")) == {
        "price effect": pytest.approx(1_000_000.0),
        "export tax": pytest.approx(100_000.0),
    }


def test_landed_cost_is_compared_cell_by_cell() -> None:
    """Proves that measures follow: landed cost 22 and 24 USD/kg, levies 0.2 and 0.4 million USD."""
    low, high = _plan(0.1), _plan(0.2)
    assert (low.measure("landed cost"), high.measure("landed cost")) == pytest.approx((22.0, 24.0))
    assert (low.measure("levies"), high.measure("levies")) == pytest.approx((2e5, 4e5))
    assert list(high.table("landed_cost")["export_tax"]) == pytest.approx([4.0])
