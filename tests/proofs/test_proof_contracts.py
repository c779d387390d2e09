"""Proofs of contracts: what is lifted under them, at which price, in which lots, for which fees."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove, refused


def deal(
    demand: float = 100, years: int = 1, offers: dict[str, Any] | None = None, **terms: Any
) -> Proved:
    """One material; contract C over the offers (A at 10 USD/kg), at 6 USD/kg unless said."""
    offers = offers or {"A": {"price": 10}}
    row = {"offers": list(offers), **terms}
    if not {"price", "index_slope", "floor"} & terms.keys():
        row["price"] = 6
    return prove(
        settings={"years": years},
        materials={"DY": {"demand": demand, "reference_price": 100}},
        contracts={"C": row},
        **market(**offers),
    )


def test_volume_of_a_contract() -> None:
    """Proves that only the firm volume and the option come at the price of the contract.

    100 t are needed: 60 at 6 and 40 at 10 USD/kg make 760,000 USD; with an option of 20 t it is
    680,000. If the volume were ignored the answer would be 600,000.
    """
    assert deal(firm=60).cost == near(760 * K)
    assert deal(firm=60, option=20).cost == near(680 * K)
    assert deal(firm=60).amount("lifted") == near(60)


def test_lifted_is_delivered() -> None:
    """Proves that nothing is lifted that is not delivered.

    50 t are needed and 60 may be lifted: 50 x 6 = 300,000 USD. If liftings were not part of the
    deliveries, 60 t would be lifted for the 4 USD/kg that the contract is cheaper: 260,000.
    """
    assert deal(demand=50, firm=60).cost == near(300 * K)


def test_no_open_purchase() -> None:
    """Proves that an offer can be kept for its contracts alone.

    60 t of A at 6, the rest from B at 20 USD/kg: 360,000 + 800,000. If A could be bought openly at
    10 it would be 760,000.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        contracts={"C": {"offers": ["A"], "price": 6, "firm": 60, "open_purchase": False}},
        **market(A={"price": 10}, B={"price": 20}),
    )
    assert found.cost == near(1160 * K)
    assert found.bought("B") == near(40)


def test_contract_over_two_offers() -> None:
    """Proves that the volume is shared by all offers of the contract, each at its own price else.

    60 t at 6 replace the dearer offer first: A2 (12 USD/kg, 50 t) and 10 t of A1 (10 USD/kg, 50 t):
    360,000 + 40 x 10 = 760,000 USD. If each offer had the volume to itself it would be 600,000.
    """
    found = deal(firm=60, offers={f"A{n}": {"price": 8 + 2 * n, "capacity": 50} for n in (1, 2)})
    assert found.cost == near(760 * K)


