"""Loads of routes, legs and chokepoints, and the yes-or-no decisions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from orefolio.case.entities import Lot
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE


def carriage(solved: Solved) -> pd.DataFrame:
    """Tonnes through every route, leg and chokepoint that carries anything."""
    rows = []
    for (table, key, node), tonnes in _loads(solved).items():
        if table in ("offers", "plants"):
            continue
        period = solved.period[node]
        capacity = solved.capacity(table, key)[period.index]
        limited = math.isfinite(capacity) and capacity > 0
        utilisation = tonnes / capacity if limited else None
        rows.append((table, key, period.label, tonnes, capacity, utilisation))
    return from_rows(RESULT_TABLE["carriage"], rows, solved.ranks)


def decisions(solved: Solved) -> pd.DataFrame:
    """Every offer, route, leg and plant with a minimum or fee, in every span of its decision."""
    case, loads = solved.case, _loads(solved)
    active = solved.values("commit")
    lots: Mapping[str, Mapping[str, Lot]] = {
        "offers": {key: offer.lot for key, offer in case.offers.items()},
        "routes": {key: passage.lot for key, passage in case.routes.items()},
        "legs": {key: passage.lot for key, passage in case.legs.items()},
        "plants": {key: plant.lot for key, plant in case.plants.items()},
    }
    rows = []
    for table, of_table in lots.items():
        for key, lot in of_table.items():
            if not lot.binding:
                continue
            for span, nodes in case.spans(lot.span).items():
                tonnes = sum(loads.get((table, key, node), 0.0) for node in nodes)
                used = active.get((table, key, span), 0.0) > 0.5
                rows.append((table, key, span, used, tonnes, lot.minimum, lot.fee))
    return from_rows(RESULT_TABLE["decisions"], rows, solved.ranks)


def _loads(solved: Solved) -> Mapping[tuple[str, str, str], float]:
    """Tonnes bought or carried by (table, key, node): offers, routes, legs, chokepoints, plants."""
    loads: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    flows = solved.flows
    for key, node, tonnes in zip(flows["path"], flows["node"], flows["bought"], strict=True):
        path = solved.case.paths[key]
        loads["offers", path.offer, node] += tonnes
        for (table, name), carried in path.carried.items():
            loads[table, name, node] += carried * tonnes
    return loads
