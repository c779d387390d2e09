"""Stock that would be bought only for the credit at the end of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    policies = {(policy.material, policy.grade): policy for policy in case.stock.values()}
    for path in case.paths.values():
        policy = policies.get((path.material, path.grade)) or policies.get((path.material, ""))
        if policy is None or policy.end_of_horizon != "value":
            continue
        if policy.ceiling[-1] <= policy.opening:
            continue  # there is no room for more than the opening
        credit = case.plan.end_salvage * case.materials[path.material].reference_price
        for period, cost in _costs(case, path, policy):
            if cost < credit * (1 - 1e-9):
                yield Gain(case.offers[path.offer], period, policy, cost, credit)


def _costs(case: Case, path: Path, policy: StockPolicy) -> Iterator[tuple[Period, float]]:
    """Each period in which a path is open, and what a usable tonne then costs until the end."""
    offer = case.offers[path.offer]
    capacities = [offer.capacity]
    capacities += [case.routes[path.route].capacity] if path.route else []
    capacities += [case.legs[leg].capacity for leg in path.legs]
    reference = case.materials[path.material].reference_price
    risk = case.plan.risk_weight * path.hazard * reference
    last = case.periods[-1].discount
    stored = 0.0
    for period in reversed(case.periods):
        stored += policy.holding_cost * period.years * period.discount
        if all(capacity[period.index] > 0 for capacity in capacities):
            bought = (offer.price[period.index] + path.freight) / path.recovery + risk
            yield period, (bought * period.discount + stored) / last


def _report(desk: Desk, case: Case, gain: Gain) -> None:
    offer, plan = gain.offer, case.plan
    row, column = desk.row("prices", offer.key), "price"
    if row is None:
        row = desk.row("offers", offer.key)
    else:
        column = column_of(row.record.by_period, gain.period)
    assert row is not None
    reference = case.materials[offer.material].reference_price
    end = case.place("stock", gain.policy.key, "end_of_horizon")
    desk.warning(
        "hoarding",
        row,
        column,
        f"bought in {gain.period.label} and kept to the end of the plan, a usable kilogram of"
        f" {offer.key} costs {gain.cost / KG:,.6g} USD (freight, storage and risk included), less"
        f" than the {gain.credit / KG:,.6g} USD credited for stock left over: end salvage"
        f" {plan.end_salvage:g} ({_setting(desk)}) x reference price {reference / KG:,.6g} USD/kg,"
        f" so the plan will hoard {offer.material}",
        "a credit below the cost",
        f"set end of horizon to keep or free ({end}), lower the end salvage ({_setting(desk)}), or"
        " give a reference price that follows the price"
        f" ({case.place('materials', offer.material, 'reference_price')})",
    )


def _setting(desk: Desk) -> str:
    return desk.settings.place("end_salvage")
