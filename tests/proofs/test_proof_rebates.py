"""Proofs of rebates above a trigger, and of discounts on what two contracts lift together."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove


def offtake(tonnes: float, market_price: float, years: int = 1) -> Proved:
    """Terms like those of JARE and Lynas from 2026: floor 110, 30 % above 150 rebated, cap 10 M."""
    return prove(
        settings={"years": years},
        materials={"NDPR": {"demand": tonnes, "reference_price": market_price}},
        suppliers={"LYNAS": {}},
        offers={"L": {"supplier": "LYNAS", "material": "NDPR", "price": market_price}},
        contracts={
            "JARE": {
                **{"offers": ["L"], "firm": 5000, "option": 2200, "take_or_pay": 1},
                **{"index_slope": 1, "floor": 110, "open_purchase": False},
                **{"rebate_above": 150, "rebate_share": 0.3, "rebate_cap": 10e6},
            }
        },
    )


def test_rebate_above_the_trigger() -> None:
    """Proves that 30 % of the price above 150 comes back.

    5,000 t at 155 USD/kg are 775 million USD; 0.3 x 5 x 5,000,000 kg = 7.5 million come back. If
    it were not tied to the price, the cap of 10 million would.
    """
    assert offtake(5000, 155).cost == near(767.5e6)


def test_rebate_up_to_its_cap() -> None:
    """Proves that no more than 10 million USD come back in a year.

    5,000 t at 200 USD/kg: 0.3 x 50 x 5,000,000 kg would be 75 million.
    """
    assert offtake(5000, 200).cost == near(990e6)
    assert offtake(5000, 200, years=2).cost == near(2 * 990e6)


def test_floor_and_take_or_pay_when_the_market_is_low() -> None:
    """Proves that at 56 USD/kg the floor of 110 is paid, for 5,000 t whatever is lifted.

    4,000 t are needed; 5,000 x 110 = 550 million USD instead of 224 at the market.
    """
    found = offtake(4000, 56)
    assert found.cost == near(550e6)
    assert found.part("take_or_pay") == near(110e6)


def bundled(ratio: float) -> Proved:
    """60 t of DY at 10 and 40 t of TB at 8 USD/kg, 3 USD/kg off where they come together."""
    offers: dict[str, Any] = {
        "A": {"price": 10},
        "B": {"price": 8, "material": "TB"},
    }
    return prove(
        materials={"DY": {"demand": 60}, "TB": {"demand": 40}},
        contracts={"CA": {"offers": ["A"], "firm": 100}, "CB": {"offers": ["B"], "firm": 100}},
        bundles={"P": {"contract_a": "CA", "contract_b": "CB", "ratio": ratio, "discount": 3}},
        **market(**offers),
    )


def test_pairs_of_two_contracts() -> None:
    """Proves that the discount is paid on tonnes that are paired, and on no others.

    600,000 + 320,000 USD less 3 USD/kg on 40 pairs: 800,000; with 2 t of TB for each t of DY on 20
    pairs: 860,000. If all of DY had the discount it would be 740,000.
    """
    assert bundled(1).cost == near(800 * K)
    assert bundled(2).cost == near(860 * K)


def test_more_is_bought_for_the_pair() -> None:
    """Proves that tonnes are bought for the discount alone where it is worth more than they cost.

    With half a tonne of TB for a tonne of DY all 60 t are paired with 30 t: 740,000 USD. With 0.8 t
    each, 48 t would be wanted: 8 t more of TB cost 64,000 and bring 30,000, so 50 t are paired.
    """
    assert bundled(0.5).cost == near(740 * K)
    assert bundled(0.8).cost == near((920 - 3 * 50) * K)


@pytest.mark.parametrize("fee", [0, 1])
@pytest.mark.parametrize("capacity", [None, 100])
def test_more_is_bought_of_what_nothing_ends(capacity: float | None, fee: float) -> None:
    """Proves that B without any limit is bought beyond its use for the discount on A.

    100 t of A at 10 and 120 t of B at 0.4 USD/kg; 1 USD/kg off A that has 2 t of B. 80 t more of B
    cost 32,000 and let 40 t more of A be paired, 40,000: 1,000,000 + 80,000 - 100,000. Behind a
    yes-or-no decision (a fee of 1 USD) a big-M of 120 t would give 988,000.
    """
    rows = market(
        A={"price": 10, "capacity": capacity, "fixed_fee": fee},
        B={"price": 0.4, "material": "TB", "fixed_fee": fee},
    )
    found = prove(
        materials={"DY": {"demand": 100}, "TB": {"demand": 120}},
        contracts={"CA": {"offers": ["A"]}, "CB": {"offers": ["B"]}},
        bundles={"P": {"contract_a": "CA", "contract_b": "CB", "ratio": 2, "discount": 1}},
        **rows,
    )
    assert found.cost == near(980 * K + 2 * fee)
    assert found.bought("B") == near(200)


@pytest.mark.parametrize("fee", [0, 1])
def test_a_pair_that_pays_for_both_ends_with_one_of_them(fee: float) -> None:
    """Proves that all 100 t of A are paired where the discount pays for A and for B, 10 t needed.

    A costs 0.3 and B 0.2 USD/kg, and 1 USD/kg comes off: 100,000 x (0.3 + 2 x 0.2 - 1) = -30,000.
    With a big-M of what is needed it would be 10 t of each and no more than 5 pairs.
    """
    found = prove(
        materials={"DY": {"demand": 10}, "TB": {"demand": 10}},
        contracts={"CA": {"offers": ["A"]}, "CB": {"offers": ["B"]}},
        bundles={"P": {"contract_a": "CA", "contract_b": "CB", "ratio": 2, "discount": 1}},
        **market(
            A={"price": 0.3, "capacity": 100, "fixed_fee": fee},
            B={"price": 0.2, "material": "TB", "fixed_fee": fee},
        ),
    )
    assert found.cost == near(-30 * K + 2 * fee)


PROVES_FAMILIES = {
    "limit_rebate": (test_rebate_above_the_trigger,),
    "limit_rebate_cap": (test_rebate_up_to_its_cap,),
    "limit_bundle": (test_pairs_of_two_contracts,),
}
PROVES_COSTS = {
    "rebates": (test_rebate_above_the_trigger, test_rebate_up_to_its_cap),
    "bundle_discounts": (test_pairs_of_two_contracts,),
}
