"""Sources that are not bought although they cost the same as what is bought, or nearly."""

from __future__ import annotations

import pandas as pd

from orefolio.case.entities import Passage, Path, Plant
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.rules import RuleBook
from orefolio.portfolio.extract.solved import PER_KG, Solved
from orefolio.portfolio.schema import RESULT_TABLE

EQUAL = 1e-6
"""A gap below this share of the price is none: the tie-break of the model is smaller."""


def ties(solved: Solved, book: RuleBook) -> pd.DataFrame:
    """Paths without deliveries whose reduced cost is within the setting ``near_tie``.

    The reduced cost is undiscounted here, so it is the money by which the price of a kilogram is
    too high, while nothing else changes.
    """
    case = solved.case
    bought = solved.values("delivery")
    rows = []
    for (key, node), reduced in solved.outcome.reduced_costs.get("delivery", {}).items():
        if node not in solved.period or bought.get((key, node), 0.0) > 0.0:
            continue
        period, path = solved.period[node], case.paths[key]
        if (key, node) in book.barred or _shut(solved, path, node):
            continue
        price = case.unit_cost(key, period.index) / PER_KG
        gap = reduced / period.discount / PER_KG
        if gap < -EQUAL * abs(price) or gap > max(case.plan.near_tie, EQUAL) * abs(price):
            continue
        tie = gap <= EQUAL * abs(price)
        gap = 0.0 if tie else gap
        share = gap / price if price > 0 else None
        kind = "tie" if tie else "near tie"
        sentence = _sentence(path.offer, path.way, period.label, gap, share, tie=tie)
        rows.append((key, path.offer, path.product, period.label, kind, gap, share, sentence))
    return from_rows(RESULT_TABLE["ties"], rows, solved.ranks)


def _shut(solved: Solved, path: Path, node: str) -> bool:
    """Whether nothing can come by the path there: no capacity, or a decision not to use it.

    Its reduced cost says nothing then: the price of the decision stands in another row.
    """
    case = solved.case
    if solved.capacity("offers", path.offer)[solved.period[node].index] <= 0:
        return True
    if case.contracted(path.offer, solved.period[node].index):
        return True  # its price is that of a contract, or none at all
    lots = [("offers", path.offer, case.offers[path.offer].lot)]
    for table, key in path.carried:
        passed = case.passages.get((table, key))
        if isinstance(passed, (Passage, Plant)):
            lots.append((table, key, passed.lot))
    return any(
        lot.binding
        and any(
            node in nodes and solved.values("commit").get((table, key, span), 0.0) < 0.5
            for span, nodes in case.spans(lot.span).items()
        )
        for table, key, lot in lots
    )


def _sentence(
    offer: str, route: str, period: str, gap: float, share: float | None, *, tie: bool
) -> str:
    name = f"{offer} by {route}" if route else offer
    if tie:
        return (
            f"{name} costs the same in {period} as what is bought:"
            " as far as prices tell, the plan could use it without paying more."
        )
    part = f" ({share:.2%} of its price)" if share is not None else ""
    return f"{name} would be bought in {period} if it were {gap:.4g} USD/kg cheaper{part}."
