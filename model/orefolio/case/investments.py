"""Investments: when they may begin, what they cost in each period, what their ramp has opened."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.charging import after, capital_charge, interest, years_of
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Ramp, Series
from orefolio.case.entities.investing import Investment, Start, Terms
from orefolio.case.horizon import Horizon, bound, first_index
from orefolio.case.investment_checks import check_terms, make_profile, required
from orefolio.case.ramps import full_days
from orefolio.case.spans import Span

MILLION = 1e6
"""MUSD → USD."""


def make_investments(
    desk: Desk, horizon: Horizon, ramps: Mapping[str, Ramp]
) -> Mapping[str, Investment]:
    """All active investments, each with the days on which it may begin."""
    whole = desk.settings.text("capex_charging") == "whole"
    profiles: dict[str, list[Row]] = {}
    for row in desk.rows("capex_profile"):
        profiles.setdefault(row.text("investment"), []).append(row)
    found = {}
    for row in desk.rows("investments"):
        if not row.yes("active"):
            continue
        terms = _terms(desk, row, make_profile(desk, row.key, profiles.get(row.key, [])))
        needed = required(desk, row)
        if not check_terms(desk, row, terms):
            continue
        ramp = _ramp(row, ramps)
        indices = _candidates(desk, row, horizon) if needed is not None else ()
        starts = (_start(row, terms, index, horizon, ramp, whole=whole) for index in indices)
        found[row.key] = Investment(
            key=row.key,
            name=row.text("name") or row.key,
            kind=row.text("kind"),
            category=row.text("category"),
            group=row.text("exclusive_group"),
            requires=needed or (),
            terms=terms,
            starts={start.label: start for start in starts},
        )
    return found


def _terms(desk: Desk, row: Row, profile: Mapping[int, float]) -> Terms:
    """In USD; the rate of finance: its own, else that of the settings, else the discount rate."""
    settings = desk.settings
    rate = row.number("finance_rate")
    rate = settings.number("finance_rate") if rate is None else rate
    rate = settings.amount("discount_rate") if rate is None else rate
    life, term = row.amount("life"), row.number("loan_term")
    return Terms(
        capex=row.amount("capex") * MILLION,
        profile=profile,
        life=life,
        finance_rate=rate,
        interest_rate=row.amount("interest_rate"),
        term=life if term is None else term,
        income=row.amount("income") * MILLION,
        running_cost=row.amount("running_cost") * MILLION,
    )


def _ramp(row: Row, ramps: Mapping[str, Ramp]) -> Ramp | None:
    """The ramp of its name, else a straight line over the ramp time, in whole months."""
    named = row.text("ramp")
    if named:
        return ramps.get(named)
    months = round(row.amount("ramp_time") * 12)
    return Ramp("", ((0, 0.0), (months, 1.0))) if months else None


def _candidates(desk: Desk, row: Row, horizon: Horizon) -> tuple[int, ...]:
    """Periods on whose first day it may begin: the earliest, and those that begin a year."""
    first = first_index(desk, row, "earliest", horizon)
    latest = bound(desk, row, "latest", horizon)
    end = latest.end if latest else horizon.whole.end
    found = tuple(
        index
        for index, period in enumerate(horizon.periods)
        if index >= first
        and period.start < end
        and (index == first or horizon.year_index[index] != horizon.year_index[index - 1])
    )
    if not found:
        asked = bound(desk, row, "earliest", horizon)
        if asked and latest and asked.start >= latest.end:
            desk.error(
                "period",
                row,
                "latest",
                f"latest is {row.text('latest')}, before the earliest {row.text('earliest')}",
                "a period on or after the earliest",
            )
        else:
            desk.info(
                "investment",
                row.place("earliest"),
                f"{row.key} may not begin within the plan, so it is not made",
            )
    return found


def _start(
    row: Row, terms: Terms, index: int, horizon: Horizon, ramp: Ramp | None, *, whole: bool
) -> Start:
    """What follows when it begins on the first day of a period."""
    periods = horizon.periods
    begins = periods[index].start
    ready = after(begins, row.amount("lead_time"))
    closes = after(ready, 12 * terms.life)
    lasting = Span(ready, closes)
    opened = _opened(ramp, lasting, horizon)
    spending = tuple(
        (after(begins, 12 * year), terms.capex * share)
        for year, share in sorted(terms.profile.items())
        if share
    )
    loan = row.text("kind") == "loan"
    earned = interest(terms, spending, periods) if loan else (0.0,) * len(periods)
    return Start(
        label=periods[index].label,
        begins=begins,
        ready=ready,
        closes=closes,
        opened=opened,
        spending=spending,
        charge=capital_charge(terms, spending, periods, loan=loan, whole=whole),
        running=tuple(terms.running_cost * years_of(period, lasting) for period in periods),
        income=tuple(
            extra + terms.income * share * period.years
            for extra, share, period in zip(earned, opened, periods, strict=True)
        ),
    )


def _opened(ramp: Ramp | None, lasting: Span, horizon: Horizon) -> Series:
    """The share of each period's days on which it stands, weighted by its ramp."""
    found = []
    for span in horizon.spans:
        window = Span(span.start, min(span.end, lasting.end))
        days = full_days(ramp, lasting.start, window) if window.start < window.end else 0.0
        found.append(days / span.days)
    return tuple(found)
