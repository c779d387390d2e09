"""The plan as base frames from which every table is made: deliveries, members, periods."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from orefolio.case.entities import Path, Period, Series, Yield
from orefolio.case.model import Case
from orefolio.portfolio.canonical import Ranks
from orefolio.portfolio.extract.invested import Invested
from orefolio.portfolio.result_table import ALL, NOT_STATED

if TYPE_CHECKING:
    from orefolio.solving import Outcome

PER_KG = 1000.0
"""USD/t for one USD/kg."""

NOTHING = 1e-9
"""A smaller part of a delivery is none."""

ROLES = ("mined", "processed", "supplier")

LEVIES = ("export_tax", "insurance", "tariff")
"""What is paid to others than the seller and the carrier."""


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

    @cached_property
    def invested(self) -> Invested:
        """What the plan invests in, and what that opens."""
        return Invested(self.case, self.outcome.values)

    def capacity(self, table: str, key: str) -> Series:
        """Capacity of an offer, way, lever, conversion with the plan's investments, t by period."""
        opened = self.invested.standing(table, key)
        if opened is not None:
            return opened
        if table == "offers":
            return self.case.offers[key].capacity
        if table == "levers":
            return self.case.levers[key].ceiling
        if table == "conversions":
            return self.case.conversions[key].capacity
        return self.case.passages[table, key].capacity

    def values(self, variable: str) -> Mapping[tuple[str, ...], float]:
        """Values of a variable by index, without zeros; empty when the model has none."""
        found: Mapping[tuple[str, ...], float] = self.outcome.values.get(variable, {})
        return found

    @cached_property
    def flows(self) -> pd.DataFrame:
        """One row for each path and trunk node that carries something, t and USD.

        ``material`` is the product where it holds several; ``usable`` and ``value`` are of all of
        them together. Columns: path, node, offer, supplier, material, grade, route, processed_in,
        period, year, index (of the period), discount, bought, usable, price and freight (USD/t
        bought), worth (USD of what comes of a tonne bought), hazard, days, value (at reference
        price), spend, freight_cost; export_tax, insurance, tariff and levies, their sum (USD/t
        bought), levies_cost.
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
        frame["value"] = frame["bought"] * frame["worth"]
        frame["spend"] = frame["bought"] * frame["price"]
        frame["open_spend"] = self._open(frame)
        frame["freight_cost"] = frame["bought"] * frame["freight"]
        frame["toll_cost"] = frame["bought"] * frame["toll"]
        for name in LEVIES:
            frame[name] = self._levied(frame, name)
        frame["levies"] = frame[list(LEVIES)].sum(axis=1)
        frame["levies_cost"] = frame["bought"] * frame["levies"]
        return frame

    def prices(self, frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Price in USD/t of every row: of its offer, and what contracts invoice more or less."""
        offers = self.case.offers
        pairs = zip(frame["offer"], frame["index"], strict=True)
        found = np.array([offers[offer].price[index] for offer, index in pairs], dtype=np.float64)
        dearer = self._dearer
        if dearer:
            keys = zip(frame["path"], frame["node"], strict=True)
            more = np.array([dearer.get(key, 0.0) for key in keys], dtype=np.float64)
            found = found + more / frame["bought"].to_numpy(dtype=np.float64)
        return found

    def _open(self, frame: pd.DataFrame) -> pd.Series[float]:
        """USD of every row that is paid at the price of the offer, outside contracts."""
        under: dict[tuple[str, str], float] = {}
        for (_, path, node), tonnes in self.values("lifted").items():
            under[path, node] = under.get((path, node), 0.0) + tonnes
        if not under:
            return frame["spend"]
        keys = zip(frame["path"], frame["node"], strict=True)
        lifted = np.array([under.get(key, 0.0) for key in keys], dtype=np.float64)
        left = frame["bought"] - lifted
        left = left.where(left > NOTHING * frame["bought"], 0.0)
        pairs = zip(frame["offer"], frame["index"], strict=True)
        offers = self.case.offers
        price = np.array([offers[offer].price[index] for offer, index in pairs], dtype=np.float64)
        return left * price

    @cached_property
    def _dearer(self) -> Mapping[tuple[str, str], float]:
        """(path, node) → USD by which contracts invoice more than the price of the offer."""
        case = self.case
        found: dict[tuple[str, str], float] = {}
        for (key, path, node), tonnes in self.values("lifted").items():
            if node not in self.period:
                continue
            offer, index = case.paths[path].offer, self.period[node].index
            more = case.contracts[key].price[offer][index] - case.offers[offer].price[index]
            found[path, node] = found.get((path, node), 0.0) + more * tonnes
        return found

    def _levied(
        self, frame: pd.DataFrame, name: str
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Export tax, insurance or tariff in USD/t bought of every row."""
        landed = self.case.landed
        pairs = zip(frame["path"], frame["index"], strict=True)
        found = [getattr(landed[path], name)[index] for path, index in pairs]
        return np.array(found, dtype=np.float64)

    @cached_property
    def paths(self) -> pd.DataFrame:
        """What stays the same over time: one row a path."""
        return pd.DataFrame(
            [
                (
                    path.key,
                    path.offer,
                    path.supplier,
                    path.product,
                    self.case.offers[path.offer].grade,
                    path.way,
                    sum(each.tonnes for each in path.yields),
                    path.freight,
                    path.toll,
                    path.hazard,
                    path.days,
                    _worth(self.case, path),
                    path.customs_origin,
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
                "toll",
                "hazard",
                "days",
                "worth",
                "processed_in",
            ],
        )

    @cached_property
    def yields(self) -> pd.DataFrame:
        """What comes of a tonne bought by each path.

        Columns: path, material, grade, each (usable t), reference (USD/t), part (of the price).
        """
        materials = self.case.materials
        rows = [
            (
                path.key,
                each.material,
                each.grade,
                each.tonnes,
                materials[each.material].reference_price,
                _part(self.case, path, each),
            )
            for path in self.case.paths.values()
            for each in path.yields
        ]
        columns = ["path", "material", "grade", "each", "reference", "part"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def arrivals(self) -> pd.DataFrame:
        """One row for each path, trunk node and material that arrives by it.

        Columns: those of ``flows`` that say when and by what, with material, grade, usable (t),
        value (at reference price), spend (its part of the price), landed (its part of price,
        freight, tolls and levies).
        """
        names = ["path", "node", "offer", "supplier", "period", "year", "index", "discount"]
        flows = self.flows[[*names, "hazard", "bought", "spend"]].assign(
            landed=self.flows[["spend", "freight_cost", "toll_cost", "levies_cost"]].sum(axis=1)
        )
        frame = flows.merge(self.yields, on="path")
        frame["usable"] = frame["bought"] * frame["each"]
        frame["value"] = frame["usable"] * frame["reference"]
        frame["spend"] = frame["spend"] * frame["part"]
        frame["landed"] = frame["landed"] * frame["part"]
        return frame.drop(columns=["bought", "each", "part"])

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
    if role == "processed":
        return {path.customs_origin or NOT_STATED: 1.0}
    return path.touches.get(role) or {NOT_STATED: 1.0}


def _worth(case: Case, path: Path) -> float:
    """USD at reference prices of what comes of a tonne bought."""
    return sum(case.materials[each.material].reference_price * each.tonnes for each in path.yields)


def _part(case: Case, path: Path, each: Yield) -> float:
    """The part of a price that belongs to one material: by value at reference prices, or by mass.

    By mass where nothing has a reference price.
    """
    if len(path.yields) == 1:
        return 1.0
    whole = _worth(case, path)
    if whole > 0:
        return case.materials[each.material].reference_price * each.tonnes / whole
    return each.tonnes / sum(other.tonnes for other in path.yields)


def with_totals(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """The rows once more for ``all`` in each of the columns, so that one group-by gives totals."""
    for column in columns:
        frame = pd.concat([frame, frame.assign(**{column: ALL})], ignore_index=True)
    return frame


def ratio(above: pd.Series[float], below: pd.Series[float]) -> pd.Series[float]:
    """A quotient; none (NaN) where the divisor is zero or missing."""
    return above.where(below != 0) / below.where(below != 0)
