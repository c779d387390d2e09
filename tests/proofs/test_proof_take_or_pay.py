"""Proofs of take or pay: what is not lifted is paid, banked once, and expires."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove


def years_of(demand: list[float], price: Any = 6, **terms: Any) -> Proved:
    """Demand by year from 2026; contract C of 100 t and 100 t option, only source, all paid."""
    row = {"offers": ["A"], "firm": 100, "option": 100, "take_or_pay": 1, "open_purchase": False}
    own = {} if isinstance(price, dict) else {"price": price}
    offer = {"prices": {"A": price}} if isinstance(price, dict) else {}
    return prove(
        settings={"years": len(demand)},
        materials={"DY": {}},
        demand={"DY": {str(2026 + year): tonnes for year, tonnes in enumerate(demand)}},
        contracts={"C": {**row, **own, **terms}},
        **offer,
        **market(A={} if offer else {"price": 10}),
    )


def test_unlifted_tonnes_are_paid() -> None:
    """Proves that a share of the firm volume is paid although the market is cheaper.

    50 t are needed, 3 USD/kg openly; 80 t are owed at 6. So the contract serves all of it: 480,000
    USD, 180,000 of them for 30 t that nobody lifts. If nothing were owed it would be 150,000.
    """
    found = prove(
        materials={"DY": {"demand": 50}},
        contracts={"C": {"offers": ["A"], "price": 6, "firm": 100, "take_or_pay": 0.8}},
        **market(A={"price": 3}),
    )
    assert found.cost == near(480 * K)
    assert found.part("take_or_pay") == near(180 * K)
    assert found.amount("deficiency") == near(30)


def test_paid_tonnes_are_made_up() -> None:
    """Proves that what was paid is lifted free in the next year, above what is owed then.

    2026: 50 of 100 t lifted, 600,000 USD. 2027: 150 t lifted, 50 of them free: 600,000. Without the
    right 2027 would cost 900,000.
    """
    assert years_of([50, 150], make_up_years=1).cost == near(1200 * K)
    assert years_of([50, 150]).cost == near(1500 * K)


def test_credit_expires() -> None:
    """Proves that a right to make up ends with its years.

    50 t are paid in 2026 and none are free in 2027, when just what is owed is lifted. With a right
    of one year 2028 pays for 150 t: 600 + 600 + 900 thousand USD; with one of two years 1,800,000.
    If credits never ended or could be used twice, 1,800,000 would be the answer to both.
    """
    assert years_of([50, 100, 150], make_up_years=1).cost == near(2100 * K)
    assert years_of([50, 100, 150], make_up_years=2).cost == near(1800 * K)


def test_credit_is_used_once() -> None:
    """Proves that 50 t paid in 2026 free 50 t later, not 50 t in each year.

    600 in 2026; 150 t in 2027 with 50 free, 600; 150 t in 2028, 900 thousand USD.
    """
    assert years_of([50, 150, 150], make_up_years=2).cost == near(2100 * K)


def test_nothing_is_banked_for_profit() -> None:
    """Proves that tonnes that are lifted are not paid as unlifted, to be free when prices rise.

    1 USD/kg in 2026, 10 in 2027. 100 t and 200 t are needed: 100,000 + 2,000,000 USD. With an
    inequality for the deficiency the plan pays 100 t twice in 2026 and lifts 100 t free in 2027:
    1,200,000.
    """
    found = years_of([100, 200], {"2026": 1, "2027": 10}, make_up_years=1)
    assert found.cost == near(2100 * K)
    assert found.amount("deficiency") == near(0)


def test_only_what_is_above_is_free() -> None:
    """Proves that making up comes on top of what is paid anyhow.

    50 t paid and not lifted in 2026; in 2027 just the 100 t that are owed are lifted and paid:
    600 + 600 thousand USD. If they could be the ones made up it would be 900,000.
    """
    assert years_of([50, 100], make_up_years=1).cost == near(1200 * K)


def test_only_the_term_is_owed() -> None:
    """Proves that a contract that ends in June owes half a year: 100 x 181 / 365 t at 6 USD/kg."""
    found = prove(
        materials={"DY": {"demand": 10}},
        contracts={
            "C": {"offers": ["A"], "price": 6, "firm": 100, "take_or_pay": 1, "end": "2026-06-30"}
        },
        **market(A={"price": 10}),
    )
    assert found.cost == near(6 * K * 100 * 181 / 365)


def test_what_cannot_be_delivered_is_not_owed() -> None:
    """Proves that take or pay ends where the seller's own delivery ends, unless stated otherwise.

    50 t are needed; of 100 t firm at 6 USD/kg the seller can deliver 60. So 60 t are paid, 360,000
    USD; where the firm volume is owed in any case 600,000.
    """
    for owed, cost in (("what can be delivered", 360 * K), ("firm volume", 600 * K)):
        terms = {"offers": ["A"], "price": 6, "firm": 100, "take_or_pay": 1, "owed_of": owed}
        found = prove(
            materials={"DY": {"demand": 50}},
            contracts={"C": terms},
            **market(A={"price": 3, "capacity": 60}),
        )
        assert found.cost == near(cost)


def test_volumes_as_shares_of_what_can_be_delivered() -> None:
    """Proves that half of a believed output is firm and a quarter more may be lifted.

    160 t announced, half believed: 40 t are owed and at most 60 t may be lifted at 6 USD/kg. 70 t
    are needed and a missing one costs 20: 360,000 + 200,000 USD. Of the announced output all 70 t
    could be lifted, 420,000. Where only 30 t are needed, 40 are paid: 240,000.
    """
    offer = {"price": 3, "capacity": 160, "delivery_ratio": 0.5}
    terms = {"offers": ["A"], "price": 6, "firm_share": 0.5, "option_share": 0.25}
    for demand, cost in ((70, 560 * K), (30, 240 * K)):
        found = prove(
            materials={"DY": {"demand": demand, "shortage_cost": 20}},
            contracts={"C": {**terms, "take_or_pay": 1, "open_purchase": False}},
            **market(A=offer),
        )
        assert found.cost == near(cost)


def test_what_an_investment_would_open_is_not_owed() -> None:
    """Proves that take or pay is reckoned on what can be delivered without an investment.

    100 t a year are needed. The mine behind the investment (100 million USD) is not worth it, so
    50 t firm at 9 USD/kg are not owed: 10 USD/kg elsewhere, 1,000,000. Owed they would add 450,000.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        investments={"I": {"capex": 100e6, "life": 20}},
        openings={"I|offers|M": {"gate": True}},
        contracts={"C": {"offers": ["M"], "firm": 50, "take_or_pay": 1, "price": 9}},
        **market(M={"price": 2, "capacity": 80}, SPOT={"price": 10}),
    )
    assert found.cost == near(1000 * K)


PROVES_FAMILIES = {
    "def_deficiency": (test_unlifted_tonnes_are_paid, test_only_the_term_is_owed),
    "limit_deficiency": (test_nothing_is_banked_for_profit,),
    "limit_made_up": (test_only_what_is_above_is_free,),
    "limit_bank": (test_credit_expires, test_credit_is_used_once),
}
PROVES_COSTS = {"take_or_pay": (test_unlifted_tonnes_are_paid, test_only_the_term_is_owed)}
