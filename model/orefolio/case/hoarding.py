"""Stock that would be bought only for the credit at the end of the plan."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from orefolio.case.contracts import least_price
from orefolio.case.desk import Desk
from orefolio.case.entities import Offer, Path, Period, StockPolicy
from orefolio.case.horizon import column_of
from orefolio.case.model import Case
from orefolio.case.supply import KG


@dataclass(frozen=True)
class Gain:
    """A usable tonne that is bought to be left over; ``cost`` and ``credit`` in USD at the end."""

    offer: Offer
    period: Period
    policy: StockPolicy
    cost: float
    credit: float


def check_hoarding(desk: Desk, case: Case) -> None:
    """Warn of every offer that comes cheaper to the end of the plan than stock is credited there.

    Where the end of the horizon is ``value``, stock above the opening is credited at
    ``end_salvage`` times the reference price. A usable tonne costs, in money of the last period,
    its price, freight and risk premium when it is bought, and its storage from then on.
    """
    best: dict[str, Gain] = {}
    for gain in _gains(case):
        known = best.get(gain.offer.key)
        if known is None or gain.credit - gain.cost > known.credit - known.cost:
            best[gain.offer.key] = gain
    for key in sorted(best):
        _report(desk, case, best[key])


def _gains(case: Case) -> Iterator[Gain]:
    if case.plan.end_salvage <= 0:
        return
    for path in case.paths.values():
        if len(path.yields) != 1:
            continue  # what of a basket is left over depends on the use of the rest
        each = path.yields[0]
        credit = case.plan.end_salvage * case.materials[each.material].reference_price
        for policy in _policies(case, each.material, each.grade):
            for period, cost in _costs(case, path, policy):
                if cost < credit * (1 - 1e-9):
                    yield Gain(case.offers[path.offer], period, policy, cost, credit)


def _policies(case: Case, material: str, grade: str) -> Iterator[StockPolicy]:
    """The terms of each pool (or of the only stock) in which more than the opening fits."""
    own = {
        (policy.grade, policy.pool): policy
        for policy in case.stock.values()
        if policy.material == material
    }
    for each, pool in case.stock_places.get(material, ()):
        policy = own.get((case.plain(grade), pool)) or own.get(("", pool))
        if each != grade or policy is None or policy.end_of_horizon != "value":
            continue
        capacity = case.pools[pool].capacity[-1] if pool else math.inf
        if min(policy.ceiling[-1], capacity) > policy.opening:
            yield policy


def _costs(case: Case, path: Path, policy: StockPolicy) -> Iterator[tuple[Period, float]]:
    """Each period in which a path is open, and what a usable tonne then costs until the end.

    Of what is bought in a period, losses leave a part; past its shelf life it would be gone.
    """
    offer = case.offers[path.offer]
    least = least_price(case.contracts, offer)
    capacities = [offer.capacity]
    tables = ("routes", "legs", "plants")
    capacities += [case.passages[key].capacity for key in path.carried if key[0] in tables]
    (only,) = path.yields
    reference = case.materials[only.material].reference_price
    risk = case.plan.risk_weight * path.hazard * reference
    last = case.periods[-1].discount
    stored, years = 0.0, 0.0
    oldest = policy.fresh_from[-1] if policy.fresh_from else 0
    for period in reversed(case.periods[max(oldest, 0) :]):
        left = policy.kept(years)
        if left <= 0:
            return  # nothing that was bought earlier is there at the end
        stored += policy.holding_cost * period.years * period.discount / left
        years += period.years
        if all(capacity[period.index] > 0 for capacity in capacities):
            landed = case.unit_cost(path.key, period.index) - case.investing.discount(offer.key)
            landed += least[period.index] - offer.price[period.index]
            bought = (landed / only.tonnes + risk) / left
            yield period, (bought * period.discount + stored) / last


def _report(desk: Desk, case: Case, gain: Gain) -> None:
    offer, plan = gain.offer, case.plan
    row, column = desk.row("prices", offer.key), "price"
    if row is None:
        row = desk.row("offers", offer.key)
    else:
        column = column_of(row.record.by_period, gain.period)
    assert row is not None
    reference = case.materials[gain.policy.material].reference_price
    end = case.place("stock", gain.policy.key, "end_of_horizon")
    desk.warning(
        "hoarding",
        row,
        column,
        f"bought in {gain.period.label} and kept to the end of the plan, a usable kilogram of"
        f" {offer.key} costs {gain.cost / KG:,.6g} USD (freight, storage and risk included), less"
        f" than the {gain.credit / KG:,.6g} USD credited for stock left over: end salvage"
        f" {plan.end_salvage:g} ({_setting(desk)}) x reference price {reference / KG:,.6g} USD/kg,"
        f" so the plan will hoard {gain.policy.material}",
        "a credit below the cost",
        f"set end of horizon to keep or free ({end}), lower the end salvage ({_setting(desk)}), or"
        " give a reference price that follows the price"
        f" ({case.place('materials', gain.policy.material, 'reference_price')})",
    )


def _setting(desk: Desk) -> str:
    return desk.settings.place("end_salvage")
