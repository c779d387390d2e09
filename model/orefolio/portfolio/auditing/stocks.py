"""Stock by pool: levels, losses, age, what a pool holds and when it is used and filled."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from orefolio.case.entities import Pool, StockPolicy
from orefolio.portfolio.auditing.checker import Checker
from orefolio.portfolio.auditing.opened import standing
from orefolio.portfolio.auditing.plan import Plan

KEYS = ["material", "grade", "pool", "period"]

Place = tuple[str, str, str]
"""Material, grade, pool."""


class Stocks:
    """Every stock of the case, with its levels as the tables tell them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.labels = list(plan.periods)

    def row(self, place: Place) -> StockPolicy:
        """The row of the Stock sheet that speaks of a place: of its grade, else of all grades."""
        material, grade, pool = place
        own = [r for r in self.plan.case.stock.values() if (r.material, r.pool) == (material, pool)]
        exact = [r for r in own if r.grade == self.plan.plain(grade)]
        return (exact or [r for r in own if not r.grade] or own)[0]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where anything can be stocked."""
        found = set()
        rows = self.plan.case.stock.values()
        pooled = {row.material for row in rows if row.pool}
        for row in rows:
            if row.material in pooled and not row.pool:
                continue
            every = not row.grade or row.material not in pooled
            found |= {
                (row.material, grade, row.pool)
                for grade in self.plan.grades(row.material)
                if every or self.plan.plain(grade) == row.grade
            }
        return tuple(sorted(found))

    @cached_property
    def watched(self) -> frozenset[str]:
        """Materials whose pools are shown."""
        rows = self.plan.case.stock.values()
        return frozenset(r.material for r in rows if r.pool or r.loss_rate > 0 or r.fresh_from)

    def opening(self, place: Place) -> float:
        """Stock on the first day, t."""
        if place[1] in self.plan.case.base_grade:
            return 0.0
        row = self.row(place)
        only = len({self.plan.plain(grade) for grade in self.plan.grades(place[0])}) == 1
        return row.opening if row.grade == place[1] or only else 0.0

    def told(self, column: str) -> Mapping[tuple[str, ...], float]:
        """What the table of pools tells, else that of stock, by place and period."""
        found: dict[tuple[str, ...], float] = {}
        if column == "closing":
            table = self.plan.tables["stock"]
            for material, grade, label, tonnes in zip(
                *(table[name] for name in ("material", "grade", "period", column)), strict=True
            ):
                found[material, grade, "", label] = tonnes
        table = self.plan.tables["pool_levels"]
        for *key, tonnes in zip(*(table[name] for name in (*KEYS, column)), strict=True):
            found[tuple(map(str, key))] = tonnes
        return found

    @cached_property
    def closing(self) -> Mapping[Place, list[float]]:
        """Closing stock of each place, t by period."""
        told = self.told("closing")
        return {
            place: [told.get((*place, label), 0.0) for label in self.labels]
            for place in self.places
        }

    def at_end(self, place: Place) -> float:
        """What is left of a grade at the end of the plan, lots of tested sources with it, t."""
        material, grade, pool = place
        return sum(
            levels[-1]
            for (m, lot, q), levels in self.closing.items()
            if (m, q) == (material, pool) and self.plan.plain(lot) == grade
        )

    @cached_property
    def stored(self) -> Mapping[Place, list[float]]:
        """What is put into each place as it arrives, t by period; NaN where that is not told."""
        told = self.told("stored")
        return {
            place: [told.get((*place, label), math.nan) for label in self.labels]
            for place in self.places
        }

    def before(self, place: Place, index: int) -> float:
        """Stock at the beginning of a period, t."""
        return self.opening(place) if index == 0 else self.closing[place][index - 1]

    def left(self, place: Place, index: int) -> float:
        """What losses leave of it at the end of the period, t."""
        years = self.plan.periods[self.labels[index]].years
        return self.before(place, index) * float((1.0 - self.row(place).loss_rate) ** years)

    def held(self, place: Place, index: int) -> float:
        """Cost of holding in the period, USD."""
        years = self.plan.periods[self.labels[index]].years
        return self.row(place).holding_cost * years * self.closing[place][index]

    def sums(self) -> Mapping[tuple[str, str, str], tuple[float, float, float, float]]:
        """(material, grade, period) → opening, lost, closing (t) and holding (USD), all pools."""
        found: defaultdict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0] * 4)
        for place in self.places:
            for index, label in enumerate(self.labels):
                before = self.before(place, index)
                each = (before, before - self.left(place, index), self.closing[place][index])
                line = found[place[0], place[1], label]
                for n, value in enumerate((*each, self.held(place, index))):
                    line[n] += value
        return {key: (a, b, c, d) for key, (a, b, c, d) in found.items()}

    def spoken_of(self, row: StockPolicy) -> list[Place]:
        """The places of which a row of the Stock sheet speaks."""
        return [
            place
            for place in self.places
            if place[0] == row.material
            and row.grade in ("", self.plan.plain(place[1]))
            and row.pool in ("", place[2])
        ]


def check(plan: Plan, checker: Checker) -> None:
    """Pools are as they are told, and hold, keep and rise as they may."""
    stocks = Stocks(plan)
    _table(stocks, checker)
    for pool in plan.case.pools.values():
        _pool(stocks, checker, pool)
    _age(stocks, checker)


def _table(stocks: Stocks, checker: Checker) -> None:
    table = stocks.plan.tables["pool_levels"]
    shown = [place for place in stocks.places if place[0] in stocks.watched]
    expected = {(*place, label) for place in shown for label in stocks.labels}
    checker.rows("pool rows", table, expected, KEYS)
    known = [key in expected for key in table[KEYS].itertuples(index=False, name=None)]
    table = table[np.array(known, dtype=bool)]
    rows = table[KEYS]
    due = [_due(stocks, key[:3], key[3]) for key in rows.itertuples(index=False, name=None)]
    checker.at_least("pool not negative", rows, table["closing"], 0.0)
    names = ("opening", "lost", "filled", "released", "locked", "days_of_cover", "holding_cost")
    size = table["opening"].abs() + table["closing"].abs()
    for name, expect in zip(names, zip(*due, strict=True) if due else [()] * 7, strict=True):
        checker.figure(f"pool, {name}", rows, table[name], list(expect), size=size)
    owners = {key: pool.owner for key, pool in stocks.plan.case.pools.items()}
    checker.same("pool owner", rows, table["owner"], [owners.get(p, "") for p in rows["pool"]])
    ageing = [bool(stocks.row((m, g, p)).fresh_from) for m, g, p, _ in rows.itertuples(index=False)]
    for name in ("stored", "young"):
        given = [bool(value) for value in table[name].notna()]
        checker.same(f"{name} is told", rows, given, ageing)


def _due(stocks: Stocks, place: Place, label: str) -> tuple[float, ...]:
    """Opening, lost, filled, released, locked (t), days of cover, holding cost (USD)."""
    index = stocks.labels.index(label)
    before, left, after = (
        stocks.before(place, index),
        stocks.left(place, index),
        stocks.closing[place][index],
    )
    daily = stocks.row(place).cover_per_day[index]
    pool = stocks.plan.case.pools.get(place[2])
    return (
        before,
        before - left,
        max(after - left, 0.0),
        max(left - after, 0.0),
        left if pool is not None and _shut(pool, index) else math.nan,
        after / daily if daily > 0 else math.nan,
        stocks.held(place, index),
    )


def _shut(pool: Pool, index: int) -> bool:
    """Whether the stock of a pool may not be used in a period of the plan."""
    if pool.release == "never":
        return True
    return pool.release == "declared periods" and not pool.released[index]


def _pool(stocks: Stocks, checker: Checker, pool: Pool) -> None:
    own = [place for place in stocks.places if place[2] == pool.key]
    counts = range(len(stocks.labels))
    names = [f"{pool.key} in {label}" for label in stocks.labels]
    years = [period.years for period in stocks.plan.periods.values()]
    level = [sum(stocks.closing[place][n] for place in own) for n in counts]
    rise = [sum(stocks.closing[p][n] - stocks.left(p, n) for p in own) for n in counts]
    # A rise is the small difference of two levels, each as exact as the solver keeps it.
    room = standing(stocks.plan).get(("pools", pool.key), pool.capacity)
    checker.at_most("pool capacity", names, level, room)
    checker.at_most("pool refill", names, rise, [pool.refill_rate * y for y in years])
    for row in stocks.plan.case.stock.values():
        if row.pool == pool.key and row.days_of_cover > 0 and math.isfinite(pool.refill_share):
            spoken = stocks.spoken_of(row)
            rise = [sum(stocks.closing[p][n] - stocks.left(p, n) for p in spoken) for n in counts]
            most = [
                pool.refill_share * years[n] * row.days_of_cover * row.cover_per_day[n]
                for n in counts
            ]
            checker.at_most("stock refill", [f"{row.key}, {name}" for name in names], rise, most)
    for place in own:
        shut = [n for n in counts if _shut(pool, n)]
        kept = [stocks.left(place, n) for n in shut]
        found = [stocks.closing[place][n] for n in shut]
        checker.at_least("pool release", [f"{place[0]}, {names[n]}" for n in shut], found, kept)


def _age(stocks: Stocks, checker: Checker) -> None:
    """Nothing older than its shelf life; nothing fresh that did not arrive."""
    arrived = stocks.plan.tables["stock"].groupby(["material", "grade", "period"])["arrived"].sum()
    fresh: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    told = stocks.told("young")
    for place in stocks.places:
        if not stocks.row(place).fresh_from:
            continue
        into = stocks.stored[place]
        for index, label in enumerate(stocks.labels):
            name = [f"{', '.join(part for part in place if part)} in {label}"]
            after, fresh_in = stocks.closing[place][index], into[index]
            fresh[place[0], place[1], label] += fresh_in
            checker.at_least("stored not negative", name, [fresh_in], [0.0])
            young = sum(share * tonnes for share, tonnes in _young(stocks, place, index))
            checker.at_most("shelf life", name, [after], [young])
            checker.figure("pool, young", name, [told.get((*place, label), math.nan)], [young])
    keys = list(fresh)
    names = [", ".join(part for part in key if part) for key in keys]
    came = [arrived.get(key, 0.0) for key in keys]
    checker.at_most("stored is what arrives", names, [fresh[key] for key in keys], came)


def _young(stocks: Stocks, place: Place, index: int) -> Iterator[tuple[float, float]]:
    """What losses leave of each lot within its shelf life, and its tonnes, from the cells."""
    plan, row = stocks.plan, stocks.row(place)
    months = float(str(plan.case.records.table("stock")[row.key].values["shelf_life"]))
    periods = list(plan.periods.values())
    rate = 1.0 - row.loss_rate
    lots = [(periods[0].start, stocks.opening(place), sum(p.years for p in periods[: index + 1]))]
    for n in range(index + 1):
        years = sum(p.years for p in periods[n + 1 : index + 1])
        lots.append((periods[n].end, stocks.stored[place][n], years))
    for came, tonnes, years in lots:
        if periods[index].end < _later(came, months):
            yield rate**years, tonnes


def _later(day: datetime.date, months: float) -> datetime.date:
    """The day by which a lot is gone: whole months by the calendar, the rest by days."""
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    if year >= datetime.MAXYEAR:
        return datetime.date.max
    last = (datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)).toordinal() - 1
    begin = min(datetime.date(year, month + 1, 1).toordinal() + day.day - 1, last)
    return datetime.date.fromordinal(begin + round((months - int(months)) * 365 / 12))


def missing_days(stocks: Stocks, row: StockPolicy, index: int) -> float:
    """Days short of the days of cover that are wanted at a price; NaN where none are."""
    if not (row.days_wanted > 0 and row.cover_price > 0 and row.wanted[index] > 0):
        return math.nan
    there = sum(stocks.closing[place][index] for place in stocks.spoken_of(row))
    return max(row.days_wanted - there * row.days_wanted / row.wanted[index], 0.0)


def least_days(plan: Plan, material: str) -> dict[str, float]:
    """The measures of the least days of cover: of rows, pools of a material added up; of owners."""
    stocks = Stocks(plan)
    wanted = [p for p in stocks.places if material in ("all", p[0])]
    rows = [row for row in plan.case.stock.values() if material in ("all", row.material)]
    whole = {row.material for row in rows if not row.pool}
    sums: defaultdict[tuple[str, str, str, int], float] = defaultdict(float)
    owned: defaultdict[tuple[str, str, int], float] = defaultdict(float)
    for index in range(len(stocks.labels)):
        for row in rows:
            if row.cover_per_day[index] > 0 and (not row.pool or row.material not in whole):
                there = sum(stocks.closing[place][index] for place in stocks.spoken_of(row))
                kind = "pools" if row.pool else ""
                key = (row.material, row.grade, kind, index)
                sums[key] += there / row.cover_per_day[index]
        for place in wanted:
            pool, daily = plan.case.pools.get(place[2]), stocks.row(place).cover_per_day[index]
            if pool is not None and daily > 0:
                owned[pool.owner, place[0], index] += stocks.closing[place][index] / daily
    found = {"least days of cover": min(sums.values(), default=math.nan)}
    for owner in ("national", "private"):
        days = (value for key, value in owned.items() if key[0] == owner)
        found[f"least days of cover of {owner} stock"] = min(days, default=math.nan)
    return found
