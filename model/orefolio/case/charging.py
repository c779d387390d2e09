r"""What an investment costs inside the plan: annuities, loans that come back, interest.

A part :math:`c` of the capex that is spent on day :math:`s` and lasts :math:`L` years is paid off
at the yearly rate :math:`r` in equal yearly sums

.. math:: a = c \, \frac{r}{1 - (1 + r)^{-L}} \qquad (r = 0: \; a = c / L)

(the capital recovery factor: Blank and Tarquin, Engineering Economy, ch. 2). The plan bears those
of the years from :math:`s` to :math:`s + L` that lie inside it, by days.

A loan comes back evenly over its term :math:`T`, so that :math:`c (1 - (t - s) / T)` still stands
on day :math:`t`. On what stands the plan bears the rate of finance and earns the interest.

Charged whole, money counts on the day on which it is spent or comes back; what outlasts the plan
counts nothing, but what then stands of a loan is paid back in the last period.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from orefolio.case.entities import Period, Series
from orefolio.case.entities.investing import Terms
from orefolio.case.spans import Span, later

Spending = tuple[tuple[datetime.date, float], ...]
"""Days with the USD that are spent on them."""

LAST_DAY = datetime.date(9998, 12, 31)


def after(day: datetime.date, months: float) -> datetime.date:
    """The day some months later, at most the last one of the calendar."""
    room = (LAST_DAY.year - day.year) * 12
    return later(day, months) if months < room else LAST_DAY


def recovery_factor(rate: float, years: float) -> float:
    """The equal yearly sum that pays off 1 over some years; see the head of this file."""
    if rate < 1e-9:
        return 1.0 / years
    return float(rate / (1.0 - (1.0 + rate) ** -years))


def capital_charge(
    terms: Terms, spending: Spending, periods: tuple[Period, ...], *, loan: bool, whole: bool
) -> Series:
    """What the plan bears for the capex, USD by period in the money of the period."""
    found = [0.0] * len(periods)
    for day, amount in spending:
        if whole:
            parts = _whole(terms, day, periods, loan=loan)
        elif loan:
            parts = [terms.finance_rate * years for years in _standing(terms, day, periods)]
        else:
            factor = recovery_factor(terms.finance_rate, terms.life)
            lasting = Span(day, after(day, 12 * terms.life))
            parts = [factor * years_of(period, lasting) for period in periods]
        for index, part in enumerate(parts):
            found[index] += amount * part
    return tuple(found)


def interest(terms: Terms, spending: Spending, periods: tuple[Period, ...]) -> Series:
    """What a loan earns on what stands, USD by period."""
    found = [0.0] * len(periods)
    for day, amount in spending:
        for index, years in enumerate(_standing(terms, day, periods)):
            found[index] += amount * terms.interest_rate * years
    return tuple(found)


def years_of(period: Period, span: Span) -> float:
    """The years of a period that lie in a span."""
    return period.years * span.overlap(Span(period.start, period.end)) / period.days


def _standing(terms: Terms, day: datetime.date, periods: Iterable[Period]) -> list[float]:
    """Years of each period times the average share of a loan that stands in them."""
    lent = Span(day, after(day, 12 * terms.term))
    found = []
    for period in periods:
        first, last = max(day, period.start), min(lent.end, period.end)
        if first >= last:
            found.append(0.0)
            continue
        middle = ((first - day).days + (last - day).days) / 2.0
        found.append(years_of(period, lent) * (1.0 - middle / lent.days))
    return found


def _whole(
    terms: Terms, day: datetime.date, periods: tuple[Period, ...], *, loan: bool
) -> list[float]:
    """The share spent in each period, less what comes back of a loan."""
    found = [1.0 if period.start <= day < period.end else 0.0 for period in periods]
    if loan and day < periods[-1].end:
        lent = Span(day, after(day, 12 * terms.term))
        for index, period in enumerate(periods):
            found[index] -= lent.overlap(Span(period.start, period.end)) / lent.days
        found[-1] -= lent.overlap(Span(periods[-1].end, LAST_DAY)) / lent.days
    return found
