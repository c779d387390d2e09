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
    case = solved.case
    capacities = {
        **{("routes", key): passage.capacity for key, passage in case.routes.items()},
        **{("legs", key): passage.capacity for key, passage in case.legs.items()},
        **{("chokepoints", key): point.capacity for key, point in case.chokepoints.items()},
    }
    rows = []
    for (table, key, node), tonnes in _loads(solved).items():
        if table == "offers":
            continue
        period = solved.period[node]
        capacity = capacities[table, key][period.index]
        limited = math.isfinite(capacity) and capacity > 0
        utilisation = tonnes / capacity if limited else None
        rows.append((table, key, period.label, tonnes, capacity, utilisation))
    return from_rows(RESULT_TABLE["carriage"], rows, solved.ranks)


def decisions(solved: Solved) -> pd.DataFrame:
    """Every offer, route and leg with a minimum or fee, in every span of its decision."""
    case, loads = solved.case, _loads(solved)
    active = solved.values("commit")
    lots: Mapping[str, Mapping[str, Lot]] = {
        "offers": {key: offer.lot for key, offer in case.offers.items()},
        "routes": {key: passage.lot for key, passage in case.routes.items()},
        "legs": {key: passage.lot for key, passage in case.legs.items()},
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
    """Tonnes bought by (table, key, node): offers, routes, legs, chokepoints."""
    loads: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    flows = solved.flows
    for key, node, tonnes in zip(flows["path"], flows["node"], flows["bought"], strict=True):
        path = solved.case.paths[key]
        loads["offers", path.offer, node] += tonnes
        if path.route:
            loads["routes", path.route, node] += tonnes
        for leg in path.legs:
            loads["legs", leg, node] += tonnes
        for point in path.chokepoints:
            loads["chokepoints", point, node] += tonnes
    return loads
