"""Standard form: a Pyomo model as numbers, with the way back to the names of rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.common.gc_manager import PauseGC

from orefolio.formulation.registry import Index
from orefolio.solving.sums import Sums

Vector = NDArray[np.float64]
Integers = NDArray[np.int32]
Name = tuple[str, Index]
"""Pyomo component and index of a row or a column."""


class EmptyRowError(Exception):
    """A row of constants that cannot hold, for which no plan exists."""


@dataclass(frozen=True)
class StandardForm:
    """min cost·x + offset, row_lower <= A x <= row_upper, column_lower <= x <= column_upper.

    ``A`` is stored by columns: the entries of column j are ``start[j]:start[j + 1]`` of ``row`` and
    ``value``. ``cost`` is the objective of the model, tie-break included; ``money`` and
    ``money_offset`` give its total cost alone (USD). ``integer`` marks the integer columns. A Pyomo
    range is one row; constants of a row's body are moved into its limits. Variables that are fixed
    or stand in no row and no cost are no columns: ``outside`` holds their values. ``variables`` are
    the Pyomo variables behind the columns.
    """

    columns: tuple[Name, ...]
    rows: tuple[Name, ...]
    start: Integers
    row: Integers
    value: Vector
    cost: Vector
    offset: float
    money: Vector
    money_offset: float
    column_lower: Vector
    column_upper: Vector
    integer: NDArray[np.bool_]
    row_lower: Vector
    row_upper: Vector
    outside: Mapping[Name, float] = field(default_factory=dict)
    variables: tuple[Any, ...] = ()

    @cached_property
    def column(self) -> Mapping[Name, int]:
        """Position of each column by its name."""
        return {name: position for position, name in enumerate(self.columns)}

    @cached_property
    def column_of_entry(self) -> Integers:
        """The column of each entry of ``value``."""
        return np.repeat(np.arange(len(self.columns), dtype=np.int32), np.diff(self.start))

    @cached_property
    def has_integers(self) -> bool:
        """Whether any column is integer."""
        return bool(self.integer.any())

    def activity(self, x: Vector) -> Vector:
        """A x, the rows in order."""
        return self._row_sums(self.value * x[self.column_of_entry])

    def magnitude(self, x: Vector) -> Vector:
        """|A| |x|: how large the numbers are that cancel in each row."""
        return self._row_sums(np.abs(self.value * x[self.column_of_entry]))

    def _row_sums(self, terms: Vector) -> Vector:
        return np.bincount(self.row, terms, minlength=len(self.rows)).astype(np.float64)

    def total_cost(self, x: Vector) -> float:
        """Total cost in USD, without the tie-break."""
        return float(self.money @ x + self.money_offset)

    def objective(self, x: Vector) -> float:
        """Objective in USD, with the tie-break."""
        return float(self.cost @ x + self.offset)


def compile_form(model: Any) -> StandardForm:
    """Compile a Pyomo model with one ``objective`` and a named expression ``total_cost``.

    Columns and rows stand in the order in which the model declares them. Raises EmptyRowError on a
    row of constants that cannot hold, and NotLinearError on a model that is not linear.
    """
    with PauseGC():  # looking for cycles among the millions of objects of a model takes long
        return _compiled(model)


def _compiled(model: Any) -> StandardForm:
    names, variables, outside = _variables(model)
    position = {id(variable): place for place, variable in enumerate(variables)}
    rows = _rows(model, position)
    start, row, value = _by_column(rows, len(variables))
    money, money_offset = _vector(model.total_cost, position)
    cost, offset = _vector(model.objective.expr, position, (model.total_cost, money, money_offset))
    used = (np.diff(start) > 0) | (cost != 0) | (money != 0)
    bounds = [variable.bounds for variable in variables]
    for place in np.flatnonzero(~used):
        outside[names[place]] = _nearest_to_zero(*bounds[place])
    kept = np.flatnonzero(used).tolist()
    return StandardForm(
        columns=tuple(names[place] for place in kept),
        rows=tuple(rows.names),
        start=start[np.append(used, True)],  # a column that is not used has no entries
        row=row,
        value=value,
        cost=cost[used],
        offset=offset,
        money=money[used],
        money_offset=money_offset,
        column_lower=_limits((bounds[place][0] for place in kept), -np.inf),
        column_upper=_limits((bounds[place][1] for place in kept), np.inf),
        integer=np.array([not variables[place].is_continuous() for place in kept], bool),
        row_lower=_limits(rows.lower, -np.inf),
        row_upper=_limits(rows.upper, np.inf),
        outside=outside,
        variables=tuple(variables[place] for place in kept),
    )


def index_of(index: Any) -> Index:
    """A Pyomo index as a tuple: none for a scalar, one item for a bare key."""
    if index is None:
        return ()
    return cast(Index, index) if isinstance(index, tuple) else (index,)


def _variables(model: Any) -> tuple[list[Name], list[Any], dict[Name, float]]:
    """Names and data of the variables that are free, and the values of the fixed ones."""
    names, variables, fixed = [], [], {}
    for component in model.component_objects(pyo.Var, active=True):
        component_name = component.name
        for index, variable in component.items():
            name = (component_name, index_of(index))
            if variable.fixed:
                fixed[name] = float(variable.value)
            else:
                names.append(name)
                variables.append(variable)
    return names, variables, fixed


@dataclass
class _Rows:
    """Rows as they are read; ``ends[i]`` is the number of terms up to the end of row i."""

    terms: Sums
    names: list[Name] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lower: list[float | None] = field(default_factory=list)
    upper: list[float | None] = field(default_factory=list)


def _rows(model: Any, position: Mapping[int, int]) -> _Rows:
    """All active rows that have a limit and a variable."""
    rows = _Rows(Sums(position))
    for component in model.component_objects(pyo.Constraint, active=True):
        name = component.name
        for index, data in component.items():
            if not data.active:
                continue
            lower, body, upper = data.to_bounded_expression(evaluate_bounds=True)
            if lower is None and upper is None:
                continue
            begin = len(rows.terms.values)
            constant = rows.terms.read(body)
            if constant:
                lower = None if lower is None else lower - constant
                upper = None if upper is None else upper - constant
            if not any(rows.terms.values[begin:]):
                _check_empty(data, lower, upper)
                del rows.terms.values[begin:], rows.terms.columns[begin:]
                continue
            rows.names.append((name, index_of(index)))
            rows.ends.append(len(rows.terms.values))
            rows.lower.append(lower)
            rows.upper.append(upper)
    return rows


def _check_empty(data: Any, lower: float | None, upper: float | None) -> None:
    if (lower is not None and lower > 0) or (upper is not None and upper < 0):
        raise EmptyRowError(f"the row {data.name} holds no variable and cannot hold")


def _by_column(rows: _Rows, count: int) -> tuple[Integers, Integers, Vector]:
    """The matrix by columns; a variable that stands twice in a row is added up, zeros left out."""
    lengths = np.diff(np.array([0, *rows.ends]))
    row = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    column = np.array(rows.terms.columns, dtype=np.int32)
    value = np.array(rows.terms.values, dtype=np.float64)
    order = np.argsort(column, kind="stable")  # rows stay in order within a column
    row, column, value = row[order], column[order], value[order]
    if len(value):
        first = np.append(True, (np.diff(column) != 0) | (np.diff(row) != 0))
        value = np.add.reduceat(value, np.flatnonzero(first))
        row, column = row[first], column[first]
    row, column, value = row[value != 0], column[value != 0], value[value != 0]
    start = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(column, minlength=count), out=start[1:])
    return start, row, value


def _vector(
    expression: Any,
    position: Mapping[int, int],
    known: tuple[Any, Vector, float] | None = None,
) -> tuple[Vector, float]:
    """Coefficients by column and the constant; ``known`` is a part that has been read already."""
    sums = Sums(position, known[0] if known else None)
    constant = sums.read(expression)
    columns = np.array(sums.columns, dtype=np.int64)
    found = np.bincount(columns, sums.values, minlength=len(position)).astype(np.float64)
    if known is not None:
        found, constant = found + sums.times * known[1], constant + sums.times * known[2]
    return found, constant


def _limits(values: Iterable[float | None], none: float) -> Vector:
    return np.array([none if value is None else value for value in values], dtype=np.float64)


def _nearest_to_zero(low: float | None, high: float | None) -> float:
    """The value of a variable that matters nowhere."""
    least = max(0.0 if low is None else low, 0.0)
    return least if high is None or high >= 0 else high
