"""The gate: every constraint family and every cost has a proof, and each proof can fail."""

from __future__ import annotations

import dataclasses
import importlib
import math
from collections.abc import Callable
from typing import Any

import pytest

import test_proof_balance as balance
import test_proof_big_m as big_m
import test_proof_capacity as capacity
import test_proof_concentration as concentration
import test_proof_counts as counts
import test_proof_demand as demand
import test_proof_lots as lots
import test_proof_quality as quality
import test_proof_risk as risk
import test_proof_rule_terms as rule_terms
import test_proof_rules as rules
import test_proof_scenarios as scenarios
import test_proof_stock as stock
import test_proof_time as time
from orefolio.formulation import FAMILIES, build
from orefolio.formulation.useful import Useful
from proof import market, without_audit
from support import case_of

Proof = Callable[[], None]

FAMILY_PROOFS: dict[str, tuple[Proof, ...]] = {
    "def_demand": (demand.test_demand_is_met, demand.test_without_a_shortage_cost_demand_is_hard),
    "def_balance": (
        balance.test_recovery_needs_more_to_be_bought,
        balance.test_materials_do_not_replace_each_other,
        stock.test_opening_stock_is_used,
    ),
    "limit_offer": (
        capacity.test_offer_capacity_counts_only_what_is_believed,
        capacity.test_offer_capacity_is_shared_by_its_routes,
        capacity.test_offer_is_open_for_part_of_the_year,
    ),
    "limit_passage": (
        capacity.test_route_capacity_is_shared_by_offers,
        capacity.test_leg_capacity_is_shared_by_routes,
        capacity.test_chokepoint_capacity_is_shared_by_legs_and_routes,
    ),
    "def_contract": (scenarios.test_recourse_is_limited_by_the_contract_and_cost_is_expected,),
    "limit_recourse": (
        scenarios.test_recourse_is_limited_by_the_contract_and_cost_is_expected,
        scenarios.test_recourse_is_even_over_the_year,
    ),
    "limit_lot_use": (
        lots.test_minimum_lot_is_taken_whole_or_not_at_all,
        lots.test_fee_decides,
        lots.test_fees_and_minimum_loads_of_routes_and_legs,
        lots.test_lot_sizing_without_a_capacity,
    ),
    "limit_lot_minimum": (
        lots.test_minimum_lot_is_taken_whole_or_not_at_all,
        lots.test_spans_of_a_minimum_lot,
        lots.test_fees_and_minimum_loads_of_routes_and_legs,
    ),
    "limit_every_lot": (
        quality.test_every_lot_bars_the_grades_outside,
        quality.test_every_lot_has_a_minimum_too,
        quality.test_off_specification_share,
        quality.test_nines_of_every_lot,
    ),
    "limit_blend": (
        quality.test_blend_keeps_its_average,
        quality.test_blend_has_a_minimum_too,
        quality.test_nines_are_never_averaged,
        quality.test_total_keeps_its_sum,
        quality.test_total_has_a_minimum_and_covers_only_what_is_used,
        quality.test_blend_is_of_each_period,
    ),
    "limit_cover": (
        stock.test_days_of_cover_are_there_at_the_end,
        stock.test_cover_is_of_the_demand_that_follows,
        stock.test_cover_from,
        stock.test_cover_of_one_grade_and_of_all,
    ),
    "limit_ceiling": (
        stock.test_ceiling_limits_buying_ahead,
        stock.test_ceiling_of_one_grade_and_of_all,
    ),
    "def_end_stock": (
        stock.test_keep_demands_the_opening_level,
        stock.test_each_grade_keeps_its_own_end_stock,
        stock.test_each_grade_has_its_own_end_value,
        stock.test_end_value_follows_the_settings,
    ),
    "limit_rule": (
        rules.test_share_of_volume_at_most,
        rules.test_share_of_volume_at_least,
        rules.test_share_of_volume_exactly,
        rules.test_share_of_value_is_at_reference_prices,
        rules.test_value_at_least_and_exactly,
        rules.test_tonnes_are_usable_tonnes,
        rules.test_tonnes_at_least_and_exactly,
        rules.test_spend_is_at_offer_prices,
        rules.test_spend_at_least_and_exactly,
        rules.test_a_share_of_deliveries_can_be_gamed_with_surplus,
        rules.test_least_share_of_deliveries,
        rule_terms.test_spans_of_a_rule,
        rule_terms.test_a_rule_holds_in_its_periods_only,
        rule_terms.test_soft_rule_is_missed_exactly_when_that_is_cheaper,
        rule_terms.test_soft_rules_at_least_and_exactly,
    ),
    "def_counted": (
        counts.test_at_most_one_supplier,
        counts.test_at_most_with_counted_from,
        counts.test_at_least_three_suppliers,
        counts.test_exactly_two_suppliers,
        counts.test_a_country_counts_with_its_share_of_the_ore,
    ),
    "limit_count": (
        counts.test_at_most_one_supplier,
        counts.test_at_least_three_suppliers,
        counts.test_exactly_two_suppliers,
        counts.test_soft_count_is_priced_by_member,
        counts.test_count_over_each_span,
    ),
    "def_member_tonnes": (
        concentration.test_charge_of_two_suppliers_is_the_calculus_optimum,
        concentration.test_cap_on_two_suppliers,
        concentration.test_origin_shares_spread_the_mines,
    ),
    "def_total_tonnes": (
        concentration.test_charge_of_two_suppliers_is_the_calculus_optimum,
        concentration.test_cap_on_two_suppliers,
    ),
    "limit_crowding": (concentration.test_tangents_hold_the_index_from_below,),
    "limit_concentration": (
        concentration.test_cap_on_two_suppliers,
        concentration.test_cap_on_three_suppliers,
        concentration.test_cap_can_cause_a_shortage,
    ),
}
"""By constraint family the proofs that must fail without it, by their own numbers."""

