"""Counts: how many suppliers, countries, routes, materials … deliver in a span."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.conditions import asked, comes_into_force
from orefolio.formulation.constraints.conditions import eased
from orefolio.formulation.constraints.rule_words import (
    condition_words,
    moved_by,
    rule_group,
    rule_places,
)
from orefolio.formulation.constraints.rules import SIDES, find
from orefolio.formulation.measuring import amount, expression, reach
from orefolio.formulation.members import KILOGRAM, RuleRow, rule_rows
from orefolio.formulation.registry import Family, Index, Relaxation
from orefolio.formulation.rows import bounded, total

EDGE = 1e-5
"""Where it matters, a member that does not count stays this share below the tonnes that count."""

OTHER = {"at most": "least", "at least": "most"}
"""A condition that is not met needs the other side of what its sense needs as a limit."""


def _counts(model: Any) -> Iterable[RuleRow]:
    return (row for row in rule_rows(model.lookup) if row.rule.measure == "count")


def _delivered(model: Any, row: RuleRow, member: str) -> tuple[Any, float]:
    """Usable tonnes of a member in the row's span, and the most they can be."""
    own = replace(row, label=member, members={member: row.members[member]})
    terms = amount(model.lookup, own)
    return expression(model, own, terms), reach(model, own, terms)[1]


def _sides(model: Any, row: RuleRow) -> Iterable[str]:
    """Sides on which a member is tied to what it delivers."""
    limits = row.rule.limits and comes_into_force(model.lookup.case, row)
    found = SIDES[row.rule.sense] if limits else ()
    if row.index in asked(model.lookup):
        found += (OTHER[row.rule.sense],)
    return sorted(found, key=("most", "least").index)


def link_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, member, materials, span, member counted, side)."""
    return (
        (*row.index, member, side)
        for row in _counts(model)
        for member in row.members
        for side in _sides(model, row)
    )


def link_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A member counts exactly when it delivers.

    .. math:: X_m \le c_r + (M_m - c_r)\, counted_m \quad (at\ most), \qquad
        X_m \ge c_r\, counted_m \quad (at\ least) \qquad [t]

    :math:`X` usable tonnes of the member in the span, :math:`c` the tonnes from which it counts (at
    least one kilogram), :math:`M` its true capacity. A condition needs the other of the two: one
    that is not met may not hide a member that delivers, or count one that does not.
    """
    row = find(case, index, model.lookup)
    member = index[4]
    delivered, most = _delivered(model, row, member)
    counted = model.counted[row.rule.key, member, row.materials_label, row.span]
    if index[5] == "least":
        needed = max(row.rule.counted_from, KILOGRAM)
        if row.rule.sense == "at most":  # a condition: at the very tonnes nobody is too many yet
            needed *= 1.0 + EDGE
        return bounded(model, 0.0, delivered - needed * counted, None)
    free = row.rule.counted_from
    if row.rule.sense != "at most":
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
    return (
        (*row.index, side)
        for row in _counts(model)
        if row.rule.limits and comes_into_force(case, row)
        for side in SIDES[row.rule.sense]
    )


def count_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The number of members that deliver keeps the bound.

    .. math:: \sum_m counted_{r,m,s} \le b_{r,s} + excess_r + M\, (1 - met_{c,s})
        \qquad [members]

    With a condition :math:`c` only where that is met; :math:`M` is what the members leave.
    """
    row = find(case, index, model.lookup)
    body = total(
        model.counted[row.rule.key, member, row.materials_label, row.span] for member in row.members
    )
    most = index[4] == "most"
    if row.rule.penalty is not None:
        slack = model.excess[row.index]
        body = body - slack if most else body + slack
    bound = row.bound
    if row.rule.when:
        room = max(len(row.members) - bound, 0.0) if most else bound
        body = eased(model, row, body, room, most=most)
        bound = bound + room if most else 0.0
    return bounded(model, None if most else bound, body, bound if most else None)


def count_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    row = find(case, index)
    rule = row.rule
    what = "are used of" if rule.uses else "deliver"
    return (
        f"rule {rule.key}: number of {rule.scope} members that {what} {index[2]} in {index[3]}:"
        f" {rule.sense} {row.bound:g}{condition_words(rule)}"
    )


def count_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The bound may be moved; a soft rule never conflicts."""
    row = find(case, index)
    if row.rule.penalty is not None:
        return None
    side = "upper" if index[4] == "most" else "lower"
    group = rule_group(case, row.rule, row.periods, index[4])
    return Relaxation(group, scale=moved_by(row.rule, row.periods), side=side)


COUNT = Family(
    name="limit_count",
    index=("rule", "member", "materials", "span", "side"),
    unit="members",
    rows=count_rows,
    rule=count_rule,
    sentence=count_sentence,
    places=rule_places,
    reads=("rules.bound", "rule_paths.*"),
    relaxation=count_relaxation,
)
