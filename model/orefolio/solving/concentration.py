"""Concentration: tangents are added at the visited plan until the true Herfindahl index is met.

The model holds w >= X^2 / T from below by tangents w >= 2 s X - s^2 T at fixed shares s (T the
tonnes of all, X those of a member). The function is convex, so each tangent is valid everywhere and
the loop is Kelley's cutting-plane method (Kelley 1960, J. SIAM 8:703), exact in the limit.
"""

from __future__ import annotations

from collections import Counter
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
GRAM = 1e-6
"""Below this total, in t, shares have no meaning."""
SHARP = 10.0
"""Tangents of a smaller total, in t, are scaled up to this one: the solver is exact to 1e-7 t."""


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
    return max((gap / float(x[total]) for total, gap in _gaps(items, x).items()), default=0.0)


def _gaps(items: Sequence[Crowding], x: Vector) -> dict[int, float]:
    """For each total that has a meaning, how far its index is below the true one, in t."""
    sums: dict[int, float] = {}
    for item, part in zip(items, missing(items, x), strict=True):
        if x[item.total] > GRAM:
            sums[item.total] = sums.get(item.total, 0.0) + float(part)
    return sums


def add_tangents(session: Session, items: Sequence[Crowding], x: Vector) -> int:
    """Add the tangents that cut off ``x``, for members with their part in what is missing.

    How many: at least one wherever the index is not matched. A row of a small total is scaled up,
    else the solver's tolerance would be a part of the index and the rounds had no end.
    """
    members = Counter(item.total for item in items)
    added = 0
    for item, part in zip(items, missing(items, x), strict=True):
        total = float(x[item.total])
        if part > 0.1 * MATCH * total / members[item.total]:
            share = float(x[item.member]) / total
            scale = max(SHARP / total, 1.0)
            columns = np.array([item.crowding, item.member, item.total], dtype=np.int32)
            values = scale * np.array([1.0, -2.0 * share, share * share])
            session.add_row(0.0, np.inf, columns, values)
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
