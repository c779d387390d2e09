"""Concentration: tangents are added at the visited plan until the true Herfindahl index is met.

The model holds w >= X^2 / T from below by tangents w >= 2 s X - s^2 T at fixed shares s (T the
tonnes of all, X those of a member). The function is convex, so each tangent is valid everywhere and
the loop is Kelley's cutting-plane method (Kelley 1960, J. SIAM 8:703), exact in the limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orefolio.formulation import Tangent
from orefolio.solving.session import Session
from orefolio.solving.standard_form import StandardForm, Vector

ROUNDS = 30
MATCH = 1e-7
"""The index that the model sees may be this much below the true one.

A tenth of what is promised, so that a cap that binds passes the check of rows as well.
"""
PROVEN = 1e-6
"""Share of the cost that the tangents may leave between the plan and its bound."""
MEMBER = 1e-8
"""A member gets a new tangent when it contributes more than this to the difference."""
GRAM = 1e-6
"""Below this total, in t, shares have no meaning."""
SMALL = 10.0
"""Below this total, in t, the difference is measured in t: the solver is exact to 1e-7 t."""


@dataclass(frozen=True)
class Crowding:
    """One member's w, X and T as columns of the form."""

    crowding: int
    member: int
    total: int


def crowdings(form: StandardForm, tangents: Sequence[Tangent]) -> tuple[Crowding, ...]:
    """The tangents by column; those with a variable that is no column have nothing to refine."""
    found = []
    for tangent in tangents:
        columns = [form.column.get(_key(name)) for name in (tangent.crowding, tangent.member)]
        total = form.column.get(_key(tangent.total))
        if columns[0] is not None and columns[1] is not None and total is not None:
            found.append(Crowding(columns[0], columns[1], total))
    return tuple(found)


def _key(name: tuple[str, object]) -> tuple[str, tuple[str, ...]]:
    index = name[1]
    return name[0], index if isinstance(index, tuple) else (str(index),)


def missing(items: Sequence[Crowding], x: Vector) -> Vector:
    """How far each w is below X^2 / T, in t."""
    found = np.zeros(len(items))
    for position, item in enumerate(items):
        total = x[item.total]
        if total > GRAM and x[item.member] > 0:
            true = x[item.member] * x[item.member] / total
            found[position] = max(true - x[item.crowding], 0.0)
    return found


def matched(items: Sequence[Crowding], x: Vector) -> bool:
    """Whether every index that the plan shows is within ``MATCH`` of the true one."""
    return understated(items, x) <= MATCH


def understated(items: Sequence[Crowding], x: Vector) -> float:
    """The largest difference between a true index and what the plan shows of it."""
    sums: dict[int, float] = {}
    for item, part in zip(items, missing(items, x), strict=True):
        sums[item.total] = sums.get(item.total, 0.0) + float(part)
    return max((gap / max(float(x[total]), SMALL) for total, gap in sums.items()), default=0.0)


def add_tangents(session: Session, items: Sequence[Crowding], x: Vector) -> int:
    """Add the tangents that cut off ``x``; how many."""
    added = 0
    for item, part in zip(items, missing(items, x), strict=True):
        if part > MEMBER * max(x[item.total], SMALL):
            share = float(x[item.member] / x[item.total])
            columns = np.array([item.crowding, item.member, item.total], dtype=np.int32)
            session.add_row(0.0, np.inf, columns, np.array([1.0, -2.0 * share, share * share]))
            added += 1
    return added


def lifted(items: Sequence[Crowding], x: Vector) -> Vector:
    """The plan with each w raised to its true value: what it really costs."""
    if not items:
        return x
    raised = x.copy()
    for item, part in zip(items, missing(items, x), strict=True):
        raised[item.crowding] += part
    return raised
