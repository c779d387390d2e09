"""Stock: days of cover on the trunk, ceiling, and what must be left at the end."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import StockPolicy
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total
from orefolio.formulation.variables import leaf_nodes


def stock_of(case: Case, model: Any, policy: StockPolicy, node: str) -> Any:
    """The stock of which a row of the Stock sheet speaks, at the end of a node, t."""
    return total(model.stock[policy.material, *place, node] for place in case.places_of(policy))


def name_of(policy: StockPolicy) -> str:
    """``Dy``, ``Dy of grade 3N``, ``Dy in NATIONAL``."""
    grade = f" of grade {policy.grade}" if policy.grade else ""
    return policy.material + grade + (f" in {policy.pool}" if policy.pool else "")


def cover_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (stock row, trunk node) where a cover is required."""
    return (
        (policy.key, node.name)
        for policy in case.stock.values()
        for node in case.trunk
        if policy.cover[node.period.index] > 0
    )


def cover_rule(case: Case, model: Any, index: Index) -> Any:
    r"""At the end of a period on the trunk, stock for the days of demand that follow.

    .. math:: \sum_{g,q} stock_{i,g,q,n} \ge D_i\, \bar d_{i,t(n)} \qquad [t]

    :math:`D` days of cover, :math:`\bar d` the mean daily demand of the :math:`D` days after the
    period; past the horizon the last daily demand goes on. The sum is over the grades :math:`g`
    and pools :math:`q` of which the row speaks. It does not hold inside a disruption, nor in the
    declared release of a pool until it must be filled again: there the stock may be used.
    """
    key, node = index
    policy = case.stock[key]
    need = policy.cover[case.nodes[node].period.index]
    return bounded(model, need, stock_of(case, model, policy, node), None)


def cover_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    policy = case.stock[index[0]]
    need = policy.cover[case.nodes[index[1]].period.index]
    return (
        f"{policy.days_of_cover:g} days of cover of {name_of(policy)} at the end of {index[1]}"
        f" are {need:,.6g} t"
    )


def cover_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the days of cover."""
    return (case.place("stock", index[0], "days_of_cover"),)


def cover_relaxation(case: Case, index: Index) -> Relaxation:
    """The days of cover may be lowered."""
    policy = case.stock[index[0]]
    text = f"{policy.days_of_cover:g} days of cover of {name_of(policy)}"
    group = Group("stock", policy.key, "days_of_cover", "days", policy.days_of_cover, -1, text)
    period = case.nodes[index[1]].period.index
    return Relaxation(group, scale=policy.cover[period] / policy.days_of_cover, side="lower")


COVER = Family(
    name="limit_cover",
    index=("stock", "node"),
    unit="t",
    rows=cover_rows,
    rule=cover_rule,
    sentence=cover_sentence,
    places=cover_places,
    reads=(
        *("stock.days_of_cover", "stock.cover_from"),
        *("pools.release_from", "pools.release_to", "pools.refill_by"),
    ),
    relaxation=cover_relaxation,
)


def ceiling_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (stock row, node) where there is a ceiling."""
    return (
        (policy.key, node.name)
        for policy in case.stock.values()
        for node in case.nodes.values()
        if math.isfinite(policy.ceiling[node.period.index])
    )


def ceiling_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Stock never exceeds its ceiling.

    .. math:: \sum_{g,q} stock_{i,g,q,n} \le C_{i,t(n)} \qquad [t]
    """
    policy = case.stock[index[0]]
    ceiling = policy.ceiling[case.nodes[index[1]].period.index]
    return bounded(model, None, stock_of(case, model, policy, index[1]), ceiling)


def ceiling_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    policy = case.stock[index[0]]
    ceiling = policy.ceiling[case.nodes[index[1]].period.index]
    return f"at most {ceiling:,.6g} t of {name_of(policy)} in stock at the end of {index[1]}"


def ceiling_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the ceiling."""
    return (case.place("stock", index[0], _ceiling_column(case, index)),)


def _ceiling_column(case: Case, index: Index) -> str:
    record = case.records.table("stock")[index[0]]
    ceiling = case.stock[index[0]].ceiling[case.nodes[index[1]].period.index]
    return "ceiling" if record.values.get("ceiling") == ceiling else "ceiling_cover"


def ceiling_relaxation(case: Case, index: Index) -> Relaxation:
    """The ceiling may be raised."""
    policy = case.stock[index[0]]
    column = _ceiling_column(case, index)
    declared = case.records.table("stock")[index[0]].values[column]
    bound = float(declared) if isinstance(declared, (int, float)) else 0.0
    period = case.nodes[index[1]].period.index
    tonnes = column == "ceiling" or bound <= 0
    text = f"a ceiling of {bound:g} {'t' if tonnes else 'days'} on the stock of {name_of(policy)}"
    group = Group("stock", policy.key, column, "t" if tonnes else "days", bound, 1, text)
    return Relaxation(group, scale=1.0 if tonnes else policy.ceiling[period] / bound, side="upper")


CEILING = Family(
    name="limit_ceiling",
    index=("stock", "node"),
    unit="t",
    rows=ceiling_rows,
    rule=ceiling_rule,
    sentence=ceiling_sentence,
    places=ceiling_places,
    reads=("stock.ceiling", "stock.ceiling_cover"),
    relaxation=ceiling_relaxation,
)


def end_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, grade, pool, leaf) where the end of the horizon is not free."""
    lookup: Lookup = model.lookup
    leaves = leaf_nodes(lookup)
    return (
        (material, *place, leaf)
        for material, places in case.stock_places.items()
        for place in places
        if place[0] not in case.base_grade
        for leaf in case.nodes
        if leaf in leaves and lookup.policy(material, *place).end_of_horizon != "free"
    )


def end_rule(case: Case, model: Any, index: Index) -> Any:
    r"""End stock is held against the opening stock.

    .. math:: stock_{i,g,q,n} + missing_{i,g,q,n} - above_{i,g,q,n} = S^0_{i,g,q} \quad (value),
        \qquad stock_{i,g,q,n} \ge S^0_{i,g,q} \quad (keep) \qquad [t]

    What is missing is charged at replacement cost, what is above is credited at salvage value.
    Lots of tested sources count with the grade that they are of.
    """
    lookup: Lookup = model.lookup
    opening = lookup.opening(*index[:3])
    material, grade, pool, leaf = index
    every = ((material, lot, pool, leaf) for lot in case.lots(material, grade))
    stock = total(model.stock[each] for each in every)
    if lookup.policy(*index[:3]).end_of_horizon == "keep":
        return bounded(model, opening, 1.0 * stock, None)
    body = stock + model.short_end[index] - model.over_end[index]
    return bounded(model, opening, body, opening)


def end_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    material, _, pool, leaf = index
    where = f" in {pool}" if pool else ""
    return f"the stock of {material}{where} at the end of {leaf} is held against the opening stock"


def end_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the stock."""
    return (case.place("stock", row_of(case, index), "end_of_horizon"),)


def row_of(case: Case, index: Index) -> str:
    """The key of the row that speaks of (material, grade, pool, ...): of the grade, else of all."""
    material, grade, pool, *_ = index
    own = {p.grade: p.key for p in case.stock.values() if (p.material, p.pool) == (material, pool)}
    return own.get(case.plain(grade)) or own.get("") or material


END = Family(
    name="def_end_stock",
    index=("material", "grade", "pool", "node"),
    unit="t",
    rows=end_rows,
    rule=end_rule,
    sentence=end_sentence,
    places=end_places,
    reads=("settings.end_of_horizon", "stock.end_of_horizon", "stock.opening_stock"),
)
