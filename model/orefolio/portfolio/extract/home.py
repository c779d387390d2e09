"""Levers and conversions: what is saved, recycled and made at home."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from orefolio.case.entities import Conversion, Lever
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE

Line = tuple[str, str, float]
"""Kind of cost, period, USD in the money of the period."""


def levers(solved: Solved) -> pd.DataFrame:
    """Tonnes of each lever against its ceiling, with its costs."""
    fixed = dict(_fixed(solved))
    rows = []
    for lever in solved.case.levers.values():
        for node, period in solved.period.items():
            tonnes = _activity(solved, lever, node)
            ceiling = solved.capacity("levers", lever.key)[period.index]
            rows.append(
                (
                    lever.key,
                    period.label,
                    lever.kind,
                    lever.acts_on,
                    lever.material,
                    sum(tonnes.values()),
                    ceiling,
                    sum(tonnes.values()) / ceiling if ceiling > 0 else None,
                    _cost(lever, tonnes),
                    fixed.get(lever.key, 0.0) if period.index == lever.first else 0.0,
                )
            )
    return from_rows(RESULT_TABLE["levers"], rows, solved.ranks)


def lever_steps(solved: Solved) -> pd.DataFrame:
    """Tonnes of each step of each lever."""
    rows = []
    for lever in solved.case.levers.values():
        for node, period in solved.period.items():
            tonnes = _activity(solved, lever, node)
            for step in lever.steps:
                most = step.quantity[period.index]
                limit = most if math.isfinite(most) else None
                done = tonnes[step.name]
                rows.append((lever.key, step.name, period.label, done, limit, step.cost * done))
    return from_rows(RESULT_TABLE["lever_steps"], rows, solved.ranks)


def savings(solved: Solved) -> pd.DataFrame:
    """Demand that each lever saves of each segment on which it has an effect."""
    rows = [
        (lever.key, segment, solved.case.segments[segment].material, period.label, effect * done)
        for lever in solved.case.levers.values()
        for node, period in solved.period.items()
        for done in (sum(_activity(solved, lever, node).values()),)
        for segment, effect in lever.effects.items()
    ]
    return from_rows(RESULT_TABLE["savings"], rows, solved.ranks)


def conversions(solved: Solved) -> pd.DataFrame:
    """Tonnes taken in by each conversion against its capacity."""
    rows = []
    for conversion in solved.case.conversions.values():
        for node, period in solved.period.items():
            tonnes = sum(_inputs(solved, conversion, node).values())
            most = solved.capacity("conversions", conversion.key)[period.index]
            limit = most if math.isfinite(most) else None
            share = tonnes / most if limit else None
            cost = conversion.cost * tonnes
            row = (conversion.key, period.label, conversion.material, tonnes, limit, share, cost)
            rows.append(row)
    return from_rows(RESULT_TABLE["conversions"], rows, solved.ranks)


def converted(solved: Solved) -> pd.DataFrame:
    """Tonnes into, beside and out of each conversion, by material and grade."""
    rows = []
    for conversion in solved.case.conversions.values():
        for node, period in solved.period.items():
            inputs = _inputs(solved, conversion, node)
            for grade, tonnes in inputs.items():
                into = ("in", conversion.material, grade, period.label, tonnes)
                rows.append((conversion.key, *into))
            for (material, grade), tonnes in _beside(solved, conversion, node).items():
                rows.append((conversion.key, "beside", material, grade, period.label, tonnes))
            for output in conversion.outputs:
                made = output.tonnes * sum(inputs.values())
                out = ("out", output.material, output.grade, period.label, made)
                rows.append((conversion.key, *out))
    return from_rows(RESULT_TABLE["converted"], rows, solved.ranks)


def saved(solved: Solved) -> Mapping[tuple[str, str], float]:
    """Demand that all levers together save, by segment and node."""
    found: dict[tuple[str, str], float] = {}
    for lever in solved.case.levers.values():
        for node in solved.period:
            done = sum(_activity(solved, lever, node).values())
            for segment, effect in lever.effects.items():
                found[segment, node] = found.get((segment, node), 0.0) + effect * done
    return found


def brought(solved: Solved) -> Mapping[tuple[str, str, str], float]:
    """Tonnes recycled and made at home, by material, grade and node."""
    found: dict[tuple[str, str, str], float] = {}
    for node in solved.period:
        for lever in solved.case.levers.values():
            if lever.recycles:
                key = (lever.material, lever.grade, node)
                done = sum(_activity(solved, lever, node).values())
                found[key] = found.get(key, 0.0) + done
        for conversion in solved.case.conversions.values():
            tonnes = sum(_inputs(solved, conversion, node).values())
            for output in conversion.outputs:
                key = (output.material, output.grade, node)
                found[key] = found.get(key, 0.0) + output.tonnes * tonnes
    return found


def taken(solved: Solved) -> Mapping[tuple[str, str, str], float]:
    """Tonnes taken into conversions, by material, grade and node."""
    found: dict[tuple[str, str, str], float] = {}
    for conversion in solved.case.conversions.values():
        for node in solved.period:
            for grade, tonnes in _inputs(solved, conversion, node).items():
                key = (conversion.material, grade, node)
                found[key] = found.get(key, 0.0) + tonnes
            for lot, tonnes in _beside(solved, conversion, node).items():
                found[*lot, node] = found.get((*lot, node), 0.0) + tonnes
    return found


def costs(solved: Solved) -> Iterator[Line]:
    """Levers, their fixed costs, and conversions."""
    for node, period in solved.period.items():
        for lever in solved.case.levers.values():
            yield "levers", period.label, _cost(lever, _activity(solved, lever, node))
        for conversion in solved.case.conversions.values():
            tonnes = sum(_inputs(solved, conversion, node).values())
            yield "conversion", period.label, conversion.cost * tonnes
    for key, amount in _fixed(solved):
        yield "lever fees", solved.case.periods[solved.case.levers[key].first].label, amount


def _activity(solved: Solved, lever: Lever, node: str) -> Mapping[str, float]:
    values = solved.values("activity")
    return {step.name: values.get((lever.key, step.name, node), 0.0) for step in lever.steps}


def _inputs(solved: Solved, conversion: Conversion, node: str) -> Mapping[str, float]:
    values = solved.values("converted")
    case, wanted = solved.case, conversion.grade
    own = [g for g in case.grades[conversion.material] if wanted in ("", case.plain(g))]
    return {grade: values.get((conversion.key, grade, node), 0.0) for grade in own}


def _beside(solved: Solved, conversion: Conversion, node: str) -> dict[tuple[str, str], float]:
    """Tonnes taken in beside, by material and grade."""
    values, case = solved.values("added"), solved.case
    return {
        (each.material, grade): values.get((conversion.key, each.material, grade, node), 0.0)
        for each in conversion.inputs
        for grade in case.grades[each.material]
        if each.grade in ("", case.plain(grade))
    }


def _cost(lever: Lever, tonnes: Mapping[str, float]) -> float:
    return sum(step.cost * tonnes[step.name] for step in lever.steps)


def _fixed(solved: Solved) -> Iterator[tuple[str, float]]:
    """The fixed cost of every lever that is used."""
    for (key,), used in solved.values("use_lever").items():
        yield key, solved.case.levers[key].fixed_cost * round(used)
