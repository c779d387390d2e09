"""Concentration: the Herfindahl index of deliveries as linear rows, for a charge and for caps.

With X the tonnes of a member and T those of all, HHI x T is the sum of X^2 / T. Each term is convex
in (X, T) and is held from below by its tangents, which are linear; the solver adds tangents at the
visited plan until the true index is matched. A quadratic model would be a MIQP, which HiGHS does
not solve.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.case.rule_cells import bound_place
from orefolio.formulation.conditions import comes_into_force
from orefolio.formulation.constraints.conditions import eased
from orefolio.formulation.constraints.rule_words import (
    condition_words,
    moved_by,
    rule_group,
)
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.measuring import everything, reach
from orefolio.formulation.members import (
    Concentration,
    RuleRow,
    concentrations,
    demand_of,
    groups_of,
    hhi_index,
    member_shares,
    row_at,
    rule_rows,
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

    .. math:: member_{m} = \sum_{n \in s} \sum_a o_{a,m}\, \rho_{a,I}\, delivery_{a,n} \qquad [t]
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
                found.append(share * path.tonnes(item.materials) * model.delivery[key, node])
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
        (row.rule.key, row.materials_label, row.span)
        for row in rule_rows(model.lookup, hhi=True)
        if row.rule.measure == "HHI" and comes_into_force(case, row)
    )


def cap_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The Herfindahl index of a span stays under its cap.

    .. math:: \sum_m crowding_m \le H_r\, total + M\, (1 - met_{c,s}) \qquad [t]

    With the crowding matched this is :math:`HHI = \sum_m (X_m/T)^2 \le H`. With a condition
    :math:`c` only where that is met; :math:`M` is :math:`(1 - H)` times the most that total can be.
    """
    row = _cap(case, index)
    item = _items(model)[_of(case, row)]
    crowding = total(model.crowding[(*item.index, member)] for member in item.members)
    body, right = crowding - row.bound * model.total_tonnes[item.index], 0.0
    if row.rule.when:
        right = (1.0 - row.bound) * reach(model, row, everything(model.lookup, row))[1]
        body = eased(model, row, body, right, most=True)
        if body is None:
            return pyo.Constraint.Skip
    return bounded(model, None, body, right)


def _cap(case: Case, index: Index) -> RuleRow:
    """The limit behind (rule, materials, span); it has one label for all members."""
    label = groups_of(case, case.rules[index[0]])[0][0]
    return row_at(case, (index[0], label, *index[1:]))


def _of(case: Case, row: RuleRow) -> Index:
    return hhi_index(row.rule, row.materials_label, row.span, row.nodes, case)


def cap_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    row = _cap(case, index)
    return (
        f"rule {index[0]}: HHI of {index[1]} in {index[2]} at most {row.bound:g}"
        f"{condition_words(row.rule)}"
    )


def cap_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the cap."""
    row = _cap(case, index)
    return (bound_place(case, row.rule, row.periods),)


def cap_relaxation(case: Case, index: Index) -> Relaxation:
    """The cap may be raised."""
    row = _cap(case, index)
    scale = max(demand_of(row, case, value=False), 1e-6) * moved_by(row.rule, row.periods)
    return Relaxation(rule_group(case, row.rule, row.periods, "most"), scale=scale, side="upper")


CAP = Family(
    name="limit_concentration",
    index=("rule", "materials", "span"),
    unit="t",
    rows=cap_rows,
    rule=cap_rule,
    sentence=cap_sentence,
    places=cap_places,
    reads=("rules.bound", "rule_paths.*"),
    relaxation=cap_relaxation,
)
