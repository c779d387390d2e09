"""The risk premium of what is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Node
from orefolio.case.worth import worth_of
from orefolio.formulation.costs.trade import open_paths
from orefolio.formulation.lookup import Lookup


def risk_premium(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Risk premium :math:`\lambda \sum_a h_a \sum_i P_i \, \rho_{a,i} \, delivery_{a,n}`, USD.

    :math:`h_a = 1 - \prod (1 - h)` over the distinct hazards of the path.
    """
    case = lookup.case
    if not case.plan.risk_weight:
        return
    for key in open_paths(lookup, node):
        path = case.paths[key]
        if path.hazard:
            worth = worth_of(path, case.materials)
            yield case.plan.risk_weight * path.hazard * worth * model.delivery[key, node.name]
