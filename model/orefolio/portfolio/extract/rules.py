"""Every rule written out by member, material and span: what the plan does, what is allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from orefolio.case.counted import counted_materials, counted_share
from orefolio.case.entities import Rule
from orefolio.case.rule_cells import bound_place
from orefolio.formulation.conditions import condition_of
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import (
    Concentration,
    RuleRow,
    concentrations,
    hhi_index,
    member_shares,
    rule_rows,
)
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.kept import KEPT, Kept
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE
from orefolio.tables.rules import CONDITION, LIMIT

COUNTS = 1e-3
"""A member that delivers a kilogram counts, when the rule names no tonnes of its own."""

Amounts = Mapping[tuple[str, str], float]
"""(material, node) → t or USD."""


class RuleBook:
    """Measures every limit of every rule at the plan."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.case = solved.case
        self.lookup = Lookup(solved.case)
        self._weighted: dict[tuple[str, str, frozenset[str] | None], Amounts] = {}

    @cached_property
    def limits(self) -> tuple[Kept, ...]:
        """Every limit, soft and hard, and every condition."""
        rows = list(rule_rows(self.lookup, hhi=True))
        found = {row.index: self._kept(row) for row in rows}
        made = []
        for row in rows:
            kept = found[row.index]
            if row.rule.when:
                condition = condition_of(self.case, row)
                if condition is None or not found[condition.index].asked:
                    kept = replace(kept, holds=False)
            made.append(kept)
        # those of HHI come last, as one table of indices
        return tuple(sorted(made, key=lambda kept: kept.rule.measure == "HHI"))

    def _kept(self, row: RuleRow) -> Kept:
        label, of = row.label, 1.0
        if row.rule.measure == "HHI":
            item = self._items[
                hhi_index(row.rule, row.materials_label, row.span, row.nodes, self.case)
            ]
            label, amount = item.of, self.herfindahl(item)[0]
        elif row.rule.measure == "count":
            amount = self._count(row)
        else:
            amount, of = self._sum(row, row.rule.base, row.names), self._of(row)
        return Kept(
            row.rule,
            label,
            row.materials_label,
            row.span,
            amount,
            of,
            row.bound,
            bound_place(self.case, row.rule, row.periods),
            row.rule.limits,
        )

    @cached_property
    def _items(self) -> Mapping[tuple[str, ...], Concentration]:
        return {item.index: item for item in concentrations(self.lookup)}

    def _of(self, row: RuleRow) -> float:
        """What a share or average is divided by; 1 for tonnes, spend and totals."""
        rule = row.rule
        if rule.of == "counted":
            return rule.unit_size * self._sum(row, rule.of_base, row.names)
        if rule.of == "deliveries":
            return self._sum(row, rule.of_base, None)
        if rule.of == "one":
            return 1.0
        value = rule.base == "value"
        return sum(
            rule.weight(material)
            * tonnes
            * (self.case.materials[material].reference_price if value else 1.0)
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
        for names in row.members.values():
            found = self._sum(row, "usable", names)
            if row.rule.sense == "at most":
                counted += found > threshold + edge
            else:
                counted += found >= threshold - edge
        return float(counted)

    def _sum(self, row: RuleRow, base: str, names: frozenset[str] | None) -> float:
        """An amount over the row's materials and nodes: what touches the names, or everything."""
        rule = row.rule
        key = (base, rule.key, names)
        if key not in self._weighted:
            weigh = self._weigh_use if rule.uses else self._weigh
            self._weighted[key] = weigh(rule, base, names)
        amounts = self._weighted[key]
        return sum(
            rule.weight(material) * amounts.get((material, node), 0.0)
            for material in row.materials
            for node in row.nodes
            if names is None or material in counted_materials(rule, names, (material,))
        )

    def _weigh(self, rule: Rule, base: str, names: frozenset[str] | None) -> Amounts:
        place, paths, group, groups = self._places
        data = self.case.paths
        shares = np.array(
            [1.0 if names is None else counted_share(rule, names, data[key]) for key in paths],
            dtype=float,
        )
        arrivals = self.solved.arrivals
        if base == "column":
            figures = arrivals["offer"].map(dict(rule.figures)).astype(float).fillna(0.0)
            amounts = (arrivals["usable"] * figures).to_numpy(dtype=float)
        else:
            amounts = arrivals[base].to_numpy(dtype=float)
        sums = np.bincount(group, weights=amounts * shares[place], minlength=len(groups))
        return dict(zip(groups, sums.tolist(), strict=True))

    def _weigh_use(self, rule: Rule, base: str, names: frozenset[str] | None) -> Amounts:
        """What segments use of grades, by material and node."""
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        for (segment, grade, node), tonnes in self.solved.values("use").items():
            material = self.case.segments[segment].material
            if names is None or self.case.plain(grade) in names:
                value = self.case.materials[material].reference_price if base == "value" else 1.0
                found[material, node] += value * tonnes
        return found

    @cached_property
    def _places(self) -> tuple[Any, list[str], Any, list[tuple[str, str]]]:
        """For each flow the number of its path and of its (material, node), with the names."""
        flows = self.solved.arrivals
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
        flows = self.solved.arrivals
        columns = (flows["material"], flows["node"], flows["path"], flows["usable"])
        for material, node, path, usable in zip(*columns, strict=True):
            found[material, node].append((path, usable))
        return found

    @cached_property
    def barred(self) -> frozenset[tuple[str, str]]:
        """(path, node) that a hard rule with a bound of zero forbids altogether."""
        bans = [row for row in rule_rows(self.lookup) if _bars(row.rule) and row.bound == 0]
        return frozenset(
            (key, node)
            for row in bans
            for node in row.nodes
            for key in self.lookup.paths(row.counted, node)
            if row.weight(self.case.paths[key]) > 0
        )

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


def _bars(rule: Rule) -> bool:
    """Whether a bound of zero forbids deliveries in every plan."""
    always = rule.limits and not rule.when and rule.penalty is None
    sums = rule.measure != "HHI" and rule.of != "counted" and not rule.uses
    return always and sums and rule.base != "column" and rule.sense != "at least"


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
            LIMIT if kept.rule.limits else CONDITION,
            kept.rule.when,
            kept.holds,
            kept.actual,
            kept.bound,
            kept.slack,
            kept.met,
            kept.excess,
            kept.penalty,
            kept.place,
        )
        for kept in book.limits
    ]
    return from_rows(RESULT_TABLE["rules"], rows, book.solved.ranks)
