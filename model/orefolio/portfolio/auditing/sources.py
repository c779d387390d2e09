"""Basket values: what the stated values of materials make of every source."""

from __future__ import annotations

import math

import numpy as np

from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan

KG = 1000.0
EVEN = 1e-4
MISSING = math.nan


class SourceAudit:
    """Sources by year with the path that the table names, and the values of materials."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        table = plan.tables["material_values"]
        keys = zip(table["material"], table["grade"], table["period"], strict=True)
        values: list[float] = table["value"].tolist()
        self.values = dict(zip(keys, values, strict=True))
        self.demand: dict[tuple[str, str], float] = {}
        for segment in plan.case.segments.values():
            for period in plan.case.periods:
                key = (segment.material, period.year)
                needed = segment.demand[period.index]
                self.demand[key] = self.demand.get(key, 0.0) + needed

    def worth(self, path: str, year: str, material: str) -> float:
        """USD/kg of a usable kilogram, average of the year by days; NaN where not known."""
        periods = [period for period in self.plan.case.periods if period.year == year]
        grade, _ = self.plan.usable(path)[material]
        found = [self.values.get((material, grade, p.label), MISSING) * p.days for p in periods]
        return float(sum(found)) / sum(period.days for period in periods)

    def value(self, path: str, year: str) -> float:
        """USD for a kilogram bought: every material that has a value."""
        known = [
            each * worth
            for material, (_, each) in self.plan.usable(path).items()
            if not math.isnan(worth := self.worth(path, year, material))
        ]
        return sum(known) if known else MISSING

    def landed(self, path: str, year: str) -> float:
        """USD for a kilogram bought, average of the year by days."""
        periods = [period for period in self.plan.case.periods if period.year == year]
        paid = sum(self.plan.landing.parts(path, p).whole * p.days for p in periods)
        return paid / sum(period.days for period in periods) / KG

    def driver(self, path: str, year: str) -> str:
        """The material with a value for which most of the source would be needed."""
        needs = {
            material: self.demand.get((material, year), 0.0) / each
            for material, (_, each) in self.plan.usable(path).items()
            if self.worth(path, year, material) > 0
        }
        most = max(needs.values(), default=0.0)
        return min((m for m, need in needs.items() if need == most and most > 0), default="")


def check(plan: Plan, checker: Checker) -> None:
    """Every figure of the tables of sources and baskets, from the stated values of materials."""
    table, keys = plan.tables["material_values"], ["material", "grade", "period"]
    every = {
        (material, grade, label)
        for material in plan.case.materials
        for grade in plan.grades(material)
        for label in plan.periods
    }
    checker.rows("material value rows", table, every if len(table) else set(), keys)
    audit = SourceAudit(plan)
    _sources(plan, checker, audit)
    _baskets(plan, checker, audit)


def _sources(plan: Plan, checker: Checker, audit: SourceAudit) -> None:
    table, keys = plan.tables["sources"], ["offer", "year"]
    years = plan.spans("year")
    expected = {(path.offer, year) for path in plan.case.paths.values() for year in years}
    checker.rows("source rows", table, expected, keys)
    table = among(table, keys, expected)
    ways = [plan.case.paths.get(path) for path in table["path"]]
    known = [w is not None and w.offer == o for w, o in zip(ways, table["offer"], strict=True)]
    checker.same("source paths", table[keys], known, [True] * len(known))
    table = table[np.array(known, dtype=bool)]
    rows = table[keys]
    pairs = list(zip(table["path"], table["year"], strict=True))
    value = np.array([audit.value(*pair) for pair in pairs], dtype=float)
    landed = np.array([audit.landed(*pair) for pair in pairs], dtype=float)
    sold = plan.flows["path"].map({path: plan.offer(path).key for path in plan.paths_used})
    sums = plan.flows.groupby([sold, "year"])["tonnes"].sum()
    bought = [sums.get(key, 0.0) for key in rows.itertuples(index=False, name=None)]
    checker.figure("sources", rows, table["bought"], bought)
    checker.figure("sources", rows, table["value"], value)
    checker.figure("sources", rows, table["landed_cost"], landed)
    size = np.maximum(np.abs(np.nan_to_num(value)), np.abs(landed))
    checker.figure("sources", rows, table["margin"], value - landed, size=size)
    checker.same("sources", rows, table["driver"], [audit.driver(*pair) for pair in pairs])
    products = [plan.case.offers[offer].product for offer in table["offer"]]
    checker.same("sources", rows, table["product"], products)
    margin = value - landed
    clear = np.isnan(margin) | (np.abs(np.abs(margin) - EVEN * np.abs(landed)) > 1e-6)
    words = np.where(margin > 0, "under-priced", "over-priced")
    words = np.where(np.abs(margin) <= EVEN * np.abs(landed), "fairly priced", words)
    words = np.where(np.isnan(margin), "", words)
    checker.same("sources", rows[clear], table["verdict"][clear], words[clear].tolist())


def _baskets(plan: Plan, checker: Checker, audit: SourceAudit) -> None:
    table, keys = plan.tables["baskets"], ["offer", "year", "material"]
    stated = plan.tables["sources"]
    ways = {
        (offer, year): path
        for offer, year, path in zip(stated["offer"], stated["year"], stated["path"], strict=True)
        if path in plan.case.paths
    }
    expected = {
        (offer, year, material)
        for (offer, year), path in ways.items()
        if len(plan.usable(path)) > 1
        for material in plan.usable(path)
    }
    checker.rows("basket rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    columns: dict[str, list[float]] = {
        name: []
        for name in ("yield", "demand", "needed", "left_over", "material_value", "value", "arrived")
    }
    drivers, paths = [], []
    came = plan.arrivals
    offers = came["path"].map({path: plan.offer(path).key for path in plan.paths_used})
    arrived = came.groupby([offers, "year", "sold"])["net"].sum()
    for offer, year, material in rows.itertuples(index=False, name=None):
        path = ways[offer, year]
        held, driver = plan.usable(path), audit.driver(ways[offer, year], year)
        each, needed = held[material][1], audit.demand.get((material, year), 0.0)
        worth, left = audit.worth(path, year, material), MISSING
        if driver:
            tonnes = audit.demand.get((driver, year), 0.0) / held[driver][1]
            left = tonnes * each - needed
        got = arrived.get((offer, year, material), 0.0)
        cells = (each, needed, needed / each, left, worth, worth * each, got)
        for name, cell in zip(columns, cells, strict=True):
            columns[name].append(cell)
        drivers.append(driver == material)
        paths.append(path)
    for name, found in columns.items():
        size = np.abs(columns["demand"]) if name == "left_over" else 0.0
        checker.figure("baskets", rows, table[name], np.array(found, dtype=float), size=size)
    checker.same("baskets", rows, table["driver"].tolist(), drivers)
    checker.same("baskets", rows, table["path"], paths)
