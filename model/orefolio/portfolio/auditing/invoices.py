"""What contracts invoice: read from the liftings of a plan and the prices of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from orefolio.case.model import Case


@dataclass(frozen=True)
class Lifting:
    """Tonnes of one delivery under one contract, at the contract's price, USD/t."""

    contract: str
    path: str
    offer: str
    period: str
    index: int
    tonnes: float
    price: float
    offer_price: float


def lifted(case: Case, table: pd.DataFrame) -> tuple[Lifting, ...]:
    """The rows of the liftings whose contract, path and period the case knows."""
    index = {period.label: period.index for period in case.periods}
    found = []
    columns = [table[name] for name in ("contract", "path", "period", "lifted")]
    for key, path, period, tonnes in zip(*columns, strict=True):
        contract, data = case.contracts.get(key), case.paths.get(path)
        if contract is None or data is None or period not in index:
            continue
        if data.offer in contract.price:
            place = index[period]
            price, own = contract.price[data.offer][place], case.offers[data.offer].price[place]
            found.append(Lifting(key, path, data.offer, period, place, tonnes, price, own))
    return tuple(found)


def dearer(liftings: Iterable[Lifting]) -> Mapping[tuple[str, str], float]:
    """(path, period) → USD by which contracts invoice more than the price of the offer."""
    found: dict[tuple[str, str], float] = {}
    for one in liftings:
        key = (one.path, one.period)
        found[key] = found.get(key, 0.0) + (one.price - one.offer_price) * one.tonnes
    return found
