"""One limit of one rule at the plan: what it measures, whether it is kept, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from orefolio.case.entities import Rule

KEPT = 1e-6
"""A limit is kept when it is missed by no more than this share of it."""

EXACT = 1e-9
"""The same of conditions: a plan that does not meet one stays clear of it by a kilogram."""

NOISE = 1e-12
"""Differences below this share of the bound come from adding up, not from the plan."""


@dataclass(frozen=True)
class Kept:
    """One limit of one rule: what it measures, and what a share is a share of (else 1).

    ``amount``, ``of`` and ``excess`` are in t (volumes), USD (values, spend), t times the unit of a
    column, members or HHI. ``holds`` is false for a condition, and where the rule's own condition
    is not met; ``place`` is the cell of the bound.
    """

    rule: Rule
    label: str
    materials_label: str
    span: str
    amount: float
    of: float
    bound: float
    place: str
    holds: bool = True

    @property
    def actual(self) -> float | None:
        """The measure in the unit of the bound; none for a share of nothing."""
        return self.amount / self.of if self.of > 0 else None

    @property
    def limit(self) -> float:
        """The bound as an amount."""
        return self.bound * self.of

    @property
    def beyond(self) -> float:
        """By how much the amount is beyond the limit, whether it holds or not."""
        over, under = max(0.0, self.amount - self.limit), max(0.0, self.limit - self.amount)
        return {"at most": over, "at least": under}.get(self.rule.sense, over + under)

    @property
    def excess(self) -> float:
        """By how much a limit that holds is missed."""
        return self.beyond if self.holds else 0.0

    @property
    def met(self) -> bool:
        """Whether the limit is kept, within rounding; of a condition whether it is met."""
        tolerance = KEPT if self.rule.limits else EXACT
        return self.beyond <= tolerance * max(1.0, abs(self.limit))

    @property
    def asked(self) -> bool:
        """Whether rules that depend on this limit hold."""
        return self.beyond <= EXACT * max(1.0, abs(self.limit))

    @property
    def slack(self) -> float | None:
        """Distance to the bound, in its unit; negative beyond it."""
        if self.actual is None:
            return None
        room = self.bound - self.actual
        if abs(room) <= NOISE * max(1.0, abs(self.bound)):
            room = 0.0
        return {"at most": room, "at least": -room}.get(self.rule.sense, -abs(room))

    @property
    def penalty(self) -> float:
        """USD for the excess of a soft rule."""
        return (self.rule.penalty or 0.0) * self.excess
