"""The objective: total cost, and a tie-break so small that it never decides about money."""

from __future__ import annotations

import statistics
from collections.abc import Collection
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup

TIE_BREAK = 1e-7
"""Greatest tie-break cost of a tonne, as a share of the median cost of a tonne of its material."""


def add_objective(model: Any) -> None:
    r"""Minimise the total cost; among equal plans, take the one that names put first.

    .. math:: \min\; cost + \sum_{a,n} \varepsilon_i \tfrac{rank(a)}{|A|} delivery_{a,n}
        + \sum_{i,g,n} \varepsilon_i \tfrac{rank(g)}{|G|} stock_{i,g,n}
        + \tfrac{1}{2} \sum_{k,g,n} \varepsilon_i \tfrac{rank(g)\, rank(k)}{|G||K|} use_{k,g,n}

    At equal cost the plan takes the path whose name comes first, stocks as little and as late as it
    can, and uses grades in the order of their names. :math:`\varepsilon_i` is 1e-7 of the median
    price and freight of a tonne of the material, so the cost of the plan is optimal to that share.
    Reported costs leave it out.
    """
    lookup: Lookup = model.lookup
    case = lookup.case
    epsilon = {material: TIE_BREAK * cost for material, cost in typical_costs(case).items()}
    paths = _ranks(case.paths)
    grades = _ranks(sorted({grade for found in case.grades.values() for grade in found}))
    segments = _ranks(case.segments)
    terms = [
        epsilon[case.paths[key].material] * paths[key] * model.delivery[key, node]
        for key, node in model.delivery
    ]
    terms += [epsilon[index[0]] * grades[index[1]] * model.stock[index] for index in model.stock]
    for index in model.use:
        weight = 0.5 * epsilon[case.segments[index[0]].material]
        terms.append(weight * grades[index[1]] * segments[index[0]] * model.use[index])
    model.tie_break = pyo.Expression(expr=pyo.quicksum(terms), doc="decides among equal plans only")
    model.objective = pyo.Objective(expr=model.total_cost + model.tie_break, sense=pyo.minimize)


def typical_costs(case: Case) -> dict[str, float]:
    """Median price and freight of a tonne of each material in USD, 1 where all is free."""
    found: dict[str, list[float]] = {material: [] for material in case.materials}
    for path in case.paths.values():
        costs = (abs(price + path.freight) for price in case.offers[path.offer].price)
        found[path.material] += [cost for cost in costs if cost]
    return {key: statistics.median(costs) if costs else 1.0 for key, costs in found.items()}


def _ranks(names: Collection[str]) -> dict[str, float]:
    return {name: (position + 1) / len(names) for position, name in enumerate(names)}
