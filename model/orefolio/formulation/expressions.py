"""Named expressions: what the objective adds up, kept by kind and node so that results can show it.

All costs are discounted USD, weighted by the probability of their node. A test holds them equal to
what the portfolio recomputes from the flows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Node
from orefolio.formulation.constraints.lots import lot_of
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.rows import total

Terms = Callable[[Any, Lookup, Node], Iterable[Any]]


def _paths(lookup: Lookup, node: Node) -> list[str]:
    return lookup.paths(lookup.case.materials, node.name)


def purchase(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Purchases :math:`\sum_a p_{o(a),t} \, delivery_{a,n}`, USD."""
    case = lookup.case
    return (
        case.offers[case.paths[key].offer].price[node.period.index] * model.delivery[key, node.name]
        for key in _paths(lookup, node)
    )


def freight(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Freight of route and legs :math:`\sum_a f_a \, delivery_{a,n}`, USD."""
    return (
        lookup.case.paths[key].freight * model.delivery[key, node.name]
        for key in _paths(lookup, node)
        if lookup.case.paths[key].freight
    )


def holding(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Holding :math:`\sum_{i,g} h_i \, L_t \, stock_{i,g,n}` on the closing stock, USD."""
    for material in sorted(lookup.case.stocked):
        for grade in lookup.case.grades[material]:
            cost = lookup.policy(material, grade).holding_cost * node.period.years
            yield cost * model.stock[material, grade, node.name]


def shortage(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Shortage at the cost of its segment :math:`\sum_k u_k \, shortage_{k,n}`, USD."""
    for segment in lookup.case.segments.values():
        if segment.shortage_cost is not None:
            yield segment.shortage_cost * model.shortage[segment.key, node.name]


def surplus(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Surplus, income negative: :math:`- \sum_{i,g} v_i \, surplus_{i,g,n}`, USD."""
    for material, grades in lookup.case.grades.items():
        data = lookup.case.materials[material]
        worth = data.surplus_value
        if worth and data.surplus_allowed:
            yield from (-worth * model.surplus[material, grade, node.name] for grade in grades)


def end_stock(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""End of horizon :math:`\sum P_i (r \, missing - s \, above)`: a kink, so no hoarding, USD."""
    plan = lookup.case.plan
    for index in model.short_end:
        if index[2] == node.name:
            price = lookup.case.materials[index[0]].reference_price
            yield price * plan.end_replacement * model.short_end[index]
            yield -price * plan.end_salvage * model.over_end[index]


def risk_premium(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Risk premium :math:`\lambda \sum_a h_a \, P_i \, \rho_a \, delivery_{a,n}`, USD.

    :math:`h_a = 1 - \prod (1 - h)` over the distinct hazards of the path.
    """
    case = lookup.case
    if not case.plan.risk_weight:
        return
    for key in _paths(lookup, node):
        path = case.paths[key]
        worth = case.materials[path.material].reference_price * path.recovery
        if path.hazard:
            yield case.plan.risk_weight * path.hazard * worth * model.delivery[key, node.name]


BY_NODE: dict[str, Terms] = {
    "purchase": purchase,
    "freight": freight,
    "holding": holding,
    "shortage_cost": shortage,
    "surplus_value": surplus,
    "end_stock": end_stock,
    "risk_premium": risk_premium,
}
"""Costs that belong to a node."""


def add_expressions(model: Any) -> None:
    """Attach every named expression; ``total_cost`` is their sum."""
    lookup: Lookup = model.lookup
    case = lookup.case
    for name, terms in BY_NODE.items():
        values = {}
        for node in case.nodes.values():
            weight = node.period.discount * node.probability
            values[node.name] = weight * total(terms(model, lookup, node))
        _attach(model, name, values, (terms.__doc__ or "").splitlines()[0])
    _attach(model, "fixed_fees", _fees(model, lookup), "fees of offers, routes, legs, USD")
    _attach(model, "concentration_charge", _charge(model, lookup), "HHI x value x weight, USD")
    _attach(model, "soft_rules", _penalties(model, lookup), "price of missing soft rules, USD")
    parts = [*BY_NODE, "fixed_fees", "concentration_charge", "soft_rules"]
    model.total_cost = pyo.Expression(
        expr=pyo.quicksum(item.expr for part in parts for item in getattr(model, part).values()),
        doc="sum of all costs, USD",
    )


def _attach(model: Any, name: str, values: dict[Any, Any], doc: str) -> None:
    model.add_component(
        name, pyo.Expression(list(values), rule=lambda _, *i: values[_one(i)], doc=doc)
    )


def _one(index: tuple[Any, ...]) -> Any:
    return index[0] if len(index) == 1 else index


def _fees(model: Any, lookup: Lookup) -> dict[Any, Any]:
    """A fee is paid in the first period of its span."""
    case = lookup.case
    found = {}
    for table, key, span in model.commit:
        lot = lot_of(case, table, key)
        first = case.nodes[case.spans(lot.span)[span][0]]
        found[table, key, span] = lot.fee * first.period.discount * model.commit[table, key, span]
    return found


def _charge(model: Any, lookup: Lookup) -> dict[Any, Any]:
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


def _penalties(model: Any, lookup: Lookup) -> dict[Any, Any]:
    case = lookup.case
    found = {}
    for index in model.excess:
        rule = case.rules[index[0]]
        first = case.nodes[case.spans(rule.span)[index[3]][0]]
        found[index] = (rule.penalty or 0.0) * first.period.discount * model.excess[index]
    return found
