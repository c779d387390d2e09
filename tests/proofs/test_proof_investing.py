"""Investments: what they open, when, at what cost; groups, stages, budgets; loans and rights."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100}}
M = 1e6
"""A million USD."""


def _adding(capex: float = 3, **terms: Any) -> Proved:
    """A has 40 t/y at 100 USD/kg, the mine adds 30 t/y and lasts 10 years; all else costs 300."""
    return prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 40}, B={"price": 300}),
        investments={"MINE": {"capex": capex, "life": 10, **terms}},
        openings={"MINE|offers|A": {"capacity": 30}},
    )


def test_capacity_is_added_for_an_annuity() -> None:
    """Proves that a mine of 3 MUSD and 10 years adds 30 t for 0.3 MUSD in a plan of one year.

    70 x 100 + 30 x 300 + 300 = 16,300 k USD against 22,000 without it. If its capacity were there
    without it the cost would be 16,000, if the whole capex were charged 19,000.
    """
    found = _adding()
    assert found.cost == near(16_300 * K)
    assert found.bought("A") == near(70)


def test_a_capacity_beyond_all_use_is_paid_for() -> None:
    """Proves that a mine whose capacity is typed as 1e10 t for "no limit" is made, and paid.

    100 x 100 + 300 = 10,300 k USD. If all of the 1e10 t stood in the row, a decision of 1e-8 would
    open the 60 t that are needed, for nothing: 10,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 40}, B={"price": 300}),
        investments={"MINE": {"capex": 3, "life": 10}},
        openings={"MINE|offers|A": {"capacity": 1e10}},
    )
    assert found.cost == near(10_300 * K)
    assert found.amount("build") == near(1)


def test_what_does_not_pay_is_not_made() -> None:
    """Proves that for 70 MUSD, 7 MUSD a year, the mine is left: 40 x 100 + 60 x 300 = 22,000 k USD.

    With it the cost would be 23,000. If capex cost nothing it would be 16,000.
    """
    found = _adding(capex=70)
    assert found.cost == near(22_000 * K)
    assert found.amount("build") == near(0)


def test_annuity_at_a_rate_and_by_parts() -> None:
    """Proves that 10 MUSD over 20 years at 8 %, half of it a year later, bear 2.5 annuities in 3 y.

    An annuity of 10 is 10 x 0.08 / (1 - 1.08^-20) = 1.018522 MUSD, so 2.546305. If the later part
    were charged from the start it would be 3.055566; without the rate 1.25.
    """
    found = prove(
        settings={"years": 3, "finance_rate": 0.08},
        materials=DY,
        **market(A={"price": 100}),
        investments={"MINE": {"capex": 10, "life": 20, "income": 50}},
        capex_profile={"MINE|0": {"year": 0, "share": 0.5}, "MINE|1": {"year": 1, "share": 0.5}},
    )
    assert found.part("capital_charges") == near(2.5463052 * M)
    assert found.cost == near((30 + 2.5463052 - 150) * M)


def test_rate_of_finance_is_the_discount_rate_unless_given() -> None:
    """Proves that the annuity follows the discount rate: at 8 % over 20 years 1.0185221 MUSD of 10.

    Counted at the start of the only year it is not discounted. If the rate were 0 it would be 0.5.
    """
    found = prove(
        settings={"discount_rate": 0.08, "discount_timing": "start"},
        materials=DY,
        **market(A={"price": 100}),
        investments={"MINE": {"capex": 10, "life": 20, "income": 50}},
    )
    assert found.part("capital_charges") == near(1.0185221 * M)


def test_charged_whole_the_capex_counts_when_spent() -> None:
    """Proves that capex charged whole counts 6 MUSD at once and 4 a year later, discounted by 10 %.

    6 + 4 / 1.1 = 9.636364 MUSD. If parts beyond the plan counted it would be the same here; if it
    were an annuity of 10 years without rate it would be 0.6 + 1 / 1.1 = 1.509.
    """
    found = prove(
        settings={
            **{"years": 2, "discount_rate": 0.1, "discount_timing": "start", "finance_rate": 0},
            "capex_charging": "whole",
        },
        materials=DY,
        **market(A={"price": 100}),
        investments={"MINE": {"capex": 10, "life": 10, "income": 50}},
        capex_profile={"MINE|0": {"year": 0, "share": 0.6}, "MINE|1": {"year": 1, "share": 0.4}},
    )
    assert found.part("capital_charges") == near((6 + 4 / 1.1) * M)


