"""What is left of a stock when a node ends that nobody has touched."""

from __future__ import annotations

from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Index


def left_over(case: Case, model: Any, index: Index) -> tuple[list[Any], float]:
    """Terms and tonnes that are left in (material, grade, pool, node) of the stock before it.

    :math:`(1 - loss)^{years}` of the stock of the node before; in the first node the tonnes are
    those of the opening stock, and there is no term.
    """
    material, grade, pool, node = index
    lookup: Lookup = model.lookup
    here = case.nodes[node]
    kept = lookup.policy(material, grade, pool).kept(here.period.years)
    if not here.parent:
        return [], kept * lookup.opening(material, grade, pool)
    before = model.stock[material, grade, pool, here.parent]
    return [before if kept == 1.0 else kept * before], 0.0
