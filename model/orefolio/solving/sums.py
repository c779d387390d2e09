"""Sums of number x variable, read off Pyomo's expressions: what nearly every row and cost is.

Plain sums are read in one pass. Pyomo's own walker, which asks a dozen questions about every term,
is left with what is not plain: fixed variables, expressions as coefficients, products of sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyomo.common.numeric_types import native_numeric_types
from pyomo.core.base.var import VarData
from pyomo.core.expr.numeric_expr import (
    LinearExpression,
    MonomialTermExpression,
    ProductExpression,
    SumExpression,
)
from pyomo.repn.linear import LinearRepnVisitor


class NotLinearError(ValueError):
    """An expression that is not linear."""


class Sums:
    """Coefficients and columns of all expressions read so far, one after the other.

    ``position`` gives the column of a variable by the id of its Pyomo object; fixed variables are
    not in it, and count as numbers. ``shared`` is a named expression that is not read again where
    others contain it: its factors add up in ``times``.
    """

    def __init__(self, position: Mapping[int, int], shared: Any = None) -> None:
        self.columns: list[int] = []
        self.values: list[float] = []
        self.times = 0.0
        self._position = position
        self._shared = shared
        self._walker = LinearRepnVisitor({})

    def read(self, expression: Any, factor: float = 1.0) -> float:
        """Append the terms of ``factor`` x expression; the constant that is left.

        Raises NotLinearError.
        """
        kind = expression.__class__
        if kind in native_numeric_types:
            return factor * float(expression)
        if expression is self._shared:
            self.times += factor
            return 0.0
        if kind is LinearExpression and self._read_plain(expression.args, factor):
            return 0.0
        if kind is VarData and id(expression) in self._position:
            self.columns.append(self._position[id(expression)])
            self.values.append(factor)
            return 0.0
        if kind is SumExpression:
            return sum(self.read(term, factor) for term in expression.args)
        if kind is ProductExpression and expression.args[0].__class__ in native_numeric_types:
            number, body = expression.args
            return self.read(body, factor * number)
        if expression.is_named_expression_type():
            return self.read(expression.expr, factor)
        return self._walk(expression, factor)

    def _read_plain(self, terms: Any, factor: float) -> bool:
        """Append number x variable terms; whether all were that (else nothing is appended)."""
        if set(map(type, terms)) == _PRODUCTS:
            pairs = [term._args_ for term in terms]
        else:
            pairs = [term._args_ if type(term) in _PRODUCTS else (1.0, term) for term in terms]
        coefficients = [coefficient for coefficient, _ in pairs]
        if not native_numeric_types.issuperset(map(type, coefficients)):
            return False
        try:
            columns = [self._position[id(variable)] for _, variable in pairs]
        except KeyError:  # fixed, or no variable at all
            return False
        self.columns += columns
        self.values += coefficients if factor == 1.0 else [factor * c for c in coefficients]
        return True

    def _walk(self, expression: Any, factor: float) -> float:
        """The same for any expression, by Pyomo's walker."""
        found = self._walker.walk_expression(expression)
        if found.nonlinear is not None:
            raise NotLinearError(f"the model is not linear: {expression}")
        constant = found.constant
        for name, coefficient in found.linear.items():
            if name in self._position:
                self.columns.append(self._position[name])
                self.values.append(factor * coefficient)
            else:  # the walker takes a fixed variable beside free ones of its component for free
                constant += coefficient * self._walker.var_map[name].value
        return factor * float(constant)


_PRODUCTS = {MonomialTermExpression}
