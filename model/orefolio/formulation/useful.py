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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from orefolio.case.entities import Offer, Path, Series
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup, passages_of
from orefolio.formulation.members import KILOGRAM, RuleRow, demand_of, rule_rows

MOST_RATIO = 100.0
"""Most tonnes of one offer that are bought to balance one tonne of others in a share."""
LEAST_WEIGHT = 1e-3
"""Smaller shares of a tonne, recoveries and values are taken for this."""


@dataclass
class Useful:
    """Upper bounds on what can be bought of each offer; made once a build."""

    lookup: Lookup
    _found: dict[str, float] = field(default_factory=dict)

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
        if self._earning(offer) > 0:
            return limited if math.isfinite(limited) else self.useful(offer)
        return min(limited, self.useful(offer))

    def useful(self, offer: str) -> float:
        """Most t of an unlimited offer that can be of use in the whole plan."""
        if offer not in self._found:
            material = self.case.offers[offer].material
            recovery = max(self.case.offers[offer].recovery, LEAST_WEIGHT)
            found = self._needed(material) / recovery + self._forced(offer)
            found += self._balancing(offer) + self._earning(offer)
            self._found[offer] = found
        return self._found[offer]

    def _limited(self, offer: str, period: int) -> float:
        """By the offer's own capacity, or by that of everything on each of its paths."""
        ways = sum(self._way(path, period) for path in self.paths[offer])
        return min(self.case.offers[offer].capacity[period], ways)

    def _way(self, path: Path, period: int) -> float:
        return min((c[period] for c in self._capacities(path)), default=math.inf)

    def _capacities(self, path: Path) -> Iterable[Series]:
        tables = {
            "routes": self.case.routes,
            "legs": self.case.legs,
            "chokepoints": self.case.chokepoints,
        }
        for table, key in passages_of(path):
            if key in tables[table]:
                yield tables[table][key].capacity  # type: ignore[attr-defined]

    def _needed(self, material: str) -> float:
        """Usable t that demand and stock can take: each rise of a cover is bought once."""
        case = self.case
        found = 0.0
        for key in self.lookup.segments_of[material]:
            demand = case.segments[key].demand
            for node in case.nodes.values():
                year = sum(p.days for p in case.periods if p.year == node.period.year)
                even = 1.0 if node.trunk else year / node.period.days
                found += demand[node.period.index] * even
        for policy in self.lookup.stock_of.get(material, []):
            found += sum(max(b - a, 0.0) for a, b in pairwise((0.0, *policy.cover)))
            found += max((c for c in policy.ceiling if math.isfinite(c)), default=0.0)
        return found

    def _gain(self, data: Offer) -> float:
        """What a usable tonne beyond all use earns at most, USD/t; minus infinity where nowhere."""
        case, material = self.case, self.case.materials[data.material]
        gains = [material.surplus_value] if material.surplus_allowed else []
        if data.material in case.stocked:
            policy = self.lookup.policy(data.material, data.grade)
            if policy.end_of_horizon == "value" and math.isinf(policy.ceiling[-1]):
                gains.append(material.reference_price * case.plan.end_salvage)
        return max(gains, default=-math.inf)

    def _open_way(self, offer: str) -> bool:
        return any(
            math.isinf(self._way(path, period.index))
            for path in self.paths[offer]
            for period in self.case.periods
        )

    def _forced(self, offer: str) -> float:
        """T bought that minimum lots, loads and rules can demand of it."""
        case = self.case
        found = case.offers[offer].lot.minimum * len(case.spans(case.offers[offer].lot.span))
        for path in self.paths[offer]:
            parts = [case.routes[path.route]] if path.route else []
            for part in (*parts, *(case.legs[leg] for leg in path.legs)):
                found += part.lot.minimum * len(case.spans(part.lot.span))
        return found + sum(
            _right(row, case) / self._worth(row, offer)
            for row in self.rows[case.offers[offer].material]
            if row.rule.sense != "at most" and self._touches(row, offer)
        )

    def _touches(self, row: RuleRow, offer: str) -> bool:
        return any(row.weight(path) > 0 for path in self.paths[offer])

    def _worth(self, row: RuleRow, offer: str) -> float:
        """What a tonne bought counts at least towards a row, where it counts at all."""
        data = self.case.offers[offer]
        share = min(w for path in self.paths[offer] if (w := row.weight(path)) > 0)
        worth = data.recovery
        if row.rule.measure == "share of value":
            worth *= self.case.materials[data.material].reference_price
        elif row.rule.measure == "spend":
            worth = min((price for price in data.price if price > 0), default=1.0)
        return max(share, LEAST_WEIGHT) * max(worth, LEAST_WEIGHT)

    def _balancing(self, offer: str) -> float:
        """T bought only so that others are a smaller share of the deliveries, or of an index.

        Under a Herfindahl index H a tonne helps while its member's share is below H, and H is at
        most the largest share; so the member never outgrows the largest other one.
        """
        case, data = self.case, self.case.offers[offer]
        found = sum(
            self._balance_of(row, offer)
            for row in self.rows[data.material]
            if row.rule.measure.startswith("share") and row.rule.share_of == "deliveries"
        )
        groups = [
            (data.material,) if rule.per_material else rule.materials
            for rule in case.rules.values()
            if rule.measure == "HHI" and data.material in rule.materials
        ]
        if case.plan.concentration_weight > 0:
            groups.append((data.material,))
        # the tonnes of one origin are a share of those of the offer
        spread = 1.0 / sum(share**2 for share in (data.mined_in or {"": 1.0}).values())
        largest = sum(self._all(dict.fromkeys(group, 1.0)) for group in groups)
        return found + spread * largest / max(data.recovery, LEAST_WEIGHT)

    def _balance_of(self, row: RuleRow, offer: str) -> float:
        """T of the offer that balance all that can be needed: in ``sum (w - b) v x``, by its w - b.

        Its sign is not looked at: an offer that only does harm has a big-M that is too large.
        """
        case, bound, data = self.case, row.rule.bound, self.case.offers[offer]
        value = row.rule.measure == "share of value"
        worth = {m: case.materials[m].reference_price if value else 1.0 for m in row.materials}
        moves = [abs(row.weight(path) - bound) for path in self.paths[offer]]
        least = min((move for move in moves if move > 0), default=math.inf)
        ratio = min(max(bound, 1.0 - bound) / least, MOST_RATIO)
        return ratio * self._all(worth) / max(worth[data.material] * data.recovery, LEAST_WEIGHT)

    def _all(self, worth: Mapping[str, float]) -> float:
        """Usable t of several materials that can be needed or forced, times their worth."""
        forced = sum(
            worth[offer.material] * offer.recovery * self._forced(offer.key)
            for offer in self.case.offers.values()
            if offer.material in worth
        )
        return forced + sum(worth[material] * self._needed(material) for material in worth)

    def _earning(self, offer: str) -> float:
        """Where surplus or end stock earns money: as much as ways and rules let through.

        Infinite when no row of the material could end it: the plan is then unbounded, and says so.
        """
        case, data = self.case, self.case.offers[offer]
        landed = min(data.price) + min(path.freight for path in self.paths[offer])
        if self._gain(data) * data.recovery <= landed:
            return 0.0
        ruled = any(data.material in rule.materials for rule in case.rules.values())
        if not ruled and math.isinf(sum(data.capacity)) and self._open_way(offer):
            return math.inf
        found = 0.0
        for path in self.paths[offer]:
            ways = (self._way(path, period.index) for period in case.periods)
            found += sum(way for way in ways if math.isfinite(way))
        return found + sum(
            _right(row, case) / self._worth(row, offer)
            for row in self.rows[data.material]
            if row.rule.sense == "at most" and self._touches(row, offer)
        )


def _right(row: RuleRow, case: Case) -> float:
    """The right-hand side of a row in its own measure; a count asks its tonnes of each member."""
    rule = row.rule
    if rule.measure == "count":
        return max(rule.counted_from, KILOGRAM)
    if not rule.measure.startswith("share"):
        return rule.bound
    if rule.share_of == "deliveries":
        return 0.0
    return rule.bound * demand_of(row, case, value=rule.measure == "share of value")
