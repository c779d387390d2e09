"""Concentration of totals of a few grams to a few tonnes: the index is as true as that of many."""

from __future__ import annotations

import pytest

from proof import near, proved
from support import case_of

PRICES = {"A": 100, "B": 200, "C": 210, "D": 220, "E": 230, "F": 240, "G": 250, "H": 260}
LARGE = 1e4
"""Tonnes of the same problem where the solver's tolerance is no matter."""


def _cost(tonnes: float, sellers: str, fee: float) -> tuple[float, int]:
    """Cost per tonne of the cheapest audited plan, and the rounds of refinement."""
    terms = {"fixed_fee": fee * tonnes, "capacity": tonnes} if fee else {}
    offers = {
        name: {"supplier": name, "material": "DY", "price": PRICES[name], **terms}
        for name in sellers
    }
    found = proved(
        case_of(
            materials={"DY": {"demand": tonnes, "reference_price": 100}},
            suppliers={name: {} for name in sellers},
            offers=offers,
            rules={"H": {"scope": "supplier", "measure": "HHI", "bound": 0.3}},
        )
    )
    return found.cost / tonnes, int(found.outcome.solver["rounds"])


@pytest.mark.parametrize("tonnes", [1.0, 0.05, 0.001])
@pytest.mark.parametrize(("sellers", "fee"), [("ABCDEF", 0.0), ("ABCDEFGH", 1000.0)])
def test_a_cap_does_not_know_the_unit(tonnes: float, sellers: str, fee: float) -> None:
    """Proves that a plan of grams costs per tonne what the plan of 10,000 t costs, to 1e-6.

    The audit holds its index to 1e-5. If the index were measured in tonnes, at 0.05 t it would be
    7.5e-6 above the cap and at 0.001 t 5e-4, and fees would take all 30 rounds.
    """
    cost, rounds = _cost(tonnes, sellers, fee)
    assert cost == near(_cost(LARGE, sellers, fee)[0])
    assert rounds < 30
