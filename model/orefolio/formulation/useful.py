"""How much of an offer any plan can use: the big-Ms of yes-or-no decisions.

The true capacity is the big-M, or all that can be of use where that is less. What can be of use
follows from what a plan gains by a tonne: either the tonne is used or stocked, and then it is
within demand and stock; or it is surplus, and then the plan could buy a tonne less, unless a row
forbids less (a minimum lot, a rule that demands tonnes, a share of deliveries that others make
necessary) or surplus earns money. So demand, stock, and all that those rows can force are enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orefolio.case.contracts import least_price
from orefolio.case.entities import Passage, Path, Plant, Rule, Yield
from orefolio.case.model import Case
from orefolio.formulation.conditions import asked
from orefolio.formulation.contracted import contracted, paired
from orefolio.formulation.home_use import home_gain, home_needed
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.measuring import limit, moves, worth
from orefolio.formulation.members import KILOGRAM, RuleRow, material_groups, rule_rows
from orefolio.formulation.stockable import left_of_long_keeping, room_at_end, stockable

MOST_RATIO = 100.0
"""Most tonnes of one offer that are bought to balance one tonne of others in a share."""
LEAST_WEIGHT = 1e-3
"""Smaller shares of a tonne and values are taken for this."""
LEAST_YIELD = 1e-6
"""So are smaller yields: of an ore that holds a gram a tonne."""


@dataclass
class Useful:
    """Upper bounds on what can be bought of each offer; made once a build."""

    lookup: Lookup
    _found: dict[str, float] = field(default_factory=dict)
    _forcing: dict[str, float] = field(default_factory=dict)
    _moving: dict[tuple[str, ...], Mapping[str, list[float]]] = field(default_factory=dict)
    _sums: dict[tuple[tuple[str, float], ...], float] = field(default_factory=dict)

    @cached_property
    def paths(self) -> Mapping[str, list[Path]]:
        """The paths of each offer."""
        found = defaultdict(list)
        for path in self.case.paths.values():
            found[path.offer].append(path)
        return found

    @cached_property
    def rows(self) -> Mapping[str, list[RuleRow]]:
        """The limits of rules on each material."""
        found = defaultdict(list)
        for row in rule_rows(self.lookup):
            for material in row.materials:
                found[material].append(row)
        return found

    @cached_property
    def materials(self) -> Mapping[str, tuple[str, ...]]:
        """The materials that come of each offer by any of its paths."""
        return {
            offer: tuple(sorted({material for path in paths for material in path.usable}))
            for offer, paths in self.paths.items()
        }

    def rows_of(self, offer: str) -> list[RuleRow]:
        """The limits of rules on any material of an offer, each once."""
        found = {row.index: row for m in self.materials[offer] for row in self.rows[m]}
        return list(found.values())

    def _yield(self, offer: str, materials: Collection[str]) -> float:
        """Usable t of some materials in a tonne bought, by the poorest path that has any."""
        each = (tonnes for path in self.paths[offer] if (tonnes := path.tonnes(materials)) > 0)
        return max(min(each, default=1.0), LEAST_YIELD)

    @property
    def case(self) -> Case:
        """The case of the lookup."""
        return self.lookup.case

    def most(self, offer: str, nodes: Iterable[str]) -> float:
        """Most t that can be bought of an offer in the nodes together; infinite if nothing ends it.

        A capacity far beyond all use ("no limit" typed as a billion) would make a loose big-M, so
        the smaller of both counts, unless tonnes earn money beyond their use.
        """
        limited = sum(self._limited(offer, self.case.nodes[node].period.index) for node in nodes)
        if self._earns(offer):
            return limited if math.isfinite(limited) else self.useful(offer)
        return min(limited, self.useful(offer))

    def useful(self, offer: str) -> float:
        """Most t of an unlimited offer that can be of use in the whole plan."""
        if offer not in self._found:
            found = self._own_use(offer) + self._forced(offer)
            self._found[offer] = found + self._balancing(offer) + self._earning(offer)
        return self._found[offer]

    def _own_use(self, offer: str) -> float:
        return sum(self._needed(m) / self._yield(offer, (m,)) for m in self.materials[offer])

    def _limited(self, offer: str, period: int) -> float:
        """By the offer's own capacity, or by that of everything on each of its paths."""
        ways = sum(self._way(path, period) for path in self.paths[offer])
        return min(self.case.offers[offer].capacity[period], ways)

    def _way(self, path: Path, period: int) -> float:
        return min(
            (
                passed.capacity[period] / carried
                for key, carried in path.carried.items()
                if carried > 0 and (passed := self.case.passages.get(key)) is not None
            ),
            default=math.inf,
        )

    def _needed(self, material: str) -> float:
        """Usable t that demand, stock, markets of surplus, levers and conversions can take."""
        kept = max(left_of_long_keeping(self.lookup, material), LEAST_WEIGHT)
        return self._used(material) + home_needed(self.case, material, self._used) / kept

    def _used(self, material: str) -> float:
        """The same without levers and conversions: each rise of a cover is bought once."""
        case = self.case
        found = 0.0
        for key in self.lookup.segments_of[material]:
            demand = case.segments[key].demand
            for node in case.nodes.values():
                year = sum(p.days for p in case.periods if p.year == node.period.year)
                even = 1.0 if node.trunk else year / node.period.days
                found += demand[node.period.index] * even
        for step in case.surplus_steps.get(material, ()):
            found += sum(step.tonnes[node.period.index] for node in case.nodes.values())
        kept = max(left_of_long_keeping(self.lookup, material), LEAST_WEIGHT)
        return (found + stockable(self.lookup, material)) / kept

    def _gain(self, path: Path) -> float:
        """What a tonne bought beyond all use earns at most, USD; minus infinity where nothing."""
        return sum(each.tonnes * self._gain_of(each) for each in path.yields)

    def _gain_of(self, each: Yield) -> float:
        case, material = self.case, self.case.materials[each.material]
        gains = [material.surplus_value] if material.surplus_allowed else []
        if each.material in case.stocked:
            own = [p for g, p in case.stock_places[each.material] if g == each.grade]
            for policy in (self.lookup.policy(each.material, each.grade, pool) for pool in own):
                open_end = math.isinf(room_at_end(self.lookup, policy))
                if policy.end_of_horizon == "value" and open_end:
                    gains.append(material.reference_price * case.plan.end_salvage)
        gains.append(home_gain(case, each, self._gain_of))
        return max(gains)

    def _open_way(self, offer: str) -> bool:
        return any(
            math.isinf(self._way(path, period.index))
            for path in self.paths[offer]
            for period in self.case.periods
        )

    def _forced(self, offer: str) -> float:
        """T bought that minimum lots, loads and rules can demand of it; found once."""
        if offer not in self._forcing:
            self._forcing[offer] = self._forced_now(offer) + paired(
                self.case, offer, lambda other: self._own_use(other) + self._forced_now(other)
            )
        return self._forcing[offer]

    def _forced_now(self, offer: str) -> float:
        case = self.case
        found = case.offers[offer].lot.minimum * len(case.spans(case.offers[offer].lot.span))
        found += contracted(case, offer)
        for path in self.paths[offer]:
            for key, carried in path.carried.items():
                passed = case.passages.get(key)
                if isinstance(passed, (Passage, Plant)) and carried > 0:
                    spans = len(case.spans(passed.lot.span))
                    found += passed.lot.minimum * spans / carried
        return found + sum(
            _right(row, case) / self._worth(row, offer)
            for row in self.rows_of(offer)
            if self._forces(row) and self._touches(row, offer)
        )

    def _forces(self, row: RuleRow) -> bool:
        """Whether tonnes help to keep a row, or not to meet a condition of *at most*."""
        if row.rule.uses:  # no more is used than the demand
            return False
        return row.rule.sense != "at most" or row.index in asked(self.lookup)

    def _touches(self, row: RuleRow, offer: str) -> bool:
        return any(self._counts(row, path) > 0 for path in self.paths[offer])

    def _counts(self, row: RuleRow, path: Path) -> float:
        """What a tonne bought by a path counts at least towards a row, in the row's measure."""
        share = row.weight(path)
        if not share:
            return 0.0
        periods = self.case.periods if row.rule.base == "spend" else self.case.periods[:1]
        each = (worth(self.case, row, path, period.index) for period in periods)
        least = min((found for found in each if found > 0), default=0.0)
        return max(share, LEAST_WEIGHT) * least

    def _worth(self, row: RuleRow, offer: str) -> float:
        """What a tonne bought counts at least towards a row, where it counts at all."""
        each = (c for path in self.paths[offer] if (c := self._counts(row, path)) > 0)
        return max(min(each), LEAST_WEIGHT * LEAST_YIELD)

    def _balancing(self, offer: str) -> float:
        """T bought only so that others are a smaller share of the deliveries, or of an index.

        Under a Herfindahl index H a tonne helps while its member's share is below H, and H is at
        most the largest share; so the member never outgrows the largest other one.
        """
        case, data = self.case, self.case.offers[offer]
        found = sum(
            self._balance_of(row, offer)
            for row in self.rows_of(offer)
            if row.rule.of in ("deliveries", "counted") and not row.rule.uses
        )
        groups = [
            materials
            for rule in case.rules.values()
            if rule.measure == "HHI"
            for _, materials in material_groups(rule)
            if not set(materials).isdisjoint(self.materials[offer])
        ]
        if case.plan.concentration_weight > 0:
            groups += [(material,) for material in self.materials[offer]]
        # the tonnes of one origin are a share of those of the offer
        spread = 1.0 / sum(share**2 for share in (data.mined_in or {"": 1.0}).values())
        return found + spread * sum(
            self._all(dict.fromkeys(group, 1.0)) / self._yield(offer, group) for group in groups
        )

    def _balance_of(self, row: RuleRow, offer: str) -> float:
        """T of the offer that balance all that can be needed: in ``sum (w - b) v x``, by its w - b.

        Its sign is not looked at: an offer that only does harm has a big-M that is too large.
        """
        if row.rule.of == "counted" or row.rule.base == "spend" or row.rule.scope == "material":
            return self._diluting(row, offer)
        case, bound = self.case, row.bound
        value = row.rule.base == "value"
        worth = {
            m: row.rule.weight(m) * (case.materials[m].reference_price if value else 1.0)
            for m in row.materials
        }
        moves = [abs(row.weight(path) - bound) for path in self.paths[offer]]
        least = min((move for move in moves if move > 0), default=math.inf)
        ratio = min(max(bound, 1.0 - bound) / least, MOST_RATIO)
        each = (
            v
            for path in self.paths[offer]
            if (v := sum(worth.get(m, 0.0) * tonnes for m, tonnes in path.usable.items())) > 0
        )
        return ratio * self._all(worth) / max(min(each, default=1.0), LEAST_YIELD)

    def _diluting(self, row: RuleRow, offer: str) -> float:
        """T of the offer that offset all that can be bought: what a tonne moves the row, by sizes.

        For averages, prices and spend, of which a tonne bought counts in any size and sign.
        """
        moved = self._moves(row)
        own = moved.get(offer)
        if not own:
            return 0.0
        ratio = min(max(map(max, moved.values())) / min(own), MOST_RATIO)
        needed = sum(self._needed(material) for material in row.materials)
        poorest = min(self._yield(other, row.materials) for other in moved)
        return ratio * (needed / poorest + sum(self._forced(other) for other in moved))

    def _moves(self, row: RuleRow) -> Mapping[str, list[float]]:
        """What :func:`moves` says of the row; found once."""
        if row.index not in self._moving:
            self._moving[row.index] = moves(self.lookup, row)
        return self._moving[row.index]

    def _all(self, worth: Mapping[str, float]) -> float:
        """Usable t of several materials that can be needed or forced, times their worth."""
        key = tuple(worth.items())
        if key not in self._sums:
            self._sums[key] = self._all_now(worth)
        return self._sums[key]

    def _all_now(self, worth: Mapping[str, float]) -> float:
        forced = sum(
            most * self._forced(offer)
            for offer, paths in self.paths.items()
            if (
                most := max(
                    sum(worth.get(m, 0.0) * tonnes for m, tonnes in path.usable.items())
                    for path in paths
                )
            )
        )
        return forced + sum(worth[material] * self._needed(material) for material in worth)

    def _way_cost(self, path: Path) -> float:
        """Least that freight, tolls, taxes and insurance of a path add, USD for each t bought."""
        levied = (self.case.landed[path.key].levied(p.index) for p in self.case.periods)
        return path.freight + path.toll + min(levied)

    def _earning(self, offer: str) -> float:
        """Where surplus or end stock earns money: as much as ways and rules let through.

        Infinite when no row of the material could end it: the plan is then unbounded, and says so.
        """
        case, data = self.case, self.case.offers[offer]
        if not self._earns(offer):
            return 0.0
        ruled = any(
            self._always(rule) and not set(rule.materials).isdisjoint(self.materials[offer])
            for rule in case.rules.values()
        )
        if not ruled and math.isinf(sum(data.capacity)) and self._open_way(offer):
            return math.inf
        found = sum(tonnes for tonnes in data.capacity if math.isfinite(tonnes))
        for path in self.paths[offer]:
            ways = (self._way(path, period.index) for period in case.periods)
            found += sum(way for way in ways if math.isfinite(way))
        return found + sum(
            _right(row, case) / self._worth(row, offer)
            for row in self.rows_of(offer)
            if row.rule.sense == "at most" and self._always(row.rule) and self._touches(row, offer)
        )

    def _earns(self, offer: str) -> bool:
        """Whether a tonne beyond all use earns more than it costs, by any path."""
        case, data = self.case, self.case.offers[offer]
        price = min(least_price(case.contracts, data, endless=True))
        price -= case.investing.discount(offer)
        return any(self._gain(path) > price + self._way_cost(path) for path in self.paths[offer])

    def _always(self, rule: Rule) -> bool:
        """Whether a rule limits deliveries in every plan."""
        return rule.limits and not rule.when and not rule.uses


def _right(row: RuleRow, case: Case) -> float:
    """The right-hand side of a row in its own measure; a count asks its tonnes of each member."""
    rule = row.rule
    if rule.measure == "count":
        return max(rule.counted_from, KILOGRAM)
    return limit(case, row)
