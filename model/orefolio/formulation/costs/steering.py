"""Charges that steer the plan: concentration, and the price of missing soft rules."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup


def concentration_charge(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Concentration charge :math:`\mu P_i \sum_m crowding_m`, that is mu x HHI x value."""
    case = lookup.case
    if not case.plan.concentration_weight:
        return {}
    found = {}
    for index in model.crowding:
        of, material, span, _ = index
        if of == case.plan.concentration_of and material in case.materials and span in case.years:
            first = case.nodes[case.spans("year")[span][0]]
            factor = case.plan.concentration_weight * case.materials[material].reference_price
            found[index] = factor * first.period.discount * model.crowding[index]
    return found


def soft_rules(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Soft rules :math:`\sum penalty_r \, excess_r`, USD."""
    case = lookup.case
    found = {}
    for index in model.excess:
        rule = case.rules[index[0]]
        first = case.nodes[case.spans(rule.span)[index[3]][0]]
        found[index] = (rule.penalty or 0.0) * first.period.discount * model.excess[index]
    return found
