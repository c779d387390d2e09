"""The objective: total cost, and a tie-break so small that it never decides about money."""

from __future__ import annotations

import statistics
from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup

TIE_BREAK = 1e-7
"""Greatest tie-break cost of a tonne, as a share of the median price offered."""


def add_objective(model: Any) -> None:
    r"""Attach ``tie_break`` and the objective.

    .. math:: \min\; cost + \varepsilon \Big( \sum_{a,n} \tfrac{rank(a)}{|A|} delivery_{a,n}
        + \sum stock + \tfrac{1}{2} \sum \tfrac{rank(g)}{|G|} use \Big)

    At equal cost the plan takes the path whose name comes first, stocks as little and as late as it
    can, and uses grades in the order of their names. :math:`\varepsilon` is at most 1e-7 of the
    median price, so the plan's cost is optimal to that share. Reported costs leave it out.
    """
    lookup: Lookup = model.lookup
    case = lookup.case
    prices = [abs(price) for offer in case.offers.values() for price in offer.price if price]
    epsilon = TIE_BREAK * (statistics.median(prices) if prices else 1.0)
    rank = {key: (position + 1) / len(case.paths) for position, key in enumerate(case.paths)}
    grades = sorted({grade for found in case.grades.values() for grade in found})
    order = {grade: (position + 1) / len(grades) for position, grade in enumerate(grades)}
    segments = {
        key: (position + 1) / len(case.segments) for position, key in enumerate(case.segments)
    }
    terms = [epsilon * rank[key] * model.delivery[key, node] for key, node in model.delivery]
    terms += [epsilon * order[index[1]] * model.stock[index] for index in model.stock]
    terms += [
        0.5 * epsilon * order[index[1]] * segments[index[0]] * model.use[index]
        for index in model.use
    ]
    model.tie_break = pyo.Expression(expr=pyo.quicksum(terms), doc="decides among equal plans only")
    model.objective = pyo.Objective(expr=model.total_cost + model.tie_break, sense=pyo.minimize)
