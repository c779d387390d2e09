"""Upper bounds on what a group of offers can bring under common limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.entities import Series

Span = tuple[int, ...]
"""Indices of the periods looked at together."""


@dataclass(frozen=True)
class Limit:
    """At most ``tonnes`` over some periods, and whose limit that is."""

    periods: frozenset[int]
    tonnes: float
    words: str


@dataclass(frozen=True)
class Item:
    """What one offer can bring at most by period, and the share of it that a limit counts."""

    offer: str
    weight: float
    tonnes: Series


@dataclass(frozen=True)
class Held:
    """The most that a group brings over a span; ``words`` names the limit that holds it back."""

    label: str
    offers: tuple[str, ...]
    tonnes: float
    alone: float
    words: str


@dataclass(frozen=True)
class Group:
    """Offers under common limits."""

    label: str
    items: tuple[Item, ...]
    limits: tuple[Limit, ...] = ()

    def most(self, span: Span) -> Held:
        """An upper bound over the span, each limit taken by itself."""
        alone = sum(item.tonnes[index] for item in self.items for index in span)
        best, words = sum(self._by_period[index][0] for index in span), ""
        inside = set(span)
        for limit in self.limits:
            if len(limit.periods) > 1 and limit.periods <= inside:
                outside = sum(self._by_period[index][0] for index in inside - limit.periods)
                bound = outside + self._packed(limit, limit.periods)
                if bound < best:
                    best, words = bound, limit.words
        if best < alone and not words:
            words = next((found for index in span if (found := self._by_period[index][1])), "")
        offers = tuple(dict.fromkeys(item.offer for item in self.items))
        return Held(self.label, offers, best, alone, words)

    @cached_property
    def _by_period(self) -> tuple[tuple[float, str], ...]:
        """By period the most and the limit that says so; a limit of a year holds in its parts."""
        found = []
        for index in range(len(self.items[0].tonnes)):
            best, words = sum(item.tonnes[index] for item in self.items), ""
            for limit in self.limits:
                if index in limit.periods:
                    bound = self._packed(limit, {index})
                    if bound < best:
                        best, words = bound, limit.words
            found.append((best, words))
        return tuple(found)

    def _packed(self, limit: Limit, periods: Iterable[int]) -> float:
        """Most tonnes whose counted shares stay within the limit: the least counted first."""
        total, left = 0.0, limit.tonnes
        for item in sorted(self.items, key=lambda item: item.weight):
            tonnes = min(sum(item.tonnes[index] for index in periods), left / item.weight)
            total += tonnes
            left -= tonnes * item.weight
        return total
