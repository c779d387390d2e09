"""Proofs of levers: thrift, substitution, recycling, their cost curves, ramps and fixed costs."""

from __future__ import annotations

from typing import Any

from proof import K, market, near, prove, refused


def _need(demand: float = 100.0, **more: Any) -> dict[str, Any]:
    """DY at 10 USD/kg from A, in one year, without limit."""
    return {
        "settings": {"years": 1, "discount_rate": 0.0},
        "materials": {"DY": {"demand": demand}},
        **market(A={"price": 10.0}),
        **more,
    }


def test_thrift_is_used_up_to_its_ceiling_when_it_costs_less() -> None:
    """Proves that saving at 6 USD/kg replaces buying at 10, up to 20 % of the demand.

    20 t are saved for 120 kUSD and 80 t bought for 800: 920 kUSD. If the ceiling were ignored all
    100 t would be saved for 600; if the lever were ignored the plan would cost 1,000.
    """
    plan = prove(**_need(levers={"LESS": {"acts_on": "DY", "cost": 6.0, "ceiling_share": 0.2}}))
    assert plan.amount("activity", "LESS") == near(20.0)
    assert plan.bought("A") == near(80.0)
    assert plan.part("levers") == near(120.0 * K)
    assert plan.cost == near(920.0 * K)


def test_a_lever_dearer_than_buying_stays_unused() -> None:
    """Proves that a lever is a choice: at 11 USD/kg nothing is saved and 1,000 kUSD are paid.

    If its cost were ignored 20 t would be saved.
    """
    plan = prove(**_need(levers={"LESS": {"acts_on": "DY", "cost": 11.0, "ceiling_share": 0.2}}))
    assert plan.amount("activity", "LESS") == near(0.0)
    assert plan.cost == near(1000.0 * K)


def test_ceiling_in_tonnes_a_year_counts_by_the_length_of_the_period() -> None:
    """Proves that 12 t/y are 6 t in a half-year, and that the smaller ceiling counts.

    Demand 100 t/y is 50 t a half-year; 20 % of it would be 10 t. Two half-years save about 6 t
    each, 12 t together, and 88 t are bought: 88 x 10 + 12 x 6 = 952 kUSD.
    """
    case = _need(
        levers={"LESS": {"acts_on": "DY", "cost": 6.0, "ceiling_share": 0.2, "ceiling": 12}}
    )
    case["settings"]["period_length"] = "half-year"
    plan = prove(**case)
    assert plan.amount("activity", "LESS") == near(12.0)
    assert plan.amount("activity", "LESS", "1", "2026H1") == near(12.0 * 181 / 365)
    assert plan.cost == near(952.0 * K)


def test_cost_curve_is_climbed_as_far_as_it_pays() -> None:
    """Proves that of steps 10 t at 2, 15 t at 8 and 40 t at 12 the first two are taken whole.

    25 t are saved for 20 + 120 = 140 kUSD and 75 t bought for 750: 890 kUSD. If the quantities of
    the steps were ignored 100 t would be saved at 2.
    """
    steps = {
        "LESS|1": {"quantity": 10.0, "cost": 2.0},
        "LESS|2": {"share": 0.15, "cost": 8.0},
        "LESS|3": {"quantity": 40.0, "cost": 12.0},
    }
    plan = prove(**_need(levers={"LESS": {"acts_on": "DY"}}, lever_steps=steps))
    done = [plan.amount("activity", "LESS", step) for step in "123"]
    assert done == [near(10.0), near(15.0), near(0.0)]
    assert plan.cost == near(890.0 * K)


def test_a_ramp_lets_a_lever_grow_by_days() -> None:
    """Proves that a ramp of two years gives a quarter of the ceiling in the first year.

    From 0 on the first day to a half on the last the mean is 1/4, in the second year 3/4, then
    all: of 20 t a year 5, 15 and 20 t. Without the ramp 20 t would be saved in the first year.
    """
    case = _need(levers={"LESS": {"acts_on": "DY", "ceiling": 20.0, "ramp_years": 2.0}})
    case["settings"]["years"] = 3
    plan = prove(**case)
    done = [plan.amount("activity", "LESS", "1", year) for year in ("2026", "2027", "2028")]
    assert done == [near(5.0), near(15.0), near(20.0)]


