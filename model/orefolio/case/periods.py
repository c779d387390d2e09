"""The periods of the plan, stepped by the calendar, and the trunk of nodes over them."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from orefolio.case.desk import Desk
from orefolio.case.entities import Node, Period
from orefolio.case.spans import Span, add_months, span_of

MOST_PERIODS = 3660
"""Ten years of days; a longer plan is taken for a slip."""

_MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
_ALIASES = {
    "yearly": "year",
    "annual": "year",
    "half year": "half-year",
    "half-yearly": "half-year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "week",
}
_DAYS = re.compile(r"(\d{1,3})(\.0+)?\s*(d|days?)?")


@dataclass(frozen=True)
class Length:
    """Length of a period: whole calendar months, or days."""

    months: int = 0
    days: int = 0

    def after(self, start: datetime.date, count: int) -> datetime.date:
        """The day ``count`` periods after ``start``."""
        if self.months:
            return add_months(start, count * self.months)
        return start + datetime.timedelta(days=count * self.days)


def read_length(text: str) -> Length | None:
    """The length that ``period_length`` names; ``None`` when it is not understood."""
    word = text.strip().casefold()
    word = _ALIASES.get(word, word)
    if word in _MONTHS:
        return Length(months=_MONTHS[word])
    if word == "week":
        return Length(days=7)
    match = _DAYS.fullmatch(word)
    if match and 1 <= int(match[1]) <= 366:
        return Length(days=int(match[1]))
    return None


def make_periods(desk: Desk) -> tuple[Period, ...]:
    """The periods of the plan; none, with errors reported, when the settings do not say them.

    A period's ``years`` sums its days over the days of each calendar year it touches; a whole
    ``year`` period counts exactly 1. Money is discounted by ``(1 + rate)^-t`` with ``t`` the years
    from the first day to the start, middle or end of the period. Years of the plan are calendar
    years when it starts on 1 January, else twelve months each from its first day, named by it.
    """
    settings = desk.settings
    text = settings.text("period_length")
    length = read_length(text)
    if length is None:
        desk.error(
            "horizon",
            settings,
            "period_length",
            f"period length is {text!r}",
            "year, half-year, quarter, month, week, or a number of days from 1 to 366",
        )
    span = span_of(settings.text("start"))
    if span is None and settings.given("start"):
        desk.error(
            "horizon",
            settings,
            "start",
            f"start is {settings.text('start')!r}",
            "a date such as 2026-01-01, or a year",
        )
    if span is None or length is None or settings.broken("start", "years", "periods"):
        return ()
    count = _count(desk, span.start, length)
    try:
        bounds = [length.after(span.start, step) for step in range(count + 1)]
        add_months(bounds[-1], 12)
    except (ValueError, OverflowError):
        desk.error(
            "horizon", settings, "start", "the plan ends after the year 9998", "an earlier end"
        )
        return ()
    return _periods(desk, bounds, length)


def _count(desk: Desk, start: datetime.date, length: Length) -> int:
    """Number of periods; 0 after an error."""
    settings = desk.settings
    given = settings.number("periods")
    column = "years" if given is None else "periods"
    years = settings.amount("years")
    if given is not None:
        count = int(given)
    elif not years * 12 < 12 * 10_000:
        count = MOST_PERIODS + 1
    elif length.months:
        exact = years * 12 / length.months
        count = round(exact)
        if abs(exact - count) > 1e-6:
            desk.error(
                "horizon",
                settings,
                "years",
                f"{years:g} years are {exact:g} periods of {settings.text('period_length')}",
                "a whole number of periods",
            )
            return 0
    else:
        whole = abs(years * 12 - round(years * 12)) < 1e-9
        try:
            days = (add_months(start, round(years * 12)) - start).days
        except ValueError:
            days = round(years * 365.25)
        days = days if whole else round(years * 365.25)
        count = math.ceil(days / length.days)
        if count * length.days != days:
            desk.info(
                "horizon",
                settings.place("years"),
                f"{years:g} years of {days} days are rounded up to {count} periods of"
                f" {length.days} days",
            )
    if count < 1:
        desk.error("horizon", settings, column, "the plan has no period", "at least one period")
    if count > MOST_PERIODS:
        desk.error(
            "horizon",
            settings,
            column,
            f"the plan has more than {MOST_PERIODS} periods",
            f"at most {MOST_PERIODS}",
            "shorten the plan or lengthen its periods",
        )
        return 0
    return max(count, 0)


def _periods(desk: Desk, bounds: list[datetime.date], length: Length) -> tuple[Period, ...]:
    rate = desk.settings.amount("discount_rate")
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[desk.settings.text("discount_timing")]
    first = bounds[0]
    aligned = (first.month, first.day) == (1, 1)
    periods: list[Period] = []
    elapsed = 0.0
    for index, (start, end) in enumerate(pairwise(bounds)):
        years = 1.0 if length.months == 12 else _years(Span(start, end))
        whole = (start.year - first.year) * 12 + start.month - first.month
        year_start = add_months(first, whole // 12 * 12)
        if year_start > start:
            year_start = add_months(first, (whole // 12 - 1) * 12)
        periods.append(
            Period(
                label=_label(start, first, length),
                index=index,
                start=start,
                end=end,
                days=(end - start).days,
                years=years,
                year=str(start.year) if aligned else year_start.isoformat(),
                discount=(1.0 + rate) ** -(elapsed + part * years),
            )
        )
        elapsed += years
    return tuple(periods)


def _years(span: Span) -> float:
    """Days over the days of each calendar year touched."""
    total = 0.0
    for year in range(span.start.year, span.end.year + 1):
        calendar = Span(datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))
        total += span.overlap(calendar) / calendar.days
    return total


def _label(start: datetime.date, first: datetime.date, length: Length) -> str:
    """Calendar label when the plan's first day is aligned with the calendar, else ISO date."""
    if length.days == 7 and first.weekday() == 0:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    if not length.months or first.day != 1 or (first.month - 1) % length.months:
        return start.isoformat()
    number = (start.month - 1) // length.months + 1
    form = {12: "{0}", 6: "{0}H{1}", 3: "{0}Q{1}", 1: "{0}-{1:02d}"}[length.months]
    return form.format(start.year, number)


def make_trunk(periods: tuple[Period, ...]) -> Mapping[str, Node]:
    """One node a period, each following the one before, certain: the trunk of the tree."""
    nodes: dict[str, Node] = {}
    parent = ""
    for period in periods:
        nodes[period.label] = Node(
            name=period.label,
            period=period,
            parent=parent,
            scenario="base",
            probability=1.0,
            trunk=True,
        )
        parent = period.label
    return nodes
