"""Counts: how many suppliers, countries, routes … deliver in a span."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.counted import counted_share
from orefolio.case.model import Case
from orefolio.formulation.constraints.rules import (
    SIDES,
    find,
    rule_group,
    rule_places,
)
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import KILOGRAM, RuleRow, rule_rows
from orefolio.formulation.registry import Family, Index, Relaxation
from orefolio.formulation.rows import bounded, total

EDGE = 1e-5
"""Under *exactly* a member that does not count stays this share below the tonnes that count."""


def _counts(model: Any) -> Iterable[RuleRow]:
    return (row for row in rule_rows(model.lookup) if row.rule.measure == "count")


def _delivered(model: Any, row: RuleRow, member: str) -> tuple[Any, float]:
    """Usable tonnes of a member in the row's span, and the most they can be."""
    lookup: Lookup = model.lookup
    case = lookup.case
    terms, offers = [], set()
    for node in row.nodes:
        for key in lookup.paths(row.materials, node):
            path = case.paths[key]
            factor = counted_share(row.rule, row.members[member], path) * path.recovery
            if factor:
                terms.append(factor * model.delivery[key, node])
                offers.add(path.offer)
    most = sum(model.useful.most(offer, row.nodes) for offer in sorted(offers))
    return total(terms), most


def link_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, member, materials, span, member counted, side)."""
    return (
        (*row.index, member, side)
        for row in _counts(model)
        for member in row.members
        for side in SIDES[row.rule.sense]
    )


def link_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A member counts exactly when it delivers.

    .. math:: X_m \le c_r + (M_m - c_r)\, counted_m \quad (at\ most), \qquad
        X_m \ge c_r\, counted_m \quad (at\ least) \qquad [t]

    :math:`X` usable tonnes of the member in the span, :math:`c` the tonnes from which it counts (at
    least one kilogram), :math:`M` its true capacity.
    """
    row = find(case, index, model.lookup)
    member = index[4]
    delivered, most = _delivered(model, row, member)
    counted = model.counted[row.rule.key, member, row.materials_label, row.span]
    if index[5] == "least":
        return bounded(model, 0.0, delivered - max(row.rule.counted_from, KILOGRAM) * counted, None)
    free = row.rule.counted_from
    if row.rule.sense == "exactly":
        free *= 1.0 - EDGE
    return bounded(model, None, delivered - max(most - free, 0.0) * counted, free)


def link_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"rule {index[0]}: {index[4]} counts in {index[3]} when it delivers"


COUNTED = Family(
    name="def_counted",
    index=("rule", "member", "materials", "span", "counted", "side"),
    unit="t",
    rows=link_rows,
    rule=link_rule,
    sentence=link_sentence,
    places=rule_places,
    reads=("rules.counted_from",),
)


def count_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, members, materials, span, side)."""
    return ((*row.index, side) for row in _counts(model) for side in SIDES[row.rule.sense])


def count_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The number of members that deliver keeps the bound.

    .. math:: \sum_m counted_{r,m,s} \le b_r + excess_r \qquad [members]
    """
    row = find(case, index, model.lookup)
    body = total(
        model.counted[row.rule.key, member, row.materials_label, row.span] for member in row.members
    )
    most = index[4] == "most"
    if row.rule.penalty is not None:
        slack = model.excess[row.index]
        body = body - slack if most else body + slack
    bound = row.rule.bound
    return bounded(model, None if most else bound, body, bound if most else None)


def count_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    rule = case.rules[index[0]]
    return (
        f"rule {rule.key}: number of {rule.scope} members that deliver {index[2]} in {index[3]}:"
        f" {rule.sense} {rule.bound:g}"
    )


def count_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The bound may be moved; a soft rule never conflicts."""
    if case.rules[index[0]].penalty is not None:
        return None
    side = "upper" if index[4] == "most" else "lower"
    return Relaxation(rule_group(case, index[0], index[4]), scale=1.0, side=side)


COUNT = Family(
    name="limit_count",
    index=("rule", "member", "materials", "span", "side"),
    unit="members",
    rows=count_rows,
    rule=count_rule,
    sentence=count_sentence,
    places=rule_places,
    reads=("rules.bound",),
    relaxation=count_relaxation,
)
