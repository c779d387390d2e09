"""Investments with what they cost, secure and are worth; opened capacity; budgets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from orefolio.case.entities import Investment, Series, Start
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.invested import Invested
from orefolio.portfolio.extract.solved import PER_KG, Solved
from orefolio.portfolio.schema import RESULT_TABLE

if TYPE_CHECKING:
    from orefolio.solving import Worth

Line = tuple[str, str, float]
"""Kind of cost, period, USD in the money of the period."""

TOTAL = "total"
NOT_ASKED = "not asked for"


class InvestmentBook:
    """The plan's investments, and those of the plans that they were valued by."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.case = solved.case

    @cached_property
    def plan(self) -> Invested:
        """The plan itself."""
        return self.solved.invested

    def of(self, investment: str) -> Invested | None:
        """The plan in which an investment is made; none where it was not found."""
        if investment in self.plan.begun:
            return self.plan
        worth = self.solved.outcome.worths.get(investment)
        return Invested(self.case, worth.values) if worth and worth.values else None

    def discounted(self, series: Series) -> float:
        """USD on the first day of the plan."""
        periods = self.case.periods
        return sum(usd * period.discount for usd, period in zip(series, periods, strict=True))


def investments(book: InvestmentBook) -> pd.DataFrame:
    """Every investment of the case."""
    rows = [_row(book, each) for each in book.case.investing.investments.values()]
    return from_rows(RESULT_TABLE["investments"], rows, book.solved.ranks)


def opened(book: InvestmentBook) -> pd.DataFrame:
    """What the plan's investments open, and what of it is used."""
    rows = [
        (
            use.opening.investment,
            use.opening.table,
            use.opening.target,
            use.period.label,
            use.opened if math.isfinite(use.opened) else None,
            use.used,
            use.discounted,
            use.saved,
        )
        for use in book.plan.uses
    ]
    return from_rows(RESULT_TABLE["opened"], rows, book.solved.ranks)


def budgets(book: InvestmentBook) -> pd.DataFrame:
    """Capex of the plan against every limit of every budget."""
    investing = book.case.investing
    rows = []
    for budget in investing.budgets.values():
        starts = [
            book.plan.begun[each.key]
            for each in investing.counted(budget.key)
            if each.key in book.plan.begun
        ]
        spending = [part for start in starts for part in start.spending]
        for limit in budget.limits:
            spent = sum(usd for day, usd in spending if limit.first <= day < limit.end)
            rows.append((budget.key, limit.label, spent, limit.amount, limit.amount - spent))
        if math.isfinite(budget.total):
            spent = sum(usd for _, usd in spending)
            rows.append((budget.key, TOTAL, spent, budget.total, budget.total - spent))
    return from_rows(RESULT_TABLE["budgets"], rows, book.solved.ranks)


def lines(book: InvestmentBook) -> Iterator[Line]:
    """Cost lines of the plan's investments."""
    for start in book.plan.begun.values():
        for period in book.case.periods:
            yield "capital", period.label, start.charge[period.index]
            yield "investment running cost", period.label, start.running[period.index]
            yield "investment income", period.label, -start.income[period.index]
    for use in book.plan.uses:
        yield "offtake discounts", use.period.label, -use.saved


def _row(book: InvestmentBook, investment: Investment) -> tuple[Any, ...]:
    plan = book.of(investment.key)
    begun = plan.begun.get(investment.key) if plan is not None else None
    head = (investment.key, investment.name, investment.kind, investment.category)
    made = investment.key in book.plan.begun
    if plan is None or begun is None:
        figures: tuple[Any, ...] = ("", "", investment.terms.capex, *(None,) * 10)
    else:
        figures = _figures(book, plan, investment, begun)
    return (*head, made, *figures, *_worth(book, investment))


def _figures(
    book: InvestmentBook, plan: Invested, investment: Investment, start: Start
) -> tuple[Any, ...]:
    case = book.case
    end = case.periods[-1].end
    capital, running = book.discounted(start.charge), book.discounted(start.running)
    income = book.discounted(start.income)
    discounts = sum(
        use.saved * use.period.discount
        for use in plan.uses
        if use.opening.investment == investment.key
    )
    net = capital + running - income - discounts
    secured = plan.secured(investment.key)
    materials = plan.materials(investment.key)
    demand = sum(sum(s.demand) for s in case.segments.values() if s.material in materials)
    days = secured * sum(p.days for p in case.periods) / demand if demand > 0 else None
    return (
        start.label,
        start.ready.isoformat(),
        sum(usd for _, usd in start.spending),
        sum(usd for day, usd in start.spending if day < end),
        capital,
        running,
        income,
        discounts,
        net,
        secured,
        net / secured / PER_KG if secured > 1e-9 else None,
        days,
        net / days if days and days > 1e-9 else None,
    )


def _worth(book: InvestmentBook, investment: Investment) -> tuple[Any, ...]:
    outcome = book.solved.outcome
    worth: Worth | None = outcome.worths.get(investment.key)
    if worth is None:
        return (None, None, None, NOT_ASKED)
    if worth.cost is None or outcome.objective is None:
        return (None, None, None, worth.status)
    value = (1.0 if worth.made else -1.0) * (worth.cost - outcome.objective)
    capex = investment.terms.capex
    found = worth.status
    if worth.gap_money is None or outcome.gap_money is None:
        found += "; how far it may be off is not known"
    elif worth.gap_money + outcome.gap_money >= 0.5:
        found += f"; it may be off by {worth.gap_money + outcome.gap_money:,.0f} USD"
    return (worth.cost, value, value / capex if capex > 0 else None, found)
