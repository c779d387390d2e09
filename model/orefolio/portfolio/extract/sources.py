"""What each source is worth to the plan against what it costs: values of materials, baskets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from orefolio.case.entities import Path, Period
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.declared.chains import BASKETS, MATERIAL_VALUES, SOURCES
from orefolio.portfolio.extract.solved import PER_KG, Solved

EVEN = 1e-4
"""A margin below this share of the landed cost is none."""


@dataclass(frozen=True)
class View:
    """One source in one year by one of its paths; money in USD/kg bought."""

    path: Path
    bought: float
    landed: float
    parts: Mapping[str, float]  # material → its part of the value
    worths: Mapping[str, float]  # material → value of a usable kilogram
    driver: str

    @property
    def value(self) -> float | None:
        """Of a kilogram bought; none without shadow prices."""
        return sum(self.parts.values()) if self.parts else None

    @property
    def margin(self) -> float | None:
        """Value less landed cost."""
        return None if self.value is None else self.value - self.landed


class SourceBook:
    """Values of materials, and with them every source in every year."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved

    @cached_property
    def values(self) -> Mapping[tuple[str, str, str], float]:
        """(material, grade, node) → USD/kg in the money of the period, six digits.

        The tie-break of the model stands in the digits behind.
        """
        found = {}
        for index, row in self.solved.outcome.rows.get("def_balance", {}).items():
            material, grade, node = index
            if row.dual is not None and node in self.solved.period:
                value = row.dual / self.solved.period[node].discount / PER_KG
                found[material, grade, node] = float(f"{value:.6g}") + 0.0
        return found

    @cached_property
    def demand(self) -> Mapping[tuple[str, str], float]:
        """(material, year) → t."""
        frame = self.solved.demand
        return dict(frame.groupby(["material", "year"])["demand"].sum().items())  # type: ignore[arg-type]

    @cached_property
    def views(self) -> Mapping[tuple[str, str], View]:
        """(offer, year) → the source by its most used way, else by that of the best margin."""
        case = self.solved.case
        bought = self.solved.flows.groupby(["path", "year"])["bought"].sum().to_dict()
        inside: dict[str, list[tuple[str, Period]]] = {year: [] for year in case.years}
        for node, period in self.solved.period.items():
            inside[period.year].append((node, period))
        found: dict[tuple[str, str], View] = {}
        for path in case.paths.values():
            for year, nodes in inside.items():
                view = self._view(path, year, nodes, bought.get((path.key, year), 0.0))
                known = found.get((path.offer, year))
                if known is None or _rank(view) > _rank(known):
                    found[path.offer, year] = view
        return found

    def _view(self, path: Path, year: str, nodes: list[tuple[str, Period]], bought: float) -> View:
        case = self.solved.case
        days = sum(period.days for _, period in nodes)
        landed = sum(p.days * case.unit_cost(path.key, p.index) for _, p in nodes) / days / PER_KG
        worths, parts = {}, {}
        for each in path.yields:
            known = [self.values.get((each.material, each.grade, node)) for node, _ in nodes]
            if all(value is not None for value in known):
                weighed = zip(known, nodes, strict=True)
                worth = sum((value or 0.0) * period.days for value, (_, period) in weighed) / days
                worths[each.material] = worth
                parts[each.material] = worth * each.tonnes
        needs = {
            material: self.demand.get((material, year), 0.0) / path.usable[material]
            for material, worth in worths.items()
            if worth > 0
        }
        most = max(needs.values(), default=0.0)
        driver = min((m for m, need in needs.items() if need == most and most > 0), default="")
        return View(path, bought, landed, parts, worths, driver)


def _rank(view: View) -> tuple[float, float]:
    margin = view.margin
    return view.bought, -view.landed if margin is None else margin


def material_values(book: SourceBook) -> pd.DataFrame:
    """The shadow price of every balance."""
    rows = [
        (material, grade, book.solved.period[node].label, value)
        for (material, grade, node), value in book.values.items()
    ]
    return from_rows(MATERIAL_VALUES, rows, book.solved.ranks)


def sources(book: SourceBook) -> pd.DataFrame:
    """Every offer that has a way to the buyer, by year."""
    sums = book.solved.flows.groupby(["offer", "year"])["bought"].sum().to_dict()
    rows = [
        (
            offer,
            year,
            view.path.product,
            view.path.key,
            sums.get((offer, year), 0.0),
            view.driver,
            view.value,
            view.landed,
            view.margin,
            _verdict(view),
        )
        for (offer, year), view in book.views.items()
    ]
    return from_rows(SOURCES, rows, book.solved.ranks)


def _verdict(view: View) -> str:
    if view.margin is None:
        return ""
    if abs(view.margin) <= EVEN * max(abs(view.landed), 1e-9):
        return "fairly priced"
    return "under-priced" if view.margin > 0 else "over-priced"


def baskets(book: SourceBook) -> pd.DataFrame:
    """Every source that brings several materials, by material and year."""
    arrivals = book.solved.arrivals
    came = arrivals.groupby(["offer", "year", "material"])["usable"].sum().to_dict()
    rows = []
    for (offer, year), view in book.views.items():
        usable = view.path.usable
        if len(usable) < 2:
            continue
        tonnes = None
        if view.driver:
            tonnes = book.demand.get((view.driver, year), 0.0) / usable[view.driver]
        for material, each in usable.items():
            demand = book.demand.get((material, year), 0.0)
            rows.append(
                (
                    *(offer, year, material, view.path.key),
                    each,
                    demand,
                    demand / each,
                    material == view.driver,
                    None if tonnes is None else tonnes * each - demand,
                    view.worths.get(material),
                    view.parts.get(material),
                    came.get((offer, year, material), 0.0),
                )
            )
    return from_rows(BASKETS, rows, book.solved.ranks)
