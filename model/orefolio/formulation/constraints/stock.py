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


def _stock(case: Case, model: Any, policy: StockPolicy, node: str) -> Any:
    grades = (policy.grade,) if policy.grade else case.grades[policy.material]
    return total(model.stock[policy.material, grade, node] for grade in grades)


def _name(policy: StockPolicy) -> str:
    return f"{policy.material} of grade {policy.grade}" if policy.grade else policy.material


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

    .. math:: \sum_g stock_{i,g,n} \ge D_i\, \bar d_{i,t(n)} \qquad [t]

    :math:`D` days of cover, :math:`\bar d` the mean daily demand of the :math:`D` days after the
    period; past the horizon the last daily demand goes on. It does not hold inside a disruption:
    there the stock may be used.
    """
    key, node = index
    policy = case.stock[key]
    need = policy.cover[case.nodes[node].period.index]
    return bounded(model, need, _stock(case, model, policy, node), None)


def cover_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    policy = case.stock[index[0]]
    need = policy.cover[case.nodes[index[1]].period.index]
    return (
        f"{policy.days_of_cover:g} days of cover of {_name(policy)} at the end of {index[1]}"
        f" are {need:,.6g} t"
    )


def cover_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the days of cover."""
    return (case.place("stock", index[0], "days_of_cover"),)


def cover_relaxation(case: Case, index: Index) -> Relaxation:
    """The days of cover may be lowered."""
    policy = case.stock[index[0]]
    text = f"{policy.days_of_cover:g} days of cover of {_name(policy)}"
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
    reads=("stock.days_of_cover", "stock.cover_from"),
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

    .. math:: \sum_g stock_{i,g,n} \le C_{i,t(n)} \qquad [t]
    """
    policy = case.stock[index[0]]
    ceiling = policy.ceiling[case.nodes[index[1]].period.index]
    return bounded(model, None, _stock(case, model, policy, index[1]), ceiling)


def ceiling_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    policy = case.stock[index[0]]
    ceiling = policy.ceiling[case.nodes[index[1]].period.index]
    return f"at most {ceiling:,.6g} t of {_name(policy)} in stock at the end of {index[1]}"


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
    text = f"a ceiling of {bound:g} {'t' if tonnes else 'days'} on the stock of {_name(policy)}"
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
    """Yield (material, grade, leaf) where the end of the horizon is not free."""
    lookup: Lookup = model.lookup
    leaves = leaf_nodes(lookup)
    return (
        (material, grade, leaf)
        for material in sorted(case.stocked)
        for grade in case.grades[material]
        for leaf in case.nodes
        if leaf in leaves and lookup.policy(material, grade).end_of_horizon != "free"
    )


def end_rule(case: Case, model: Any, index: Index) -> Any:
    r"""End stock is held against the opening stock.

    .. math:: stock_{i,g,n} + missing_{i,g,n} - above_{i,g,n} = S^0_{i,g} \quad (value), \qquad
        stock_{i,g,n} \ge S^0_{i,g} \quad (keep) \qquad [t]

    What is missing is charged at replacement cost, what is above is credited at salvage value.
    """
    material, grade, leaf = index
    lookup: Lookup = model.lookup
    opening = lookup.opening(material, grade)
    stock = model.stock[material, grade, leaf]
    if lookup.policy(material, grade).end_of_horizon == "keep":
        return bounded(model, opening, 1.0 * stock, None)
    body = stock + model.short_end[index] - model.over_end[index]
    return bounded(model, opening, body, opening)


def end_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    material, _, leaf = index
    return f"the stock of {material} at the end of {leaf} is held against the opening stock"


def end_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the stock."""
    keys = (f"{index[0]}|{index[1]}", index[0])
    key = next((key for key in keys if key in case.stock), index[0])
    return (case.place("stock", key, "end_of_horizon"),)


END = Family(
    name="def_end_stock",
    index=("material", "grade", "node"),
    unit="t",
    rows=end_rows,
    rule=end_rule,
    sentence=end_sentence,
    places=end_places,
    reads=("settings.end_of_horizon", "stock.end_of_horizon", "stock.opening_stock"),
)