def test_lead_time_and_life_bound_what_is_opened() -> None:
    """Proves that with 18 months of lead and 1 year of life 365 t/y are 184 t in 2027, 182 in 2028.

    Ready on 1 July 2027, closed on 1 July 2028: 184 of 365 days, 182 of 366 of a capacity of 365 t
    (181.503). If lead time or life were ignored, 365 t a year would come.
    """
    found = prove(
        settings={"years": 3},
        materials={"DY": {"demand": 365}},
        **market(A={"price": 100, "capacity": 0}, B={"price": 300}),
        investments={"MINE": {"lead_time": 18, "life": 1, "latest": "2026", "income": 1}},
        openings={"MINE|offers|A": {"capacity": 365}},
    )
    bought = [found.bought("A", year) for year in ("2026", "2027", "2028")]
    assert bought == [near(0), near(184), near(365 * 182 / 366)]


def test_ramp_is_a_straight_line_by_days() -> None:
    """Proves that over a ramp of 2 years a quarter stands in the first and three in the second.

    25 + 75 + 100 t at 100 USD/kg, 100 t at 300: 50,000 k USD. If the ramp were ignored it would be
    30,000. A ramp of its own (all after month 12) gives 0 (less a day) + 100 + 100.
    """
    tables: dict[str, Any] = {
        "settings": {"years": 3},
        "materials": DY,
        **market(A={"price": 100, "capacity": 0}, B={"price": 300}),
        "openings": {"MINE|offers|A": {"capacity": 100}},
    }
    found = prove(**tables, investments={"MINE": {"ramp_time": 2}})
    assert found.cost == near(50_000 * K)
    assert found.bought("A", "2026") == near(25)
    ramps = {"LATE|6": {"month": 6, "share": 0}, "LATE|12": {"month": 12, "share": 1}}
    found = prove(**tables, ramps=ramps, investments={"MINE": {"ramp": "LATE"}})
    assert found.bought("A", "2026") == near(100 * 184 / 365 / 2)


def test_gate_closes_what_is_not_invested_in() -> None:
    """Proves that an offer behind a gate of 3 MUSD delivers its own 60 t only with the investment.

    60 x 100 + 40 x 300 + 300 = 18,300 k USD. If the gate were ignored it would be 18,000 without
    the investment; if it added to the capacity 10,300. At 200 MUSD nothing comes: 30,000.
    """
    tables: dict[str, Any] = {
        "materials": DY,
        **market(A={"price": 100, "capacity": 60}, B={"price": 300}),
        "openings": {"LOAN|offers|A": {"gate": True}},
    }
    assert prove(**tables, investments={"LOAN": {"capex": 3, "life": 10}}).cost == near(18_300 * K)
    assert prove(**tables, investments={"LOAN": {"capex": 200, "life": 10}}).cost == near(
        30_000 * K
    )


def test_gate_of_an_offer_without_limit() -> None:
    """Proves that behind a gate an offer without limit gives what is needed, and nothing without.

    100 x 100 + 300 = 10,300 k USD. If the gate were ignored it would be 10,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100}, B={"price": 300}),
        investments={"LOAN": {"capex": 3, "life": 10}},
        openings={"LOAN|offers|A": {"gate": True}},
    )
    assert found.cost == near(10_300 * K)


def test_right_to_a_share_of_a_mine() -> None:
    """Proves that a gate that is a right to 65 % of 200 t lets 130 t through, and two of them add.

    100 x 100 = 10,000 of 100 t needed; of 180 t needed 130 x 100 + 50 x 300 = 28,000 k USD. With a
    second right to 20 % it is 170 x 100 + 10 x 300 = 20,000. If the share were of what is needed or
    added to the 200 t, it would be 18,000.
    """
    rights = {"STAKE|offers|A": {"share": 0.65, "gate": True}}
    more = {"MORE|offers|A": {"share": 0.2, "gate": True}}
    tables: dict[str, Any] = {
        "materials": {"DY": {"demand": 180}},
        **market(A={"price": 100, "capacity": 200}, B={"price": 300}),
    }
    one = prove(**tables, investments={"STAKE": {}}, openings=rights)
    assert one.cost == near(28_000 * K)
    two = prove(**tables, investments={"STAKE": {}, "MORE": {}}, openings={**rights, **more})
    assert two.cost == near(20_000 * K)


def test_two_whole_gates_do_not_double_a_mine() -> None:
    """Proves that two gates of one offer, both open, let its own 60 t through, not 120.

    60 x 100 + 40 x 300 - 2 x 1,000 of income = 16,000 k USD. If they added up it would be 8,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 60}, B={"price": 300}),
        investments={"ONE": {"income": 1}, "TWO": {"income": 1}},
        openings={"ONE|offers|A": {"gate": True}, "TWO|offers|A": {"gate": True}},
    )
    assert found.cost == near(16_000 * K)


