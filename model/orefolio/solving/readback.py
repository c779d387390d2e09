"""Read-back: the plan of a solver as tables by component and index."""

from __future__ import annotations

from typing import Any

import numpy as np

from orefolio.formulation.registry import Index
from orefolio.solving.outcome import Row
from orefolio.solving.standard_form import StandardForm, Vector, index_of

ZERO = 1e-9
"""Values smaller than this are left out."""


def values(form: StandardForm, x: Vector) -> dict[str, dict[Index, float]]:
    """Every variable that is not zero; integers are whole."""
    whole = np.where(form.integer, np.round(x), x)
    found: dict[str, dict[Index, float]] = {}
    for position in np.flatnonzero(np.abs(whole) >= ZERO):
        component, index = form.columns[position]
        found.setdefault(component, {})[index] = float(whole[position])
    for (component, index), value in form.outside.items():
        if abs(value) >= ZERO:
            found.setdefault(component, {})[index] = value
    return found


def reduced_costs(form: StandardForm, duals: Vector) -> dict[str, dict[Index, float]]:
    """The reduced cost of every column, USD per unit."""
    found: dict[str, dict[Index, float]] = {}
    for (component, index), dual in zip(form.columns, duals.tolist(), strict=True):
        found.setdefault(component, {})[index] = dual
    return found


def rows(form: StandardForm, x: Vector, duals: Vector | None) -> dict[str, dict[Index, Row]]:
    """Every row at the plan."""
    found: dict[str, dict[Index, Row]] = {}
    prices = [None] * len(form.rows) if duals is None else duals.tolist()
    numbers = zip(
        form.rows,
        form.activity(x).tolist(),
        form.row_lower.tolist(),
        form.row_upper.tolist(),
        prices,
        strict=True,
    )
    for (component, index), activity, lower, upper, dual in numbers:
        found.setdefault(component, {})[index] = Row(activity, lower, upper, dual)
    return found


def expressions(
    model: Any, names: tuple[str, ...], form: StandardForm, x: Vector
) -> dict[str, dict[Index, float]]:
    """The named expressions of the model at the plan, which is left in the model's variables."""
    for variable, value in zip(form.variables, x.tolist(), strict=True):
        variable.set_value(value, skip_validation=True)
    for (component, index), value in form.outside.items():
        model.find_component(component)[index or None].set_value(value, skip_validation=True)
    return {name: _evaluate(model.find_component(name)) for name in names}


def _evaluate(component: Any) -> dict[Index, float]:
    return {index_of(index): float(data()) for index, data in component.items()}
