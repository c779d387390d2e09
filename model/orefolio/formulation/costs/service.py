"""What is not met and what is left over: shortage and surplus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.lookup import Lookup


def shortage(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Shortage at the cost of its segment :math:`\sum_k u_k \, shortage_{k,n}`, USD."""
    for segment in lookup.case.segments.values():
        if segment.shortage_cost is not None:
            yield segment.shortage_cost * model.shortage[segment.key, node.name]


def surplus(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Surplus, negative: :math:`-\sum v_i surplus_{i,g} - \sum (v_{i,s} - v_i) step_{i,s}`, USD.

    The steps take their part of the surplus at their own price, the rest goes at :math:`v_i`.
    """
    for material, grades in lookup.case.grades.items():
        data = lookup.case.materials[material]
        worth = data.surplus_value
        if worth and data.surplus_allowed:
            yield from (-worth * model.surplus[material, grade, node.name] for grade in grades)
        if data.surplus_allowed:
            for step in lookup.case.surplus_steps.get(material, ()):
                yield (worth - step.price) * model.surplus_step[material, step.step, node.name]