def test_a_lever_works_from_its_start_by_a_ramp_of_the_sheet() -> None:
    """Proves that nothing is saved before 2027, and then by the named ramp: half, then all.

    The ramp stands at 50 % for twelve months and at 100 % from then on (its rows at month 12 and
    13 are read as the line between them, so 2028 has a little less: 1 - 1/4 of 31 days / 366).
    """
    case = _need(
        levers={"LESS": {"acts_on": "DY", "ceiling": 20.0, "start": "2027", "ramp": "SLOW"}},
        ramps={
            "SLOW|0": {"month": 0, "share": 0.5},
            "SLOW|12": {"month": 12, "share": 0.5},
            "SLOW|13": {"month": 13, "share": 1.0},
        },
    )
    case["settings"]["years"] = 3
    plan = prove(**case)
    done = [plan.amount("activity", "LESS", "1", year) for year in ("2026", "2027", "2028")]
    assert done == [near(0.0), near(10.0), near(20.0 * (1 - 0.25 * 31 / 366))]


def test_fixed_cost_is_paid_once_or_the_lever_stays_unused() -> None:
    """Proves that 4 USD/kg saved on 20 t a year over two years (160 kUSD) carry a fee of 150 kUSD.

    2 x 800 + 2 x 120 + 150 = 1,990 against 2,000 kUSD without. With a fee of 170 the lever stays
    unused at 2,000. If the fee were paid each year, or ignored, the costs would be 2,000 or 1,840.
    """
    for fee, cost, saved in ((150e3, 1990.0, 40.0), (170e3, 2000.0, 0.0)):
        lever = {"acts_on": "DY", "cost": 6.0, "ceiling_share": 0.2, "fixed_cost": fee}
        case = _need(levers={"LESS": lever})
        case["settings"]["years"] = 2
        plan = prove(**case)
        assert plan.amount("activity", "LESS") == near(saved)
        assert plan.part("lever_fees") == near(fee if saved else 0.0)
        assert plan.cost == near(cost * K)


def test_substitution_needs_another_material() -> None:
    """Proves cross effects: a tonne saved of DY needs half a tonne of CE at 4 USD/kg.

    10 - (1 + 4 / 2) = 7 USD/kg are gained on 20 t; CE is bought for its own 30 t and 10 t more:
    800 + 20 + 40 x 4 = 980 kUSD against 1,120 without. If the need of CE were ignored 30 t of it
    would be bought.
    """
    case = _need(
        levers={"FERRITE": {"acts_on": "DY", "kind": "substitution", "cost": 1, "ceiling": 20}},
        lever_effects={"FERRITE|CE": {"effect": -0.5}},
    )
    case["materials"]["CE"] = {"demand": 30.0}
    case["suppliers"]["C-Co"] = {}
    case["offers"]["C"] = {"supplier": "C-Co", "material": "CE", "price": 4.0}
    plan = prove(**case)
    assert plan.bought("A") == near(80.0)
    assert plan.bought("C") == near(40.0)
    assert plan.cost == near(980.0 * K)


def test_an_effect_on_its_own_segment_replaces_the_tonne() -> None:
    """Proves that an effect of 0.5 saves 10 t of demand with 20 t of the lever.

    The lever at 1 USD/kg costs 2 USD for a kilogram saved: 20 + 90 x 10 = 920 kUSD. With the
    default effect of 1 it would be 820.
    """
    plan = prove(
        **_need(
            levers={"LESS": {"acts_on": "DY", "cost": 1.0, "ceiling": 20.0}},
            lever_effects={"LESS|DY": {"effect": 0.5}},
        )
    )
    assert plan.bought("A") == near(90.0)
    assert plan.cost == near(920.0 * K)


