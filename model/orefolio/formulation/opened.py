"""What investments open in a node, as sums over the decisions to begin them."""

from __future__ import annotations

import math
from typing import Any

from orefolio.case.entities.investing import Opening
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Index
from orefolio.formulation.rows import total
from orefolio.formulation.useful import Useful

AT_HOME = ("levers", "conversions", "pools")
"""What is opened there is no capacity of an offer or a way, so it stands as it is stated."""
SPARE = 10.0
"""Capacities up to so many times what is of use stand as they are stated."""


def opened(case: Case, model: Any, opening: Opening, node: str) -> Any:
    """T that an opening gives in a node: its amount, ramped up since it is ready, if it is made.

    Infinite, as a number, where nothing ends what could be of use behind a gate.
    """
    period = case.nodes[node].period.index
    amount = opening.amount[period]
    starts = case.investing.investments[opening.investment].starts.values()
    shares = [(start.label, start.opened[period]) for start in starts if start.opened[period] > 0]
    if not amount or not shares:
        return 0.0
    if math.isinf(amount):
        amount = _useful(model, (opening.table, opening.target, node))
        if math.isinf(amount):
            return math.inf
    most = _most(case, model, opening, node) if amount > 0 else math.inf
    return total(
        min(amount * share, most) * model.build[opening.investment, label]
        for label, share in shares
    )


def _most(case: Case, model: Any, opening: Opening, node: str) -> float:
    """T beyond which what an opening gives is of no use, whatever others close.

    A stated capacity far beyond all use would let a decision of 1e-7, which the solver takes for
    none, open all that is needed.
    """
    if opening.table in AT_HOME:
        return math.inf
    period = case.nodes[node].period.index
    closed = sum(
        -min(each.amount[period], 0.0) for each in case.investing.of(opening.table, opening.target)
    )
    return SPARE * (_useful(model, (opening.table, opening.target, node)) + closed)


def opened_instead(case: Case, table: str, target: str) -> bool:
    """Whether what investments open of a target stands in place of its plain capacity."""
    return (table, target) in case.investing.own


def _useful(model: Any, index: Index) -> float:
    """Most t that can be of use of a target without limit in a node."""
    table, key, node = index
    useful: Useful = model.useful
    lookup: Lookup = model.lookup
    if table == "offers":
        return useful.most(key, [node])
    found = 0.0
    for path in lookup.by_passage.get(index, []):
        chain = lookup.case.paths[path]
        found += chain.carried[table, key] * useful.most(chain.offer, [node])
    return found
