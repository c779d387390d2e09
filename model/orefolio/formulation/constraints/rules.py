"""Rules: shares, tonnes and spend, a row for each member, material and span of a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import (
    RuleRow,
    counted_shares,
    demand_of,
    row_at,
    rule_row,
    rule_rows,
)
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total

SIDES = {"at most": ("most",), "at least": ("least",), "exactly": ("most", "least")}


def find(case: Case, index: Index, lookup: Lookup | None = None) -> RuleRow:
    """The limit behind an index (rule, member, materials, span, …), inside a build or without."""
    return row_at(case, index) if lookup is None else rule_row(lookup, index)


def measured(model: Any, row: RuleRow, *, everything: bool = False) -> Any:
    """What the row measures of the deliveries: t, USD at reference prices, or USD spent."""
    lookup: Lookup = model.lookup
    case = lookup.case
    shares = None if everything else counted_shares(lookup, row)
    if shares is not None and not shares:
        return 0.0
    terms = []
    for node in row.nodes:
        period = case.nodes[node].period.index
        for key in lookup.paths(row.materials, node):
            share = 1.0 if shares is None else shares.get(key, 0.0)
            if not share:
                continue
            path = case.paths[key]
            worth = path.recovery
            if row.rule.measure == "share of value":
                worth *= case.materials[path.material].reference_price
            elif row.rule.measure == "spend":
                worth = case.offers[path.offer].price[period]
            factor = worth * share
            if factor:
                terms.append(factor * model.delivery[key, node])
    return total(terms)


def limit_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, member, materials, span, side); side is most or least."""
    return (
        (*row.index, side)
        for row in rule_rows(model.lookup)
        if row.rule.measure != "count"
        for side in SIDES[row.rule.sense]
    )


def limit_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What a rule measures keeps its bound; a soft rule may miss it at a price.

    .. math:: \sum_{n \in s} \sum_{a} w_{r,a}\, v_{r,a}\, delivery_{a,n}
        \;\le\; b_r\, B_{r,s} + excess_r

    (:math:`\ge` and :math:`- excess` for *at least*; both for *exactly*). :math:`w` is the share of
    the tonne that touches the member in the rule's role, a tonne counting once; :math:`v` is usable
    tonnes, their reference value, or the price paid. :math:`B` is 1 for tonnes and spend; for
    shares it is the demand of the span, or the deliveries themselves where the rule says so. Rules
    hold on the trunk: inside a disruption they would forbid the rescue.
    """
    row = find(case, index, model.lookup)
    rule = row.rule
    body = measured(model, row)
    right = rule.bound
    if rule.measure.startswith("share"):
        value = rule.measure == "share of value"
        if rule.share_of == "deliveries":
            body = body - rule.bound * measured(model, row, everything=True)
            right = 0.0
        else:
            right = rule.bound * demand_of(row, case, value=value)
    most = index[4] == "most"
    if rule.penalty is not None:
        slack = model.excess[row.index]
        body = body - slack if most else body + slack
    return bounded(model, None if most else right, body, right if most else None)


def amount(rule_measure: str, bound: float) -> str:
    """A bound with its unit, as a planner writes it."""
    if rule_measure.startswith("share"):
        return f"{100 * bound:.4g} %"
    unit = {"tonnes": " t", "spend": " USD"}.get(rule_measure, "")
    return f"{bound:,.6g}{unit}"


def limit_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    rule = case.rules[index[0]]
    who = "all deliveries" if index[1] == "all" else f"{rule.scope} {index[1]}"
    role = f" ({rule.role})" if rule.scope in ("country", "bloc") else ""
    of = f" of {rule.share_of}" if rule.measure.startswith("share") else ""
    return (
        f"rule {rule.key}: {rule.measure} of {who}{role} in {index[2]}, {index[3]}:"
        f" {rule.sense} {amount(rule.measure, rule.bound)}{of}"
    )


def rule_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the bound."""
    return (case.place("rules", index[0], "bound"),)


def rule_group(case: Case, key: str, side: str) -> Group:
    """The bound of a rule, as a thing that may be moved."""
    rule = case.rules[key]
    unit = {"tonnes": "t", "spend": "USD", "count": "members", "HHI": "HHI"}.get(
        rule.measure, "share"
    )
    text = rule.text or f"{rule.measure}: {rule.sense} {amount(rule.measure, rule.bound)}"
    direction = 1 if side == "most" else -1
    return Group("rules", key, "bound", unit, rule.bound, direction, f"rule {key}: {text}")


def limit_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The bound may be moved; a soft rule never conflicts."""
    row = find(case, index)
    rule = row.rule
    if rule.penalty is not None:
        return None
    scale = 1.0
    if rule.measure.startswith("share"):
        scale = max(demand_of(row, case, value=rule.measure == "share of value"), 1e-6)
    side = "upper" if index[4] == "most" else "lower"
    return Relaxation(rule_group(case, rule.key, index[4]), scale=scale, side=side)


RULE = Family(
    name="limit_rule",
    index=("rule", "member", "materials", "span", "side"),
    unit="t or USD",
    rows=limit_rows,
    rule=limit_rule,
    sentence=limit_sentence,
    places=rule_places,
    reads=("rules.*", "materials.reference_price"),
    relaxation=limit_relaxation,
)
