"""Labels of years, quarters, months, weeks and days, and the days that they stand for."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from functools import cache

_FORMS = (
    (re.compile(r"(\d{4})"), 12),
    (re.compile(r"(\d{4})[ -]?H([12])", re.IGNORECASE), 6),
    (re.compile(r"(\d{4})[ -]?Q([1-4])", re.IGNORECASE), 3),
    (re.compile(r"(\d{4})-(\d{2})"), 1),
)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """Days from ``start`` up to but without ``end``."""

    start: datetime.date
    end: datetime.date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days

    def within(self, other: Span) -> Span:
        """The days in both; empty, at its own start or end, when there are none."""
        start = max(self.start, min(other.start, self.end))
        return Span(start, max(start, min(self.end, other.end)))

    def overlap(self, other: Span) -> int:
        """Number of days in both."""
        return max(0, (min(self.end, other.end) - max(self.start, other.start)).days)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month, or its last day, ``months`` later (31 January → 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    length = (following - datetime.date(year, month + 1, 1)).days
    return datetime.date(year, month + 1, min(day.day, length))


def later(day: datetime.date, months: float) -> datetime.date:
    """The day some months later (earlier when negative); of a month, a part of 365/12 days.

    Beyond the calendar it is the first or the last day that there is.
    """
    whole = math.floor(months)
    try:
        found = add_months(day, whole)
        return found + datetime.timedelta(days=round((months - whole) * 365 / 12))
    except (ValueError, OverflowError):
        return datetime.date.min if months < 0 else datetime.date.max


@cache
def span_of(label: str) -> Span | None:
    """The days of ``2026``, ``2026H1``, ``2026Q1``, ``2026-01``, ``2026-W05``, ``2026-04-01``.

    ``None`` when the label is none of these.
    """
    text = label.strip()
    try:
        for form, months in _FORMS:
            if match := form.fullmatch(text):
                year, number = int(match[1]), int(match[2]) if match.lastindex == 2 else 1
                start = datetime.date(year, (number - 1) * months + 1, 1)
                return Span(start, add_months(start, months))
        if match := _WEEK.fullmatch(text):
            start = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return Span(start, start + datetime.timedelta(days=7))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            start = datetime.date.fromisoformat(text)
            return Span(start, start + datetime.timedelta(days=1))
    except (ValueError, OverflowError):
        return None
    return None
