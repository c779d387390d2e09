"""Discounts and single sourcing by lots, fees and counts: BID, and all-units tiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from front_door import PER_TONNE, portfolio, usable_tonnes, workbook

DEALS = {
    "a.1": (3_855.84, 61.150, 0, 33_000),
    "b.1": (125_804.84, 68.099, 22_000, 70_000),
    "b.2": (269_304.84, 66.049, 70_000, 100_000),
    "b.3": (464_304.84, 64.099, 100_000, 150_000),
    "b.4": (761_304.84, 62.119, 150_000, 160_000),
    "c.1": (13_456.00, 62.190, 0, 165_600),
    "d.1": (6_583.98, 72.488, 0, 12_000),
    "e.1": (0.0, 70.150, 0, 42_000),
    "e.2": (84_000.0, 68.150, 42_000, 77_000),
}


def test_bid(tmp_path: Path) -> None:
    """Bracken and McCormick (1968), GAMS bid: 15,210,109.512.

    Each deal is an offer with setup fee and lot; a vendor strikes one deal. Without the setup fees
    and lots the price breaks of b would be bought below their quantities.
    """
    vendors = sorted({deal[0] for deal in DEALS})
    path = workbook(
        tmp_path,
        materials={"COAL": {"demand": 239_600.48}},
        suppliers={vendor: {} for vendor in vendors},
        offers={
            deal: {
                "supplier": deal[0],
                "material": "COAL",
                "price": price * PER_TONNE,
                "capacity": most,
                "minimum_lot": least,
                "fixed_fee": setup,
            }
            for deal, (setup, price, least, most) in DEALS.items()
        },
        rules={
            f"one-{vendor}": {
                "scope": "offer",
                "members": [deal for deal in DEALS if deal[0] == vendor],
                "per_member": "together",
                "measure": "count",
                "bound": 1,
            }
            for vendor in vendors
        },
    )
    found = portfolio(path)
    assert found.objective == pytest.approx(15_210_109.512, rel=1e-9)
    assert usable_tonnes(found, "a.1") == pytest.approx(33_000)
    assert usable_tonnes(found, "c.1") == pytest.approx(165_600)
    assert usable_tonnes(found, "e.1") == pytest.approx(41_000.48)


TIERS = {"LOW": (0, 999), "MEDIUM": (1_000, 2_499), "HIGH": (2_500, 1e9)}
SELLERS = {"S1": ((24, 22, 18), 5_000), "S2": ((20, 18, 16), 3_000), "S3": ((22, 19, 16), 4_000)}


def test_all_units_tiers(tmp_path: Path) -> None:
    """All-units discounts, demand 7,500: 124,000 with S1 low 500, S2 high 3,000, S3 high 4,000.

    If a tier could be bought below its quantity everything would be bought at the high tier's
    prices: 3,000 and 4,000 at 16, and 500 at 18 from S1, 121,000 in all.
    """
    path = workbook(
        tmp_path,
        materials={"METAL": {"demand": 7_500}},
        suppliers={seller: {} for seller in SELLERS},
        offers={
            f"{seller}-{tier}": {
                "supplier": seller,
                "material": "METAL",
                "price": price * PER_TONNE,
                "minimum_lot": least,
                "capacity": min(most, capacity),
            }
            for seller, (prices, capacity) in SELLERS.items()
            for (tier, (least, most)), price in zip(TIERS.items(), prices, strict=True)
        },
        rules={
            f"one-tier-{seller}": {
                "scope": "offer",
                "members": [f"{seller}-{tier}" for tier in TIERS],
                "per_member": "together",
                "measure": "count",
                "bound": 1,
            }
            for seller in SELLERS
        },
    )
    found = portfolio(path)
    assert found.objective == pytest.approx(124_000, rel=1e-9)
    assert usable_tonnes(found, "S1-LOW") == pytest.approx(500)
    assert usable_tonnes(found, "S2-HIGH") == pytest.approx(3_000)
    assert usable_tonnes(found, "S3-HIGH") == pytest.approx(4_000)
