"""How much of an offer contracts can make worth buying beyond all use: for the big-Ms."""

from __future__ import annotations

import math

from orefolio.case.entities import Contract
from orefolio.case.model import Case


def contracted(case: Case, offer: str) -> float:
    """T of an offer that lots, price steps, obligations and pairs of its contracts can ask for.

    All that a contract allows, where that is limited: tonnes that are paid anyhow are free. Else
    what reaches its last price step and fills its lots. Pairs without limit are refused before.
    """
    own = [contract for contract in case.contracts.values() if offer in contract.offers]
    return sum(_of(case, contract) for contract in own)


def _of(case: Case, contract: Contract) -> float:
    allowed = sum(contract.most)
    if math.isfinite(allowed):
        return allowed
    lot = max(contract.lot.minimum, contract.exact, contract.multiple)
    found = lot * len(case.spans(contract.lot.span))
    if contract.tiers:
        found += contract.tiers[-1].start * len(case.spans(contract.tier_span))
    paired = contract.key in {b.first for b in case.bundles.values()} | {
        b.second for b in case.bundles.values()
    }
    supplied = sum(sum(case.offers[key].capacity) for key in contract.offers)
    return found + (supplied if paired and math.isfinite(supplied) else 0.0)
