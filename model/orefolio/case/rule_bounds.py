"""Bounds of rules over time: the columns of the Rule paths sheet, and what lies between them."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from itertools import pairwise

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series
from orefolio.case.horizon import Horizon
from orefolio.case.spans import Span
from orefolio.tables.rules import STEP

Labels = tuple[tuple[tuple[str, float], ...], ...]
"""For each period the columns that make its bound, with their weights."""


def make_bounds(desk: Desk, row: Row, horizon: Horizon) -> tuple[Series, Labels] | None:
    """Bounds by period; ``None`` with an error reported where there is none.

    A period inside a given span has its bound. Between two of them the bound goes straight from the
    middle of the one to the middle of the other, measured in calendar years, or stays until the
    next (``step``); before the first and after the last it stays.
    """
    path = desk.row("rule_paths", row.key)
    given = _given(desk, path, horizon) if path is not None else {}
    if given is None:
        return None
    if not given:
        bound = row.number("bound")
        if bound is None:
            _report_missing(desk, row, path)
            return None
        return (bound,) * len(horizon.periods), ()
    assert path is not None
    values = path.record.by_period
    labels = tuple(_weights(own, given, row.text("between")) for own in horizon.spans)
    bounds = tuple(sum(values[label] * weight for label, weight in made) for made in labels)
    return bounds, labels


def _given(desk: Desk, path: Row, horizon: Horizon) -> dict[str, Span] | None:
    """The days of each column with a value, in order; ``None`` when one is wrong."""
    values = path.record.by_period
    spans = horizon.columns(values)
    wrong = bool(path.record.broken)
    for label in sorted(values):
        if label not in spans:
            wrong = True
            desk.error(
                "period",
                path,
                label,
                f"the column {label} is no period",
                "a year, quarter, month or period of the plan",
            )
        elif values[label] < 0:
            wrong = True
            desk.error(
                "bound", path, label, f"{path.key} is limited at {values[label]:g}", "0 or more"
            )
    known = sorted(spans.items(), key=lambda item: (item[1].start, item[0]))
    for (before, span), (label, later) in pairwise(known):
        if span.overlap(later):
            wrong = True
            desk.error(
                "period",
                path,
                label,
                f"{path.key} has bounds for {before} and {label}, which overlap",
                "one bound for every day",
                f"clear {before} or {label} in this row",
            )
    return None if wrong else dict(known)


def _report_missing(desk: Desk, row: Row, path: Row | None) -> None:
    at, column = (row, "bound") if path is None else (path, "rule")
    desk.error(
        "bound",
        at,
        column,
        f"{row.key} has no bound",
        "a number in the column bound, or values by year on the Rule paths sheet",
        "type the limit",
    )


def _weights(own: Span, given: Mapping[str, Span], between: str) -> tuple[tuple[str, float], ...]:
    here = _middle(own)
    before = [label for label, span in given.items() if _middle(span) <= here]
    after = [label for label, span in given.items() if _middle(span) > here]
    inside = next((label for label, span in given.items() if _holds(span, own)), None)
    if inside is not None or not after or (before and between == STEP):
        return ((inside or before[-1], 1.0),)
    if not before:
        return ((after[0], 1.0),)
    first, last = _middle(given[before[-1]]), _middle(given[after[0]])
    share = (here - first) / (last - first)
    return ((before[-1], 1.0 - share), (after[0], share)) if share else ((before[-1], 1.0),)


def _holds(span: Span, own: Span) -> bool:
    """Whether the middle of a period lies in a span."""
    middle = own.start + (own.end - own.start) / 2
    return span.start <= middle < span.end


def _middle(span: Span) -> float:
    """The middle of a span in calendar years, so that all years are equally long."""
    return (_year(span.start) + _year(span.end)) / 2.0


def _year(day: datetime.date) -> float:
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / days
