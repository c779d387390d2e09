"""Capacity that investments open: reckoned once more, and held against what flows."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from orefolio.case.entities import Opening, Series, Start
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan

Target = tuple[str, str]
"""Table and key."""

Flows = dict[tuple[str, str, str], tuple[float, float]]
"""(table, key, period) → t that flow there (pools: that are held), and t in demand of them."""


def begun(plan: Plan) -> Mapping[str, Start]:
    """Investments that the plan makes, on a day on which they may begin."""
    table = plan.tables["investments"]
    found = {}
    for key, made, label in zip(table["investment"], table["made"], table["begins"], strict=True):
        investment = plan.case.investing.investments.get(key)
        if made and investment is not None and label in investment.starts:
            found[key] = investment.starts[label]
    return found


def standing(plan: Plan) -> Mapping[Target, Series]:
    """Capacity of every target of an opening, as the plan's investments have it."""
    starts, found = begun(plan), {}
    for target, own in plan.case.investing.own.items():
        openings = [o for o in plan.case.investing.openings.values() if _target(o) == target]
        counted = [o for o in openings if o.investment in starts and (o.gate or not o.whole)]
        most = []
        for index, tonnes in enumerate(own):
            given = [_given(o, starts, index) for o in counted]
            total = tonnes + sum(given)
            gates = [o for o in openings if o.gate and o.whole]
            if gates:  # however many open it, there is only its own
                rest = sum(g for o, g in zip(counted, given, strict=True) if not o.whole)
                total = min(total, gates[0].amount[index] + rest)
            most.append(total)
        found[target] = tuple(most)
    return found


