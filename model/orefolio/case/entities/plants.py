"""Plants: stages of processing that several offers share. Tonnes of feed, USD per tonne of feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Lot


@dataclass(frozen=True)
class Recovery:
    """``share`` of a material in the feed that comes out, in a grade (empty: as it came in)."""

    share: float
    grade: str


@dataclass(frozen=True)
class Plant:
    """A plant: ``capacity`` t of feed by period (0 while closed), ``toll`` USD per tonne of feed.

    ``recoveries`` by material; without any, all that is fed comes out. What comes out goes to the
    plants of ``next``, and ``to_buyer`` where that holds, by one of ``routes`` (none: delivered).
    """

    key: str
    name: str
    country: str
    stage: str
    capacity: Series
    toll: float
    routes: tuple[str, ...]
    next: tuple[str, ...]
    to_buyer: bool
    recoveries: Mapping[str, Recovery]
    lot: Lot
    hazard: float

    @property
    def table(self) -> str:
        """The table that declares it."""
        return "plants"
