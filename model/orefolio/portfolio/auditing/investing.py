"""Investments: begun as they may; groups, stages, budgets; what they open, cost and secure."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import numpy as np

from orefolio.case.entities import Investment, Start
from orefolio.portfolio.auditing.charges import Money, money_of
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.opened import begun, check_opened, secured
from orefolio.portfolio.auditing.plan import Plan

Add = Callable[[str, str, float], None]
"""Adds USD to a kind and period."""


def check(plan: Plan, checker: Checker) -> None:
    """The table of investments, what they open, and budgets."""
    table, keys = plan.tables["investments"], ["investment"]
    every = plan.case.investing.investments
    checker.rows("investment rows", table, {(key,) for key in every}, keys)
    starts = begun(plan)
    made = table[table["made"].to_numpy(dtype=bool)]
    checker.rows("investment begun", made, {(key,) for key in starts}, keys)
    _decisions(plan, checker, starts)
    check_opened(plan, checker, starts)
    _figures(plan, checker, starts)
    _worths(plan, checker)
    _budgets(plan, checker, starts)


def add_costs(plan: Plan, add: Add) -> None:
    """What the investments made cost and bring, from their terms."""
    for key, start in begun(plan).items():
        money = money_of(plan.case, plan.case.investing.investments[key], start)
        for index, label in enumerate(plan.periods):
            add("capital", label, money.capital[index])
            add("investment running cost", label, money.running[index])
            add("investment income", label, -money.income[index])
    table = plan.tables["opened"]
    for key, offer, label, tonnes in zip(
        table["investment"], table["target"], table["period"], table["discounted"], strict=True
    ):
        opening = plan.case.investing.openings.get(f"{key}|offers|{offer}")
        if opening is not None and label in plan.periods:
            add("offtake discounts", label, -opening.discount * tonnes)


def _decisions(plan: Plan, checker: Checker, starts: Mapping[str, Start]) -> None:
    """At most one of a group; what is required is ready when its follower begins."""
    every = plan.case.investing.investments
    groups: dict[str, int] = {}
    for key in starts:
        if every[key].group:
            groups[every[key].group] = groups.get(every[key].group, 0) + 1
    checker.at_most("exclusive group", list(groups), list(groups.values()), 1.0)
    late = {
        f"{key} after {needed}": _waited(starts, key, needed)
        for key in starts
        for needed in every[key].requires
    }
    checker.at_least("stage", list(late), list(late.values()), 0.0)


def _waited(starts: Mapping[str, Start], key: str, needed: str) -> float:
    """Days between the readiness of what is required and the beginning of its follower."""
    if needed not in starts:
        return -math.inf
    return float((starts[key].begins - starts[needed].ready).days)


def _figures(plan: Plan, checker: Checker, starts: Mapping[str, Start]) -> None:
    """What investments cost and secure; of those not made, what their own row can tell."""
    table, keys = plan.tables["investments"], ["investment"]
    every = plan.case.investing.investments
    known = {
        (key,)
        for key, label in zip(table["investment"], table["begins"], strict=True)
        if key in every and label in every[key].starts
    }
    rest = table[~table["investment"].isin([key for (key,) in known])]
    capex = [every[key].terms.capex if key in every else math.nan for key in rest["investment"]]
    checker.figure("investments", rest[keys], rest["capex"], capex, size=1.0)
    table = among(table, keys, known)
    rows = table[keys]
    found, ready = [], []
    for row in table.to_dict("records"):
        start = every[row["investment"]].starts[row["begins"]]
        ready.append(start.ready.isoformat())
        made = row["investment"] in starts
        found.append(_figures_of(plan, every[row["investment"]], start, None if made else row))
    checker.same("investments", rows, table["ready"], ready)
    for column in found[0] if found else ():
        expected = np.array([figures[column] for figures in found], dtype=float)
        checker.figure("investments", rows, table[column], expected, size=1.0)


def _figures_of(
    plan: Plan, investment: Investment, start: Start, told: Mapping[Hashable, Any] | None
) -> dict[str, float]:
    """``told`` is the row of one that is not made: what it saves and secures is in no table."""
    periods = list(plan.periods.values())
    money: Money = money_of(plan.case, investment, start)
    worth = [period.discount for period in periods]
    capital, running, income = (
        float(np.dot(worth, series)) for series in (money.capital, money.running, money.income)
    )
    tonnes, demand = secured(plan, investment.key)
    discounts = _saved(plan, investment.key)
    if told is not None:
        tonnes, discounts = float(told["secured"]), float(told["discounts"])
    net = capital + running - income - discounts
    days = tonnes * sum(p.days for p in periods) / demand if demand > 0 else math.nan
    spent = {year: investment.terms.capex * s for year, s in investment.terms.profile.items()}
    inside = sum(usd for year, usd in spent.items() if _spent_on(start, year) < periods[-1].end)
    return {
        "capex": sum(spent.values()),
        "capex_in_plan": inside,
        "capital": capital,
        "running": running,
        "income": income,
        "discounts": discounts,
        "net_cost": net,
        "secured": tonnes,
        "cost_per_kilogram": net / tonnes / 1000.0 if tonnes > 1e-9 else math.nan,
        "days_of_cover": days,
        "cost_per_day": net / days if days > 1e-9 else math.nan,
    }


def _saved(plan: Plan, investment: str) -> float:
    """What its rights save, discounted, USD."""
    table = plan.tables["opened"]
    own = table[(table["investment"] == investment) & table["period"].isin(list(plan.periods))]
    columns = zip(own["saved"], own["period"], strict=True)
    return float(sum(saved * plan.periods[label].discount for saved, label in columns))


def _spent_on(start: Start, year: int) -> datetime.date:
    begins = start.begins
    try:
        return begins.replace(year=begins.year + year)
    except ValueError:  # 29 February, or after the last year of the calendar
        return datetime.date(min(begins.year + year, 9998), 2, 28)


def _worths(plan: Plan, checker: Checker) -> None:
    """The worth is the difference of two plans."""
    table = plan.tables["investments"]
    stated = plan.portfolio.measure("objective")
    own = math.nan if stated is None else stated
    rows = table[["investment"]]
    sign = np.where(table["made"].to_numpy(dtype=bool), 1.0, -1.0)
    expected = sign * (table["other_cost"].to_numpy(dtype=float) - own)
    checker.figure("investment worth", rows, table["worth"], expected, size=own)
    spent = table["capex"].to_numpy(dtype=float)
    ratio = np.where(spent > 0, expected / np.where(spent > 0, spent, 1.0), math.nan)
    checker.figure("investment worth", rows, table["worth_per_capex"], ratio)


def _budgets(plan: Plan, checker: Checker, starts: Mapping[str, Start]) -> None:
    investing = plan.case.investing
    table, keys = plan.tables["budgets"], ["category", "span"]
    limits: dict[tuple[str, str], tuple[float, float]] = {}
    for budget in investing.budgets.values():
        parts = [
            (_spent_on(start, year), share * investing.investments[key].terms.capex)
            for key, start in starts.items()
            if budget.key in ("all", investing.investments[key].category)
            for year, share in investing.investments[key].terms.profile.items()
        ]
        for limit in budget.limits:
            spent = sum(usd for day, usd in parts if limit.first <= day < limit.end)
            limits[budget.key, limit.label] = (spent, limit.amount)
        if math.isfinite(budget.total):
            limits[budget.key, "total"] = (sum(usd for _, usd in parts), budget.total)
    checker.rows("budget rows", table, set(limits), keys)
    names = [f"{category} {span}" for category, span in limits]
    spends, bounds = zip(*limits.values(), strict=True) if limits else ((), ())
    checker.at_most("budget", names, spends, bounds, absolute=1.0)
    table = among(table, keys, limits)
    found = [limits[key] for key in table[keys].itertuples(index=False, name=None)]
    spent_all = np.array([spent for spent, _ in found], dtype=float)
    most = np.array([limit for _, limit in found], dtype=float)
    rows = table[keys]
    checker.figure("budgets", rows, table["spent"], spent_all, size=1.0)
    checker.figure("budgets", rows, table["limit"], most, size=1.0)
    checker.figure("budgets", rows, table["left"], most - spent_all, size=spent_all)
