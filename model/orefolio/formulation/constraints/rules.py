"""Rules: shares, tonnes, spend and columns, a row for each member, material and span of a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.conditions import comes_into_force
from orefolio.formulation.constraints.conditions import eased
from orefolio.formulation.constraints.rule_words import (
    moved_by,
    row_sentence,
    rule_group,
    rule_places,
)
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.measuring import beyond, expression, fixed_divisor, limit, reach
from orefolio.formulation.members import RuleRow, demand_of, row_at, rule_row, rule_rows
from orefolio.formulation.registry import Family, Index, Relaxation
from orefolio.formulation.rows import bounded

SIDES = {"at most": ("most",), "at least": ("least",), "exactly": ("most", "least")}


def find(case: Case, index: Index, lookup: Lookup | None = None) -> RuleRow:
    """The limit behind an index (rule, member, materials, span, …), inside a build or without."""
    return row_at(case, index) if lookup is None else rule_row(lookup, index)


def limit_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, member, materials, span, side); side is most or least."""
    return (
        (*row.index, side)
        for row in rule_rows(model.lookup)
        if row.rule.limits and row.rule.measure != "count" and comes_into_force(case, row)
        for side in SIDES[row.rule.sense]
    )


def limit_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What a rule measures keeps its bound; a soft rule may miss it at a price.

    .. math:: \sum_{n \in s} \sum_{a} w_{r,a}\, v_{r,a}\, delivery_{a,n}
        \;\le\; b_{r,s}\, B_{r,s} + excess_r + M\, (1 - met_{c,s})

    (:math:`\ge` and :math:`- excess` for *at least*; both for *exactly*). :math:`w` is the share of
    the tonne that touches the member in the rule's role, a tonne counting once; :math:`v` is usable
    tonnes, their reference value, the price paid, or tonnes times a column, as often as the weight
    of the material says. :math:`B` is 1 for tonnes, spend and totals; for shares it is the demand
    of the span, or the deliveries themselves where the rule says so; for averages and spend per
    kilogram what is counted. Of the scope grade it is :math:`use_{k,g,n}` that counts. With a
    condition :math:`c` the row holds only where that is met; :math:`M` is what useful deliveries
    can reach. Rules hold on the trunk: inside a disruption they would forbid the rescue.
    """
    row = find(case, index, model.lookup)
    terms = beyond(model.lookup, row)
    body, right = expression(model, row, terms), limit(case, row)
    most = index[4] == "most"
    if row.rule.penalty is not None:
        slack = model.excess[row.index]
        body = body - slack if most else body + slack
    if row.rule.when:
        low, high = reach(model, row, terms)
        eased_body = eased(model, row, body, high - right if most else right - low, most=most)
        if eased_body is None:
            return pyo.Constraint.Skip
        body = eased_body
        right = right + max(high - right, 0.0) if most else right - max(right - low, 0.0)
    return bounded(model, None if most else right, body, right if most else None)


def limit_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return row_sentence(find(case, index))


def limit_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The bound may be moved; a soft rule never conflicts."""
    row = find(case, index)
    if row.rule.penalty is not None:
        return None
    scale = max(fixed_divisor(case, row) or typical_divisor(case, row), 1e-6)
    side = "upper" if index[4] == "most" else "lower"
    group = rule_group(case, row.rule, row.periods, index[4])
    return Relaxation(group, scale=scale * moved_by(row.rule, row.periods), side=side)


def typical_divisor(case: Case, row: RuleRow) -> float:
    """What a share or average is divided by when just the demand is delivered: the scale only."""
    rule = row.rule
    value = rule.of == "deliveries" and rule.base != "usable"
    return demand_of(row, case, value=value) * rule.unit_size


RULE = Family(
    name="limit_rule",
    index=("rule", "member", "materials", "span", "side"),
    unit="t or USD",
    rows=limit_rows,
    rule=limit_rule,
    sentence=limit_sentence,
    places=rule_places,
    reads=("rules.*", "rule_paths.*", "rule_weights.weight", "materials.reference_price"),
    relaxation=limit_relaxation,
)
