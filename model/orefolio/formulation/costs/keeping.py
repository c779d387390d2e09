"""What stock costs: holding, and what is missing or left at the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.lookup import Lookup


def holding(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Holding :math:`\sum_{i,g} h_i \, L_t \, stock_{i,g,n}` on the closing stock, USD."""
    for material in sorted(lookup.case.stocked):
        for grade in lookup.case.grades[material]:
            cost = lookup.policy(material, grade).holding_cost * node.period.years
            yield cost * model.stock[material, grade, node.name]


def end_stock(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""End of horizon :math:`\sum P_i (r \, missing - s \, above)`: a kink, so no hoarding, USD."""
    plan = lookup.case.plan
    for index in model.short_end:
        if index[2] == node.name:
            price = lookup.case.materials[index[0]].reference_price
            yield price * plan.end_replacement * model.short_end[index]
            yield -price * plan.end_salvage * model.over_end[index]
