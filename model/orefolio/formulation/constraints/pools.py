"""Pools: what they hold, when they may be used, how fast they are filled."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.left_over import left_over
from orefolio.formulation.opened import opened_instead
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total

_RELEASED = {
    "never": "is never released",
    "declared periods": "is released in its declared periods only",
}


def places(case: Case, pool: str) -> list[tuple[str, str, str]]:
    """(material, grade, pool) of everything kept in a pool."""
    return [
        (material, grade, each)
        for material, places in case.stock_places.items()
        for grade, each in places
        if each == pool
    ]


def capacity_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (pool, node) where there is a capacity.

    Where investments open it, ``limit_opened`` holds instead.
    """
    return (
        (pool.key, node.name)
        for pool in case.pools.values()
        if places(case, pool.key) and not opened_instead(case, "pools", pool.key)
        for node in case.nodes.values()
        if math.isfinite(pool.capacity[node.period.index])
    )


def capacity_rule(case: Case, model: Any, index: Index) -> Any:
    r"""All materials together fit into a pool.

    .. math:: \sum_{i,g} stock_{i,g,q,n} \le C_q \qquad [t]
    """
    body = total(held(case, model, *index))
    return bounded(model, None, body, _capacity(case, index))


def held(case: Case, model: Any, pool: str, node: str) -> list[Any]:
    """Terms of the tonnes that a pool holds at the end of a node."""
    return [1.0 * model.stock[*place, node] for place in places(case, pool)]


def _capacity(case: Case, index: Index) -> float:
    return case.pools[index[0]].capacity[case.nodes[index[1]].period.index]


def capacity_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    most = _capacity(case, index)
    return f"at most {most:,.6g} t of all materials in {index[0]} at the end of {index[1]}"


def capacity_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the capacity."""
    return (case.place("pools", index[0], "capacity"),)


def capacity_relaxation(case: Case, index: Index) -> Relaxation:
    """The capacity may be raised."""
    pool, capacity = index[0], _capacity(case, index)
    text = f"a capacity of {capacity:,.6g} t of the pool {pool}"
    group = Group("pools", pool, "capacity", "t", capacity, 1, text)
    return Relaxation(group, scale=1.0, side="upper")


CAPACITY = Family(
    name="limit_pool",
    index=("pool", "node"),
    unit="t",
    rows=capacity_rows,
    rule=capacity_rule,
    sentence=capacity_sentence,
    places=capacity_places,
    reads=("pools.capacity",),
    relaxation=capacity_relaxation,
)


def release_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, grade, pool, node) where the stock of a pool may not be used."""
    return (
        (*place, node.name)
        for pool in case.pools.values()
        for place in places(case, pool.key)
        for node in case.nodes.values()
        if not pool.may_fall(node.period.index, trunk=node.trunk)
    )


def release_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Outside its release the stock of a pool falls by losses only.

    .. math:: stock_{i,g,q,n} \ge \kappa_{i,g,q,t(n)}\, stock_{i,g,q,n^-} \qquad [t]

    A pool that is released in declared periods may also be used inside a disruption; one that is
    never released may not.
    """
    was, fixed = left_over(case, model, index)
    return bounded(model, fixed, total([1.0 * model.stock[index], *(-each for each in was)]), None)


def release_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    material, grade, pool, node = index
    name = f"{material} of grade {grade}" if grade else material
    why = _RELEASED.get(case.pools[pool].release, "")
    return f"{name} in {pool} stays there in {node}: the pool {why}"


def release_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the release."""
    return (case.place("pools", index[2], "release"),)


RELEASE = Family(
    name="limit_release",
    index=("material", "grade", "pool", "node"),
    unit="t",
    rows=release_rows,
    rule=release_rule,
    sentence=release_sentence,
    places=release_places,
    reads=("pools.release", "pools.release_from", "pools.release_to", "stock.loss_rate"),
)


def refill_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield ("pools", pool, node) and ("stock", row, node) where the rise is limited."""
    for node in case.nodes:
        for pool in case.pools.values():
            if math.isfinite(pool.refill_rate) and places(case, pool.key):
                yield ("pools", pool.key, node)
        for policy in case.stock.values():
            share = case.pools[policy.pool].refill_share if policy.pool else math.inf
            if math.isfinite(share) and policy.days_of_cover > 0:
                yield ("stock", policy.key, node)


def refill_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A pool, and each stock in it, rises by so much in a year at most.

    .. math:: \sum_{i,g} (stock_{i,g,q,n} - \kappa\, stock_{i,g,q,n^-}) \le L_t R_q, \qquad
        \sum_g (stock_{i,g,q,n} - \kappa\, stock_{i,g,q,n^-}) \le L_t\, r_q\, D_i \bar d_i
        \qquad [t]

    :math:`R` in t a year, :math:`r` a share of the cover a year, :math:`L` the years of the period.
    What replaces losses does not count.
    """
    table, key, node = index
    if table == "pools":
        own = places(case, key)
    else:
        policy = case.stock[key]
        own = [(policy.material, *place) for place in case.places_of(policy)]
    body, opening = [], 0.0
    for place in own:
        was, fixed = left_over(case, model, (*place, node))
        body += [1.0 * model.stock[*place, node], *(-each for each in was)]
        opening += fixed
    return bounded(model, None, total(body), opening + most_rise(case, index))


def most_rise(case: Case, index: Index) -> float:
    """Tonnes by which the pool or stock may rise in the node."""
    table, key, node = index
    period = case.nodes[node].period
    if table == "pools":
        return case.pools[key].refill_rate * period.years
    policy = case.stock[key]
    cover = policy.days_of_cover * policy.cover_per_day[period.index]
    return case.pools[policy.pool].refill_share * period.years * cover


def refill_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    table, key, node = index
    policy = case.stock.get(key)
    name = key if table == "pools" or policy is None else f"{policy.material} in {policy.pool}"
    return f"{name} is filled by at most {most_rise(case, index):,.6g} t in {node}"


def refill_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the rate."""
    if index[0] == "pools":
        return (case.place("pools", index[1], "refill_rate"),)
    return (case.place("pools", case.stock[index[1]].pool, "refill_share"),)


def refill_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The rate may be raised."""
    table, key, node = index
    policy = case.stock.get(key)
    pool = case.pools[key if table == "pools" or policy is None else policy.pool]
    if table == "pools":
        text = f"{pool.key} is filled by at most {pool.refill_rate:,.6g} t a year"
        group = Group("pools", pool.key, "refill_rate", "t/y", pool.refill_rate, 1, text)
        return Relaxation(group, scale=case.nodes[node].period.years, side="upper")
    if pool.refill_share <= 0 or most_rise(case, index) <= 0:
        return None
    text = (
        f"stocks of {pool.key} are filled by at most {pool.refill_share:.4g} of their cover a year"
    )
    group = Group("pools", pool.key, "refill_share", "%/y", pool.refill_share, 1, text)
    return Relaxation(group, scale=most_rise(case, index) / pool.refill_share, side="upper")


REFILL = Family(
    name="limit_refill",
    index=("table", "key", "node"),
    unit="t",
    rows=refill_rows,
    rule=refill_rule,
    sentence=refill_sentence,
    places=refill_places,
    reads=("pools.refill_rate", "pools.refill_share", "stock.days_of_cover"),
    relaxation=refill_relaxation,
)
