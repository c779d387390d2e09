"""Conversions at home: what is taken in of one material comes out as others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total
from orefolio.formulation.variables.home import converted_grades


def taken(case: Case, model: Any, material: str, grade: str, node: str) -> list[Any]:
    """Terms of the tonnes of a grade that conversions take in, in a node."""
    keys = (
        (conversion.key, grade, node)
        for conversion in case.conversions.values()
        if conversion.material == material
    )
    return [1.0 * model.converted[key] for key in keys if key in model.converted]


def made(case: Case, model: Any, material: str, grade: str, node: str) -> list[Any]:
    """Terms of the tonnes of a grade that conversions make in a node."""
    return [
        output.tonnes * term
        for conversion in case.conversions.values()
        for output in conversion.outputs
        if (output.material, output.grade) == (material, grade)
        for term in _inputs(case, model, conversion.key, node)
    ]


def _inputs(case: Case, model: Any, key: str, node: str) -> list[Any]:
    grades = converted_grades(case, case.conversions[key])
    keys = ((key, grade, node) for grade in grades)
    return [1.0 * model.converted[each] for each in keys if each in model.converted]


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (conversion, node) where a conversion works and has a limit."""
    return (
        (conversion.key, node.name)
        for conversion in case.conversions.values()
        for node in case.nodes.values()
        if 0 < conversion.capacity[node.period.index] < math.inf
    )


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""A conversion takes in no more than its capacity, all grades together.

    .. math:: \sum_g converted_{c,g,n} \le K_{c,t(n)} \qquad [t]
    """
    capacity = case.conversions[index[0]].capacity[case.nodes[index[1]].period.index]
    return bounded(model, None, total(_inputs(case, model, *index)), capacity)


def sentence(case: Case, index: Index) -> str:
    """The row in words."""
    conversion = case.conversions[index[0]]
    capacity = conversion.capacity[case.nodes[index[1]].period.index]
    return f"{index[0]} converts at most {capacity:,.6g} t of {conversion.material} in {index[1]}"


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the capacity."""
    return (case.place("conversions", index[0], "capacity"),)


CONVERSION = Family(
    name="limit_conversion",
    index=("conversion", "node"),
    unit="t",
    rows=rows,
    rule=rule,
    sentence=sentence,
    places=places,
    reads=("conversions.capacity", "conversions.start", "conversions.end"),
)
