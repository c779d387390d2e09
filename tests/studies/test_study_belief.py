"""A sweep over what is believed of capacity: a choice cell with three levels."""

from __future__ import annotations

import pytest

from study_cases import column, swept, two_sellers

MISSED = "capacity not believed (t)"


def test_the_basis_of_capacity_can_be_swept() -> None:
    """Proves A's 80 t at 50 USD/kg count as 80, 40 or 16 t; B at 54 brings the rest of 100 t.

    5,080, 5,240 and 5,336 k USD; 0, 40 and 64 t are not believed. If the setting could not be
    varied, all three would be the base (expected).
    """
    offer = {"supplier": "A", "material": "N", "price": 50.0, "capacity": 80.0}
    base = two_sellers(
        offers={
            "A1": {**offer, "delivery_ratio": 0.5, "firm_ratio": 0.2},
            "B1": {"supplier": "B", "material": "N", "price": 54.0},
        }
    )
    study = swept(base, "settings.capacity_basis=announced,expected,firm")
    costs = column(study, "total cost (USD)")
    assert sorted(set(costs)) == pytest.approx([5_080_000, 5_240_000, 5_336_000])
    assert sorted(set(column(study, MISSED))) == pytest.approx([0, 40, 64])