def test_gates_and_what_is_added_between_them() -> None:
    """Proves that two open gates of a mine of 60 t and an extension of 10 let 70 t through.

    The extension stands for the second half of the year, 184 of 365 days: 65.041 t. If the gates
    made room for each other it would be the 70 t that it can have at most.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 60}, B={"price": 300}),
        investments={"ONE": {"income": 1}, "TWO": {"income": 1}, "WIDER": {"lead_time": 6}},
        openings={
            "ONE|offers|A": {"gate": True},
            "TWO|offers|A": {"gate": True},
            "WIDER|offers|A": {"capacity": 10},
        },
    )
    assert found.bought("A") == near(60 + 10 * 184 / 365)


def test_discount_on_an_offer_without_limit() -> None:
    """Proves that a right to 20 USD/kg less on all of an offer holds for all that is bought.

    100 x 80 + 100 = 8,100 k USD. If it needed a capacity to hold for, it would be 10,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100}),
        investments={"STAKE": {"capex": 1, "life": 10}},
        openings={"STAKE|offers|A": {"discount": 20}},
    )
    assert found.cost == near(8_100 * K)


def test_discount_is_for_what_the_right_opens() -> None:
    """Proves that a right to 40 t at 20 USD/kg less saves 800 k USD of 100 t bought.

    100 x 100 - 40 x 20 + 100 = 9,300 k USD. If the discount went to all that is bought it would be
    8,100, if it were ignored 10,100.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 60}, B={"price": 300}),
        investments={"STAKE": {"capex": 1, "life": 10}},
        openings={"STAKE|offers|A": {"capacity": 40, "discount": 20}},
    )
    assert found.cost == near(9_300 * K)


def test_discount_is_for_what_is_bought() -> None:
    """Proves that a discount on 60 t saves nothing on tonnes that are not bought: 30 of them are.

    30 x 100 - 30 x 20 + 100 = 2,500 k USD. If all 60 t saved money it would be 1,900.
    """
    found = prove(
        materials={"DY": {"demand": 30}},
        **market(A={"price": 100, "capacity": 60}),
        investments={"STAKE": {"capex": 1, "life": 10}},
        openings={"STAKE|offers|A": {"discount": 20}},
    )
    assert found.cost == near(2_500 * K)


def test_investment_begins_once() -> None:
    """Proves that dividends of 1 MUSD a year come once: 2 x 10,000 - 2,000 = 18,000 k USD.

    If it could begin in both years, three years of dividends would come: 17,000.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        **market(A={"price": 100}),
        investments={"STAKE": {"income": 1}},
    )
    assert found.cost == near(18_000 * K)


