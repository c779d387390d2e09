"""Decisions to invest, and the tonnes that are bought under the rights that they bring."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def rights(lookup: Lookup) -> list[tuple[str, str, str]]:
    """(investment, offer, node) of every right to a discount that may be open in the node."""
    investing = lookup.case.investing
    return [
        (opening.investment, opening.target, node.name)
        for opening in investing.openings.values()
        if opening.discount > 0
        for node in lookup.case.nodes.values()
        if (opening.target, node.name) in lookup.by_offer
        and opening.amount[node.period.index] > 0
        and any(
            start.opened[node.period.index] > 0
            for start in investing.investments[opening.investment].starts.values()
        )
    ]


def add_investing(model: Any, lookup: Lookup) -> None:
    """``build[investment, start]`` and ``discounted[investment, offer, node]``."""
    starts = [
        (investment.key, start)
        for investment in lookup.case.investing.investments.values()
        for start in investment.starts
    ]
    declare(model, "build", starts, "1 if the investment begins then", domain=pyo.Binary)
    declare(model, "discounted", rights(lookup), "tonnes bought of an offer under a right")
