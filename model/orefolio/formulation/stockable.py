"""How much of a material stock can take in a plan, and how much of it has to be bought again."""

from __future__ import annotations

import math
from itertools import pairwise

from orefolio.case.entities import StockPolicy
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup


def stockable(lookup: Lookup, material: str) -> float:
    """Usable t: each rise of a cover is bought once, and room may be filled.

    Where stock is lost or grows old, all that must or may stand may be renewed in every node.
    """
    case, found = lookup.case, 0.0
    for policy in lookup.stock_of.get(material, []):
        found += sum(max(b - a, 0.0) for a, b in pairwise((0.0, *policy.cover)))
        found += max((c for c in policy.ceiling if math.isfinite(c)), default=0.0)
        if policy.priced:
            found += sum(max(b - a, 0.0) for a, b in pairwise((0.0, *policy.wanted)))
        if policy.loss_rate > 0 or policy.fresh_from:
            found += _renewed(case, policy)
    for pool in {policy.pool for policy in lookup.stock_of.get(material, []) if policy.pool}:
        found += max((c for c in case.pools[pool].capacity if math.isfinite(c)), default=0.0)
    return found


def _renewed(case: Case, policy: StockPolicy) -> float:
    """T that have to be bought again because of losses or age."""
    wanted = policy.wanted if policy.priced else policy.cover
    return sum(
        max(policy.cover[node.period.index], wanted[node.period.index]) + policy.opening
        for node in case.nodes.values()
    )


def left_of_long_keeping(lookup: Lookup, material: str) -> float:
    """The least share that losses leave of a tonne that is kept through the whole plan."""
    years = sum(period.years for period in lookup.case.periods)
    kept = (policy.kept(years) for policy in lookup.stock_of.get(material, []))
    return min(kept, default=1.0)


def room_at_end(lookup: Lookup, policy: StockPolicy) -> float:
    """Most t that the stock of a row can have when the plan ends."""
    pool = lookup.case.pools.get(policy.pool)
    return policy.ceiling[-1] if pool is None else min(policy.ceiling[-1], pool.capacity[-1])
