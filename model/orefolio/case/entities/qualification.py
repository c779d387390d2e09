"""Qualification: when a source may serve a segment, and what that costs. USD."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Qualification:
    """A source that a segment must test before it may use it.

    ``table`` says whether the source is one of ``offers`` or ``suppliers``; what comes of it is
    kept apart in the lot classes ``lots`` (grades). From the day ``ready`` on it may serve the
    segment: in a period at most the part ``shares`` of the demand. That counts the days after
    ``ready``, but only ``first_year_share`` of those in the first year, which are the part
    ``first_year`` of the period. ``cost`` is paid in the period of index ``begins``, if the source
    is qualified at all.
    """

    key: str  # "source|segment"
    source: str
    table: str
    segment: str
    material: str
    lots: tuple[str, ...]
    begins: int
    ready: datetime.date
    cost: float
    shares: Series
    first_year_share: float
    first_year: Series

    @property
    def decided(self) -> bool:
        """Whether a yes-or-no decision is needed: without a cost the test is made anyway."""
        return self.cost > 0
