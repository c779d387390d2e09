"""The tables of a plan beside the case: what every check starts from.

Everything here is derived from the case's offers, routes and legs and from the tables of flows,
uses, stock, demand and decisions; nothing of the formulation or of the extraction is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from orefolio.case.entities import Offer, Passage, Period
from orefolio.case.model import Case
from orefolio.portfolio.auditing.columns import marked
from orefolio.portfolio.auditing.invoices import dearer, lifted
from orefolio.portfolio.auditing.landing import LEVIES, Landing
from orefolio.portfolio.auditing.streams import Stage, Tonnes, last_country, walk
from orefolio.portfolio.portfolio import Portfolio


class Plan:
    """A case and the tables that claim to be its plan."""

    def __init__(self, case: Case, portfolio: Portfolio) -> None:
        self.case = case
        self.tables = marked(portfolio.tables)
        self.portfolio = portfolio
        self.periods: Mapping[str, Period] = {period.label: period for period in case.periods}

    @cached_property
    def flows(self) -> pd.DataFrame:
        """The flows of known paths and periods, with what the case says of them.

        Added columns: index, year, discount (of the period); unit_price, unit_freight, unit_toll,
        unit_export_tax, unit_insurance, unit_tariff and unit_levies, the sum of these three (USD/t
        bought); recovery (usable t for a tonne bought, all materials), tonnes, net (usable t),
        worth (USD at reference prices), paid (USD), carried (USD of freight), tolled and levied
        (USD) as they must be.
        """
        frame = self.tables["flows"]
        known = frame["path"].isin(list(self.case.paths)) & frame["period"].isin(list(self.periods))
        frame = frame[known].reset_index(drop=True)
        if not known.all():
            frame.attrs.clear()  # its rows are no longer those of the sheet
        periods = [self.periods[label] for label in frame["period"]]
        frame["index"] = [period.index for period in periods]
        frame["year"] = [period.year for period in periods]
        frame["discount"] = [period.discount for period in periods]
        parts = [self.landing.parts(*row) for row in zip(frame["path"], periods, strict=True)]
        for name in ("price", "freight", "toll", *LEVIES):
            found = [getattr(part, name) for part in parts]
            frame[f"unit_{name}"] = np.array(found, dtype=float)
        more = dearer(lifted(self.case, self.tables["liftings"]))
        keys = zip(frame["path"], frame["period"], strict=True)
        extra = np.array([more.get(key, 0.0) for key in keys], dtype=float)
        frame["unit_price"] += extra / np.where(frame["bought"] != 0, frame["bought"], np.inf)
        usable = {path: self.usable(path) for path in frame["path"].unique()}
        recovery = {path: sum(t for _, t in held.values()) for path, held in usable.items()}
        frame["recovery"] = frame["path"].map(recovery).astype(float)
        worths = {path: self._worth(held) for path, held in usable.items()}
        frame["tonnes"] = frame["bought"]
        frame["net"] = frame["bought"] * frame["recovery"]
        frame["worth"] = frame["bought"] * frame["path"].map(worths).astype(float)
        frame["paid"] = frame["bought"] * frame["unit_price"]
        frame["carried"] = frame["bought"] * frame["unit_freight"]
        frame["tolled"] = frame["bought"] * frame["unit_toll"]
        frame["unit_levies"] = frame[[f"unit_{name}" for name in LEVIES]].sum(axis=1)
        frame["levied"] = frame["bought"] * frame["unit_levies"]
        return frame

    def offer(self, path: str) -> Offer:
        """The offer of a path."""
        return self.case.offers[self.case.paths[path].offer]

    @cached_property
    def arrivals(self) -> pd.DataFrame:
        """The flows, one row for each material that comes of them.

        Columns: path, period, year, sold (the material), grade, net (usable t), worth (USD at
        reference prices), paid (USD: its part of the price, by worth, else by tonnes), landed (USD:
        the same part of price, freight, tolls and levies).
        """
        rows = []
        flows = self.flows
        columns = [flows[name] for name in ("path", "period", "year", "tonnes", "paid")]
        columns.append(flows[["paid", "carried", "tolled", "levied"]].sum(axis=1))
        for path, period, year, tonnes, paid, all_paid in zip(*columns, strict=True):
            held = self.usable(path)
            prices = {m: self.case.materials[m].reference_price for m in held}
            if self._worth(held) <= 0:
                prices = dict.fromkeys(held, 1.0)
            whole = sum(prices[m] * each for m, (_, each) in held.items())
            for material, (grade, each) in held.items():
                net = tonnes * each
                worth = net * self.case.materials[material].reference_price
                part = 1.0 if len(held) == 1 else prices[material] * each / whole
                money = (paid * part, all_paid * part)
                rows.append((path, period, year, material, grade, net, worth, *money))
        names = ["path", "period", "year", "sold", "grade", "net", "worth", "paid", "landed"]
        kinds = dict.fromkeys(names[:5], object) | dict.fromkeys(names[5:], float)
        return pd.DataFrame(rows, columns=names).astype(kinds)

    @cached_property
    def landing(self) -> Landing:
        """What each part of the landed cost of a path must be."""
        return Landing(self.case)

    @cached_property
    def _walks(self) -> dict[str, tuple[tuple[Stage, ...], Tonnes]]:
        return {}

    def _walk(self, path: str) -> tuple[tuple[Stage, ...], Tonnes]:
        if path not in self._walks:
            self._walks[path] = walk(self.case, path)
        return self._walks[path]

    def stages(self, path: str) -> tuple[Stage, ...]:
        """The moves of a path: by routes to plants and to the buyer."""
        return self._walk(path)[0]

    def usable(self, path: str) -> Tonnes:
        """Material → grade and usable t for each tonne bought."""
        return self._walk(path)[1]

    def processed_last(self, path: str) -> str:
        """The country of origin in the sense of customs: of the last processing."""
        return last_country(self.case, path)

    def _worth(self, held: Tonnes) -> float:
        materials = self.case.materials
        return sum(materials[m].reference_price * tonnes for m, (_, tonnes) in held.items())

    def passed(self, path: str) -> tuple[Passage, ...]:
        """The routes of a path and their legs, as often as they are passed."""
        return tuple(part for stage in self.stages(path) for part in stage.passed)

    def grades(self, material: str) -> tuple[str, ...]:
        """Grades in which a material arrives or is stocked."""
        return self._grades.get(material, ("",))

    @cached_property
    def _grades(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for path in self.case.paths:
            for material, (grade, _) in self.usable(path).items():
                found.setdefault(material, set()).add(grade)
        for lever in self.case.levers.values():
            if lever.kind == "recycling":
                found.setdefault(lever.material, set()).add(lever.grade)
        for conversion in self.case.conversions.values():
            for output in conversion.outputs:
                found.setdefault(output.material, set()).add(output.grade)
        for row in self.case.stock.values():
            if row.grade:
                found.setdefault(row.material, set()).add(row.grade)
            lots = found.setdefault(row.material, {""})
            lots |= {self.plain(lot) for lot in lots}  # the opening stock is no lot of anyone
        return {material: tuple(sorted(grades)) for material, grades in found.items()}

    def plain(self, lot: str) -> str:
        """The grade of which a lot class is."""
        return self.case.base_grade.get(lot, lot)

    def spans(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Names of the spans with the labels of their periods."""
        found: dict[str, list[str]] = {}
        for period in self.case.periods:
            name = {"period": period.label, "year": period.year}.get(kind, "horizon")
            found.setdefault(name, []).append(period.label)
        return {name: tuple(labels) for name, labels in found.items()}

    @cached_property
    def dear(self) -> float:
        """The highest reference price, USD/t: turns the tolerance in tonnes into one in USD."""
        prices = [abs(material.reference_price) for material in self.case.materials.values()]
        return max([1.0, *prices])

    @cached_property
    def paths_used(self) -> tuple[str, ...]:
        """Paths that carry anything."""
        return tuple(self.flows["path"].unique())
