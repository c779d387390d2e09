"""Pools of stock: whose they are, what they hold, when they may be used and are filled again."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Pool
from orefolio.case.horizon import Horizon, first_index, last_index

_DECLARED = "declared periods"


def make_pools(desk: Desk, horizon: Horizon) -> Mapping[str, Pool]:
    """All active pools."""
    grades = set(desk.keys("grades"))
    found = {}
    for row in desk.rows("pools"):
        if row.key in grades:
            desk.error(
                "pool",
                row,
                "pool",
                f"the pool {row.key} has the name of a grade",
                "a name different from every grade",
                "rename it, here and on the Stock sheet",
            )
        elif row.yes("active"):
            found[row.key] = _pool(desk, row, horizon)
    return found


def waived(desk: Desk, pool: Pool, horizon: Horizon) -> tuple[bool, ...]:
    """Periods at whose end the pool need not hold its cover.

    Those of the declared release, and those after it until ``refill_by``.
    """
    row = desk.row("pools", pool.key)
    if row is None or True not in pool.released or not row.given("refill_by"):
        return pool.released
    first = pool.released.index(True)
    again = last_index(desk, row, "refill_by", horizon)
    return tuple(released or first <= index < again for index, released in enumerate(pool.released))


def _pool(desk: Desk, row: Row, horizon: Horizon) -> Pool:
    capacity, rate, share = (
        row.number(column) for column in ("capacity", "refill_rate", "refill_share")
    )
    return Pool(
        key=row.key,
        name=row.text("name") or row.key,
        owner=row.text("owner"),
        place=row.text("place"),
        country=row.text("country"),
        capacity=(math.inf if capacity is None else capacity,) * len(horizon.periods),
        release=row.text("release"),
        released=_released(desk, row, horizon),
        refill_rate=math.inf if rate is None else rate,
        refill_share=math.inf if share is None else share,
    )


def _released(desk: Desk, row: Row, horizon: Horizon) -> tuple[bool, ...]:
    """For each period whether it lies in the declared release."""
    count = len(horizon.periods)
    none = (False,) * count
    given = row.given("release_from") or row.given("release_to")
    if row.broken("release_from", "release_to", "release"):
        return none
    if not given:
        _check_undeclared(desk, row)
        return none
    if row.text("release") == "never":
        desk.warning(
            "pool",
            row,
            "release",
            f"{row.key} is never released, so its declared release is not read",
            f"{_DECLARED} or free, or no release from and to",
        )
        return none
    first = first_index(desk, row, "release_from", horizon)
    last = last_index(desk, row, "release_to", horizon)
    if first > last:
        _report_order(desk, row, horizon, first, last)
        return none
    if row.given("refill_by") and last_index(desk, row, "refill_by", horizon) <= last:
        desk.error(
            "pool",
            row,
            "refill_by",
            f"the cover of {row.key} must be there again by {row.text('refill_by')}, but its"
            f" release lasts to the end of {horizon.periods[last].label}",
            "a period after the release",
        )
    return tuple(first <= index <= last for index in range(count))


def _check_undeclared(desk: Desk, row: Row) -> None:
    """Without declared periods a pool that opens only in them never does."""
    if row.text("release") == _DECLARED:
        desk.error(
            "pool",
            row,
            "release",
            f"{row.key} may be used in {_DECLARED} only, but none are declared",
            "release from, release to, or both",
            "declare the periods, or set the release to never",
        )
    elif row.given("refill_by"):
        desk.info(
            "pool",
            row.place("refill_by"),
            f"refill by of {row.key} is not read: no release is declared",
        )


def _report_order(desk: Desk, row: Row, horizon: Horizon, first: int, last: int) -> None:
    """A release that ends before it begins, or lies outside the plan."""
    if last < 0 or first == len(horizon.periods):
        desk.warning(
            "pool",
            row,
            "release_to" if last < 0 else "release_from",
            f"the declared release of {row.key} lies outside the plan, so it never applies",
            f"periods from {horizon.periods[0].label} to {horizon.periods[-1].label}",
        )
        return
    desk.error(
        "pool",
        row,
        "release_to",
        f"the release of {row.key} ends with {row.text('release_to')}, before it begins with"
        f" {row.text('release_from')}",
        "an end on or after the beginning",
    )
