"""What is believed and used of every capacity, and who is qualified."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from orefolio.case.entities import Qualification
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


def capacity(solved: Solved) -> pd.DataFrame:
    """Every offer and period: the way from its whole capacity to what is bought."""
    bought = solved.flows.groupby(["offer", "node"])["bought"].sum().to_dict()
    rows = []
    for offer in solved.case.offers.values():
        belief = offer.belief
        for node, period in solved.period.items():
            index = period.index
            whole, announced, punctual, reached, believed = (
                series[index]
                for series in (
                    *(belief.nameplate, belief.announced, belief.punctual, belief.reached),
                    belief.believed,
                )
            )
            used = bought.get((offer.key, node), 0.0)
            rows.append(
                (
                    *(offer.key, offer.supplier, offer.product, period.label, period.year),
                    whole,
                    _less(whole, announced),
                    announced,
                    _less(announced, punctual),
                    _less(punctual, reached),
                    _less(reached, believed),
                    belief.ratio,
                    belief.ratio_from,
                    believed,
                    used,
                    max(believed - used, 0.0),
                    max(used - believed, 0.0),
                )
            )
    return from_rows(RESULT_TABLE["capacity"], rows, solved.ranks)


def _less(before: float, after: float) -> float | None:
    """What is lost between two capacities; none where both have no limit."""
    return None if math.isinf(before) and math.isinf(after) else before - after


def qualifications(solved: Solved) -> pd.DataFrame:
    """Every source under qualification, whether it is qualified and what it serves."""
    case = solved.case
    rows = []
    for each in case.qualifications.values():
        qualified = is_qualified(solved, each)
        demand = case.segments[each.segment].demand
        allowed = sum(share * tonnes for share, tonnes in zip(each.shares, demand, strict=True))
        served = sum(
            tonnes
            for (segment, grade, node), tonnes in solved.values("use").items()
            if segment == each.segment and grade in each.lots and node in solved.period
        )
        whole = sum(demand)
        rows.append(
            (
                each.source,
                each.segment,
                case.periods[each.begins].label,
                each.ready.isoformat(),
                qualified,
                each.cost if qualified else 0.0,
                "; ".join(each.lots),
                allowed,
                served,
                served / whole if whole > 0 else None,
            )
        )
    return from_rows(RESULT_TABLE["qualifications"], rows, solved.ranks)


def is_qualified(solved: Solved, qualification: Qualification) -> bool:
    """Whether a source is qualified; without a cost it always is."""
    if not qualification.decided:
        return True
    return solved.values("qualify").get((qualification.key,), 0.0) > 0.5


def costs(solved: Solved) -> Iterator[tuple[str, str, float]]:
    """Costs of qualification, in the period in which it begins."""
    for each in solved.case.qualifications.values():
        if each.decided and is_qualified(solved, each):
            yield "qualification", solved.case.periods[each.begins].label, each.cost