COST_PROOFS: dict[str, tuple[Proof, ...]] = {
    "purchase": (demand.test_demand_is_met, time.test_discounting_at_start_middle_and_end),
    "freight": (
        capacity.test_freight_is_that_of_route_and_legs,
        capacity.test_landed_cost_decides,
    ),
    "holding": (
        stock.test_holding_cost_decides_about_buying_ahead,
        stock.test_holding_is_by_the_year,
    ),
    "shortage_cost": (
        demand.test_shortage_falls_on_the_cheaper_segment,
        demand.test_a_use_worth_less_than_the_price_is_not_served,
    ),
    "surplus_value": (
        balance.test_surplus_is_sold_at_its_value,
        balance.test_surplus_may_cost_its_disposal,
    ),
    "end_stock": (
        stock.test_end_value_follows_the_settings,
        stock.test_end_value_is_discounted_with_the_last_period,
        stock.test_each_grade_has_its_own_end_value,
    ),
    "risk_premium": (
        risk.test_risk_weight_at_which_the_plan_switches,
        risk.test_a_country_that_mines_and_processes_is_one_hazard,
    ),
    "fixed_fees": (
        lots.test_fee_is_paid_once_in_each_span_of_use,
        lots.test_fee_decides,
        lots.test_fees_follow_their_years_discount,
    ),
    "concentration_charge": (
        concentration.test_charge_of_two_suppliers_is_the_calculus_optimum,
        concentration.test_charge_is_by_year_and_discounted,
    ),
    "soft_rules": (
        rule_terms.test_soft_rule_is_missed_exactly_when_that_is_cheaper,
        rule_terms.test_penalties_are_discounted,
    ),
}
"""By kind of cost the proofs that must fail without it."""

BIG_M_PROOFS = {
    "_needed": ("end stock", "cover that rises"),
    "_forced": (
        "tonnes in every period",
        "spend",
        "count",
        "share of origin",
        "lots behind a route's fee",
    ),
    "_balancing": (
        "most of all deliveries",
        "grade that nobody uses",
        "index of all deliveries",
        "index of origins",
        "value of all deliveries",
    ),
    "_earning": ("surplus under a rule", "end stock under a rule"),
    "_way": ("surplus behind a route",),
}
"""By part of the derived big-M the cases that must fail without it."""

NOT_TERMS = {"total_cost"}


def test_every_family_and_every_cost_has_a_proof() -> None:
    """Proves that a family or cost that lands without a proof is refused here."""
    assert set(FAMILY_PROOFS) == {family.name for family in FAMILIES}
    case = case_of(materials={"DY": {"demand": 1}}, **market(A={"price": 1}))
    costs = set(build(case).expressions)
    assert set(COST_PROOFS) == costs - NOT_TERMS


def _must_fail(proof: Callable[..., None], *arguments: str) -> None:
    with without_audit(), pytest.raises(AssertionError):
        proof(*arguments)


@pytest.mark.parametrize("name", FAMILY_PROOFS)
def test_proofs_fail_without_their_family(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no proof of a family passes when the model has no row of it."""
    mutant = tuple(
        dataclasses.replace(family, rows=lambda case, model: ()) if family.name == name else family
        for family in FAMILIES
    )
    monkeypatch.setattr(importlib.import_module("orefolio.formulation.build"), "FAMILIES", mutant)
    for proof in FAMILY_PROOFS[name]:
        _must_fail(proof)


@pytest.mark.parametrize("name", COST_PROOFS)
def test_proofs_fail_without_their_cost(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no proof of a cost passes when the objective leaves it out."""
    module = importlib.import_module("orefolio.formulation.expressions")

    def nothing(model: Any, lookup: Any, node: Any) -> tuple[Any, ...]:
        """Nothing, USD."""
        return ()

    other = {
        "fixed_fees": "_fees",
        "concentration_charge": "_charge",
        "soft_rules": "_penalties",
    }
    if name in other:
        monkeypatch.setattr(module, other[name], lambda model, lookup: {})
    else:
        monkeypatch.setitem(module.BY_NODE, name, nothing)
    for proof in COST_PROOFS[name]:
        _must_fail(proof)


@pytest.mark.parametrize("part", BIG_M_PROOFS)
def test_big_m_proofs_fail_without_their_part(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that each part of the derived big-M is needed."""
    nothing = math.inf if part == "_way" else 0.0
    monkeypatch.setattr(Useful, part, lambda self, *keys: nothing)
    for reason in BIG_M_PROOFS[part]:
        _must_fail(big_m.test_big_m_never_cuts, reason)