def check_opened(plan: Plan, checker: Checker, starts: Mapping[str, Start]) -> None:
    """The table of opened capacity; rights are used within what they open and what is bought."""
    table, keys = plan.tables["opened"], ["investment", "opens", "target", "period"]
    openings = {
        (o.investment, o.table, o.target): o
        for o in plan.case.investing.openings.values()
        if o.investment in starts
    }
    expected = {(*key, label) for key in openings for label in plan.periods}
    checker.rows("opened rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    names = list(rows.itertuples(index=False, name=None))
    of = [openings[name[:3]] for name in names]
    indices = [plan.periods[name[3]].index for name in names]
    given = np.array([_given(o, starts, i) for o, i in zip(of, indices, strict=True)], dtype=float)
    checker.figure("opened", rows, table["opened"], given)
    cheaper = table["discounted"].to_numpy(dtype=float)
    checker.at_least("right", rows, cheaper, 0.0)
    checker.at_most("right", rows, cheaper, np.maximum(given, 0.0))
    discount = np.array([o.discount for o in of], dtype=float)
    checker.at_most("right", rows, cheaper, np.where(discount > 0, math.inf, 0.0))
    checker.figure("opened", rows, table["saved"], discount * cheaper)
    flows = _flows(plan)
    sums: dict[tuple[str, str], float] = {}
    for name, tonnes in zip(names, cheaper.tolist(), strict=True):
        if name[1] == "offers":
            sums[name[2], name[3]] = sums.get((name[2], name[3]), 0.0) + tonnes
    bought = [flows.get(("offers", *key), (0.0, 0.0))[0] for key in sums]
    told = [f"{offer} in {label}" for offer, label in sums]
    checker.at_most("right", told, list(sums.values()), bought)
    used = [
        max(tonnes, 0.0 if o.whole and not o.gate else _used(plan, o, starts, name[3], flows))
        for o, name, tonnes in zip(of, names, cheaper.tolist(), strict=True)
    ]
    checker.figure("opened", rows, table["used"], used)


def secured(plan: Plan, investment: str) -> tuple[float, float]:
    """Usable t under what an investment opened, and the demand of their materials, t."""
    flows, wanted = _flows(plan), _wanted(plan)
    table = plan.tables["opened"]
    sums: dict[str, float] = {}
    own = table[table["investment"] == investment]
    columns = (own["opens"], own["target"], own["period"], own["used"])
    for opens, target, label, tonnes in zip(*columns, strict=True):
        flow, usable = flows.get((opens, target, label), (0.0, 0.0))
        if flow > 0:
            sums[opens] = sums.get(opens, 0.0) + tonnes * usable / flow
    targets = {
        _target(o) for o in plan.case.investing.openings.values() if o.investment == investment
    }
    materials = {plan.case.levers[key].material for table, key in targets if table == "levers"}
    for kind, key in targets:
        if kind == "conversions":
            materials |= {output.material for output in plan.case.conversions[key].outputs}
    for path in plan.case.paths:
        if targets & _passed(plan, path).keys():
            materials |= set(plan.usable(path))
    demand = sum(wanted.get(material, 0.0) for material in materials)
    return max(sums.values(), default=0.0), demand


def _target(opening: Opening) -> Target:
    return opening.table, opening.target


def _given(opening: Opening, starts: Mapping[str, Start], index: int) -> float:
    share = starts[opening.investment].opened[index]
    return opening.amount[index] * share if share > 0 else 0.0


def _used(
    plan: Plan,
    opening: Opening,
    starts: Mapping[str, Start],
    label: str,
    flows: Mapping[tuple[str, str, str], tuple[float, float]],
) -> float:
    """Its part, by what it opens, of what flows beyond the target's own capacity."""
    index = plan.periods[label].index
    target = _target(opening)
    beyond = max(
        flows.get((*target, label), (0.0, 0.0))[0] - plan.case.investing.own[target][index], 0
    )
    given = {
        o.key: max(_given(o, starts, index), 0.0)
        for o in plan.case.investing.openings.values()
        if _target(o) == target and o.investment in starts and (o.gate or not o.whole)
    }
    if math.inf in given.values():
        given = {key: float(math.isinf(most)) for key, most in given.items()}
    whole = sum(given.values())
    return beyond * given[opening.key] / whole if whole > 0 else 0.0


def _wanted(plan: Plan) -> dict[str, float]:
    """T of each material in demand over the plan."""
    found: dict[str, float] = {}
    for segment in plan.case.segments.values():
        if sum(segment.demand) > 0:
            found[segment.material] = found.get(segment.material, 0.0) + sum(segment.demand)
    return found


def _passed(plan: Plan, path: str) -> dict[Target, float]:
    """What a path passes with the tonnes that do for each tonne bought."""
    found = {("offers", plan.offer(path).key): 1.0}
    for stage in plan.stages(path):
        found |= {(part.table, part.key): stage.mass for part in stage.passed}
        found |= {("chokepoints", point): stage.mass for point in stage.points}
        if stage.plant is not None:
            found["plants", stage.plant.key] = stage.mass
    return found


def _flows(plan: Plan) -> Flows:
    """(table, key, period) → t that flow there, and t in demand that come of them."""
    wanted = _wanted(plan)
    found: Flows = {}
    columns = [plan.flows[name] for name in ("path", "period", "tonnes")]
    for path, label, tonnes in zip(*columns, strict=True):
        net = sum(each for m, (_, each) in plan.usable(path).items() if m in wanted)
        for (table, key), mass in _passed(plan, path).items():
            flow, usable = found.get((table, key, label), (0.0, 0.0))
            found[table, key, label] = (flow + mass * tonnes, usable + net * tonnes)
    levers = plan.tables["levers"]
    for lever, label, tonnes in zip(
        levers["lever"], levers["period"], levers["tonnes"], strict=True
    ):
        found["levers", lever, label] = (tonnes, tonnes)
    return found | _converted(plan, wanted) | _held(plan)


def _converted(plan: Plan, wanted: Mapping[str, float]) -> Flows:
    """What goes into each conversion, and what in demand comes of it."""
    found: Flows = {}
    table = plan.tables["conversions"]
    columns = [table[name] for name in ("conversion", "period", "converted")]
    for key, label, tonnes in zip(*columns, strict=True):
        if key in plan.case.conversions:
            made = plan.case.conversions[key].outputs
            useful = sum(output.tonnes for output in made if output.material in wanted)
            found["conversions", key, label] = (tonnes, useful * tonnes)
    return found


def _held(plan: Plan) -> Flows:
    """What each pool holds at the end; kept tonnes secure nothing more."""
    found: Flows = {}
    table = plan.tables["pool_levels"]
    columns = [table[name] for name in ("pool", "period", "closing")]
    for pool, label, tonnes in zip(*columns, strict=True):
        before, _ = found.get(("pools", pool, label), (0.0, 0.0))
        found["pools", pool, label] = (before + tonnes, 0.0)
    return found
