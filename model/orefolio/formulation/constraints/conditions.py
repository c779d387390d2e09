"""Conditions: whether a limit is met, and the rules that hold only then."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.conditions import asked, condition_of
from orefolio.formulation.constraints.rule_words import (
    moved_by,
    row_sentence,
    rule_group,
    rule_places,
)
from orefolio.formulation.measuring import beyond, expression, fixed_divisor, kilogram, limit, reach
from orefolio.formulation.members import RuleRow, row_at
from orefolio.formulation.registry import Family, Index, Relaxation
from orefolio.formulation.rows import bounded, total


def eased(model: Any, row: RuleRow, body: Any, room: float, *, most: bool) -> Any:
    """The body of a row that gives way by ``room`` while its condition is not met.

    ``None`` where nothing ends what it would have to give way: such a plan is unbounded.
    """
    if math.isinf(room):
        return None
    condition = condition_of(model.lookup.case, row)
    assert condition is not None
    give = max(room, 0.0) * model.met[condition.index]
    return body + give if most else body - give


def condition_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (rule, member, materials, span) of every limit on which another one depends."""
    return iter(asked(model.lookup))


def condition_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A condition of *at least* that is not met stays below its bound by what a kilogram makes.

    .. math:: \sum_{n \in s} \sum_{a} w_{c,a}\, v_{c,a}\, delivery_{a,n}
        \;\le\; b_{c,s}\, B_{c,s} - \epsilon + M\, met_{c,s}

    One of *at most* lies above it by as much (:math:`\ge`, :math:`+ \epsilon`, :math:`- M`); a
    count differs by one member. Nothing forbids :math:`met = 1` where the condition is not met: the
    rules that depend on it only limit, so that no plan gains by it.
    """
    row = asked(model.lookup)[index]
    if row.rule.measure == "count":
        return _count(model, row)
    terms = beyond(model.lookup, row)
    body, right, edge = expression(model, row, terms), limit(case, row), kilogram(terms)
    low, high = reach(model, row, terms)
    if row.rule.sense == "at least":
        room = high - right + edge
        return _switched(model, row, body, right - edge, room, most=True)
    return _switched(model, row, body, right + edge, right + edge - low, most=False)


def _count(model: Any, row: RuleRow) -> Any:
    counted = total(
        model.counted[row.rule.key, member, row.materials_label, row.span] for member in row.members
    )
    if row.rule.sense == "at least":
        right = math.ceil(row.bound) - 1.0
        return _switched(model, row, counted, right, len(row.members) - right, most=True)
    right = math.floor(row.bound) + 1.0
    return _switched(model, row, counted, right, right, most=False)


def _switched(model: Any, row: RuleRow, body: Any, right: float, room: float, *, most: bool) -> Any:
    """``body <= right`` (or ``>=``) unless the condition is met."""
    if math.isinf(room):
        return pyo.Constraint.Skip
    give = max(room, 0.0) * model.met[row.index]
    if most:
        return bounded(model, None, body - give, right)
    return bounded(model, right, body + give, None)


def condition_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    row = row_at(case, index)
    return f"whether {row_sentence(row)} is met"


def condition_relaxation(case: Case, index: Index) -> Relaxation | None:
    """Its bound may be moved so that it is not met."""
    row = row_at(case, index)
    most = row.rule.sense == "at least"
    scale = 1.0 if row.rule.measure == "count" else fixed_divisor(case, row)
    if scale <= 0 or row.rule.penalty is not None:
        return None
    group = rule_group(case, row.rule, row.periods, "most" if most else "least")
    side = "upper" if most else "lower"
    return Relaxation(group, scale=scale * moved_by(row.rule, row.periods), side=side)


CONDITION = Family(
    name="def_condition",
    index=("rule", "member", "materials", "span"),
    unit="t, USD or members",
    rows=condition_rows,
    rule=condition_rule,
    sentence=condition_sentence,
    places=rule_places,
    reads=("rules.*", "rule_paths.*", "rule_weights.weight"),
    relaxation=condition_relaxation,
)