def test_two_contracts_over_one_offer() -> None:
    """Proves that an offer may stand in several contracts, the cheaper one filled first.

    30 t at 4, 40 t at 6, the rest at 10: 120 + 240 + 300 thousand USD.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        contracts={
            "C1": {"offers": ["A"], "price": 4, "firm": 30},
            "C2": {"offers": ["A"], "price": 6, "firm": 40},
        },
        **market(A={"price": 10}),
    )
    assert found.cost == near(660 * K)


def test_term_by_days() -> None:
    """Proves that a contract that begins in July gives its volume by the 184 days that are left.

    100 x 184 / 365 t at 6 instead of 10: 1,000,000 - 4,000 x 50.411 USD.
    """
    found = deal(firm=100, start="2026Q3")
    assert found.cost == near(1000 * K - 4 * K * 100 * 184 / 365)


def test_price_by_index_within_floor_and_ceiling() -> None:
    """Proves the price formula: base + slope x market price, within floor and ceiling.

    2 + 0.05 x 100 = 7 USD/kg; with a floor of 8 it is 8, with a ceiling of 5 it is 5. The open
    price is 10.
    """
    assert deal(index_base=2, index_slope=0.05).cost == near(700 * K)
    assert deal(index_base=2, index_slope=0.05, floor=8).cost == near(800 * K)
    assert deal(index_base=2, index_slope=0.05, ceiling=5).cost == near(500 * K)


def test_floor_over_the_offer_price() -> None:
    """Proves that without a price of its own a contract invoices the offer's, from its floor up.

    Offer 10, floor 12, and nobody else: 100 t at 12 USD/kg.
    """
    found = deal(floor=12, open_purchase=False)
    assert found.cost == near(1200 * K)


def test_contract_that_is_not_signed() -> None:
    """Proves that an unsigned contract binds and serves only once it is signed.

    50 t are needed, 10 USD/kg openly. Signed, 100 t are paid at 6: 600,000 USD; so it is not signed
    and 500,000 are paid. If liftings did not need a signature it would be 300,000. With 90 t needed
    it is signed: 600,000 instead of 900,000.
    """
    terms = {"signed": False, "firm": 100, "take_or_pay": 1}
    assert deal(demand=50, **terms).cost == near(500 * K)
    assert deal(demand=90, **terms).cost == near(600 * K)
    assert deal(demand=50, firm=100, take_or_pay=1).cost == near(600 * K)


def _three_years(exit_fee: float | None) -> Proved:
    return prove(
        settings={"years": 3},
        materials={"DY": {"demand": 100}},
        contracts={
            "C": {
                **{"offers": ["A"], "price": 10, "firm": 100, "take_or_pay": 1},
                "exit_fee": exit_fee,
            }
        },
        prices={"A": {"2026": 20, "2027": 4, "2028": 20}},
        **market(A={}),
    )


def test_ended_contract_does_not_come_back() -> None:
    """Proves that a contract is left for good.

    All three years at 10 cost 3,000,000 USD. Left for 100,000 in 2027, when the market is at 4, the
    market price of 20 is paid in 2028: 1,000 + 100 + 400 + 2,000 = 3,500 thousand. If it could be
    taken up again the answer would be 2,400,000.
    """
    assert _three_years(100 * K).cost == near(3000 * K)


def test_exit_fee() -> None:
    """Proves that a contract with an exit fee is ended where that is cheaper, and the fee is paid.

    In 2027 the market falls from 20 to 4 for good: 1,000 + 100 + 400 thousand USD. Without an exit
    2,000,000 would be paid; without the fee 1,400,000.
    """
    rows: dict[str, Any] = {
        "settings": {"years": 2},
        "materials": {"DY": {"demand": 100}},
        "prices": {"A": {"2026": 20, "2027": 4}},
        **market(A={}),
    }
    terms = {"offers": ["A"], "price": 10, "firm": 100, "take_or_pay": 1}
    found = prove(contracts={"C": {**terms, "exit_fee": 100 * K}}, **rows)
    assert found.cost == near(1500 * K)
    assert found.part("contract_fees") == near(100 * K)
    assert prove(contracts={"C": terms}, **rows).cost == near(2000 * K)


def test_onboarding_fee_is_paid_once() -> None:
    """Proves that the onboarding fee is paid in the first year of use and not again.

    The contract saves 400,000 USD a year: with a fee of 500,000 it is used in both years,
    1,200,000 + 500,000. Paid every year it would not be worth it (2,000,000); never paid it would
    be 1,200,000.
    """
    found = deal(years=2, onboarding_fee=500 * K)
    assert found.cost == near(1700 * K)


def test_fixed_fee_of_every_year_of_use() -> None:
    """Proves that the fixed fee is paid in every year of use: 2 x (600,000 + 300,000) USD.

    If use were free of it the answer would be 1,200,000.
    """
    assert deal(years=2, fixed_fee=300 * K).cost == near(1800 * K)
    assert deal(years=2, fixed_fee=500 * K).cost == near(2000 * K)


def test_minimum_of_a_contract() -> None:
    """Proves that a contract is lifted from its minimum on, or not at all.

    50 t are needed. 80 t at 6 are cheaper than 50 at 10: 480,000 USD and 30 t left over; 90 t would
    not be (540,000), so 500,000 are paid openly. Without the minimum it would be 300,000.
    """
    assert deal(demand=50, minimum=80).cost == near(480 * K)
    assert deal(demand=50, minimum=90).cost == near(500 * K)


def test_exact_lot() -> None:
    """Proves that exactly the lot is lifted: 40 at 6 and 60 at 10 USD/kg, 840,000.

    If any amount could be lifted it would be 600,000.
    """
    assert deal(exact_lot=40).cost == near(840 * K)


def test_lot_multiple() -> None:
    """Proves that whole lots are lifted: three of 30 t at 6 and 10 t at 10 USD/kg, 640,000.

    Four lots would cost 720,000, any amount 600,000.
    """
    assert deal(lot_multiple=30).cost == near(640 * K)


def test_all_of_a_year_may_be_lifted_in_one_period() -> None:
    """Proves that volumes hold by year, also where a fee is paid for each period of use.

    40 of the 100 t of a year come at 6 USD/kg, all in one half-year for one fee of 100,000:
    240,000 + 600,000 + 100,000. If a half-year had only its days' share of the 40 t, one fee
    would save 80,000 and the answer would be 1,000,000, without the contract.
    """
    found = prove(
        settings={"years": 1, "period_length": "half-year"},
        materials={"DY": {"reference_price": 100}},
        demand={"DY": {"2026H1": 40, "2026H2": 60}},
        contracts={
            "C": {
                "offers": ["A"],
                "price": 6,
                "firm": 40,
                "fixed_fee": 100 * K,
                "lot_span": "period",
            }
        },
        **market(A={"price": 10}),
    )
    assert found.cost == near(940 * K)


def test_lots_of_a_closed_offer_can_leave_no_plan() -> None:
    """Proves that lots and closed purchases are hard: 100 t are no multiple of 30 t."""
    refused(
        materials={"DY": {"demand": 100, "surplus_allowed": False}},
        contracts={"C": {"offers": ["A"], "price": 6, "lot_multiple": 30, "open_purchase": False}},
        **market(A={"price": 10}),
    )


def test_spend_counts_what_contracts_invoice() -> None:
    """Proves that a rule on spend counts invoices of contracts and open purchases.

    At most 500,000 USD may go to A: 60 t at 6 under contract, 14 t at 10 openly, and 26 t from B at
    12: 812,000 USD. If A were counted at its open price 50 t could be had of it: 900,000; if only
    open purchases counted the answer would be 760,000.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        contracts={"C": {"offers": ["A"], "price": 6, "firm": 60}},
        rules={"R": {"scope": "offer", "members": ["A"], "measure": "spend", "bound": 500 * K}},
        **market(A={"price": 10}, B={"price": 12}),
    )
    assert found.cost == near(812 * K)


PROVES_FAMILIES = {
    "limit_lifting": (test_lifted_is_delivered, test_no_open_purchase),
    "limit_contract": (test_volume_of_a_contract, test_contract_that_is_not_signed),
    "limit_in_force": (test_ended_contract_does_not_come_back,),
    "limit_contract_use": (test_fixed_fee_of_every_year_of_use,),
    "limit_contract_lot": (test_minimum_of_a_contract, test_exact_lot, test_lot_multiple),
    "def_onboarding": (test_onboarding_fee_is_paid_once,),
}
PROVES_COSTS = {
    "contract_purchase": (test_volume_of_a_contract,),
    "contract_fees": (test_exit_fee, test_fixed_fee_of_every_year_of_use),
}
