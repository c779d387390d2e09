"""The objective: total cost, and a tie-break so small that it never decides about money."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Mapping
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup

TIE_BREAK = 1e-7
"""Greatest tie-break cost of a tonne, as a share of the median cost of a tonne of its material."""


def add_objective(model: Any) -> None:
    r"""Minimise the total cost; among equal plans, take the one that names put first.

    .. math:: \min\; cost + \sum_{a,n} \varepsilon_i \tfrac{rank(a)}{|A|} delivery_{a,n}
        + \sum_{i,g,q,n} \varepsilon_i \tfrac{rank(g)\, rank(q)}{|G||Q|} stock_{i,g,q,n}
        + \sum_{i,g,q,n} \varepsilon_i\, stored_{i,g,q,n}
        + \tfrac{1}{2} \sum_{k,g,n} \varepsilon_i \tfrac{rank(g)\, rank(k)}{|G||K|} use_{k,g,n}
        + \tfrac{1}{2} \sum_{l,j,n} \varepsilon_i \tfrac{rank(l)}{|L|} activity_{l,j,n}
        + \tfrac{1}{2} \sum_{c,g,n} \varepsilon_i \tfrac{rank(c)}{|C|} converted_{c,g,n}
        + \tfrac{1}{2} \sum_{c,i,g,n} \varepsilon_i
        \tfrac{rank(c)\, rank(g)}{|C||G|} added_{c,i,g,n}

    At equal cost the plan takes the path whose name comes first, stocks as little and as late as it
    can, in pools and grades in the order of their names, and uses grades in that order.
    :math:`\varepsilon_i` is 1e-7 of the median price and freight of a tonne of the material, so
    the cost of the plan is optimal to that share.
    Reported costs leave it out.
    """
    lookup: Lookup = model.lookup
    case = lookup.case
    epsilon = {material: TIE_BREAK * cost for material, cost in typical_costs(case).items()}
    paths = _ranks(case.paths)
    grades = _ranks(sorted({grade for found in case.grades.values() for grade in found}))
    segments = _ranks(case.segments)
    terms = [
        min(epsilon[m] for m in case.paths[key].usable) * paths[key] * model.delivery[key, node]
        for key, node in model.delivery
    ]
    pools = _ranks(sorted({index[2] for index in model.stock}))
    for index in model.stock:
        weight = epsilon[index[0]] * grades[index[1]]
        terms.append(weight * pools[index[2]] * model.stock[index])
    terms += [epsilon[index[0]] * model.stored[index] for index in model.stored]
    for index in model.use:
        weight = 0.5 * epsilon[case.segments[index[0]].material]
        terms.append(weight * grades[index[1]] * segments[index[0]] * model.use[index])
    terms += _at_home(model, case, epsilon)
    terms += _under_contracts(model, case, epsilon)
    model.tie_break = pyo.Expression(expr=pyo.quicksum(terms), doc="decides among equal plans only")
    model.objective = pyo.Objective(expr=model.total_cost + model.tie_break, sense=pyo.minimize)


def _under_contracts(model: Any, case: Case, epsilon: Mapping[str, float]) -> list[Any]:
    """At equal cost the contract whose name comes first serves the path whose name comes first."""
    contracts, paths = _ranks(case.contracts), _ranks(case.paths)
    terms = []
    for contract, path, node in model.lifted:
        weight = 0.25 * min(epsilon[m] for m in case.paths[path].usable)
        weight *= contracts[contract] * paths[path]
        terms.append(weight * model.lifted[contract, path, node])
    return terms


def _at_home(model: Any, case: Case, epsilon: Mapping[str, float]) -> list[Any]:
    """At equal cost levers and conversions come before purchases, in the order of their names."""
    levers, conversions = _ranks(case.levers), _ranks(case.conversions)
    terms = []
    for index in model.activity:
        weight = 0.5 * epsilon[case.levers[index[0]].material]
        terms.append(weight * levers[index[0]] * model.activity[index])
    for index in model.converted:
        weight = 0.5 * epsilon[case.conversions[index[0]].material]
        terms.append(weight * conversions[index[0]] * model.converted[index])
    grades = _ranks(sorted({index[2] for index in model.added}))
    for index in model.added:
        weight = 0.5 * epsilon[index[1]] * grades[index[2]]
        terms.append(weight * conversions[index[0]] * model.added[index])
    return terms


def typical_costs(case: Case) -> dict[str, float]:
    """Median cost on arrival of a tonne that holds each material, 1 where all is free."""
    found: dict[str, list[float]] = {material: [] for material in case.materials}
    for path in case.paths.values():
        landed = (abs(case.unit_cost(path.key, period.index)) for period in case.periods)
        costs = [cost for cost in landed if cost]
        for material in path.usable:
            found[material] += costs
    return {key: statistics.median(costs) if costs else 1.0 for key, costs in found.items()}


def _ranks(names: Collection[str]) -> dict[str, float]:
    return {name: (position + 1) / len(names) for position, name in enumerate(names)}
