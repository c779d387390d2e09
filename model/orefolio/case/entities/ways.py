"""How it arrives: routes, legs, chokepoints, and the chains that offers take by them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Lot


@dataclass(frozen=True)
class Passage:
    """A leg, or a whole route: cost USD/t, capacity t by period (0 while closed).

    ``table`` is ``routes`` or ``legs``; ``legs`` names the legs of a route, empty for a leg.
    ``leads_to`` is the only plant that a route leads to; empty: the buyer, or whichever plant comes
    next.
    """

    key: str
    table: str
    cost: float
    days: float
    capacity: Series
    countries: tuple[str, ...]
    chokepoints: tuple[str, ...]
    legs: tuple[str, ...]
    lot: Lot
    hazard: float
    leads_to: str = ""


@dataclass(frozen=True)
class Chokepoint:
    """A place that several routes share; capacity t by period."""

    key: str
    capacity: Series
    hazard: float


@dataclass(frozen=True)
class Yield:
    """What comes of a path: usable ``tonnes`` of a material, of a grade, for each tonne bought."""

    material: str
    grade: str
    tonnes: float


@dataclass(frozen=True)
class Path:
    """A chain from an offer to the buyer: route, plant, route, plant … route; built once, sparse.

    ``routes`` has one name more than ``plants``; an empty one: the seller or the plant delivers.
    ``yields`` holds each material once. ``delivered`` is the mass that reaches the
    buyer for each tonne bought, ``carried`` maps (table, key) of every route, leg,
    chokepoint and plant to the tonnes that pass it for each tonne bought: after a plant only what
    comes out of it. ``freight`` and ``toll`` are USD per tonne bought, all stages together;
    ``hazard`` is the yearly probability that something of the path fails;
    ``touches[role][country]`` is the share of a tonne that the country touches (roles ``mined``,
    ``processed``, ``transit``, ``any``); ``customs_origin`` is the country that processed it last.
    """

    key: str  # "offer", "offer|route" or "offer|route|plant|route ..."
    offer: str
    supplier: str
    product: str
    plants: tuple[str, ...]
    routes: tuple[str, ...]
    legs: tuple[str, ...]
    chokepoints: tuple[str, ...]
    yields: tuple[Yield, ...]
    carried: Mapping[tuple[str, str], float]
    delivered: float
    freight: float
    toll: float
    days: float
    hazard: float
    touches: Mapping[str, Mapping[str, float]]
    customs_origin: str

    @cached_property
    def usable(self) -> Mapping[str, float]:
        """Usable tonnes of each material for each tonne bought."""
        return {each.material: each.tonnes for each in self.yields}

    @cached_property
    def fed(self) -> Mapping[str, float]:
        """Tonnes fed to each plant for each tonne bought."""
        return {plant: self.carried["plants", plant] for plant in self.plants}

    @cached_property
    def way(self) -> str:
        """Routes and plants in the order in which a tonne passes them, as a planner reads it."""
        stages = [self.routes[0]]
        for plant, route in zip(self.plants, self.routes[1:], strict=True):
            stages += [plant, route]
        return " > ".join(name for name in stages if name)

    def tonnes(self, materials: Collection[str]) -> float:
        """Usable tonnes of some materials together for each tonne bought."""
        return sum(each.tonnes for each in self.yields if each.material in materials)
