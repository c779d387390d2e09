"""Concentration: the Herfindahl index of deliveries as linear rows, for a charge and for caps.

With X the tonnes of a member and T those of all, HHI x T is the sum of X^2 / T. Each term is convex
in (X, T) and is held from below by its tangents, which are linear; the solver adds tangents at the
visited plan until the true index is matched. A quadratic model would be a MIQP, which HiGHS does
not solve.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.constraints.rules import rule_group, rule_places
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import (
    Concentration,
    concentrations,
    hhi_index,
    material_groups,
    member_shares,
    spans_of,
)
from orefolio.formulation.registry import Family, Index, Relaxation
from orefolio.formulation.rows import bounded, total

TANGENTS = 20
"""Tangents to begin with: at shares of 1/20, 2/20 … 1; the error is below n / (4 x 20^2)."""


def _items(model: Any) -> dict[Index, Concentration]:
    found: dict[Index, Concentration] | None = getattr(model, "concentration_items", None)
    if found is None:
        found = {item.index: item for item in concentrations(model.lookup)}
        model.concentration_items = found
    return found


def member_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (of, materials, span, member), and once with the member ``all``."""
    for item in _items(model).values():
        yield from ((*item.index, member) for member in item.members)


def member_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Tonnes of a member: its share of every delivery of the span.

    .. math:: member_{m} = \sum_{n \in s} \sum_a o_{a,m}\, \rho_a\, delivery_{a,n} \qquad [t]
    """
    item = _items(model)[index[:3]]
    terms = _terms(model, item, index[3])
    return bounded(model, 0.0, total(terms) - model.member_tonnes[index], 0.0)


def _terms(model: Any, item: Concentration, member: str | None) -> list[Any]:
    lookup: Lookup = model.lookup
    found = []
    for node in item.nodes:
        for key in lookup.paths(item.materials, node):
            path = lookup.case.paths[key]
            share = 1.0 if member is None else member_shares(item.of, path).get(member, 0.0)
            if share:
                found.append(share * path.recovery * model.delivery[key, node])
    return found


def member_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"tonnes of {index[1]} from {index[3]} ({index[0]}) in {index[2]}"


def material_place(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the first material."""
    return (case.place("materials", index[1].split("; ")[0], "material"),)


MEMBER = Family(
    name="def_member_tonnes",
    index=("of", "materials", "span", "member"),
    unit="t",
    rows=member_rows,
    rule=member_rule,
    sentence=member_sentence,
    places=material_place,
    reads=("settings.concentration_of",),
)


def total_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (of, materials, span)."""
    return iter(_items(model))


def total_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Tonnes of all members.

    .. math:: total = \sum_{n \in s} \sum_a \rho_a\, delivery_{a,n} \qquad [t]
    """
    terms = _terms(model, _items(model)[index], None)
    return bounded(model, 0.0, total(terms) - model.total_tonnes[index], 0.0)


def total_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"tonnes of {index[1]} in {index[2]}"


TOTAL = Family(
    name="def_total_tonnes",
    index=("of", "materials", "span"),
    unit="t",
    rows=total_rows,
    rule=total_rule,
    sentence=total_sentence,
    places=material_place,
)


def tangent_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (of, materials, span, member, tangent)."""
    return (
        (*item.index, member, f"{step / TANGENTS:.2f}")
        for item in _items(model).values()
        for member in item.members
        for step in range(1, TANGENTS + 1)
    )


def tangent_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The crowding of a member lies above every tangent of :math:`X^2/T`.

    .. math:: crowding_m \ge 2 \tau\, member_m - \tau^2\, total \qquad \forall \tau \qquad [t]
    """
    at = float(index[4])
    member, item = index[:4], index[:3]
    body = model.crowding[member] - 2 * at * model.member_tonnes[member]
    return bounded(model, 0.0, body + at**2 * model.total_tonnes[item], None)


def tangent_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"concentration of {index[1]} on {index[3]} in {index[2]}, tangent at {index[4]}"


TANGENT = Family(
    name="limit_crowding",
    index=("of", "materials", "span", "member", "tangent"),
    unit="t",
    rows=tangent_rows,
    rule=tangent_rule,
    sentence=tangent_sentence,
    places=material_place,
)


def cap_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, materials, span)."""
    return (
        (rule.key, label, span)
        for rule in case.rules.values()
        if rule.measure == "HHI"
        for label, _ in material_groups(rule)
        for span, _ in spans_of(case, rule)
    )


def cap_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The Herfindahl index of a span stays under its cap.

    .. math:: \sum_m crowding_m \le H_r\, total \qquad [t]

    With the crowding matched this is :math:`HHI = \sum_m (X_m/T)^2 \le H`.
    """
    rule = case.rules[index[0]]
    item = _items(model)[_of(case, index)]
    crowding = total(model.crowding[(*item.index, member)] for member in item.members)
    return bounded(model, None, crowding - rule.bound * model.total_tonnes[item.index], 0.0)


def _of(case: Case, index: Index) -> Index:
    rule = case.rules[index[0]]
    nodes = dict(spans_of(case, rule))[index[2]]
    return hhi_index(rule, index[1], index[2], nodes, case)


def cap_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return (
        f"rule {index[0]}: HHI of {index[1]} in {index[2]} at most {case.rules[index[0]].bound:g}"
    )


def cap_relaxation(case: Case, index: Index) -> Relaxation:
    """The cap may be raised."""
    demand = sum(
        segment.demand[case.nodes[node].period.index]
        for segment in case.segments.values()
        if segment.material in index[1].split("; ")
        for node in dict(spans_of(case, case.rules[index[0]]))[index[2]]
    )
    return Relaxation(rule_group(case, index[0], "most"), scale=max(demand, 1e-6), side="upper")


CAP = Family(
    name="limit_concentration",
    index=("rule", "materials", "span"),
    unit="t",
    rows=cap_rows,
    rule=cap_rule,
    sentence=cap_sentence,
    places=rule_places,
    reads=("rules.bound",),
    relaxation=cap_relaxation,
)
