"""Bundles: discounts on what two contracts lift together."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.contracts import least_price
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Bundle, Contract, Offer
from orefolio.case.supply import KG

Contracts = Mapping[str, Contract]
Offers = Mapping[str, Offer]


def make_bundles(desk: Desk, contracts: Contracts, offers: Offers) -> Mapping[str, Bundle]:
    """All active bundles whose contracts are both there."""
    found = {}
    for row in desk.rows("bundles"):
        if row.yes("active") and _fits(desk, row):
            bundle = Bundle(
                row.key,
                row.text("contract_a"),
                row.text("contract_b"),
                row.amount("ratio"),
                row.amount("discount") * KG,
                row.text("span"),
            )
            if bundle.first in contracts and bundle.second in contracts:
                found[row.key] = bundle
                _check_end(desk, row, bundle, contracts, offers)
    return found


def _fits(desk: Desk, row: Row) -> bool:
    first, second = row.text("contract_a"), row.text("contract_b")
    if first == second:
        found = f"{row.key} pairs {first} with itself"
        desk.error("bundle", row, "contract_b", found, "two contracts")
        return False
    if row.amount("ratio") <= 0:
        found = f"the ratio of {row.key} is 0"
        desk.error("bundle", row, "ratio", found, "tonnes of the second for a tonne of the first")
        return False
    return True


def _check_end(desk: Desk, row: Row, bundle: Bundle, contracts: Contracts, offers: Offers) -> None:
    """Refuse a discount for which a plan could buy without end."""
    sides = ((bundle.first, 1.0), (bundle.second, bundle.ratio))
    for key, ratio in sides:
        own = [offers[offer] for offer in contracts[key].offers]
        ends = min(sum(contracts[key].most), sum(sum(offer.capacity) for offer in own))
        cheapest = min(min(least_price(contracts, offer)) for offer in own)
        if math.isinf(ends) and bundle.discount > ratio * cheapest:
            desk.error(
                "bundle",
                row,
                "discount",
                f"{row.key} takes {bundle.discount / KG:g} USD off for what costs"
                f" {max(ratio * cheapest, 0.0) / KG:g} USD of {key}, whose volume nothing ends",
                "a smaller discount, or a firm volume of the contract",
            )
            return
