"""What must and what can be in stock of a material at most, whatever the plan: true bounds."""

from __future__ import annotations

import math

from orefolio.case.entities import StockPolicy
from orefolio.case.model import Case


def least_stock(case: Case, material: str) -> list[float]:
    """Tonnes that must be in stock at the end of each period."""
    pools = _by_pool(case, material)
    found = []
    for period in case.periods:
        needs = {
            pool: max(
                sum(policy.cover[period.index] for policy in own if not policy.grade),
                sum(policy.cover[period.index] for policy in own if policy.grade),
            )
            for pool, own in pools.items()
        }
        apart = sum(tonnes for pool, tonnes in needs.items() if pool)
        found.append(max(needs.get("", 0.0), apart))
    return found


def most_stock(case: Case, material: str) -> list[float]:
    """Most that can be in stock at the end of each period; 0 where nothing can."""
    pools = _by_pool(case, material)
    if not pools:
        return [0.0] * len(case.periods)
    apart = [
        [
            min(pair)
            for pair in zip(_room(case, material, own), case.pools[pool].capacity, strict=True)
        ]
        for pool, own in pools.items()
        if pool
    ]
    together = _room(case, material, pools[""]) if "" in pools else [math.inf] * len(case.periods)
    if not apart:
        return together
    return [min(most, sum(each)) for most, *each in zip(together, *apart, strict=True)]


def _by_pool(case: Case, material: str) -> dict[str, list[StockPolicy]]:
    found: dict[str, list[StockPolicy]] = {}
    for policy in case.stock.values():
        if policy.material == material:
            found.setdefault(policy.pool, []).append(policy)
    return found


def _room(case: Case, material: str, own: list[StockPolicy]) -> list[float]:
    """By the ceiling of all grades, else those of every grade that can be there."""
    whole = [policy.ceiling for policy in own if not policy.grade]
    graded = [policy.ceiling for policy in own if policy.grade]
    if whole:
        return list(whole[0])
    unnamed = {policy.grade for policy in own} < {case.plain(g) for g in case.grades[material]}
    if unnamed and not own[0].pool:
        return [math.inf] * len(case.periods)
    return [sum(each) for each in zip(*graded, strict=True)]
