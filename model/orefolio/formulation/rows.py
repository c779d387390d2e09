"""Small helpers for writing rows of the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

TOLERANCE = 1e-9


def bounded(model: Any, lower: float | None, body: Any, upper: float | None) -> Any:
    """A row ``lower <= body <= upper``; a sum without variables becomes a row over ``nothing``.

    An empty sum that keeps its limits is left out. One that breaks them stays, so that the conflict
    is found and explained instead of raising while the model is built.
    """
    if not isinstance(body, (int, float)):
        return (lower, body, upper)
    kept = (lower is None or body >= lower - TOLERANCE) and (
        upper is None or body <= upper + TOLERANCE
    )
    if kept:
        return pyo.Constraint.Skip
    shift = float(body)
    return (
        None if lower is None else lower - shift,
        1.0 * model.nothing,
        None if upper is None else upper - shift,
    )


def total(terms: Iterable[Any]) -> Any:
    """The sum of linear terms, 0.0 when there are none."""
    found = list(terms)
    return pyo.quicksum(found) if found else 0.0
