"""What is kept: stock terms of materials and grades. Tonnes, USD per tonne."""

from __future__ import annotations

from dataclasses import dataclass

from orefolio.case.entities.series import Series


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
