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

        Added columns: index, year, discount (of the period); unit_price, unit_freight (USD/t
        bought), recovery, reference (USD/t usable); tonnes, net (usable t), worth (USD at
        reference prices), paid (USD), carried (USD of freight) as they must be.
        """
        frame = self.tables["flows"]
        known = frame["path"].isin(list(self.case.paths)) & frame["period"].isin(list(self.periods))
        frame = frame[known].reset_index(drop=True)
        if not known.all():
            frame.attrs.clear()  # its rows are no longer those of the sheet
        periods = [self.periods[label] for label in frame["period"]]
        offers = [self.offer(path) for path in frame["path"]]
        frame["index"] = [period.index for period in periods]
        frame["year"] = [period.year for period in periods]
        frame["discount"] = [period.discount for period in periods]
        prices = [offer.price[p.index] for offer, p in zip(offers, periods, strict=True)]
        frame["unit_price"] = np.array(prices, dtype=float)
        freights = {path: sum(part.cost for part in self.passed(path)) for path in self.case.paths}
        frame["unit_freight"] = frame["path"].map(freights).astype(float)
        frame["recovery"] = np.array([offer.recovery for offer in offers], dtype=float)
        references = {
            key: material.reference_price for key, material in self.case.materials.items()
        }
        sold = [offer.material for offer in offers]
        frame["sold"] = np.array(sold, dtype=object)
        frame["reference"] = np.array([references[material] for material in sold], dtype=float)
        frame["tonnes"] = frame["bought"]
        frame["net"] = frame["bought"] * frame["recovery"]
        frame["worth"] = frame["net"] * frame["reference"]
        frame["paid"] = frame["bought"] * frame["unit_price"]
        frame["carried"] = frame["bought"] * frame["unit_freight"]
        return frame

    def offer(self, path: str) -> Offer:
        """The offer of a path."""
        return self.case.offers[self.case.paths[path].offer]

    def passed(self, path: str) -> tuple[Passage, ...]:
        """The route of a path and its legs."""
        name = self.case.paths[path].route
        if not name:
            return ()
        route = self.case.routes[name]
        return (route, *(self.case.legs[leg] for leg in route.legs))

    def grades(self, material: str) -> tuple[str, ...]:
        """Grades in which a material is offered or stocked."""
        offered = {o.grade for o in self.case.offers.values() if o.material == material}
        stocked = {
            row.grade for row in self.case.stock.values() if row.material == material and row.grade
        }
        return tuple(sorted(offered | stocked)) or ("",)

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
