"""What stock costs: holding, what is missing or left at the end, missing days of cover."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.lookup import Lookup


def holding(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Holding :math:`\sum_{i,g,q} h \, L_t \, stock_{i,g,q,n}` on the closing stock, USD."""
    for material, places in lookup.case.stock_places.items():
        for place in places:
            cost = lookup.policy(material, *place).holding_cost * node.period.years
            yield cost * model.stock[material, *place, node.name]


def end_stock(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""End of horizon :math:`\sum P_i (r \, missing - s \, above)`: a kink, so no hoarding, USD."""
    plan = lookup.case.plan
    for index in model.short_end:
        if index[3] == node.name:
            price = lookup.case.materials[index[0]].reference_price
            yield price * plan.end_replacement * model.short_end[index]
            yield -price * plan.end_salvage * model.over_end[index]


def missing_cover(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Missing days of cover :math:`\sum_r c_r \, L_t \, missing^{days}_{r,n}`, USD."""
    for policy in lookup.case.stock.values():
        if (policy.key, node.name) in model.missing_days:
            price = policy.cover_price * node.period.years
            yield price * model.missing_days[policy.key, node.name]
