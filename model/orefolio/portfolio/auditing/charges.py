"""What an investment costs inside the plan, reckoned once more from its terms."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from orefolio.case.entities import Investment, Period, Series, Start
from orefolio.case.model import Case


@dataclass(frozen=True)
class Money:
    """USD by period in the money of the period."""

    capital: Series
    running: Series
    income: Series


def money_of(case: Case, investment: Investment, start: Start) -> Money:
    """Of an investment that begins at ``start``."""
    terms = investment.terms
    whole = case.investing.charging == "whole"
    capital, interest = [], []
    for place, period in enumerate(case.periods):
        charged = earned = 0.0
        for day, amount in start.spending:
            spent = period.start <= day < period.end
            if investment.kind != "loan":
                charged += amount * (
                    float(spent)
                    if whole
                    else _annual(terms.finance_rate, terms.life)
                    * _years(period, day, _after(day, terms.life))
                )
                continue
            standing = sum(_standing(period, day, _after(day, terms.term)))
            earned += amount * terms.interest_rate * standing
            if whole:
                last = place + 1 == len(case.periods)
                charged += amount * _lent(period, day, _after(day, terms.term), last=last)
            else:
                charged += amount * terms.finance_rate * standing
        capital.append(charged)
        interest.append(earned)
    years = [_years(period, start.ready, start.closes) for period in case.periods]
    return Money(
        capital=tuple(capital),
        running=tuple(terms.running_cost * each for each in years),
        income=tuple(
            usd + terms.income * share * period.years
            for usd, share, period in zip(interest, start.opened, case.periods, strict=True)
        ),
    )


def _annual(rate: float, life: float) -> float:
    """The yearly sum that pays off 1: r (1 + r)^L / ((1 + r)^L - 1)."""
    if rate < 1e-9:
        return 1.0 / life
    grown: float = (1.0 + rate) ** life
    return rate * grown / (grown - 1.0)


def _after(day: datetime.date, years: float) -> datetime.date:
    """The same day some years later; of a year months, of a month a part of 365/12 days."""
    months = years * 12
    if day.year + years >= 9998:
        return datetime.date(9998, 12, 31)
    whole = int(months // 1)
    number = day.year * 12 + day.month - 1 + whole
    first = datetime.date(number // 12, number % 12 + 1, 1)
    following = datetime.date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    there = first.replace(day=min(day.day, (following - first).days))
    return there + datetime.timedelta(days=round((months - whole) * 365 / 12))


def _years(period: Period, first: datetime.date, end: datetime.date) -> float:
    inside = (min(end, period.end) - max(first, period.start)).days
    return period.years * max(inside, 0) / period.days


def _standing(period: Period, first: datetime.date, end: datetime.date) -> Iterator[float]:
    """Years times the share of a loan that stands: the mean of both ends of the days inside."""
    begin, finish = max(first, period.start), min(end, period.end)
    if begin < finish:
        ends = [(end - day).days / (end - first).days for day in (begin, finish)]
        yield _years(period, first, end) * sum(ends) / 2.0


def _lent(period: Period, first: datetime.date, end: datetime.date, *, last: bool) -> float:
    """Paid out less paid back; in the last period all that is left comes back."""
    if first >= period.end:
        return 0.0
    out = 1.0 if period.start <= first else 0.0
    days = (end - first).days
    before = max((end - max(first, period.start)).days, 0) / days
    after = 0.0 if last else max((end - period.end).days, 0) / days
    return out - (before - after)
