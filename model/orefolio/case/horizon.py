"""What labels of periods, years and dates mean within this plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Period, Series
from orefolio.case.spans import Span, add_months, span_of


@dataclass(frozen=True)
class Horizon:
    """The periods of the plan and the ways to name parts of it."""

    periods: tuple[Period, ...]

    @property
    def whole(self) -> Span:
        """From the first day of the plan to its last."""
        return Span(self.periods[0].start, self.periods[-1].end)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The days of each period."""
        return tuple(Span(period.start, period.end) for period in self.periods)

    @cached_property
    def _named(self) -> Mapping[str, Span]:
        """Plan years, then periods: a label that names both means the period."""
        years = {}
        for period in self.periods:
            span = span_of(period.year)
            if span is not None:
                years[period.year] = Span(span.start, add_months(span.start, 12))
        periods = {p.label: s for p, s in zip(self.periods, self.spans, strict=True)}
        return {**years, **periods}

    def ends_years(self, day: datetime.date) -> bool:
        """Whether the years of the plan end on this day, inside its last period.

        So it is with periods of days or weeks, whose number is rounded up.
        """
        first, last = self.spans[0].start, self.spans[-1]
        years = day.year - first.year
        return last.start < day < last.end and day == add_months(first, 12 * years)

    @cached_property
    def year_index(self) -> tuple[int, ...]:
        """For each period the number of its plan year, from 0."""
        order = {year: n for n, year in enumerate(dict.fromkeys(p.year for p in self.periods))}
        return tuple(order[period.year] for period in self.periods)

    def span(self, label: str) -> Span | None:
        """The days of a label: a period, a plan year, a calendar label, or one day."""
        return self._named.get(label) or span_of(label)

    @cached_property
    def _begun(self) -> Mapping[str, Span]:
        return {span.start.isoformat(): span for span in self.spans}

    def columns(self, labels: Iterable[str]) -> Mapping[str, Span]:
        """The days of labels that head columns of values; what is no such label is left out.

        A date there names what begins on it, a plan year or else a period. One that begins both is
        the period when another column lies in that year.
        """
        found = {}
        for label in labels:
            span = self._begun.get(label) if self.is_day(label) else self.span(label)
            if span is not None:
                found[label] = span
        for label in found.keys() & self._begun.keys():
            others = (span for other, span in found.items() if other != label)
            if any(span.overlap(found[label]) for span in others):
                found[label] = self._begun[label]
        return found

    def shares(self, window: Span) -> Series:
        """The share of each period's days that lies inside a window."""
        return tuple(span.overlap(window) / span.days for span in self.spans)

    def is_day(self, label: str) -> bool:
        """Whether a label is a mere date, neither a period nor a year of this plan."""
        span = self.span(label)
        return label not in self._named and span is not None and span.days == 1


def open_shares(desk: Desk, row: Row, horizon: Horizon) -> Series:
    """The share of each period's days on which a row with ``start`` and ``end`` is open.

    From the first day of the label in ``start`` to the last day of the label in ``end`` (the
    year 2030 ends on 31 December); an empty cell is open-ended.
    """
    return horizon.shares(open_window(desk, row, horizon))


def open_window(desk: Desk, row: Row, horizon: Horizon) -> Span:
    """The days on which a row with ``start`` and ``end`` is open; within the plan where empty."""
    first, last = bound(desk, row, "start", horizon), bound(desk, row, "end", horizon)
    start = first.start if first else horizon.whole.start
    end = last.end if last else horizon.whole.end
    if first and last and start >= end:
        desk.error(
            "period",
            row,
            "end",
            f"end is {row.text('end')}, before the start {row.text('start')}",
            "an end on or after the start",
        )
        end = start
    return Span(start, max(start, end))


def bound(desk: Desk, row: Row, column: str, horizon: Horizon) -> Span | None:
    """The days of the label in a cell; ``None`` when empty, or reported as no label."""
    if not row.given(column):
        return None
    span = horizon.span(row.text(column))
    if span is None:
        desk.error(
            "period",
            row,
            column,
            f"{column.replace('_', ' ')} is {row.text(column)!r}",
            "a year (2027), half-year (2027H1), quarter (2027Q1), month (2027-01), week"
            " (2027-W05) or date (2027-04-01)",
        )
    return span


def first_index(desk: Desk, row: Row, column: str, horizon: Horizon) -> int:
    """The first period that a label touches: 0 when empty, their number when after the plan."""
    span = bound(desk, row, column, horizon)
    if span is None:
        return 0
    for index, own in enumerate(horizon.spans):
        if own.end > span.start:
            return index
    return len(horizon.spans)


def last_index(desk: Desk, row: Row, column: str, horizon: Horizon) -> int:
    """The last period that a label touches: the plan's last when empty, -1 when before the plan."""
    span = bound(desk, row, column, horizon)
    begun = [index for index, own in enumerate(horizon.spans) if not span or own.start < span.end]
    return begun[-1] if begun else -1


def column_of(by_period: Mapping[str, float], period: Period) -> str:
    """The column of a row that holds a period's value: its label, its first day, or its year's."""
    names = (period.label, period.start.isoformat())
    return next((name for name in names if name in by_period), period.year)
