"""Ramps: the share of new capacity that stands after its start, exact by days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Ramp
from orefolio.case.spans import Span, later


def make_ramps(desk: Desk) -> Mapping[str, Ramp]:
    """All ramps. One without a row for month 0 begins there with nothing."""
    rows: dict[str, list[Row]] = {}
    for row in desk.rows("ramps"):
        rows.setdefault(row.text("ramp"), []).append(row)
    found = {}
    for key, own in sorted(rows.items()):
        own.sort(key=lambda row: row.amount("month"))
        points = [(int(row.amount("month")), row.amount("share")) for row in own]
        _check_falling(desk, own)
        if points[0][0] > 0:
            points.insert(0, (0, 0.0))
        found[key] = Ramp(key, tuple(points))
    return found


def full_days(ramp: Ramp | None, start: datetime.date, window: Span) -> float:
    """Days of full capacity inside a window: the integral of the share over the days from start.

    Nothing before the start; every day counts whole without a ramp. Whole months are calendar
    months, and the share is linear in the days between two of them.
    """
    first, last = max(start, window.start), window.end
    if first >= last:
        return 0.0
    if ramp is None:
        return float((last - first).days)
    days = [(later(start, month), share) for month, share in ramp.points]
    total = 0.0
    for (begin, low), (end, high) in pairwise(days):
        a, b = max(begin, first), min(end, last)
        if a < b:
            slope = (high - low) / (end - begin).days
            middle = (a - begin).days + (b - a).days / 2.0
            total += (low + slope * middle) * (b - a).days
    after, share = days[-1]
    return total + share * max((last - max(after, first)).days, 0)


def _check_falling(desk: Desk, rows: list[Row]) -> None:
    """Capacity that falls again after its start is possible, but is more often a slip."""
    for before, row in pairwise(rows):
        if row.amount("share") < before.amount("share"):
            desk.warning(
                "ramp",
                row,
                "share",
                f"the ramp {row.text('ramp')} falls from {before.amount('share'):.4g} to"
                f" {row.amount('share'):.4g} in month {row.amount('month'):g}",
                "shares that rise with the months",
                f"compare with {before.place('share')}",
            )
