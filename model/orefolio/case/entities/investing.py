"""What may be invested in: investments, what they open, and budgets. Tonnes, USD, USD per tonne."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Start:
    """A day on which an investment may begin, and what follows from it.

    It begins on the first day of the period ``label``, is ready on ``ready`` and closes on
    ``closes`` (the day after its last). ``opened`` is the share of each period's days on which what
    it opens stands, after its ramp. ``spending`` holds the parts of the capex with their days, also
    those after the plan. ``charge`` (capital), ``running`` and ``income`` are USD by period.
    """

    label: str
    begins: datetime.date
    ready: datetime.date
    closes: datetime.date
    opened: Series
    spending: tuple[tuple[datetime.date, float], ...]
    charge: Series
    running: Series
    income: Series


@dataclass(frozen=True)
class Terms:
    """The terms of an investment as the planner states them: USD, years, rates as fractions.

    ``profile`` maps years after the beginning to shares of the capex. ``term`` is that of a loan.
    """

    capex: float
    profile: Mapping[int, float]
    life: float
    finance_rate: float
    interest_rate: float
    term: float
    income: float
    running_cost: float


@dataclass(frozen=True)
class Investment:
    """Something that may be built, bought into, lent or guaranteed, at one of its ``starts``.

    ``group``: at most one investment of it is made (empty: none). ``requires`` names investments
    that must be ready before this one begins.
    """

    key: str
    name: str
    kind: str
    category: str
    group: str
    requires: tuple[str, ...]
    terms: Terms
    starts: Mapping[str, Start]


@dataclass(frozen=True)
class Opening:
    """What an investment opens of one target, a row of ``table``.

    ``amount`` in t by period once ramped up; negative where it closes capacity; infinite for a gate
    of a target without limit. A ``gate`` that is ``whole`` opens all the target's own capacity.
    ``discount`` in USD per t bought under the right.
    """

    key: str  # "investment|table|target"
    investment: str
    table: str
    target: str
    amount: Series
    discount: float
    gate: bool
    whole: bool


@dataclass(frozen=True)
class BudgetLimit:
    """At most ``amount`` USD of capex from ``first`` up to, without, ``end``."""

    label: str
    first: datetime.date
    end: datetime.date
    amount: float


@dataclass(frozen=True)
class Budget:
    """Limits on the capex of a category (``all``: every one); ``total`` is infinite when open."""

    key: str
    limits: tuple[BudgetLimit, ...]
    total: float


@dataclass(frozen=True)
class Investing:
    """All that the plan may invest in.

    ``own`` holds, for each target of an opening, its capacity by period without any investment (0
    behind a gate), while the ``capacity`` of the offer or passage counts with all of them.
    ``charging`` is ``annuity`` or ``whole``; with ``values`` each investment is valued by solving
    again.
    """

    investments: Mapping[str, Investment] = field(default_factory=dict)
    openings: Mapping[str, Opening] = field(default_factory=dict)
    budgets: Mapping[str, Budget] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Series] = field(default_factory=dict)
    charging: str = "annuity"
    values: bool = True

    def of(self, table: str, target: str) -> tuple[Opening, ...]:
        """The openings of one target."""
        return self._by_target.get((table, target), ())

    @cached_property
    def _by_target(self) -> Mapping[tuple[str, str], tuple[Opening, ...]]:
        found: dict[tuple[str, str], tuple[Opening, ...]] = {}
        for each in self.openings.values():
            key = (each.table, each.target)
            found[key] = (*found.get(key, ()), each)
        return found

    def discount(self, offer: str) -> float:
        """The most that rights save on a tonne of an offer, USD."""
        return sum(each.discount for each in self.of("offers", offer))

    def counted(self, budget: str) -> tuple[Investment, ...]:
        """The investments that a budget pays for."""
        return tuple(each for each in self.investments.values() if budget in ("all", each.category))
