"""Routes and legs: cost, time, capacity while open, what they cross."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Lot, Passage, Series
from orefolio.case.horizon import Horizon, open_shares


def make_legs(desk: Desk, horizon: Horizon) -> Mapping[str, Passage]:
    """All active legs."""
    return {
        row.key: _passage(desk, row, horizon, ()) for row in desk.rows("legs") if row.yes("active")
    }


def make_routes(desk: Desk, horizon: Horizon, legs: Mapping[str, Passage]) -> Mapping[str, Passage]:
    """All active routes whose legs are all active."""
    routes = {}
    for row in desk.rows("routes"):
        named = row.names("legs")
        if row.yes("active") and all(leg in legs for leg in named):
            routes[row.key] = _passage(desk, row, horizon, named)
    return routes


def _passage(desk: Desk, row: Row, horizon: Horizon, legs: tuple[str, ...]) -> Passage:
    return Passage(
        key=row.key,
        table=row.table.name,
        cost=row.amount("cost"),
        days=row.amount("days"),
        capacity=open_capacity(row.number("capacity"), open_shares(desk, row, horizon), horizon),
        countries=row.names("countries"),
        chokepoints=row.names("chokepoints"),
        legs=legs,
        lot=Lot(row.amount("minimum_load"), row.amount("fixed_fee"), row.text("load_span")),
        hazard=row.amount("hazard"),
        leads_to=row.text("leads_to") if row.table.name == "routes" else "",
    )


def open_capacity(yearly: float | None, shares: Series, horizon: Horizon) -> Series:
    """Capacity t a period from t/y: by years of the period and by the share of days it is open.

    Unlimited (``None``) stays so in every period in which it is open on any day.
    """
    if yearly is None:
        return tuple(math.inf if share > 0 else 0.0 for share in shares)
    return tuple(
        yearly * period.years * share for period, share in zip(horizon.periods, shares, strict=True)
    )
