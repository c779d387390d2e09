"""Conversions at home: what is taken in of one material comes out as others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.opened import opened_instead
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total
from orefolio.formulation.variables.home import converted_grades, taken_grades


def taken(case: Case, model: Any, material: str, grade: str, node: str) -> list[Any]:
    """Terms of the tonnes of a grade that conversions take in or take in beside, in a node."""
    converted = (
        (conversion.key, grade, node)
        for conversion in case.conversions.values()
        if conversion.material == material
    )
    added = ((conversion, material, grade, node) for conversion in case.conversions)
    return [
        *(1.0 * model.converted[key] for key in converted if key in model.converted),
        *(1.0 * model.added[key] for key in added if key in model.added),
    ]


def made(case: Case, model: Any, material: str, grade: str, node: str) -> list[Any]:
    """Terms of the tonnes of a grade that conversions make in a node."""
    return [
        output.tonnes * term
        for conversion in case.conversions.values()
        for output in conversion.outputs
        if (output.material, output.grade) == (material, grade)
        for term in worked(case, model, conversion.key, node)
    ]


def worked(case: Case, model: Any, key: str, node: str) -> list[Any]:
    """Terms of the tonnes that a conversion converts in a node, all grades."""
    grades = converted_grades(case, case.conversions[key])
    keys = ((key, grade, node) for grade in grades)
    return [1.0 * model.converted[each] for each in keys if each in model.converted]


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (conversion, node) where a conversion works and has a limit.

    Where investments open it, ``limit_opened`` holds instead.
    """
    return (
        (conversion.key, node.name)
        for conversion in case.conversions.values()
        for node in case.nodes.values()
        if 0 < conversion.capacity[node.period.index] < math.inf
        and not opened_instead(case, "conversions", conversion.key)
    )


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""A conversion takes in no more than its capacity, all grades together.

    .. math:: \sum_g converted_{c,g,n} \le K_{c,t(n)} \qquad [t]
    """
    capacity = case.conversions[index[0]].capacity[case.nodes[index[1]].period.index]
    return bounded(model, None, total(worked(case, model, *index)), capacity)


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


def input_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (conversion, material, grade asked for, node) of every input where it works."""
    return (
        (conversion.key, each.material, each.grade, node.name)
        for conversion in case.conversions.values()
        for each in conversion.inputs
        for node in case.nodes.values()
        if conversion.capacity[node.period.index] > 0
    )


def input_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A conversion takes in so much of each input for a tonne converted, of the grades that do.

    .. math:: \sum_{g} added_{c,i,g,n} = b_{c,i} \sum_{g'} converted_{c,g',n} \qquad [t]

    :math:`b` is the amount of the input for each tonne converted.
    """
    key, material, asked, node = index
    terms = [
        1.0 * model.added[key, material, grade, node]
        for grade in taken_grades(case, material, asked)
    ]
    amount = _amount(case, index)
    terms += [-amount * term for term in worked(case, model, key, node)]
    return bounded(model, 0.0, total(terms), 0.0)


def _amount(case: Case, index: Index) -> float:
    return next(
        each.tonnes
        for each in case.conversions[index[0]].inputs
        if (each.material, each.grade) == index[1:3]
    )


def input_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, material, grade, node = index
    name = f"{material} of grade {grade}" if grade else material
    return f"{key} takes in {_amount(case, index):,.6g} t of {name} for a tonne in {node}"


def input_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the amount."""
    return (case.place("conversion_inputs", "|".join(filter(None, index[:3])), "amount"),)


INPUT = Family(
    name="def_conversion_input",
    index=("conversion", "material", "grade", "node"),
    unit="t",
    rows=input_rows,
    rule=input_rule,
    sentence=input_sentence,
    places=input_places,
    reads=("conversion_inputs.amount", "conversion_inputs.grade"),
)
