"""Every rule written out by member, material and span: what the plan does, what is allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from orefolio.case.counted import counted_share
from orefolio.case.entities import Path, Rule
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import (
    Concentration,
    RuleRow,
    concentrations,
    hhi_index,
    material_groups,
    member_shares,
    rule_rows,
    spans_of,
)
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE

COUNTS = 1e-3
"""A member that delivers a kilogram counts, when the rule names no tonnes of its own."""

KEPT = 1e-6
"""A limit is kept when it is missed by no more than this share of it."""

NOISE = 1e-12
"""Differences below this share of the bound come from adding up, not from the plan."""

Amounts = Mapping[tuple[str, str], float]
"""(material, node) → t or USD."""


@dataclass(frozen=True)
class Kept:
    """One limit of one rule: what it measures, and what a share is a share of (else 1).

    ``amount``, ``of`` and ``excess`` are in t (volumes), USD (values, spend), members or HHI.
    """

    rule: Rule
    label: str
    materials_label: str
    span: str
    amount: float
    of: float

    @property
    def actual(self) -> float | None:
        """The measure in the unit of the bound; none for a share of nothing."""
        return self.amount / self.of if self.of > 0 else None

    @property
    def limit(self) -> float:
        """The bound as an amount."""
        return self.rule.bound * self.of

    @property
    def excess(self) -> float:
        """By how much the amount is beyond the limit."""
        over, under = max(0.0, self.amount - self.limit), max(0.0, self.limit - self.amount)
        return {"at most": over, "at least": under}.get(self.rule.sense, over + under)

    @property
    def met(self) -> bool:
        """Whether the limit is kept, within rounding."""
        return self.excess <= KEPT * max(1.0, abs(self.limit))

    @property
    def slack(self) -> float | None:
        """Distance to the bound, in its unit; negative beyond it."""
        if self.actual is None:
            return None
        room = self.rule.bound - self.actual
        if abs(room) <= NOISE * max(1.0, abs(self.rule.bound)):
            room = 0.0
        return {"at most": room, "at least": -room}.get(self.rule.sense, -abs(room))

    @property
    def penalty(self) -> float:
        """USD for the excess of a soft rule."""
        return (self.rule.penalty or 0.0) * self.excess


class RuleBook:
    """Measures every limit of every rule at the plan."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.case = solved.case
        self.lookup = Lookup(solved.case)
        self._weighted: dict[tuple[str, str, str], Amounts] = {}

    @cached_property
    def limits(self) -> tuple[Kept, ...]:
        """Every limit, soft and hard."""
        return (*map(self._kept, rule_rows(self.lookup)), *self._caps())

    def _kept(self, row: RuleRow) -> Kept:
        count = row.rule.measure == "count"
        amount, of = (self._count(row), 1.0) if count else (self._measure(row), self._of(row))
        return Kept(row.rule, row.label, row.materials_label, row.span, amount, of)

    def _measure(self, row: RuleRow) -> float:
        amount = {"share of value": "value", "spend": "spend"}.get(row.rule.measure, "usable")
        return self._sum(row, amount, (row.rule.key, row.label), row.weight)

    def _of(self, row: RuleRow) -> float:
        """What a share is a share of; 1 for tonnes and spend."""
        if not row.rule.measure.startswith("share"):
            return 1.0
        value = row.rule.measure == "share of value"
        if row.rule.share_of == "deliveries":
            return self._sum(row, "value" if value else "usable", ("", ""), lambda _: 1.0)
        return sum(
            tonnes * (self.case.materials[material].reference_price if value else 1.0)
            for material in row.materials
            for node in row.nodes
            for tonnes in (self._demand.get((material, node), 0.0),)
        )

    def _count(self, row: RuleRow) -> float:
        """Members that deliver; exactly at the tonnes from which it counts, one counts as told.

        For *at most* it counts above them, for *at least* from them on.
        """
        counted = 0
        threshold = max(row.rule.counted_from, COUNTS)
        edge = KEPT * threshold
        for member, names in row.members.items():
            share = partial(counted_share, row.rule, names)
            found = self._sum(row, "usable", (row.rule.key, member), share)
            if row.rule.sense == "at most":
                counted += found > threshold + edge
            else:
                counted += found >= threshold - edge
        return float(counted)

    def _sum(
        self,
        row: RuleRow,
        amount: str,
        name: tuple[str, str],
        share: Callable[[Path], float],
    ) -> float:
        """Sum of an amount over the row's materials and nodes, weighted by share of path."""
        key = (amount, *name)
        if key not in self._weighted:
            self._weighted[key] = self._weigh(amount, share)
        amounts = self._weighted[key]
        return sum(amounts.get((m, node), 0.0) for m in row.materials for node in row.nodes)

    def _weigh(self, amount: str, share: Callable[[Path], float]) -> Amounts:
        place, paths, group, groups = self._places
        shares = np.array([share(self.case.paths[key]) for key in paths], dtype=float)
        weighted = self.solved.flows[amount].to_numpy() * shares[place]
        sums = np.bincount(group, weights=weighted, minlength=len(groups))
        return dict(zip(groups, sums.tolist(), strict=True))

    @cached_property
    def _places(self) -> tuple[Any, list[str], Any, list[tuple[str, str]]]:
        """For each flow the number of its path and of its (material, node), with the names."""
        flows = self.solved.flows
        place, paths = pd.factorize(flows["path"])
        pairs = list(zip(flows["material"], flows["node"], strict=True))
        groups = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
        group = np.array([groups[pair] for pair in pairs], dtype=np.intp)
        return place, paths.tolist(), group, list(groups)

    @cached_property
    def _demand(self) -> Amounts:
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        frame = self.solved.demand
        columns = (frame["material"], frame["node"], frame["demand"])
        for material, node, tonnes in zip(*columns, strict=True):
            found[material, node] += tonnes
        return found

    @cached_property
    def _usable(self) -> Mapping[tuple[str, str], list[tuple[str, float]]]:
        """Paths with their usable tonnes by material and node."""
        found: defaultdict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
        flows = self.solved.flows
        columns = (flows["material"], flows["node"], flows["path"], flows["usable"])
        for material, node, path, usable in zip(*columns, strict=True):
            found[material, node].append((path, usable))
        return found

    @cached_property
    def barred(self) -> frozenset[tuple[str, str]]:
        """(path, node) that a hard rule with a bound of zero forbids altogether."""
        bans = [
            row
            for row in rule_rows(self.lookup)
            if row.rule.bound == 0 and row.rule.sense != "at least" and row.rule.penalty is None
        ]
        return frozenset(
            (key, node)
            for row in bans
            for node in row.nodes
            for key in self.lookup.paths(row.materials, node)
            if row.weight(self.case.paths[key]) > 0
        )

    def _caps(self) -> Iterator[Kept]:
        items = {item.index: item for item in concentrations(self.lookup)}
        for rule in self.case.rules.values():
            if rule.measure != "HHI":
                continue
            for label, _ in material_groups(rule):
                for span, nodes in spans_of(self.case, rule):
                    item = items[hhi_index(rule, label, span, nodes, self.case)]
                    hhi, _ = self.herfindahl(item)
                    yield Kept(rule, item.of, label, span, hhi, 1.0)

    def herfindahl(self, item: Concentration) -> tuple[float, float]:
        """Index (sum of squared shares) and the usable tonnes behind it; 0 without deliveries."""
        tonnes: defaultdict[str, float] = defaultdict(float)
        for material in item.materials:
            for node in item.nodes:
                for key, usable in self._usable.get((material, node), ()):
                    for member, part in member_shares(item.of, self.case.paths[key]).items():
                        tonnes[member] += part * usable
        total = sum(tonnes.values())
        if total <= 0:
            return 0.0, 0.0
        return sum((t / total) ** 2 for t in tonnes.values()), total


def rules(book: RuleBook) -> pd.DataFrame:
    """The table of rules."""
    rows = [
        (
            kept.rule.key,
            kept.label,
            kept.materials_label,
            kept.span,
            kept.rule.measure,
            kept.rule.sense,
            kept.actual,
            kept.rule.bound,
            kept.slack,
            kept.met,
            kept.excess,
            kept.penalty,
            book.case.place("rules", kept.rule.key, "bound"),
        )
        for kept in book.limits
    ]
    return from_rows(RESULT_TABLE["rules"], rows, book.solved.ranks)