def test_one_of_an_exclusive_group() -> None:
    """Proves that of two levels of a stake the better is taken: 10,000 - 2,000 = 8,000 k USD.

    If the group were ignored both would be: 7,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100}),
        investments={
            "SMALL": {"income": 1, "exclusive_group": "STAKE"},
            "LARGE": {"income": 2, "exclusive_group": "STAKE"},
        },
    )
    assert found.cost == near(8_000 * K)
    assert found.amount("build", "LARGE") == near(1)


def test_stage_waits_until_the_one_before_is_ready() -> None:
    """Proves that a mine that requires a study of 12 months earns in two of three years.

    3 x 10,000 + 3 x 1,000 for the study - 2 x 5,000 = 23,000 k USD. If the gate were ignored it
    would be 30,000 - 15,000 = 15,000, if only the order counted 18,000.
    """
    found = prove(
        settings={"years": 3},
        materials=DY,
        **market(A={"price": 100}),
        investments={
            "STUDY": {"capex": 10, "life": 10, "lead_time": 12},
            "MINE": {"income": 5, "requires": ["STUDY"]},
        },
    )
    assert found.cost == near(23_000 * K)
    assert found.amount("build", "MINE", "2027") == near(1)


def _budgeted(**budget: Any) -> Proved:
    """Two mines of 10 MUSD and 10 years that earn 3 MUSD a year; 1 MUSD a year of annuity."""
    return prove(
        settings={"years": 2},
        materials=DY,
        **market(A={"price": 100}),
        investments={
            name: {"capex": 10, "life": 10, "income": 3, "category": name}
            for name in ("ONE", "TWO")
        },
        budgets=budget,
    )


def test_budget_of_a_year() -> None:
    """Proves that 10 MUSD a year let the mines begin one after the other.

    2 x 10,000 - 2 x 2,000 - 2,000 = 14,000 k USD. If the budget were ignored it would be 12,000.
    """
    assert _budgeted(all={"2026": 10, "2027": 10}).cost == near(14_000 * K)


def test_budget_of_a_category() -> None:
    """Proves that a budget of nothing for one category leaves the other: 20,000 - 4,000 k USD.

    If it held for all, no mine would be made (20,000); if for none, both (12,000).
    """
    assert _budgeted(ONE={"2026": 0, "2027": 0}).cost == near(16_000 * K)


def test_budget_in_all_counts_what_is_spent_later() -> None:
    """Proves that 10 MUSD in all pay for one mine, though half of its capex falls after the plan.

    10,000 - (3,000 - 500) = 7,500 k USD. If only what is spent inside the plan counted, both mines
    would be made: 5,000.
    """
    profile = {
        f"{name}|{year}": {"year": year, "share": 0.5} for name in ("ONE", "TWO") for year in (0, 1)
    }
    found = prove(
        materials=DY,
        **market(A={"price": 100}),
        investments={n: {"capex": 10, "life": 10, "income": 3} for n in ("ONE", "TWO")},
        capex_profile=profile,
        budgets={"all": {"total": 10}},
    )
    assert found.cost == near(7_500 * K)


def test_loan_bears_finance_and_earns_interest_on_what_stands() -> None:
    """Proves that 10 MUSD lent for 2 years bear 8 % and earn 3 % on 7.5 and 2.5 MUSD.

    Behind its gate 100 t cost 100 instead of 300 USD/kg: 2 x 10,000 + 800 - 300 = 20,500 k USD. If
    the loan did not come back it would be 21,000; as an annuity of 2 years 31,214.
    """
    found = prove(
        settings={"years": 2, "finance_rate": 0.08},
        materials=DY,
        **market(A={"price": 100}, B={"price": 300}),
        investments={"LOAN": {"kind": "loan", "capex": 10, "loan_term": 2, "interest_rate": 0.03}},
        openings={"LOAN|offers|A": {"gate": True}},
    )
    assert found.part("capital_charges") == near(0.8 * M)
    assert found.part("investment_income") == near(-0.3 * M)
    assert found.cost == near(20_500 * K)


def test_loan_charged_whole_comes_back() -> None:
    """Proves that a loan of 10 MUSD for 4 years costs the time of its money and no more.

    At the start of the year 10 go and 365/1461 of them come; a year later what is left comes back,
    discounted by 10 %: (10 - 2.498289) x (1 - 1 / 1.1) = 0.681974 MUSD. If what stands at the end
    were lost it would be 5.229.
    """
    found = prove(
        settings={
            **{"years": 2, "discount_rate": 0.1, "discount_timing": "start"},
            "capex_charging": "whole",
        },
        materials=DY,
        **market(A={"price": 100}),
        investments={
            "LOAN": {"kind": "loan", "capex": 10, "loan_term": 4, "income": 5, "latest": "2026"}
        },
    )
    left = 10 * (1 - 365 / 1461)
    assert found.part("capital_charges") == near((left - left / 1.1) * M)


def test_guarantee_costs_what_it_is_expected_to_lose() -> None:
    """Proves that a guarantee of 1 MUSD a year opens its gate for that: 10,000 + 1,000 k USD.

    If its running cost were ignored it would be 10,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100}, B={"price": 300}),
        investments={"GUARANTEE": {"kind": "guarantee", "running_cost": 1}},
        openings={"GUARANTEE|offers|A": {"gate": True}},
    )
    assert found.cost == near(11_000 * K)


def test_corridor_opens_a_leg() -> None:
    """Proves that a corridor adds 30 t/y to a leg of 40: 70 x 110 + 30 x 300 + 1,000 k USD.

    17,700. If its capacity were there without it the cost would be 16,700; not made, 22,400.
    """
    found = prove(
        materials=DY,
        legs={"RAIL": {"capacity": 40}},
        routes={"LAND": {"legs": ["RAIL"], "cost": 10_000}},
        **market(A={"price": 100, "routes": ["LAND"]}, B={"price": 300}),
        investments={"CORRIDOR": {"capex": 10, "life": 10}},
        openings={"CORRIDOR|legs|RAIL": {"capacity": 30}},
    )
    assert found.cost == near(17_700 * K)


def test_hall_widens_a_plant() -> None:
    """Proves that a hall adds 30 t/y of feed to a plant of 40: 70 x 100 + 30 x 300 + 1,000 k USD.

    17,000. If its capacity were there without it the cost would be 16,000; not made, 22,000.
    """
    found = prove(
        materials=DY,
        countries={"AUS": {}},
        plants={"P": {"capacity": 40, "country": "AUS"}},
        **market(A={"price": 100, "plants": ["P"]}, B={"price": 300}),
        investments={"HALL": {"capex": 10, "life": 10}},
        openings={"HALL|plants|P": {"capacity": 30}},
    )
    assert found.cost == near(17_000 * K)


