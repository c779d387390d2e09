"""Proofs of price steps: incremental and over all units, by year and over the horizon."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove


def steps(
    demand: float,
    rows: dict[float, dict[str, float]],
    *,
    settings: dict[str, Any] | None = None,
    other: float = 50,
    **terms: Any,
) -> Proved:
    """Contract C over A (10 USD/kg, bought under it only) with steps; B at ``other`` USD/kg."""
    return prove(
        settings=settings or {},
        materials={"DY": {"demand": demand}},
        contracts={"C": {"offers": ["A"], "open_purchase": False, **terms}},
        tiers={f"C|{n}": {"from": start, **row} for n, (start, row) in enumerate(rows.items())},
        **market(A={"price": 10}, B={"price": other}),
    )


FALLING = {0: {"price": 10.0}, 75: {"price": 7.0}}


def test_more_than_needed_is_cheaper() -> None:
    """Proves that all-units steps are reached with tonnes that nobody needs, where that pays.

    60 t at 10 cost 600,000 USD, 75 t at 7 only 525,000: so 75 are bought. If the step could be had
    without its tonnes it would be 420,000.
    """
    found = steps(60, FALLING, tiers="all units")
    assert found.cost == near(525 * K)
    assert found.bought("A") == near(75)
    assert found.amount("surplus") == near(15)


def test_incremental_steps() -> None:
    """Proves that an incremental step is cheaper only for the tonnes inside it.

    75 x 10 + 25 x 7 = 925,000 USD. If steps need not be filled in their order it would be 700,000.
    """
    assert steps(100, FALLING).cost == near(925 * K)


def test_rising_steps() -> None:
    """Proves that steps that grow dearer end where another source is cheaper.

    50 t at 5, then B at 8 rather than the second step at 10: 250 + 240 thousand USD. If the first
    step had no end it would be 400,000.
    """
    found = steps(80, {0: {"price": 5}, 50: {"price": 10}}, other=8)
    assert found.cost == near(490 * K)


def test_one_step_for_all_units() -> None:
    """Proves that all tonnes have the price of one step, also where steps grow dearer.

    100 t are needed. Up to 50 t cost 5, beyond 10 for all; B costs 12: 50 x 5 + 50 x 12 = 850,000
    USD beats 1,000,000. If tonnes could be split over the steps it would be 750,000.
    """
    found = steps(100, {0: {"price": 5}, 50: {"price": 10}}, other=12, tiers="all units")
    assert found.cost == near(850 * K)


def test_steps_over_the_horizon() -> None:
    """Proves that tonnes add up over the years and are settled at the end of the last.

    60 t a year at 10 % discount, money at the end of the year. Invoices are 600,000 USD in each
    year; of 120 t the 45 above 75 are 3 USD/kg cheaper, settled with the second year.
    """
    found = steps(
        60,
        FALLING,
        settings={"years": 2, "discount_rate": 0.1, "discount_timing": "end"},
        tier_span="horizon",
    )
    assert found.cost == near(600 * K / 1.1 + (600 - 45 * 3) * K / 1.21)
    yearly = {"years": 2, "discount_rate": 0.1, "discount_timing": "end"}
    assert steps(60, FALLING, settings=yearly).cost == near(600 * K / 1.1 + 600 * K / 1.21)


def test_steps_over_several_offers() -> None:
    """Proves that a retroactive rebate counts all offers and materials of the contract.

    60 t of DY at 10 and 40 t of TB at 20 USD/kg make 1,400,000 USD; from 100 t on all is 2 USD/kg
    cheaper: 1,200,000.
    """
    found = prove(
        materials={"DY": {"demand": 60}, "TB": {"demand": 40}},
        suppliers={"S": {}},
        offers={
            "A-DY": {"supplier": "S", "material": "DY", "price": 10},
            "A-TB": {"supplier": "S", "material": "TB", "price": 20},
        },
        contracts={"C": {"offers": ["A-DY", "A-TB"], "tiers": "all units"}},
        tiers={"C|1": {"from": 100, "discount": 2}},
    )
    assert found.cost == near(1200 * K)


def test_share_of_the_invoice() -> None:
    """Proves that a share comes off what was invoiced, at prices that differ over the years.

    60 t a year at 10 and 20 USD/kg, 1,800,000 USD; 10 % of all of it from 100 t on: 1,620,000. With
    a step from 130 t it is cheaper to buy 10 t too many at 10 USD/kg: 0.9 x 1,900,000 = 1,710,000.
    """
    rows: dict[str, Any] = {
        "settings": {"years": 2},
        "materials": {"DY": {"demand": 60}},
        "contracts": {"C": {"offers": ["A"], "tiers": "all units", "tier_span": "horizon"}},
        "prices": {"A": {"2026": 10, "2027": 20}},
        **market(A={"capacity": 80}),
    }
    found = prove(tiers={"C|1": {"from": 100, "discount_share": 0.1}}, **rows)
    assert found.cost == near(1620 * K)
    found = prove(tiers={"C|1": {"from": 130, "discount_share": 0.1}}, **rows)
    assert found.cost == near(1710 * K)


def test_incremental_share() -> None:
    """Proves that a share off in an incremental step holds for its tonnes: 75 x 10 + 25 x 8."""
    assert steps(100, {75: {"discount_share": 0.2}}).cost == near(950 * K)


PROVES_FAMILIES = {
    "def_tiers": (test_more_than_needed_is_cheaper, test_incremental_steps),
    "limit_tier": (test_more_than_needed_is_cheaper, test_incremental_steps, test_rising_steps),
    "limit_one_tier": (test_one_step_for_all_units,),
    "def_tier_value": (test_share_of_the_invoice,),
}
PROVES_COSTS = {"tier_settlements": (test_more_than_needed_is_cheaper, test_incremental_steps)}
