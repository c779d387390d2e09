"""Capacity that is believed, and sources that a segment must test before it uses them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np

from orefolio.case.entities import Qualification
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan

_PARTS = ("nameplate", "announced", "believed", "used", "unused", "beyond")
_LOSSES = ("closed", "lost_to_slip", "lost_to_ramp", "lost_to_delivery")


def check(plan: Plan, checker: Checker) -> None:
    """Every tonne between name and use is accounted for; nobody serves before the test."""
    _capacity(plan, checker)
    _qualifications(plan, checker)


def _capacity(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["capacity"], ["offer", "period"]
    expected = {(offer, label) for offer in plan.case.offers for label in plan.periods}
    checker.rows("capacity rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    beliefs = [plan.case.offers[offer].belief for offer in table["offer"]]
    places = [plan.periods[label].index for label in table["period"]]
    both = list(zip(beliefs, places, strict=True))
    stages = [
        np.array([getattr(belief, name)[place] for belief, place in both], dtype=float)
        for name in ("nameplate", "announced", "punctual", "reached")
    ]
    ratio = np.array([belief.ratio for belief, _ in both], dtype=float)
    limited = np.where(np.isfinite(stages[3]), stages[3], 0.0) * ratio
    believed = np.where(np.isfinite(stages[3]) | (ratio == 0), limited, np.inf)
    sold = plan.flows["path"].map({path: plan.offer(path).key for path in plan.paths_used})
    bought = plan.flows.groupby([sold, "period"])["tonnes"].sum()
    used = np.array(
        [bought.get(row, 0.0) for row in rows.itertuples(index=False, name=None)], dtype=float
    )
    with np.errstate(invalid="ignore"):
        left = believed - used
    values = [stages[0], stages[1], believed, used, np.maximum(left, 0.0), np.maximum(-left, 0.0)]
    for name, value in zip(_PARTS, values, strict=True):
        checker.figure("believed capacity", rows, table[name], value)
    checker.figure("believed capacity", rows, table["ratio"], ratio)
    with np.errstate(invalid="ignore"):
        losses = [a - b for a, b in zip(stages, (*stages[1:], believed), strict=True)]
    for name, value in zip(_LOSSES, losses, strict=True):
        checker.figure("capacity lost", rows, table[name], value, size=_size(stages[0]))


def _size(tonnes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> object:
    """What a difference is the difference of."""
    return np.where(np.isfinite(tonnes), np.abs(tonnes), 0.0)


def _qualifications(plan: Plan, checker: Checker) -> None:
    """Who serves is qualified, in time, within the share of the first year; and stays apart."""
    case, table, keys = plan.case, plan.tables["qualifications"], ["source", "segment"]
    expected = {(each.source, each.segment): each for each in case.qualifications.values()}
    checker.rows("qualification rows", table, set(expected), keys)
    table = among(table, keys, expected)
    rows = table[keys]
    known = [expected[key] for key in rows.itertuples(index=False, name=None)]
    qualified = dict(zip((each.key for each in known), table["qualified"], strict=True))
    _served(plan, checker, qualified)
    cost = [each.cost if qualified[each.key] else 0.0 for each in known]
    checker.figure("qualification cost", rows, table["cost"], cost)
    uses = plan.tables["uses"]
    served = [
        uses[(uses["segment"] == each.segment) & uses["grade"].isin(each.lots)]["tonnes"].sum()
        for each in known
    ]
    demand = [sum(case.segments[each.segment].demand) for each in known]
    allowed = [sum(most(plan, each, label) for label in plan.periods) for each in known]
    share = [t / of if of > 0 else np.nan for t, of in zip(served, demand, strict=True)]
    for name, values in (("served", served), ("allowed", allowed), ("share_of_demand", share)):
        checker.figure("qualifications", rows, table[name], values)
    for path in case.paths.values():
        for each in case.qualifications.values():
            if each.source in (path.offer, path.supplier):
                _check_apart(plan, checker, path.key, each)


def add_costs(plan: Plan, add: Callable[[str, str, float], None]) -> None:
    """The cost of every source that the table says is qualified, in the period of its start."""
    table = plan.tables["qualifications"]
    names = zip(table["source"], table["segment"], table["qualified"], strict=True)
    for source, segment, qualified in names:
        each = plan.case.qualifications.get(f"{source}|{segment}")
        if qualified and each is not None:
            add("qualification", plan.case.periods[each.begins].label, each.cost)


def _served(plan: Plan, checker: Checker, qualified: dict[str, bool]) -> None:
    uses = plan.tables["uses"]
    names, found, limits = [], [], []
    for key, each in plan.case.qualifications.items():
        own = uses[(uses["segment"] == each.segment) & uses["grade"].isin(each.lots)]
        by_period = own.groupby("period")["tonnes"].sum()
        for label in plan.periods:
            limit = most(plan, each, label)
            # a source that is free may also serve what substitution adds to the demand
            if limit >= plan.case.segments[each.segment].demand[plan.periods[label].index]:
                limit = np.inf
            names.append(f"{each.source} for {each.segment} in {label}")
            found.append(float(by_period.get(label, 0.0)))
            limits.append(limit if qualified.get(key, False) else 0.0)
    checker.at_most("use of qualified sources", names, found, limits)


def most(plan: Plan, qualification: Qualification, label: str) -> float:
    """T that a source may serve in a period, counted day by day."""
    period, ready = plan.periods[label], qualification.ready
    row = plan.case.records.table("qualification")[qualification.key]
    stated = row.values.get("first_year_share")
    first_year = float(stated) if isinstance(stated, int | float) else 1.0
    until = _year_later(ready)
    allowed = 0.0
    for number in range(period.days):
        day = period.start + datetime.timedelta(days=number)
        allowed += (first_year if day < until else 1.0) if day >= ready else 0.0
    demand = plan.case.segments[qualification.segment].demand[period.index]
    return demand * allowed / period.days


def _year_later(day: datetime.date) -> datetime.date:
    """The same day a year later; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _check_apart(plan: Plan, checker: Checker, path: str, each: Qualification) -> None:
    """What a source under qualification brings of the material comes as a lot class of its own."""
    own = plan.case.records.table("qualification")
    offer = plan.case.paths[path].offer
    if each.source != offer and f"{offer}|{each.segment}" in own:
        return  # the row of the offer stands before that of its supplier
    grades = [y.grade for y in plan.case.paths[path].yields if y.material == each.material]
    checker.same(
        "kept apart", [path] * len(grades), [g in each.lots for g in grades], [True] * len(grades)
    )
