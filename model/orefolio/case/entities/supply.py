"""Who sells what: countries, suppliers, offers and their lots. Tonnes, USD, USD per tonne."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.belief import Belief
from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Country:
    """A country; ``hazard`` is the yearly probability of a stop, 0 to 1."""

    key: str
    name: str
    hazard: float = 0.0
    governance_risk: float | None = None
    world_production: float | None = None


@dataclass(frozen=True)
class Supplier:
    """A seller."""

    key: str
    name: str
    hazard: float


@dataclass(frozen=True)
class Lot:
    """Terms that need a yes-or-no decision.

    In each span of use (``period``, ``year``, ``horizon``) at least ``minimum`` t and ``fee`` USD.
    """

    minimum: float = 0.0
    fee: float = 0.0
    span: str = "year"

    @property
    def binding(self) -> bool:
        """Whether a yes-or-no decision is needed at all."""
        return self.minimum > 0 or self.fee != 0


@dataclass(frozen=True)
class Content:
    """``share`` of the mass of a product that is a material, in a grade (empty: not graded)."""

    material: str
    grade: str
    share: float


@dataclass(frozen=True)
class Offer:
    """One thing that one seller sells: a material, or a product that holds several.

    ``price`` USD/t and ``capacity`` t by period: what is believed of it (infinite when unlimited;
    0 before start and after end). ``announced`` is what the seller says, between start and end;
    ``belief`` says where the difference is lost.
    ``mined_in`` maps countries to shares of origin that add up to 1 (empty when unknown);
    ``routes`` may be empty: the price includes delivery. ``grade`` is empty when not graded.
    ``product`` is the name of what is sold; ``material`` is the same, or empty for a product of
    several, whose ``contents`` say what it holds. ``plants`` are alternatives through which it goes
    first; none: it goes to the buyer.
    """

    key: str
    supplier: str
    product: str
    material: str
    grade: str
    contents: tuple[Content, ...]
    price: Series
    capacity: Series
    announced: Series
    recovery: float  # usable tonnes from a tonne bought
    mined_in: Mapping[str, float]
    processed_in: str
    plants: tuple[str, ...]
    routes: tuple[str, ...]
    lot: Lot
    hazard: float
    belief: Belief
