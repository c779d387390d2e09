"""How it arrives: routes, legs, chokepoints, and the paths that offers take by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Lot


@dataclass(frozen=True)
class Passage:
    """A leg, or a whole route: cost USD/t, capacity t by period (0 while closed).

    ``table`` is ``routes`` or ``legs``; ``legs`` names the legs of a route, empty for a leg.
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


@dataclass(frozen=True)
class Chokepoint:
    """A place that several routes share; capacity t by period."""

    key: str
    capacity: Series
    hazard: float


@dataclass(frozen=True)
class Path:
    """An offer by a route (``route`` empty: delivered by the seller): built once, sparse.

    ``freight`` USD/t of route and legs together; ``hazard`` is the yearly probability that
    something of the path fails; ``touches[role][country]`` is the share of a tonne that the
    country touches (roles ``mined``, ``processed``, ``transit``, ``any``).
    """

    key: str  # "offer" or "offer|route"
    offer: str
    supplier: str
    material: str
    grade: str
    route: str
    legs: tuple[str, ...]
    chokepoints: tuple[str, ...]
    recovery: float
    freight: float
    days: float
    hazard: float
    touches: Mapping[str, Mapping[str, float]]
