"""Surplus that is sold step by step."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_surplus_steps(model: Any, lookup: Lookup) -> None:
    """``surplus_step[material, step, node]``, of materials that allow surplus."""
    case = lookup.case
    steps = [
        (material, step.step, node)
        for material, found in case.surplus_steps.items()
        if case.materials[material].surplus_allowed
        for step in found
        for node in case.nodes
    ]
    declare(model, "surplus_step", steps, "tonnes of surplus sold at the price of a step")
