"""What is kept: stock by grade and pool, what is missing of it, and what comes fresh into it."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_stock(model: Any, lookup: Lookup) -> None:
    """``stock``, ``short_end``, ``over_end``, ``stored`` and ``missing_days``."""
    case = lookup.case
    stocked = [
        (material, grade, pool, node)
        for material, places in case.stock_places.items()
        for grade, pool in places
        for node in case.nodes
    ]
    leaves = leaf_nodes(lookup)
    ends = [
        index
        for index in stocked
        if index[1] not in case.base_grade  # lots of tested sources count with their grade
        if index[3] in leaves and lookup.policy(*index[:3]).end_of_horizon == "value"
    ]
    ageing = [index for index in stocked if lookup.policy(*index[:3]).fresh_from]
    priced = [
        (policy.key, node.name)
        for policy in case.stock.values()
        if policy.priced
        for node in case.trunk
        if policy.wanted[node.period.index] > 0
    ]
    declare(model, "stock", stocked, "usable tonnes of a grade in a pool at the end of a node")
    declare(model, "short_end", ends, "tonnes missing at the end against the opening stock")
    declare(model, "over_end", ends, "tonnes above the opening stock at the end")
    declare(model, "stored", ageing, "arrivals kept for a stock with a shelf life")
    declare(model, "missing_days", priced, "days missing of the days of cover wanted, days")


def leaf_nodes(lookup: Lookup) -> frozenset[str]:
    """Nodes without a successor: where the plan ends."""
    nodes = lookup.case.nodes
    return frozenset(nodes) - {node.parent for node in nodes.values()}