def test_savings_end_at_the_demand() -> None:
    """Proves that a lever with a fixed cost and no ceiling saves the demand and no more.

    100 t are saved at 1 USD/kg with 5 kUSD of fixed cost: 105 kUSD.
    """
    plan = prove(**_need(levers={"LESS": {"acts_on": "DY", "cost": 1.0, "fixed_cost": 5e3}}))
    assert plan.amount("activity", "LESS") == near(100.0)
    assert plan.cost == near(105.0 * K)


def test_recycling_brings_what_arises_is_collected_and_recovered() -> None:
    """Proves that of 50 t of scrap 60 % collected and 80 % recovered are 24 t, at 3 USD/kg.

    76 t are bought: 760 + 72 = 832 kUSD. If collection or recovery were ignored 50, 40 or 30 t
    would come back; if the limit were ignored all 100 t at 300 kUSD.
    """
    plan = prove(
        **_need(
            levers={
                "MAGNETS": {
                    "acts_on": "DY",
                    "kind": "recycling",
                    "cost": 3.0,
                    "collection_share": 0.6,
                    "recovery": 0.8,
                }
            },
            collection={"MAGNETS": {"2026": 50.0}},
        )
    )
    assert plan.amount("activity", "MAGNETS") == near(24.0)
    assert plan.bought("A") == near(76.0)
    assert plan.cost == near(832.0 * K)


def test_recycled_tonnes_can_be_stocked_and_savings_cannot() -> None:
    """Proves that 60 t recycled in 2026, where 10 t are needed, serve 50 t of 2027 from stock.

    Recycling at 1 USD/kg: 60 + 0 kUSD, and 50 t bought for 2027 at 10: 560 kUSD. A lever that
    saves in 2026 at most the demand of 2026 leaves 2027 alone: 10 x 1 + 100 x 10 = 1,010 kUSD.
    """
    for kind, cost in (("recycling", 560.0), ("thrift", 1010.0)):
        case = _need(
            levers={
                "HOME": {"acts_on": "DY", "kind": kind, "cost": 1, "ceiling": 60, "end": "2026"}
            },
            stock={"DY": {"end_of_horizon": "free", "holding_rate": 0.0}},
        )
        case["materials"]["DY"] = {}
        case["demand"] = {"DY": {"2026": 10.0, "2027": 100.0}}
        case["settings"] |= {"years": 2}
        assert prove(**case).cost == near(cost * K)


def test_recycled_grade_must_meet_the_specification() -> None:
    """Proves that scrap of grade LOW serves only the segment that accepts it.

    GLASS takes 30 t of LOW for 30 kUSD, though 60 t arise; MAGNET needs HIGH: 50 t for 500 kUSD.
    Ignoring the grade, 60 t would be recycled: 60 + 200 = 260 kUSD.
    """
    case = _need(
        segments={
            "MAGNET": {"material": "DY", "demand": 50.0},
            "GLASS": {"material": "DY", "demand": 30.0},
        },
        grades={"HIGH": {}, "LOW": {}},
        attributes={"IRON": {}},
        quality={"HIGH|IRON": {"value": 1.0}, "LOW|IRON": {"value": 9.0}},
        specifications={"MAGNET|IRON": {"maximum": 5.0}},
        levers={
            "SCRAP": {
                "acts_on": "DY",
                "kind": "recycling",
                "cost": 1,
                "ceiling": 60,
                "grade": "LOW",
            }
        },
    )
    case["materials"]["DY"] = {}
    case["offers"]["A"]["grade"] = "HIGH"
    plan = prove(**case)
    assert plan.amount("activity", "SCRAP") == near(30.0)
    assert plan.cost == near(530.0 * K)


