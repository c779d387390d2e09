"""How much of an offer contracts can make worth buying beyond all use: for the big-Ms."""

from __future__ import annotations

import math
from collections.abc import Callable

from orefolio.case.bundle_ends import contract_end, sides
from orefolio.case.entities import Contract
from orefolio.case.model import Case


def contracted(case: Case, offer: str) -> float:
    """T of an offer that lots, price steps and obligations of its contracts can ask for.

    All that a contract allows, where that is limited: tonnes that are paid anyhow are free. Else
    what reaches its last price step and fills its lots.
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
    return found


def paired(case: Case, offer: str, alone: Callable[[str], float]) -> float:
    """T of an offer that pairs can make worth buying for the discount alone.

    ``alone`` is what can be bought of an offer without any pairs. A pair that is wanted has on one
    side tonnes that come anyhow, or are bought for another pair; pairs that pay for both of their
    sides end where one of the contracts ends, or are refused before.
    """
    return sum(
        _paired(case, contract.key, frozenset(), alone)
        for contract in case.contracts.values()
        if offer in contract.offers and math.isinf(sum(contract.most))
    )


def _paired(case: Case, key: str, before: frozenset[str], alone: Callable[[str], float]) -> float:
    """T of a contract that pairs with any but those before ask for."""
    ratios = [ratio for b in case.bundles.values() if key in (ratio := dict(sides(b)))]
    end = contract_end(case, case.contracts[key]) if ratios else math.inf
    if math.isfinite(end):
        return end
    found, above = 0.0, before | {key}
    for ratio in ratios:
        for other in ratio.keys() - above:
            most = _paired(case, other, above, alone)
            if math.isinf(contract_end(case, case.contracts[other])):
                most += sum(alone(each) for each in case.contracts[other].offers)
            found += most * ratio[key] / ratio[other]
    return found
