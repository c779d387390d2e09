"""Deliveries, uses, stock, shortage and surplus."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_flows(model: Any, lookup: Lookup) -> None:
    """What is bought, used, kept, missing and left over, in every node."""
    case = lookup.case
    graded = [
        (material, grade, node)
        for material, grades in case.grades.items()
        for grade in grades
        for node in case.nodes
    ]
    stocked = [index for index in graded if index[0] in case.stocked]
    uses = [
        (segment.key, grade, node)
        for segment in case.segments.values()
        for grade in case.grades[segment.material]
        for node in case.nodes
    ]
    short = [
        (segment.key, node)
        for segment in case.segments.values()
        if segment.shortage_cost is not None
        for node in case.nodes
    ]
    leaves = leaf_nodes(lookup)
    ends = [
        (material, grade, leaf)
        for material, grade, leaf in stocked
        if leaf in leaves and lookup.policy(material, grade).end_of_horizon == "value"
    ]
    contracts = [(offer, year) for offer in case.offers for year in case.years]

    declare(model, "delivery", lookup.flows, "tonnes bought by path and node")
    declare(model, "contract", contracts, "tonnes planned with each offer and year, on the trunk")
    declare(model, "use", uses, "usable tonnes of a grade used by a segment in a node")
    declare(model, "stock", stocked, "usable tonnes of a grade in stock at the end of a node")
    declare(model, "shortage", short, "tonnes of demand not met")
    wasted = [index for index in graded if case.materials[index[0]].surplus_allowed]
    declare(model, "surplus", wasted, "usable tonnes neither used nor stocked")
    declare(model, "short_end", ends, "tonnes missing at the end against the opening stock")
    declare(model, "over_end", ends, "tonnes above the opening stock at the end")


def leaf_nodes(lookup: Lookup) -> frozenset[str]:
    """Nodes without a successor: where the plan ends."""
    nodes = lookup.case.nodes
    return frozenset(nodes) - {node.parent for node in nodes.values()}