def test_share_rules_count_against_gross_demand() -> None:
    """Proves that saving does not tighten a cap: 40 % of 100 t stay 40 t though 50 t are saved.

    The lever saves 50 t at 5 USD/kg; cheap A is capped at 40 t, B fills 10 t at 20:
    250 + 400 + 200 = 850 kUSD. Against net demand A would have 20 t and the cost would be 1,050.
    """
    plan = prove(
        settings={"years": 1, "discount_rate": 0.0},
        materials={"DY": {"demand": 100.0}},
        countries={"CHN": {}, "AUS": {}},
        levers={"LESS": {"acts_on": "DY", "cost": 5.0, "ceiling_share": 0.5}},
        rules={"CAP": {"scope": "country", "role": "processed", "members": ["CHN"], "bound": 0.4}},
        **market(A={"price": 10.0, "country": "CHN"}, B={"price": 20.0, "country": "AUS"}),
    )
    assert plan.bought("A") == near(40.0)
    assert plan.cost == near(850.0 * K)


def test_cover_stays_in_days_of_gross_demand() -> None:
    """Proves that 73 days of cover are 20 t of 100 t a year, though half the demand is saved.

    50 t saved at 1, 50 t used and 20 t stocked at 10: 750 kUSD. On net demand it would be 650.
    """
    plan = prove(
        **_need(
            levers={"LESS": {"acts_on": "DY", "cost": 1.0, "ceiling_share": 0.5}},
            stock={"DY": {"days_of_cover": 73.0, "end_of_horizon": "free", "holding_rate": 0.0}},
        )
    )
    assert plan.amount("stock", "DY") == near(20.0)
    assert plan.cost == near(750.0 * K)


def test_a_lever_is_no_way_out_where_it_is_too_small() -> None:
    """Proves that the ceiling is physics: demand 100 t, 70 t to buy, at most 20 t to save.

    10 t are missing and no shortage is allowed, so there is no plan; with 30 t there is one.
    """
    case = _need(levers={"LESS": {"acts_on": "DY", "ceiling": 20.0}})
    case["offers"]["A"]["capacity"] = 70.0
    refused(**case)
    case["levers"]["LESS"]["ceiling"] = 30.0
    assert prove(**case).cost == near(700.0 * K)


def test_big_m_counts_what_a_substitution_needs() -> None:
    """Proves that an offer with a fee is not cut at the demand where a lever needs more of it.

    A tonne saved of DY needs 5 t of CE at 1 USD/kg, 5 against 10 USD/kg: 20 t saved need 100 t,
    CE has 1 t of its own: 800 + 101 + 3 = 904 kUSD. With a big-M of 1 t of CE nothing is saved.
    """
    case = _need(
        levers={"FERRITE": {"acts_on": "DY", "kind": "substitution", "ceiling": 20}},
        lever_effects={"FERRITE|CE": {"effect": -5.0}},
    )
    case["materials"]["CE"] = {"demand": 1.0}
    case["suppliers"]["C-Co"] = {}
    offer = {"supplier": "C-Co", "material": "CE", "price": 1.0, "fixed_fee": 3e3}
    case["offers"]["C"] = offer
    plan = prove(**case)
    assert plan.bought("C") == near(101.0)
    assert plan.cost == near(904.0 * K)


PROVES_FAMILIES = {
    "limit_lever": (
        test_thrift_is_used_up_to_its_ceiling_when_it_costs_less,
        test_a_ramp_lets_a_lever_grow_by_days,
        test_fixed_cost_is_paid_once_or_the_lever_stays_unused,
        test_recycling_brings_what_arises_is_collected_and_recovered,
    ),
    "limit_lever_step": (test_cost_curve_is_climbed_as_far_as_it_pays,),
}
PROVES_COSTS = {
    "levers": (
        test_thrift_is_used_up_to_its_ceiling_when_it_costs_less,
        test_a_lever_dearer_than_buying_stays_unused,
    ),
    "lever_fees": (test_fixed_cost_is_paid_once_or_the_lever_stays_unused,),
}
