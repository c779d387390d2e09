"""What deliveries cost: purchases and freight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.lookup import Lookup


def open_paths(lookup: Lookup, node: Node) -> list[str]:
    """Paths that can deliver anything in the node."""
    return lookup.paths(lookup.case.materials, node.name)


def purchase(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Purchases :math:`\sum_a p_{o(a),t} (delivery_{a,n} - \sum_c lifted_{c,a,n})`, USD.

    What is lifted under contracts is invoiced there.
    """
    case = lookup.case
    for key in open_paths(lookup, node):
        price = case.offers[case.paths[key].offer].price[node.period.index]
        yield price * model.delivery[key, node.name]
        for contract in model.deals.contracts_of.get((key, node.name), ()):
            yield -price * model.lifted[contract, key, node.name]


def freight(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Freight of route and legs :math:`\sum_a f_a \, delivery_{a,n}`, USD."""
    return (
        lookup.case.paths[key].freight * model.delivery[key, node.name]
        for key in open_paths(lookup, node)
        if lookup.case.paths[key].freight
    )
