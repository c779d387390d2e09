"""Price steps of a contract inside a blend: Winston's Euing Gas; and a warehouse that trades."""

from __future__ import annotations

from pathlib import Path

import pytest

from front_door import PER_TONNE, portfolio, usable_tonnes, workbook

PLENTY = 4_000.0
"""More than all oil that there is; what is not made is a shortage at the price of the gas."""
CENTS = PER_TONNE


def test_euing_gas(tmp_path: Path) -> None:
    """Winston, Operations Research (2004), Euing Gas: 12,500 cents, 1,000 gallons bought.

    Oil 1 gets cheaper by the step (25, 20, 15 cents for each 500 gallons); gas 1 holds at least
    half of it, gas 2 six tenths. 12 x 4,000 + 14 x 4,000 is the income of full demand. Were the
    last step had without the first two, 1,000 gallons would cost 7,500 less.
    """
    path = workbook(
        tmp_path,
        materials={"OIL": {}},
        segments={
            "GAS 1": {"material": "OIL", "demand": PLENTY, "shortage_cost": 12 * CENTS},
            "GAS 2": {"material": "OIL", "demand": PLENTY, "shortage_cost": 14 * CENTS},
        },
        suppliers={"OWN": {}, "MARKET": {}},
        grades={"oil 1": {}, "oil 2": {}},
        attributes={"share": {}},
        quality={"oil 1|share": {"value": 1.0}, "oil 2|share": {"value": 0.0}},
        specifications={
            "GAS 1|share": {"minimum": 0.5, "basis": "blend"},
            "GAS 2|share": {"minimum": 0.6, "basis": "blend"},
        },
        offers={
            "own 1": {
                "supplier": "OWN",
                "material": "OIL",
                "grade": "oil 1",
                "price": 0.0,
                "capacity": 500.0,
            },
            "own 2": {
                "supplier": "OWN",
                "material": "OIL",
                "grade": "oil 2",
                "price": 0.0,
                "capacity": 1_000.0,
            },
            "bought": {
                "supplier": "MARKET",
                "material": "OIL",
                "grade": "oil 1",
                "price": 25 * CENTS,
            },
        },
        contracts={"BUY": {"offers": ["bought"], "firm": 1_500.0, "open_purchase": False}},
        tiers={
            "BUY|1": {"from": 0.0, "price": 25 * CENTS},
            "BUY|2": {"from": 500.0, "price": 20 * CENTS},
            "BUY|3": {"from": 1_000.0, "price": 15 * CENTS},
        },
    )
    found = portfolio(path)
    assert (12 + 14) * PLENTY - found.objective == pytest.approx(12_500, rel=1e-7)
    assert usable_tonnes(found, "bought") == pytest.approx(1_000)


def test_warehouse(tmp_path: Path) -> None:
    """GAMS Model Library, whouse: -600. Stock of 50, at most 100, traded at 10, 12, 8 and 9.

    What is sold in a quarter is a segment of it; 1,000 that might be sold are a shortage at the
    price. Without the limit of 100 all of them would be held for the second.
    """
    prices = {"2026": 10.0, "2027": 12.0, "2028": 8.0, "2029": 9.0}
    path = workbook(
        tmp_path,
        settings={"years": 4, "end_of_horizon": "free"},
        materials={"GOOD": {}},
        segments={
            f"sold {quarter}": {"material": "GOOD", "shortage_cost": price * PER_TONNE}
            for quarter, price in prices.items()
        },
        demand={
            f"sold {quarter}": {other: 1_000.0 * (other == quarter) for other in prices}
            for quarter in prices
        },
        suppliers={"MARKET": {}},
        offers={"buy": {"supplier": "MARKET", "material": "GOOD"}},
        prices={"buy": {quarter: price * PER_TONNE for quarter, price in prices.items()}},
        stock={"GOOD": {"opening_stock": 50.0, "ceiling": 100.0, "storage_cost": PER_TONNE}},
    )
    found = portfolio(path)
    assert found.objective - 1_000 * sum(prices.values()) == pytest.approx(-600)
