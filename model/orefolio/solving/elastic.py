"""The elastic model: every cell of policy, service or capacity gets a slack that can be opened.

One column per group spans all rows that its cell moves, so "CAP65 gives way by 3 points" is one
number. Closed (bounds 0, 0) the model is the original one. An equality or a range that can give way
is split into its two sides, of which only the side that gives way carries the slack. Elastic
programming after Chinneck and Dravnieks (1991), ORSA Journal on Computing 3:157.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from orefolio.formulation import Formulation, Group, Relaxation
from orefolio.solving.standard_form import Integers, StandardForm, Vector

SMALLEST_SCALE = 1e-9


@dataclass(frozen=True)
class Elastic:
    """The form with slacks; the slack of ``groups[i]`` is column ``first + i``, in its own unit.

    ``most`` is how far each group can be opened: a bound that is lowered to mend ends at zero.
    ``weight`` makes slacks comparable: one over the size of the bound, at least one.
    """

    form: StandardForm
    groups: tuple[Group, ...]
    first: int
    most: Vector
    weight: Vector

    def columns(self) -> Integers:
        """The columns of all slacks."""
        return np.arange(self.first, self.first + len(self.groups), dtype=np.int32)


def elastic(formulation: Formulation, form: StandardForm) -> Elastic:
    """The elastic model of a formulation, all slacks closed."""
    moved = _moved_rows(formulation, form)
    groups = tuple(dict.fromkeys(relaxation.group for relaxation in moved.values()))
    number = {group: position for position, group in enumerate(groups)}
    split = _Split(form)
    for row, relaxation in moved.items():
        split.give_way(row, relaxation, len(form.columns) + number[relaxation.group])
    bounds = [group.bound if group.direction < 0 < group.bound else np.inf for group in groups]
    return Elastic(
        form=split.form(groups),
        groups=groups,
        first=len(form.columns),
        most=np.array(bounds, float),
        weight=np.array([1.0 / max(abs(group.bound), 1.0) for group in groups], float),
    )


def _moved_rows(formulation: Formulation, form: StandardForm) -> dict[int, Relaxation]:
    found: dict[int, Relaxation] = {}
    for row, (component, index) in enumerate(form.rows):
        family = formulation.families.get(component)
        if family is None or family.relaxation is None:
            continue
        relaxation = family.relaxation(formulation.case, index)
        if relaxation is None or not relaxation.scale > SMALLEST_SCALE:
            continue
        if math.isfinite(relaxation.group.bound):
            found[row] = relaxation
    return found


class _Split:
    """Collects slack entries, and copies of rows whose sides give way apart."""

    def __init__(self, form: StandardForm) -> None:
        self._form = form
        self._lower, self._upper = form.row_lower.copy(), form.row_upper.copy()
        self._copies: list[int] = []
        self._copy_limits: list[float] = []
        self._entries: list[tuple[int, int, float]] = []  # row, column, value

    def give_way(self, row: int, relaxation: Relaxation, column: int) -> None:
        """Let a row give way with the slack in ``column``."""
        lower, upper = self._form.row_lower[row], self._form.row_upper[row]
        down = relaxation.side in ("lower", "both") or lower != upper
        up = relaxation.side in ("upper", "both") or lower != upper
        down, up = down and math.isfinite(lower), up and math.isfinite(upper)
        if math.isfinite(lower) and math.isfinite(upper):
            # the row keeps its lower side, its copy takes the upper side
            self._upper[row] = np.inf
            self._copies.append(row)
            self._copy_limits.append(float(upper))
            if up:
                place = len(self._form.rows) + len(self._copies) - 1
                self._entries.append((place, column, -relaxation.scale))
        elif up:
            self._entries.append((row, column, -relaxation.scale))
        if down:
            self._entries.append((row, column, relaxation.scale))

    def form(self, groups: tuple[Group, ...]) -> StandardForm:
        """The elastic form."""
        base, count = self._form, len(groups)
        copies = np.array(self._copies, dtype=np.int64)
        copy_of = np.full(len(base.rows), -1, dtype=np.int32)
        copy_of[copies] = len(base.rows) + np.arange(len(copies), dtype=np.int32)
        copied = copy_of[base.row] >= 0
        rows = [base.row, copy_of[base.row[copied]]]
        columns = [base.column_of_entry, base.column_of_entry[copied]]
        values = [base.value, base.value[copied]]
        if self._entries:
            new_rows, new_columns, new_values = zip(*self._entries, strict=True)
            rows.append(np.array(new_rows, dtype=np.int32))
            columns.append(np.array(new_columns, dtype=np.int32))
            values.append(np.array(new_values, float))
        row, column = np.concatenate(rows), np.concatenate(columns)
        order = np.lexsort((row, column))
        total = len(base.columns) + count
        start = np.zeros(total + 1, dtype=np.int32)
        np.cumsum(np.bincount(column, minlength=total), out=start[1:])
        zeros = np.zeros(count)
        return replace(
            base,
            columns=base.columns + tuple(("slack", (str(place),)) for place in range(count)),
            rows=base.rows + tuple(base.rows[place] for place in copies),
            start=start,
            row=row[order].astype(np.int32),
            value=np.concatenate(values)[order],
            cost=np.concatenate([base.cost, zeros]),
            money=np.concatenate([base.money, zeros]),
            column_lower=np.concatenate([base.column_lower, zeros]),
            column_upper=np.concatenate([base.column_upper, zeros]),
            integer=np.concatenate([base.integer, np.zeros(count, bool)]),
            row_lower=np.concatenate([self._lower, np.full(len(copies), -np.inf)]),
            row_upper=np.concatenate([self._upper, np.array(self._copy_limits, float)]),
        )
