"""Standard form: a Pyomo model as numbers, with the way back to the names of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.common.dependencies import DeferredImportCallbackFinder
from pyomo.common.errors import InfeasibleConstraintException
from pyomo.common.gc_manager import PauseGC
from pyomo.common.modeling import unique_component_name
from pyomo.repn.plugins import standard_form

from orefolio.formulation.registry import Index

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

    Both objectives go through Pyomo's compiler at once, which walks a named expression only once.
    Raises EmptyRowError on a row of constants that cannot hold, and what the compiler raises on a
    model that is not linear.
    """
    _use_sparse_only()
    with PauseGC():  # looking for cycles among the millions of objects of a model takes long
        return _compiled(model)


def _compiled(model: Any) -> StandardForm:
    name = unique_component_name(model, "total_cost_alone")
    model.add_component(name, pyo.Objective(expr=model.total_cost))
    try:
        info = standard_form.LinearStandardFormCompiler().write(model, mixed_form=True)
    except InfeasibleConstraintException as problem:
        raise EmptyRowError(str(problem)) from problem
    finally:
        model.del_component(name)
    first = [item is model.objective for item in info.objectives].index(True)
    costs = info.c.toarray() if info.c.shape[1] else np.zeros((2, 0))
    names, position, lower, upper = _rows(info)
    start, row, value = _columns(info.A, position)
    bounds = [variable.bounds for variable in info.columns]
    named = _Names()
    return StandardForm(
        columns=tuple(named.of(variable) for variable in info.columns),
        rows=names,
        start=start,
        row=row,
        value=value,
        cost=costs[first],
        offset=float(info.c_offset[first]),
        money=costs[1 - first],
        money_offset=float(info.c_offset[1 - first]),
        column_lower=np.array([-np.inf if low is None else low for low, _ in bounds], float),
        column_upper=np.array([np.inf if high is None else high for _, high in bounds], float),
        integer=np.array([not variable.is_continuous() for variable in info.columns], bool),
        row_lower=lower,
        row_upper=upper,
        outside=_outside(model, info.columns),
        variables=tuple(info.columns),
    )


def _use_sparse_only() -> None:
    """Give the compiler the three hooks that it would fetch itself, importing scipy.stats: 0.5 s.

    Pyomo also watches for any import of scipy and then does the same, so that is ended first.
    """
    DeferredImportCallbackFinder._callbacks.pop("scipy", None)
    import scipy.sparse  # noqa: PLC0415

    hooks = standard_form._LinearStandardFormCompiler_impl
    hooks._to_vector = np.fromiter
    hooks._csc_matrix = scipy.sparse.csc_array
    hooks._csr_matrix = scipy.sparse.csr_array


class _Names:
    """Names of Pyomo data, the component's name made once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, data: Any) -> Name:
        parent = data.parent_component()
        name = self._known.get(id(parent))
        if name is None:
            name = self._known[id(parent)] = parent.name
        return name, index_of(data.index())


def index_of(index: Any) -> Index:
    """A Pyomo index as a tuple: none for a scalar, one item for a bare key."""
    if index is None:
        return ()
    return cast(Index, index) if isinstance(index, tuple) else (index,)


def _rows(info: Any) -> tuple[tuple[Name, ...], Integers, Vector, Vector]:
    """Names and limits of the rows, and for each compiled row the row it belongs to.

    Pyomo compiles a range into two neighbours, upper and lower limit; here they are one row, and
    the second of them is marked -1.
    """
    names: list[Name] = []
    position = np.empty(len(info.rows), dtype=np.int32)
    lower: list[float] = []
    upper: list[float] = []
    named = _Names()
    before = None
    for place, ((constraint, side), right) in enumerate(zip(info.rows, info.rhs, strict=True)):
        if constraint is before:
            position[place] = -1
        else:
            position[place] = len(names)
            names.append(named.of(constraint))
            lower.append(-np.inf)
            upper.append(np.inf)
            before = constraint
        if side >= 0:
            upper[-1] = float(right)
        if side <= 0:
            lower[-1] = float(right)
    return tuple(names), position, np.array(lower, float), np.array(upper, float)


def _columns(matrix: Any, position: Integers) -> tuple[Integers, Integers, Vector]:
    """The matrix by columns, without the second rows of ranges."""
    count = matrix.shape[1]
    row = position[matrix.indices]
    kept = row >= 0
    entry_column = np.repeat(np.arange(count), np.diff(matrix.indptr))[kept]
    start = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(entry_column, minlength=count), out=start[1:])
    return start, row[kept].astype(np.int32), np.asarray(matrix.data, float)[kept]


def _outside(model: Any, columns: Any) -> dict[Name, float]:
    """Values of the variables that are no columns: their fixed value, or the nearest to zero."""
    inside = {id(variable) for variable in columns}
    named = _Names()
    found = {}
    for variable in model.component_data_objects(pyo.Var, active=True):
        if id(variable) not in inside:
            low, high = variable.bounds
            free = max(0.0 if low is None else low, 0.0) if high is None or high >= 0 else high
            found[named.of(variable)] = float(variable.value if variable.fixed else free)
    return found