def test_recycling_plant_opens_a_lever() -> None:
    """Proves that 30 t/y are recycled once the plant is built: 1,500 + 70 x 300 + 1,000 k USD.

    23,500. If the gate were ignored it would be 22,500, without the plant 30,000.
    """
    found = prove(
        materials=DY,
        **market(B={"price": 300}),
        levers={"SCRAP": {"kind": "recycling", "acts_on": "DY", "ceiling": 30, "cost": 50}},
        investments={"PLANT": {"capex": 10, "life": 10}},
        openings={"PLANT|levers|SCRAP": {"gate": True}},
    )
    assert found.cost == near(23_500 * K)


def test_closing_saves_money_and_capacity() -> None:
    """Proves that closing a mine for good saves 10 MUSD, 1 a year, and takes its 20 t.

    80 x 100 + 20 x 130 - 1,000 = 9,600 k USD against 10,000. If the capacity stayed it would be
    9,000. Where the other mine costs 160 it stays open: 10,000.
    """
    tables: dict[str, Any] = {
        "materials": DY,
        "investments": {"CLOSING": {"capex": -10, "life": 10}},
        "openings": {"CLOSING|offers|A": {"capacity": -20}},
    }
    cheap = prove(**tables, **market(A={"price": 100, "capacity": 100}, B={"price": 130}))
    assert cheap.cost == near(9_600 * K)
    dear = prove(**tables, **market(A={"price": 100, "capacity": 100}, B={"price": 160}))
    assert dear.cost == near(10_000 * K)


def test_periods_shorter_than_a_year_begin_with_years() -> None:
    """Proves that in quarters a mine begins in the quarter named, or on the first day of a year.

    Named 2026Q3 it gives 365 x (92 + 92) / 365 t in 2026; not named it gives all 365.
    """
    tables: dict[str, Any] = {
        "settings": {"years": 1, "period_length": "quarter"},
        "materials": {"DY": {"demand": 365}},
        **market(A={"price": 100, "capacity": 0}, B={"price": 300}),
        "openings": {"MINE|offers|A": {"capacity": 365}},
    }
    late = prove(**tables, investments={"MINE": {"earliest": "2026Q3"}})
    assert late.bought("A") == near(184)
    assert prove(**tables, investments={"MINE": {}}).bought("A") == near(365)


def test_minimum_lot_reckons_with_what_may_be_opened() -> None:
    """Proves that a yes-or-no decision does not cut off what an investment opens.

    90 x 100 + 10 x 300 + fee 10 + 300 = 12,310 k USD. If the bound behind the lot were the 40 t
    without the mine it would be 22,010.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 40, "fixed_fee": 10_000}, B={"price": 300}),
        investments={"MINE": {"capex": 3, "life": 10}},
        openings={"MINE|offers|A": {"capacity": 50}},
    )
    assert found.cost == near(12_310 * K)


PROVES_FAMILIES = {
    "limit_opened": (
        test_capacity_is_added_for_an_annuity,
        test_gate_closes_what_is_not_invested_in,
        test_corridor_opens_a_leg,
        test_recycling_plant_opens_a_lever,
        test_closing_saves_money_and_capacity,
    ),
    "limit_gated": (
        test_two_whole_gates_do_not_double_a_mine,
        test_gates_and_what_is_added_between_them,
    ),
    "limit_right": (test_discount_is_for_what_the_right_opens,),
    "limit_discounted": (test_discount_is_for_what_is_bought,),
    "limit_once": (test_investment_begins_once,),
    "limit_exclusive": (test_one_of_an_exclusive_group,),
    "limit_stage": (test_stage_waits_until_the_one_before_is_ready,),
    "limit_budget": (
        test_budget_of_a_year,
        test_budget_of_a_category,
        test_budget_in_all_counts_what_is_spent_later,
    ),
}

PROVES_COSTS = {
    "capital_charges": (
        test_capacity_is_added_for_an_annuity,
        test_annuity_at_a_rate_and_by_parts,
        test_charged_whole_the_capex_counts_when_spent,
    ),
    "investment_running": (test_guarantee_costs_what_it_is_expected_to_lose,),
    "investment_income": (test_investment_begins_once, test_one_of_an_exclusive_group),
    "offtake_discounts": (test_discount_is_for_what_the_right_opens,),
}
