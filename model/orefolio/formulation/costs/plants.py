"""What plants charge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.formulation.costs.trade import open_paths
from orefolio.formulation.lookup import Lookup


def toll(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Tolls of plants :math:`\sum_a \sum_{j \in a} \tau_j \, m_{a,j} \, delivery_{a,n}`, USD.

    :math:`m_{a,j}` is what is fed to the plant of a tonne bought.
    """
    return (
        lookup.case.paths[key].toll * model.delivery[key, node.name]
        for key in open_paths(lookup, node)
        if lookup.case.paths[key].toll
    )
