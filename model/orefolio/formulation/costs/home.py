"""What levers and conversions cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.lookup import Lookup


def levers(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Levers :math:`\sum_{l,j} c_{l,j} \, activity_{l,j,n}`, USD."""
    for lever in lookup.case.levers.values():
        for step in lever.steps:
            key = (lever.key, step.name, node.name)
            if step.cost and key in model.activity:
                yield step.cost * model.activity[key]


def lever_fees(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Fixed costs of levers :math:`\sum_l F_l \, use\_lever_l`, each in its first period, USD."""
    found = {}
    for key in model.use_lever:
        lever = lookup.case.levers[key]
        discount = lookup.case.periods[lever.first].discount
        found[key] = lever.fixed_cost * discount * model.use_lever[key]
    return found


def conversion(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Conversions :math:`\sum_{c,g} c_c \, converted_{c,g,n}`, USD."""
    for key in model.converted:
        cost = lookup.case.conversions[key[0]].cost
        if cost and key[2] == node.name:
            yield cost * model.converted[key]
