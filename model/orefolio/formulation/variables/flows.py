"""Deliveries, uses, shortage and surplus."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_flows(model: Any, lookup: Lookup) -> None:
    """What is bought, used, missing and left over, in every node."""
    case = lookup.case
    graded = [
        (material, grade, node)
        for material, grades in case.grades.items()
        for grade in grades
        for node in case.nodes
    ]
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
    contracts = [(offer, year) for offer in case.offers for year in case.years]

    declare(model, "delivery", lookup.flows, "tonnes bought by path and node")
    declare(model, "contract", contracts, "tonnes planned with each offer and year, on the trunk")
    declare(model, "use", uses, "usable tonnes of a grade used by a segment in a node")
    declare(model, "shortage", short, "tonnes of demand not met")
    wasted = [index for index in graded if case.materials[index[0]].surplus_allowed]
    declare(model, "surplus", wasted, "usable tonnes neither used nor stocked")
