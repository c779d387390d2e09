"""Demand of the days that follow a moment: what days of cover mean in tonnes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from orefolio.case.entities import Period, Series


class Forward:
    """Demand of a material over windows of days.

    Demand is even over the days of a period; beyond the plan the last period's daily demand
    repeats.
    """

    def __init__(self, demand: Series, periods: tuple[Period, ...]) -> None:
        self.demand = demand
        self.days = tuple(period.days for period in periods)
        self.ends = tuple(accumulate(self.days))

    def window(self, start: float, days: float) -> float:
        """Tonnes needed in the ``days`` days that follow day ``start`` of the plan."""
        total, end = 0.0, start + days
        first = bisect_right(self.ends, start)
        for index in range(first, len(self.ends)):
            begin = self.ends[index] - self.days[index]
            inside = min(end, self.ends[index]) - max(start, begin)
            total += self.demand[index] * (max(0.0, inside) / self.days[index])
            if self.ends[index] >= end:
                return total
        beyond = end - max(start, self.ends[-1])
        return total + self.demand[-1] * (beyond / self.days[-1])

    def at_ends(self, days: float) -> Series:
        """Tonnes needed in the ``days`` days after the end of each period."""
        return tuple(self.window(end, days) for end in self.ends)
