"""Levers and conversions: within their limits, and what they do to demand and balance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from orefolio.case.entities import Lever
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.opened import standing
from orefolio.portfolio.auditing.plan import Plan

Sums = dict[tuple[str, ...], float]


def check(plan: Plan, checker: Checker) -> None:
    """Every figure of the tables of levers and conversions."""
    _steps(plan, checker)
    _levers(plan, checker)
    _savings(plan, checker)
    _conversions(plan, checker)
    _converted(plan, checker)


def add_costs(plan: Plan, add: Callable[[str, str, float], None]) -> None:
    """The costs of levers, their fixed costs, and of conversions, from tonnes and case."""
    case = plan.case
    for (key, step, label), tonnes in _step_tonnes(plan).items():
        if key in case.levers and label in plan.periods:
            costs = {one.name: one.cost for one in case.levers[key].steps}
            add("levers", label, costs.get(step, 0.0) * tonnes)
    for key, lever in case.levers.items():
        if _used(plan, key):
            add("lever fees", case.periods[lever.first].label, lever.fixed_cost)
    table = plan.tables["conversions"]
    for key, label, tonnes in zip(
        table["conversion"], table["period"], table["converted"], strict=True
    ):
        if key in case.conversions and label in plan.periods:
            add("conversion", label, case.conversions[key].cost * tonnes)


def saved(plan: Plan) -> Sums:
    """Segment and period → t of demand that levers save, by the effects of the case."""
    found: Sums = {}
    for (key, label), tonnes in _lever_tonnes(plan).items():
        lever = plan.case.levers.get(key)
        for segment, effect in (lever.effects if lever else {}).items():
            found[segment, label] = found.get((segment, label), 0.0) + effect * tonnes
    return found


def brought(plan: Plan) -> Sums:
    """Material, grade and period → t recycled and made at home."""
    found: Sums = {}
    for (key, label), tonnes in _lever_tonnes(plan).items():
        lever = plan.case.levers.get(key)
        if lever is not None and lever.kind == "recycling":
            name = (lever.material, lever.grade, label)
            found[name] = found.get(name, 0.0) + tonnes
    for (key, label), tonnes in _inputs(plan).items():
        if key in plan.case.conversions:
            for output in plan.case.conversions[key].outputs:
                name = (output.material, output.grade, label)
                found[name] = found.get(name, 0.0) + tonnes * output.tonnes
    return found


def taken(plan: Plan) -> Sums:
    """Material, grade and period → t that conversions take in, also beside what they convert."""
    found: Sums = {}
    table = plan.tables["converted"]
    table = table[table["side"] != "out"]
    columns = [table[name] for name in ("material", "grade", "period", "tonnes")]
    for material, grade, label, tonnes in zip(*columns, strict=True):
        name = (material, grade, label)
        found[name] = found.get(name, 0.0) + tonnes
    return found


def recycled(plan: Plan, material: str) -> float:
    """Tonnes that levers recycle of a material, or of ``all``."""
    levers = plan.case.levers
    return sum(
        tonnes
        for (key, _), tonnes in _lever_tonnes(plan).items()
        if key in levers
        and levers[key].kind == "recycling"
        and material in ("all", levers[key].material)
    )


def _step_tonnes(plan: Plan) -> Sums:
    table = plan.tables["lever_steps"]
    sums = table.groupby(["lever", "step", "period"])["tonnes"].sum()
    return {tuple(map(str, key)): float(value) for key, value in sums.items()}  # type: ignore[call-overload]


def _lever_tonnes(plan: Plan) -> Sums:
    found: Sums = {}
    for (key, _, label), tonnes in _step_tonnes(plan).items():
        found[key, label] = found.get((key, label), 0.0) + tonnes
    return found


def _inputs(plan: Plan) -> Sums:
    table = plan.tables["converted"]
    table = table[table["side"] == "in"]
    sums = table.groupby(["conversion", "period"])["tonnes"].sum()
    return {tuple(map(str, key)): float(value) for key, value in sums.items()}  # type: ignore[call-overload]


def _used(plan: Plan, key: str) -> bool:
    """Whether a lever does more than the solver's tolerance lets through unpaid."""
    lever = plan.case.levers[key]
    done = sum(tonnes for (one, _), tonnes in _lever_tonnes(plan).items() if one == key)
    table = plan.tables["levers"]
    paid = float(table.loc[table["lever"] == key, "fixed_cost"].sum())
    return done > 1e-6 * max(1.0, sum(lever.ceiling)) or paid > 0


