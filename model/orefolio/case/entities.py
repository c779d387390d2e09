"""What a case is made of: frozen, unit-clean objects. Tonnes, days, USD, USD per tonne."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

Series = tuple[float, ...]
"""One number a period of the plan, in period order."""


@dataclass(frozen=True)
class Period:
    """A slice of the plan. ``years`` is the share of a calendar year that it covers."""

    label: str
    index: int
    start: datetime.date
    end: datetime.date  # the day after its last day
    days: int
    years: float
    year: str  # label of the year that it belongs to
    discount: float  # worth today of one USD of this period


@dataclass(frozen=True)
class Node:
    """A state of the world in a period. The trunk has one node a period; scenarios branch off it.

    ``parent`` is the name of the node before, empty for the first. ``probability`` is that of
    reaching the node (1 on the trunk).
    """

    name: str
    period: Period
    parent: str
    scenario: str
    probability: float
    trunk: bool


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
class Material:
    """What is needed; prices in USD/t. ``surplus_value`` is negative where disposal costs."""

    key: str
    name: str
    reference_price: float
    surplus_value: float
    surplus_allowed: bool


@dataclass(frozen=True)
class Segment:
    """A use of a material. ``demand`` in t a period; ``shortage_cost`` USD/t, ``None``: forbidden.

    ``table`` is the table (``segments`` or ``materials``) whose row declares it.
    """

    key: str
    material: str
    demand: Series
    shortage_cost: float | None
    table: str


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
class Offer:
    """One thing that one seller sells.

    ``price`` USD/t and ``capacity`` t (after the delivery ratio; infinite when unlimited; 0 before
    start and after end) by period. ``announced`` is the capacity before the delivery ratio.
    ``mined_in`` maps countries to shares of origin that add up to 1 (empty when unknown);
    ``routes`` may be empty: the price includes delivery. ``grade`` is empty when not graded.
    """

    key: str
    supplier: str
    material: str
    grade: str
    price: Series
    capacity: Series
    announced: Series
    recovery: float  # usable tonnes from a tonne bought
    mined_in: Mapping[str, float]
    processed_in: str
    routes: tuple[str, ...]
    lot: Lot
    hazard: float


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


@dataclass(frozen=True)
class Specification:
    """What a segment demands of an attribute; ``None`` bounds are open. Nines are ppm here."""

    key: str  # "segment|attribute"
    segment: str
    attribute: str
    minimum: float | None
    maximum: float | None
    basis: str  # "every lot", "blend", "total"
    off_specification: float


@dataclass(frozen=True)
class StockPolicy:
    """Terms of stocking one material (``grade`` empty) or one grade of it.

    ``cover`` and ``ceiling`` in t at the end of each period; ``cover_per_day`` is the demand in
    t/day behind one day of cover; ``opening`` in t; ``holding_cost`` USD per t and year.
    """

    key: str  # "material" or "material|grade"
    material: str
    grade: str
    days_of_cover: float
    cover: Series
    cover_per_day: Series
    opening: float
    ceiling: Series
    holding_cost: float
    end_of_horizon: str


@dataclass(frozen=True)
class Rule:
    """One row of policy, names resolved: ``members`` and ``materials`` are lists of keys.

    ``bound`` in the unit of the measure (share 0..1, t, USD, count, HHI); ``penalty`` USD per unit
    beyond it, ``None``: hard. ``periods`` are the labels of the periods in which it holds.
    """

    key: str
    scope: str
    members: tuple[str, ...]
    per_member: bool
    role: str
    materials: tuple[str, ...]
    per_material: bool
    periods: tuple[str, ...]
    span: str
    measure: str
    share_of: str
    sense: str
    bound: float
    counted_from: float
    penalty: float | None
    text: str


@dataclass(frozen=True)
class Plan:
    """Settings of the plan as a whole (rates as fractions a year, money in USD)."""

    title: str
    period_length: str
    discount_rate: float
    discount_timing: str
    risk_weight: float
    concentration_weight: float
    concentration_of: str
    end_replacement: float
    end_salvage: float
    relative_gap: float
    time_limit: float | None
    near_tie: float


@dataclass(frozen=True)
class Quality:
    """Grades and their attributes: ``value[grade][attribute]`` (ppm for attributes in nines)."""

    attributes: Mapping[str, str] = field(default_factory=dict)  # attribute → "by mass" | "nines"
    value: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
