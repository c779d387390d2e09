"""Discounts and single sourcing as contracts with steps and fees: BID, and all-units tiers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, portfolio, usable_tonnes, workbook
from orefolio.portfolio import Portfolio


def solved(
    folder: Path, demand: float, vendors: dict[str, dict[str, Any]], tiers: dict[str, Any]
) -> Portfolio:
    """The plan of buying from vendors under one contract each, and no other way."""
    path = workbook(
        folder,
        materials={"GOOD": {"demand": demand}},
        suppliers={vendor: {} for vendor in vendors},
        offers={v: {"supplier": v, "material": "GOOD", "price": 1} for v in vendors},
        contracts={
            vendor: {"offers": [vendor], "open_purchase": False, **terms}
            for vendor, terms in vendors.items()
        },
        tiers=tiers,
    )
    return portfolio(path)


def test_bid_with_ripples_as_steps(tmp_path: Path) -> None:
    """Bracken and McCormick (1968), GAMS bid: 15,210,109.512.

    The ripples of a vendor are incremental steps of one contract: 70,000 t at 68.099 before the
    first at 66.049. So the deals of b need no fees of their own.
    """
    price = PER_TONNE
    found = solved(
        tmp_path,
        239_600.48,
        {
            "a": {"firm": 33_000, "price": 61.150 * price, "fixed_fee": 3_855.84},
            "b": {"firm": 160_000, "minimum": 22_000, "fixed_fee": 125_804.84},
            "c": {"firm": 165_600, "price": 62.190 * price, "fixed_fee": 13_456.00},
            "d": {"firm": 12_000, "price": 72.488 * price, "fixed_fee": 6_583.98},
            "e": {"firm": 77_000},
        },
        {
            **{
                f"b|{n}": {"from": start, "price": each * price}
                for n, (start, each) in enumerate(
                    ((0, 68.099), (70_000, 66.049), (100_000, 64.099), (150_000, 62.119))
                )
            },
            "e|1": {"from": 0, "price": 70.150 * price},
            "e|2": {"from": 42_000, "price": 68.150 * price},
        },
    )
    assert found.objective == pytest.approx(15_210_109.512, rel=1e-9)
    assert usable_tonnes(found, "a") == pytest.approx(33_000)
    assert usable_tonnes(found, "c") == pytest.approx(165_600)
    assert usable_tonnes(found, "e") == pytest.approx(41_000.48)


SELLERS = {"S1": ((24, 22, 18), 5_000), "S2": ((20, 18, 16), 3_000), "S3": ((22, 19, 16), 4_000)}


def test_all_units_tiers_of_a_contract(tmp_path: Path) -> None:
    """All-units discounts, demand 7,500: 124,000 with S1 low 500, S2 high 3,000, S3 high 4,000.

    If a step could be had without its tonnes all 500 t of S1 would cost 18: 121,000.
    """
    found = solved(
        tmp_path,
        7_500,
        {seller: {"firm": most, "tiers": "all units"} for seller, (_, most) in SELLERS.items()},
        {
            f"{seller}|{name}": {"from": start, "price": price * PER_TONNE}
            for seller, (prices, _) in SELLERS.items()
            for name, start, price in zip(
                ("LOW", "MEDIUM", "HIGH"), (0, 1_000, 2_500), prices, strict=True
            )
        },
    )
    assert found.objective == pytest.approx(124_000, rel=1e-9)
    for seller, tonnes in (("S1", 500), ("S2", 3_000), ("S3", 4_000)):
        assert usable_tonnes(found, seller) == pytest.approx(tonnes)


def test_more_than_needed_to_reach_a_step(tmp_path: Path) -> None:
    """Demand 6,000, S3 alone without limit: 6,000 x 19 = 114,000, or 7,500 x 15 = 112,500.

    The plan buys 7,500 and says why 1,500 are left over.
    """
    found = solved(
        tmp_path,
        6_000,
        {"S3": {"tiers": "all units"}},
        {
            "S3|1": {"from": 0, "price": 19 * PER_TONNE},
            "S3|2": {"from": 7_500, "price": 15 * PER_TONNE},
        },
    )
    assert found.objective == pytest.approx(112_500, rel=1e-9)
    (note,) = found.table("contract_years")["note"]
    assert note.startswith("1,500 t more are lifted than are used")
