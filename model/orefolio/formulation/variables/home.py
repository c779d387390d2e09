"""Variables of what the buyer does at home: levers and conversions."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Conversion
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_home(model: Any, lookup: Lookup) -> None:
    """``activity[lever, step, node]``, ``use_lever[lever]``, ``converted[works, grade, node]``.

    And ``added[works, material, grade, node]``: what a conversion takes in beside.
    """
    case = lookup.case
    activity = [
        (lever.key, step.name, node.name)
        for lever in case.levers.values()
        for step in lever.steps
        for node in case.nodes.values()
        if min(step.quantity[node.period.index], lever.ceiling[node.period.index]) > 0
    ]
    used = [lever.key for lever in case.levers.values() if lever.fixed_cost > 0]
    converted = [
        (conversion.key, grade, node.name)
        for conversion in case.conversions.values()
        for grade in converted_grades(case, conversion)
        for node in case.nodes.values()
        if conversion.capacity[node.period.index] > 0
    ]
    added = [
        (conversion.key, each.material, grade, node.name)
        for conversion in case.conversions.values()
        for each in conversion.inputs
        for grade in taken_grades(case, each.material, each.grade)
        for node in case.nodes.values()
        if conversion.capacity[node.period.index] > 0
    ]
    declare(model, "activity", activity, "tonnes that a step of a lever saves or recycles")
    declare(model, "use_lever", used, "1 if the lever is used at all", domain=pyo.Binary)
    declare(model, "converted", converted, "tonnes of a grade that a conversion takes in")
    declare(model, "added", added, "tonnes of a grade that a conversion takes in beside")


def converted_grades(case: Case, conversion: Conversion) -> tuple[str, ...]:
    """Grades that a conversion takes: its own with its lot classes, else every one that comes."""
    return taken_grades(case, conversion.material, conversion.grade)


def taken_grades(case: Case, material: str, asked: str) -> tuple[str, ...]:
    """Grades of a material that do where one is asked for (empty: any), with its lot classes."""
    return tuple(grade for grade in case.grades[material] if asked in ("", case.plain(grade)))
