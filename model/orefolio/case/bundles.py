"""Bundles: discounts on what two contracts lift together."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Bundle, Contract
from orefolio.case.supply import KG


def make_bundles(desk: Desk, contracts: Mapping[str, Contract]) -> Mapping[str, Bundle]:
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
