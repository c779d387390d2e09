"""What the way to the buyer adds beside freight and toll: export tax, insurance, tariff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from orefolio.case.entities import Node, Series
from orefolio.formulation.costs.trade import open_paths
from orefolio.formulation.lookup import Lookup


def export_tax(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Export taxes :math:`\sum_a x_{a,t} \, delivery_{a,n}`, USD."""
    landed = lookup.case.landed
    return _levied(model, lookup, node, {key: each.export_tax for key, each in landed.items()})


def insurance(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Insurance on the way :math:`\sum_a s_{a,t} \, delivery_{a,n}`, USD."""
    landed = lookup.case.landed
    return _levied(model, lookup, node, {key: each.insurance for key, each in landed.items()})


def tariff(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Import tariffs :math:`\sum_a d_{a,t} \, delivery_{a,n}`, USD."""
    landed = lookup.case.landed
    return _levied(model, lookup, node, {key: each.tariff for key, each in landed.items()})


def _levied(model: Any, lookup: Lookup, node: Node, unit: Mapping[str, Series]) -> Iterable[Any]:
    """USD for each tonne bought by a path, times the tonnes."""
    index = node.period.index
    return (
        unit[key][index] * model.delivery[key, node.name]
        for key in open_paths(lookup, node)
        if unit[key][index]
    )
