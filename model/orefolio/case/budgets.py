"""Budgets: limits on the capex of categories of investments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from orefolio.case.desk import Desk, Row
from orefolio.case.entities.investing import Budget, BudgetLimit, Investment
from orefolio.case.horizon import Horizon
from orefolio.case.investments import MILLION
from orefolio.case.nearest import suggestion

EVERY = "all"
"""The budget that every investment counts in."""


def make_budgets(
    desk: Desk, horizon: Horizon, investments: Mapping[str, Investment]
) -> Mapping[str, Budget]:
    """All budgets that some active investment counts in."""
    named = {row.text("category") for row in desk.rows("investments")} - {""}
    used = {investment.category for investment in investments.values()}
    _report_outside(desk, horizon)
    found = {}
    for row in desk.rows("budgets"):
        if row.key not in named | {EVERY}:
            desk.error(
                "budget",
                row,
                "category",
                f"no investment is of the category {row.key!r}",
                "a category of the Investments sheet, or all",
                suggestion(row.key, named | {EVERY}),
            )
            continue
        limits = _limits(desk, row, horizon)
        total = row.number("total")
        if not limits and total is None and not row.record.broken:
            desk.info("budget", row.record.row_place, f"the budget {row.key} sets no limit")
        if row.key == EVERY or row.key in used:
            found[row.key] = Budget(row.key, limits, math.inf if total is None else total * MILLION)
    return found


def _limits(desk: Desk, row: Row, horizon: Horizon) -> tuple[BudgetLimit, ...]:
    """The limits of its columns, in order of time; those outside the plan are left out."""
    spans = horizon.columns(row.record.by_period)
    for label in sorted(row.record.by_period.keys() - spans.keys()):
        day = horizon.span(label)
        if day is None or day.overlap(horizon.whole):
            desk.error(
                "period",
                row,
                label,
                f"the column {label} is no period of this plan",
                f"a year or period of the plan, such as {horizon.periods[0].year}",
            )
    known = sorted(spans.items(), key=lambda item: (item[1].start, item[0]))
    for (before, span), (label, later) in pairwise(known):
        if span.overlap(later):
            desk.error(
                "period",
                row,
                label,
                f"the budget {row.key} has limits for {before} and {label}, which overlap",
                "one limit for every day",
                f"clear {before} or {label} in this row",
            )
    return tuple(
        BudgetLimit(label, span.start, span.end, row.record.by_period[label] * MILLION)
        for label, span in known
        if span.overlap(horizon.whole)
    )


def _report_outside(desk: Desk, horizon: Horizon) -> None:
    labels = {label for row in desk.rows("budgets") for label in row.record.by_period}
    outside = sorted(
        label
        for label in labels
        if (span := horizon.span(label)) is not None and not span.overlap(horizon.whole)
    )
    if outside:
        desk.info(
            "period", "Budgets", f"columns outside the plan are not read: {', '.join(outside)}"
        )
