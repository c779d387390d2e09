"""Verification: a plan is believed when it keeps every row, bound and integer by our own sums."""

from __future__ import annotations

import numpy as np

from orefolio.solving.standard_form import StandardForm, Vector

TOLERANCE = 1e-6
"""Largest violation, relative to the size of the numbers in the row (at least 1).

HiGHS works to 1e-7 in each row after scaling; a tenth of that certainty is asked for here.
"""
INTEGRALITY = 1e-5
"""Largest distance from an integer; HiGHS works to 1e-6."""


def violation(form: StandardForm, x: Vector) -> float:
    """The largest relative violation of the rows and bounds by ``x``; infinite if not a number."""
    if not np.isfinite(x).all():
        return float("inf")
    activity = form.activity(x)
    rows = _beyond(activity, form.row_lower, form.row_upper, form.magnitude(x))
    columns = _beyond(x, form.column_lower, form.column_upper, np.abs(x))
    return max(rows, columns)


def holds(form: StandardForm, x: Vector) -> bool:
    """Whether ``x`` is a plan of the form."""
    integers = x[form.integer]
    whole = not len(integers) or float(np.abs(integers - np.round(integers)).max()) <= INTEGRALITY
    return whole and violation(form, x) <= TOLERANCE


def _beyond(value: Vector, lower: Vector, upper: Vector, size: Vector) -> float:
    if not len(value):
        return 0.0
    excess = np.maximum(np.maximum(lower - value, value - upper), 0.0)
    scale = np.maximum(size, 1.0)
    for limit in (lower, upper):
        scale = np.maximum(scale, np.where(np.isfinite(limit), np.abs(limit), 0.0))
    return float(np.max(excess / scale))
