"""The horizon: periods, the nodes of the scenario tree, and the settings of the plan."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


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
