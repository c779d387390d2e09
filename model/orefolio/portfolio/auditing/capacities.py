"""Capacity of offers, routes, legs and chokepoints; lots and their decisions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from orefolio.case.entities import Lot, Passage, Plant, Series
from orefolio.case.model import Case
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.opened import standing
from orefolio.portfolio.auditing.plan import Plan

Loads = Mapping[tuple[str, str, str], float]
"""(table, key, period) → t bought or carried."""


def check(plan: Plan, checker: Checker) -> None:
    """Nothing carries more than it can; lots are whole; loads are reported as they are."""
    loads = _loads(plan)
    _capacity(plan, checker, loads)
    _carriage(plan, checker, loads)
    _lots(plan, checker, loads)


def _loads(plan: Plan) -> Loads:
    rows = []
    for path in plan.paths_used:
        rows.append((path, "offers", plan.offer(path).key, 1.0))
        for stage in plan.stages(path):
            rows += [(path, part.table, part.key, stage.mass) for part in stage.passed]
            rows += [(path, "chokepoints", point, stage.mass) for point in stage.points]
            if stage.plant is not None:
                rows.append((path, "plants", stage.plant.key, stage.mass))
    through = pd.DataFrame(rows, columns=["path", "table", "key", "each"])
    frame = plan.flows[["path", "period", "tonnes"]].merge(through, on="path")
    frame["tonnes"] *= frame["each"]
    sums = frame.groupby(["table", "key", "period"])["tonnes"].sum()
    return dict(zip(sums.index.tolist(), sums.tolist(), strict=True))


def _capacities(plan: Plan) -> dict[tuple[str, str], Series]:
    case = plan.case
    return {
        **{("offers", key): offer.capacity for key, offer in case.offers.items()},
        **{("routes", key): route.capacity for key, route in case.routes.items()},
        **{("legs", key): leg.capacity for key, leg in case.legs.items()},
        **{("plants", key): plant.capacity for key, plant in case.plants.items()},
        **{("chokepoints", key): point.capacity for key, point in case.chokepoints.items()},
        **standing(plan),
    }


def _capacity(plan: Plan, checker: Checker, loads: Loads) -> None:
    capacities = _capacities(plan)
    for table in ("offers", "routes", "legs", "chokepoints", "plants"):
        keys = [key for key in loads if key[0] == table]
        unlimited = (np.inf,) * len(plan.periods)  # a chokepoint without a row of its own
        limits = [capacities.get(k[:2], unlimited)[plan.periods[k[2]].index] for k in keys]
        names = [f"{key} in {period}" for _, key, period in keys]
        checker.at_most(f"capacity of {table}", names, [loads[key] for key in keys], limits)


def _carriage(plan: Plan, checker: Checker, loads: Loads) -> None:
    table, keys = plan.tables["carriage"], ["table", "key", "period"]
    expected = {key for key in loads if key[0] not in ("offers", "plants")}
    checker.rows("carriage rows", table, expected, keys)
    found = list(table[keys].itertuples(index=False, name=None))
    tonnes = [loads.get(key, np.nan) for key in found]
    checker.figure("carriage", table[keys], table["tonnes"], tonnes)
    capacities = _capacities(plan)
    none = (np.nan,) * len(plan.periods)
    limit = np.array(
        [
            capacities.get(key[:2], none)[plan.periods[key[2]].index] if key in loads else np.nan
            for key in found
        ],
        dtype=float,
    )
    checker.figure("carriage", table[keys], table["capacity"], limit)
    room = np.where(np.isfinite(limit) & (limit > 0), limit, np.nan)
    checker.figure("carriage", table[keys], table["utilisation"], tonnes / room)


def passage_lots(case: Case) -> dict[tuple[str, str], Lot]:
    """Terms of routes, legs and plants by table and key."""
    passages: list[Passage | Plant] = [*case.routes.values(), *case.legs.values()]
    passages += case.plants.values()
    return {(passage.table, passage.key): passage.lot for passage in passages}


def _lots(plan: Plan, checker: Checker, loads: Loads) -> None:
    """Without the decision nothing flows, with it at least the minimum; fees are those stated."""
    table, keys = plan.tables["decisions"], ["table", "key", "span"]
    case = plan.case
    lots: dict[tuple[str, str], Lot] = {("offers", o.key): o.lot for o in case.offers.values()}
    lots |= passage_lots(case)
    needed = {key: lot for key, lot in lots.items() if lot.minimum > 0 or lot.fee}
    expected = {(*key, span) for key, lot in needed.items() for span in plan.spans(lot.span)}
    checker.rows("decision rows", table, expected, keys)
    table = among(table, keys, expected)
    found = list(table[keys].itertuples(index=False, name=None))
    of = [needed[key[:2]] for key in found]
    tonnes = np.array(
        [
            sum(loads.get((*key[:2], label), 0.0) for label in plan.spans(lot.span)[key[2]])
            for key, lot in zip(found, of, strict=True)
        ],
        dtype=float,
    )
    minimum = np.array([lot.minimum for lot in of], dtype=float)
    active = table["active"].to_numpy(dtype=bool)
    rows = table[keys]
    checker.at_most("nothing without a decision", rows, tonnes, np.where(active, np.inf, 0.0))
    checker.at_least("minimum lot", rows, tonnes, np.where(active, minimum, -np.inf))
    checker.figure("decisions", rows, table["tonnes"], tonnes)
    checker.figure("decisions", rows, table["minimum"], minimum)
    checker.figure("decisions", rows, table["fee"], np.array([lot.fee for lot in of], dtype=float))
