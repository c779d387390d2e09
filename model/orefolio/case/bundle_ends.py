"""Bundles for which a plan could buy without end: both sides, at less than the discount."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.desk import Desk
from orefolio.case.entities import Bundle, Contract, Path, Period
from orefolio.case.model import Case
from orefolio.case.supply import KG

MOST_DIRECTIONS = 1000
"""Most combinations of bundles that are looked at; the solver meets what is left, and says so."""
WIDTHS = ("period", "year", "horizon")

Direction = Mapping[str, float]
"""T paired under each of several bundles, which share contracts."""


def check_bundle_ends(desk: Desk, case: Case) -> None:
    """Refuse discounts that pay for what they ask to be bought, where nothing ends either side.

    A pair needs both: a contract with a volume, exact lots, or offers with a capacity ends the
    pairs too. Several bundles over one contract may pay for its tonnes together.
    """
    ends = BundleEnds(case)
    refused: set[str] = set()
    for direction in ends.directions():
        if refused.isdisjoint(direction) and (found := ends.earns(direction)):
            refused |= set(direction)
            _report(desk, case, direction, *found)


def _report(desk: Desk, case: Case, direction: Direction, off: float, cost: float) -> None:
    first, *others = direction
    row = desk.row("bundles", first)
    assert row is not None
    together = f" (with {', '.join(others)})" if others else ""
    each = " and ".join(f"{t:.6g} kg of {key}" for key, t in _tonnes(case, direction).items())
    desk.error(
        "bundle",
        row,
        "discount",
        f"{first}{together} takes {off / KG:,.6g} USD off for {each}, which cost {cost / KG:,.6g}"
        " USD together, and nothing ends what can be paired",
        "a smaller discount, or a firm volume of one of the contracts",
    )


def _tonnes(case: Case, direction: Direction) -> dict[str, float]:
    """T of each contract that a direction asks for."""
    found: dict[str, float] = {}
    for key, paired in direction.items():
        for contract, ratio in sides(case.bundles[key]):
            found[contract] = max(found.get(contract, 0.0), ratio * paired)
    return found


def sides(bundle: Bundle) -> tuple[tuple[str, float], tuple[str, float]]:
    """Both contracts of a bundle, with the tonnes of each in a pair."""
    return (bundle.first, 1.0), (bundle.second, bundle.ratio)


def contract_end(case: Case, contract: Contract) -> float:
    """Most t that a contract can lift in the plan, by its volume, exact lots and its offers."""
    lots = contract.exact * len(case.spans(contract.lot.span)) if contract.exact > 0 else math.inf
    supplied = sum(sum(case.offers[key].capacity) for key in contract.offers)
    return min(sum(contract.most), lots, supplied)


@dataclass(frozen=True)
class BundleEnds:
    """Pairs without an end, and what they cost."""

    case: Case

    @cached_property
    def open(self) -> Mapping[str, Bundle]:
        """The bundles neither side of which is ended by its own terms."""
        contracts = self.case.contracts
        return {
            key: bundle
            for key, bundle in self.case.bundles.items()
            if all(math.isinf(contract_end(self.case, contracts[c])) for c, _ in sides(bundle))
        }

    def directions(self) -> list[Direction]:
        """Single bundles first, then those that share the tonnes of a contract with them.

        What is gained is linear between these: the tonnes of a contract serve each of its bundles.
        """
        found: list[Direction] = [{key: 1.0} for key in self.open]
        seen = {frozenset(direction.items()) for direction in found}
        for direction in found:  # grows on the way
            for more in self._wider(direction):
                name = frozenset((key, round(t, 9)) for key, t in more.items())
                if name not in seen and len(found) < MOST_DIRECTIONS:
                    seen.add(name)
                    found.append(more)
        return found

    def _wider(self, direction: Direction) -> Iterator[Direction]:
        for key, paired in direction.items():
            tonnes = {c: ratio * paired for c, ratio in sides(self.open[key])}
            for other, bundle in self.open.items():
                if other not in direction:
                    for contract, ratio in sides(bundle):
                        if contract in tonnes:
                            yield {**direction, other: tonnes[contract] / ratio}

    def earns(self, direction: Direction) -> tuple[float, float] | None:
        """What is taken off and what the tonnes cost, USD as discounted, where that is less."""
        case = self.case
        bundles = [self.open[key] for key in direction]
        span = min((bundle.span for bundle in bundles), key=WIDTHS.index)
        for nodes in case.spans(span).values():
            inside = [case.nodes[name].period for name in nodes]
            off = sum(
                bundle.discount * paired * self._paid(bundle, nodes[0])
                for bundle, paired in zip(bundles, direction.values(), strict=True)
            )
            cost = sum(
                tonnes * self._price(case.contracts[key], inside)
                for key, tonnes in _tonnes(case, direction).items()
            )
            if off > cost * (1 + 1e-9) + 1e-9:
                return off, cost
        return None

    def _paid(self, bundle: Bundle, node: str) -> float:
        """Discount factor of the period in which a bundle is paid: the last of the span."""
        (nodes,) = (n for n in self.case.spans(bundle.span).values() if node in n)
        return self.case.nodes[nodes[-1]].period.discount

    def _price(self, contract: Contract, periods: list[Period]) -> float:
        """Least discounted USD for one tonne more, beyond all use; infinite where it has an end."""
        costs = (
            max(self._cost(contract, path, period), 0.0) * period.discount
            for path in self.case.paths.values()
            if path.offer in contract.offers
            for period in periods
            if self._endless(contract, path, period)
        )
        return min(costs, default=math.inf)

    def _endless(self, contract: Contract, path: Path, period: Period) -> bool:
        case, index = self.case, period.index
        limits = [contract.most[index], case.offers[path.offer].capacity[index]]
        limits += [case.passages[k].capacity[index] for k in path.carried if k in case.passages]
        ruled = any(
            rule.limits
            and rule.sense != "at least"
            and not set(rule.materials).isdisjoint(path.usable)
            for rule in case.rules.values()
        )
        kept = all(case.materials[each.material].surplus_allowed for each in path.yields)
        return kept and not ruled and all(math.isinf(limit) for limit in limits)

    def _cost(self, contract: Contract, path: Path, period: Period) -> float:
        """USD for a tonne under a contract, its last step reached, less what its surplus earns."""
        case, index = self.case, period.index
        cost = case.unit_cost(path.key, index) - case.offers[path.offer].price[index]
        cost += invoice(contract, path.offer, period)
        for each in path.yields:
            material = case.materials[each.material]
            risk = case.plan.risk_weight * path.hazard * material.reference_price
            cost += each.tonnes * (risk - material.surplus_value)
        return cost


def invoice(contract: Contract, offer: str, period: Period) -> float:
    """USD/t of an offer under a contract beyond its last step, and beyond a cap of its rebate."""
    found = contract.price[offer][period.index]
    if math.isinf(contract.rebate_cap[period.year]):
        found -= contract.rebate[offer][period.index]
    if contract.tiers:
        last = contract.tiers[-1]
        found -= min(last.discount.values(), default=0.0) + last.share * max(found, 0.0)
    return found
