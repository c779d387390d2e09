"""What is kept: pools, and stock terms of materials and grades. Tonnes, USD per tonne."""

from __future__ import annotations

import math
from dataclasses import dataclass

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Pool:
    """A stock that is kept apart. ``capacity`` in t by period, of all materials together.

    ``release`` is ``free``, ``never`` or ``declared periods``; ``released`` says for each period
    whether it lies in the declared release. A year adds at most ``refill_rate`` t to the pool, and
    ``refill_share`` of its cover to each of its stocks.
    """

    key: str
    name: str
    owner: str  # "national" or "private"
    place: str
    country: str
    capacity: Series
    release: str
    released: tuple[bool, ...]
    refill_rate: float
    refill_share: float

    def may_fall(self, period: int, *, trunk: bool = True) -> bool:
        """Whether its stock may be used in a period; inside a disruption a release is declared."""
        if self.release == "never":
            return False
        return self.release == "free" or not trunk or self.released[period]


@dataclass(frozen=True)
class StockPolicy:
    """Terms of stocking one material (``grade`` empty) or one grade of it, in one pool or in all.

    ``cover``, ``wanted`` and ``ceiling`` in t at the end of each period; ``cover_per_day`` and
    ``wanted_per_day`` are the demand in t/day behind one day; ``opening`` in t; ``holding_cost``
    USD per t and year; ``cover_price`` USD per missing day and year. ``fresh_from`` gives for each
    period the first one whose arrivals may still be there at its end (-1: the opening stock too);
    it is empty without a shelf life.
    """

    key: str  # "material", "material|grade", "material|pool" or "material|grade|pool"
    material: str
    grade: str
    days_of_cover: float
    cover: Series
    cover_per_day: Series
    opening: float
    ceiling: Series
    holding_cost: float
    end_of_horizon: str
    pool: str = ""
    days_wanted: float = 0.0
    wanted: Series = ()
    wanted_per_day: Series = ()
    cover_price: float = 0.0
    loss_rate: float = 0.0
    fresh_from: tuple[int, ...] = ()

    @property
    def priced(self) -> bool:
        """Whether missing days of cover are charged."""
        return self.days_wanted > 0 and self.cover_price > 0

    def kept(self, years: float) -> float:
        """The share of a stock that is left after so many years."""
        return 1.0 if self.loss_rate == 0 else math.pow(1.0 - self.loss_rate, years)
