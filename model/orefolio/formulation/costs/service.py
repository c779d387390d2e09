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
    r"""Surplus, income negative: :math:`- \sum_{i,g} v_i \, surplus_{i,g,n}`, USD."""
    for material, grades in lookup.case.grades.items():
        data = lookup.case.materials[material]
        worth = data.surplus_value
        if worth and data.surplus_allowed:
            yield from (-worth * model.surplus[material, grade, node.name] for grade in grades)
