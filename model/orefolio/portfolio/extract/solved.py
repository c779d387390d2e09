"""The plan as base frames from which every table is made: deliveries, members, periods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from orefolio.case.entities import Path, Period
from orefolio.case.model import Case
from orefolio.portfolio.canonical import Ranks
from orefolio.portfolio.result_table import ALL, NOT_STATED

if TYPE_CHECKING:
    from orefolio.solving import Outcome

PER_KG = 1000.0
"""USD/t for one USD/kg."""

ROLES = ("mined", "processed", "supplier")


class Solved:
    """A case with its outcome; frames are made once and shared by the tables."""

    def __init__(self, case: Case, outcome: Outcome) -> None:
        self.case = case
        self.outcome = outcome
        self.period: Mapping[str, Period] = {node.name: node.period for node in case.trunk}

    @cached_property
    def ranks(self) -> Ranks:
        """Order of periods, years and spans as in the plan; ``all`` comes last."""
        periods = {period.label: rank for rank, period in enumerate(self.case.periods)}
        years = {year: rank for rank, year in enumerate((*self.case.years, ALL))}
        spans = {**{year: rank for year, rank in years.items() if year != ALL}, **periods}
        return {"period": periods, "year": years, "span": spans}

    def values(self, variable: str) -> Mapping[tuple[str, ...], float]:
        """Values of a variable by index, without zeros; empty when the model has none."""
        found: Mapping[tuple[str, ...], float] = self.outcome.values.get(variable, {})
        return found

    @cached_property
    def flows(self) -> pd.DataFrame:
        """One row for each path and trunk node that carries something, t and USD.

        Columns: path, node, offer, supplier, material, grade, route, processed_in, period, year,
        index (of the period), discount, bought, usable, price and freight (USD/t bought),
        reference (USD/t usable), hazard, days, value (at reference price), spend, freight_cost.
        """
        rows = [
            (path, node, tonnes)
            for (path, node), tonnes in self.values("delivery").items()
            if node in self.period
        ]
        frame = pd.DataFrame(rows, columns=["path", "node", "bought"]).astype(
            {"path": object, "node": object, "bought": float}
        )
        frame = frame.merge(self.paths, on="path", how="left").merge(
            self.periods, on="node", how="left"
        )
        frame["price"] = self.prices(frame)
        frame["usable"] = frame["bought"] * frame["recovery"]
        frame["value"] = frame["usable"] * frame["reference"]
        frame["spend"] = frame["bought"] * frame["price"]
        frame["freight_cost"] = frame["bought"] * frame["freight"]
        return frame

    def prices(self, frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Price in USD/t of every row, by its offer and period index."""
        offers = self.case.offers
        pairs = zip(frame["offer"], frame["index"], strict=True)
        return np.array([offers[offer].price[index] for offer, index in pairs], dtype=np.float64)

    @cached_property
    def paths(self) -> pd.DataFrame:
        """What stays the same over time: one row a path."""
        return pd.DataFrame(
            [
                (
                    path.key,
                    path.offer,
                    path.supplier,
                    path.material,
                    path.grade,
                    path.route,
                    path.recovery,
                    path.freight,
                    path.hazard,
                    path.days,
                    self.case.materials[path.material].reference_price,
                    self.case.offers[path.offer].processed_in,
                )
                for path in self.case.paths.values()
            ],
            columns=[
                "path",
                "offer",
                "supplier",
                "material",
                "grade",
                "route",
                "recovery",
                "freight",
                "hazard",
                "days",
                "reference",
                "processed_in",
            ],
        )

    @cached_property
    def periods(self) -> pd.DataFrame:
        """One row a trunk node: period, year, index, discount."""
        return pd.DataFrame(
            [(node, p.label, p.year, p.index, p.discount) for node, p in self.period.items()],
            columns=["node", "period", "year", "index", "discount"],
        )

    @cached_property
    def members(self) -> pd.DataFrame:
        """How a tonne of each path divides over countries and sellers: path, role, name, part."""
        rows = [
            (path.key, role, name, part)
            for path in self.case.paths.values()
            for role in ROLES
            for name, part in _divided(path, role).items()
        ]
        return pd.DataFrame(rows, columns=["path", "role", "name", "part"])

    @cached_property
    def demand(self) -> pd.DataFrame:
        """Demand by segment and trunk node: segment, material, node, period, year, demand."""
        rows = [
            (segment.key, segment.material, node, period.label, period.year, demand)
            for segment in self.case.segments.values()
            for node, period in self.period.items()
            for demand in (segment.demand[period.index],)
        ]
        return pd.DataFrame(
            rows, columns=["segment", "material", "node", "period", "year", "demand"]
        )


def _divided(path: Path, role: str) -> Mapping[str, float]:
    if role == "supplier":
        return {path.supplier: 1.0}
    return path.touches.get(role) or {NOT_STATED: 1.0}


def with_totals(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """The rows once more for ``all`` in each of the columns, so that one group-by gives totals."""
    for column in columns:
        frame = pd.concat([frame, frame.assign(**{column: ALL})], ignore_index=True)
    return frame


def ratio(above: pd.Series[float], below: pd.Series[float]) -> pd.Series[float]:
    """A quotient; none (NaN) where the divisor is zero or missing."""
    return above.where(below != 0) / below.where(below != 0)
