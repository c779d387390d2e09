"""Amounts too small to plan in tonnes."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk
from orefolio.case.entities import Segment
from orefolio.case.horizon import Horizon, column_of

LEAST = 1e-5
"""Tonnes: the solver keeps every row to 1e-7 t, so a smaller demand is known to a hundredth only.

A demand of 1e-7 t would be met by nothing at all.
"""


def check_scale(desk: Desk, horizon: Horizon, segments: Mapping[str, Segment]) -> None:
    """Warn of every segment with a demand above 0 and below ``LEAST``, once, at its first cell."""
    for segment in segments.values():
        small = [period for period in horizon.periods if 0 < segment.demand[period.index] < LEAST]
        if not small:
            continue
        row, column = desk.row("demand", segment.key), "demand"
        if row is None:
            row = desk.row(segment.table, segment.key)
        else:
            column = column_of(row.record.by_period, small[0])
        assert row is not None
        more = f" and in {len(small) - 1} more periods" if small[1:] else ""
        desk.warning(
            "scale",
            row,
            column,
            f"the demand of {segment.key} is {segment.demand[small[0].index]:.3g} t in"
            f" {small[0].label}{more}, about as little as the solver can tell from nothing",
            f"0, or at least {LEAST:g} t a period",
            "use a smaller unit of mass in the whole workbook: write kilograms as tonnes, and"
            " prices in USD/g as USD/kg",
        )
