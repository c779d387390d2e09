"""What is needed: materials, segments, qualities and specifications. Tonnes, USD per tonne."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Material:
    """What is needed; prices in USD/t. ``surplus_value`` is negative where disposal costs.

    ``market_price`` by period is the reference price times the multiplier of the chosen price path;
    stock, shares by value and risk are valued at the ``reference_price``, which no path moves.
    """

    key: str
    name: str
    reference_price: float
    surplus_value: float
    surplus_allowed: bool
    market_price: Series = ()


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
class Quality:
    """Grades and their attributes: ``value[grade][attribute]`` (ppm for attributes in nines)."""

    attributes: Mapping[str, str] = field(default_factory=dict)  # attribute → "by mass" | "nines"
    value: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
