"""Rows of a built model as text that a person can check by hand."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
from pyomo.repn import generate_standard_repn

from orefolio.formulation import Formulation


def family_text(formulation: Formulation, family: str) -> str:
    """Every row of a family, one a line, terms in the order of their names."""
    component = getattr(formulation.model, family)
    lines = [f"{family}[{_index(index)}]: {_row(component[index])}" for index in component]
    return "\n".join(lines) + "\n"


def objective_text(formulation: Formulation) -> str:
    """The cost of every variable in USD, without the tie-break."""
    repn = generate_standard_repn(formulation.model.total_cost.expr)
    return "\n".join(_terms(repn)) + f"\nconstant {repn.constant:.10g}\n"


def _row(row: Any) -> str:
    repn = generate_standard_repn(row.body)
    body = " ".join(_terms(repn)) or "0"
    lower, upper = pyo.value(row.lower), pyo.value(row.upper)
    shift = repn.constant
    if row.equality:
        return f"{body} = {upper - shift:.10g}"
    parts = [] if lower is None else [f"{lower - shift:.10g} <="]
    return " ".join([*parts, body, *([] if upper is None else [f"<= {upper - shift:.10g}"])])


def _terms(repn: Any) -> list[str]:
    pairs = sorted(
        (f"{var.parent_component().name}[{_index(var.index())}]", coefficient)
        for var, coefficient in zip(repn.linear_vars, repn.linear_coefs, strict=True)
        if abs(coefficient) > 1e-12
    )
    return [f"{coefficient:+.10g} {name}" for name, coefficient in pairs]


def _index(index: Any) -> str:
    return ",".join(map(str, index)) if isinstance(index, tuple) else str(index)