def _steps(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["lever_steps"], ["lever", "step", "period"]
    steps = {
        (key, step.name, label): (step, period.index)
        for key, lever in plan.case.levers.items()
        for step in lever.steps
        for label, period in plan.periods.items()
    }
    checker.rows("lever steps", table, set(steps), keys)
    table = among(table, keys, steps)
    rows = table[keys]
    here = [steps[name] for name in rows.itertuples(index=False, name=None)]
    most = [step.quantity[index] for step, index in here]
    checker.at_least("lever not negative", rows, table["tonnes"], 0.0)
    checker.at_most("lever step", rows, table["tonnes"], most)
    checker.figure("lever steps", rows, table["quantity"], most)
    cost = np.array([step.cost for step, _ in here], dtype=float)
    checker.figure("lever steps", rows, table["cost"], cost * table["tonnes"])


def _levers(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["levers"], ["lever", "period"]
    case = plan.case
    expected = {(key, label) for key in case.levers for label in plan.periods}
    checker.rows("levers", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    levers: list[Lever] = [case.levers[key] for key in table["lever"]]
    indices = [plan.periods[label].index for label in table["period"]]
    opened = standing(plan)
    ceilings = [opened.get(("levers", lever.key), lever.ceiling) for lever in levers]
    most = np.array([c[i] for c, i in zip(ceilings, indices, strict=True)], dtype=float)
    steps = _lever_tonnes(plan)
    done = [steps.get(name, 0.0) for name in rows.itertuples(index=False, name=None)]
    checker.at_most("lever ceiling", rows, table["tonnes"], most)
    checker.figure("levers", rows, table["tonnes"], done)
    checker.figure("levers", rows, table["ceiling"], most)
    share = np.array(done) / np.where(most > 0, most, np.nan)
    checker.figure("levers", rows, table["share_used"], share)
    for column, of in (("kind", "kind"), ("acts_on", "acts_on"), ("material", "material")):
        checker.same("levers", rows, table[column], [getattr(one, of) for one in levers])
    fixed = [
        one.fixed_cost if index == one.first and _used(plan, one.key) else 0.0
        for one, index in zip(levers, indices, strict=True)
    ]
    checker.figure("lever fees", rows, table["fixed_cost"], fixed)
    costs: Sums = {}
    for (key, name, label), tonnes in _step_tonnes(plan).items():
        own = case.levers[key].steps if key in case.levers else ()
        cost_of = {step.name: step.cost for step in own}
        costs[key, label] = costs.get((key, label), 0.0) + cost_of.get(name, 0.0) * tonnes
    cost = [costs.get(name, 0.0) for name in rows.itertuples(index=False, name=None)]
    checker.figure("levers", rows, table["cost"], cost)


def _savings(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["savings"], ["lever", "segment", "period"]
    expected = {
        (key, segment, label): effect
        for key, lever in plan.case.levers.items()
        for segment, effect in lever.effects.items()
        for label in plan.periods
    }
    checker.rows("savings", table, set(expected), keys)
    table = among(table, keys, expected)
    rows = table[keys]
    steps = _lever_tonnes(plan)
    names = list(rows.itertuples(index=False, name=None))
    saved = [expected[name] * steps.get((name[0], name[2]), 0.0) for name in names]
    checker.figure("savings", rows, table["saved"], saved)
    materials = [plan.case.segments[segment].material for segment in table["segment"]]
    checker.same("savings", rows, table["material"], materials)


def _conversions(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["conversions"], ["conversion", "period"]
    case = plan.case
    expected = {(key, label) for key in case.conversions for label in plan.periods}
    checker.rows("conversions", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    own = [case.conversions[key] for key in table["conversion"]]
    indices = [plan.periods[label].index for label in table["period"]]
    opened = standing(plan)
    limits = [opened.get(("conversions", one.key), one.capacity) for one in own]
    most = np.array([limit[i] for limit, i in zip(limits, indices, strict=True)], dtype=float)
    inputs = _inputs(plan)
    done = [inputs.get(name, 0.0) for name in rows.itertuples(index=False, name=None)]
    limited = np.where(np.isfinite(most) & (most > 0), most, np.nan)
    checker.at_least("conversion not negative", rows, table["converted"], 0.0)
    checker.at_most("conversion capacity", rows, table["converted"], most)
    checker.figure("conversions", rows, table["converted"], done)
    checker.figure("conversions", rows, table["capacity"], most)
    checker.figure("conversions", rows, table["share_used"], np.array(done) / limited)
    cost = np.array([one.cost for one in own], dtype=float)
    checker.figure("conversions", rows, table["cost"], cost * table["converted"])
    checker.same("conversions", rows, table["from_material"], [one.material for one in own])


def _converted(plan: Plan, checker: Checker) -> None:
    table = plan.tables["converted"]
    keys = ["conversion", "side", "material", "grade", "period"]
    factors: dict[tuple[str, ...], float] = {}
    for key, one in plan.case.conversions.items():
        base = plan.case.base_grade  # the grade of what is kept apart for its qualification
        come = plan.grades(one.material)
        grades = [grade for grade in come if one.grade in ("", base.get(grade, grade))]
        for label in plan.periods:
            factors |= {(key, "in", one.material, grade, label): np.nan for grade in grades}
            factors |= {(key, "out", o.material, o.grade, label): o.tonnes for o in one.outputs}
            factors |= {
                (key, "beside", each.material, grade, label): np.nan
                for each in one.inputs
                for grade in plan.grades(each.material)
                if each.grade in ("", base.get(grade, grade))
            }
    checker.rows("converted", table, set(factors), keys)
    table = among(table, keys, factors)
    rows = table[keys]
    checker.at_least("conversion not negative", rows, table["tonnes"], 0.0)
    inputs = _inputs(plan)
    out = table[table["side"] == "out"]
    names = list(out[keys].itertuples(index=False, name=None))
    made = [factors[name] * inputs.get((name[0], name[4]), 0.0) for name in names]
    checker.figure("converted", out[keys], out["tonnes"], made)
    _beside(plan, checker, table, inputs)


def _beside(plan: Plan, checker: Checker, table: pd.DataFrame, inputs: Sums) -> None:
    """What is taken in beside is its amount for each tonne converted."""
    names, found, due = [], [], []
    for key, one in plan.case.conversions.items():
        own = table[(table["conversion"] == key) & (table["side"] == "beside")]
        for each in one.inputs:
            there = own[own["material"] == each.material]
            if each.grade:
                there = there[[plan.plain(grade) == each.grade for grade in there["grade"]]]
            sums = there.groupby("period")["tonnes"].sum()
            for label in plan.periods:
                names.append(f"{each.material} in {key} in {label}")
                found.append(float(sums.get(label, 0.0)))
                due.append(each.tonnes * inputs.get((key, label), 0.0))
    checker.balances("taken in beside", names, found, due, size=due)
