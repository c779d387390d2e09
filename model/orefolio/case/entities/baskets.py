"""What surplus brings: steps of falling price. Tonnes, USD per tonne."""

from __future__ import annotations

from dataclasses import dataclass

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class SurplusStep:
    """At most ``tonnes`` of surplus a period at ``price`` USD/t; ``step`` is its number as text."""

    material: str
    step: str
    tonnes: Series
    price: float
