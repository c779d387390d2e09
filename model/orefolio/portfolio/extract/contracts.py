"""What contracts come to: liftings, years, rebates, steps, lots, pairs, and their cost lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from orefolio.case.contract_prices import price_limits
from orefolio.case.entities import Contract, Tier
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import PER_KG, Solved
from orefolio.portfolio.schema import RESULT_TABLE

Line = tuple[str, str, float]
"""Kind, period, USD in the money of the period."""

NOTHING = 1e-9
"""Tonnes that are none."""


def liftings(solved: Solved) -> pd.DataFrame:
    """Every delivery under a contract, with its price and what sets it."""
    case, rows = solved.case, []
    for (key, path, node), tonnes in solved.values("lifted").items():
        if node not in solved.period:
            continue
        period, offer = solved.period[node], case.paths[path].offer
        price = case.contracts[key].price[offer][period.index]
        own = case.offers[offer].price[period.index] / PER_KG
        held = _held_by(solved, key, price)
        row = (key, path, offer, period.label, tonnes, price / PER_KG, own, held, price * tonnes)
        rows.append(row)
    return from_rows(RESULT_TABLE["liftings"], rows, solved.ranks)


def _held_by(solved: Solved, key: str, price: float) -> str:
    floor, ceiling = price_limits(solved.case.records, key)
    if floor is not None and price <= floor:
        return "floor"
    return "ceiling" if ceiling is not None and price >= ceiling else ""


def rebates(solved: Solved) -> pd.DataFrame:
    """What is earned and what comes back, by contract and period."""
    case = solved.case
    earned: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (key, path, node), tonnes in solved.values("lifted").items():
        if node in solved.period:
            rebate = case.contracts[key].rebate[case.paths[path].offer]
            earned[key, node] += rebate[solved.period[node].index] * tonnes
    back = solved.values("rebated")
    rows = [
        (key, solved.period[node].label, amount, back.get((key, node), 0.0))
        for (key, node), amount in earned.items()
        if case.contracts[key].rebated
    ]
    return from_rows(RESULT_TABLE["rebates"], rows, solved.ranks)


def price_steps(solved: Solved) -> pd.DataFrame:
    """Every step of every contract and span, with what it settles."""
    rows = [
        (
            *(contract.key, span, tier.key, tier.start, tonnes, tier.discount[span] / PER_KG),
            *(value if tier.share else None, settled),
        )
        for contract in solved.case.contracts.values()
        for span, tier, tonnes, value, settled in _steps(solved, contract)
    ]
    return from_rows(RESULT_TABLE["price_steps"], rows, solved.ranks)


def _steps(solved: Solved, contract: Contract) -> Iterator[tuple[str, Tier, float, float, float]]:
    """Span, step, tonnes, USD that a share is taken off, USD settled."""
    for span in solved.case.spans(contract.tier_span) if contract.tiers else ():
        for tier in contract.tiers:
            index = (contract.key, tier.key, span)
            tonnes = solved.values("tier_tonnes").get(index, 0.0)
            value = solved.values("tier_value").get(index, 0.0) * contract.dearest
            yield span, tier, tonnes, value, -tier.discount[span] * tonnes - tier.share * value


def make_up(solved: Solved) -> pd.DataFrame:
    """What is lifted free, by the year in which it was paid."""
    rows = [(*index, tonnes) for index, tonnes in solved.values("made_up").items()]
    return from_rows(
        RESULT_TABLE["make_up"], rows, {**solved.ranks, "paid_in": solved.ranks["year"]}
    )


def contract_lots(solved: Solved) -> pd.DataFrame:
    """Every contract with a minimum, lots or fees, in every span."""
    rows = [
        (contract.key, use.span, use.used, use.tonnes, use.lots, use.fee, use.onboarding)
        for contract in solved.case.contracts.values()
        for use in _uses(solved, contract)
    ]
    return from_rows(RESULT_TABLE["contract_lots"], rows, solved.ranks)


@dataclass(frozen=True)
class Use:
    """The use of a contract in a span of its lots, with the fees paid."""

    span: str
    used: bool
    tonnes: float
    lots: float | None
    fee: float
    onboarding: float


def _uses(solved: Solved, contract: Contract) -> Iterator[Use]:
    """Every span of a contract with a minimum, lots or fees; the first use pays the onboarding."""
    if not (contract.committed or contract.multiple > 0):
        return
    first = True
    for span, nodes in solved.case.spans(contract.lot.span).items():
        tonnes = lifted(solved, contract.key, nodes)
        used = tonnes > NOTHING
        if contract.committed:
            used = solved.values("contract_used").get((contract.key, span), 0.0) > 0.5
        lot = contract.exact or contract.multiple
        yield Use(
            span,
            used,
            tonnes,
            float(round(tonnes / lot)) if lot else None,
            contract.lot.fee if used else 0.0,
            contract.onboarding_fee if used and first else 0.0,
        )
        first = first and not used


def pairs(solved: Solved) -> pd.DataFrame:
    """What is paired by every bundle in every span."""
    rows = []
    for bundle in solved.case.bundles.values():
        for span, nodes in solved.case.spans(bundle.span).items():
            paired = solved.values("paired").get((bundle.key, span), 0.0)
            sides = [lifted(solved, key, nodes) for key in (bundle.first, bundle.second)]
            rows.append((bundle.key, span, *sides, paired, -bundle.discount * paired))
    return from_rows(RESULT_TABLE["pairs"], rows, solved.ranks)


def lifted(solved: Solved, contract: str, nodes: tuple[str, ...]) -> float:
    """Tonnes lifted under a contract in some trunk nodes."""
    return sum(
        tonnes
        for (key, _, node), tonnes in solved.values("lifted").items()
        if key == contract and node in nodes
    )


def costs(solved: Solved) -> Iterator[Line]:
    """The cost lines of contracts."""
    for amounts in by_contract(solved).values():
        yield from amounts
    for bundle in solved.case.bundles.values():
        for span in solved.case.spans(bundle.span):
            paired = solved.values("paired").get((bundle.key, span), 0.0)
            yield "bundle discounts", _last(solved, bundle.span, span), -bundle.discount * paired


def by_contract(solved: Solved) -> Mapping[str, list[Line]]:
    """The cost lines of each contract."""
    case = solved.case
    found: dict[str, list[Line]] = {key: [] for key in case.contracts}
    for (key, path, node), tonnes in solved.values("lifted").items():
        if node in solved.period:
            period = solved.period[node]
            price = case.contracts[key].price[case.paths[path].offer][period.index]
            found[key].append(("contract purchase", period.label, price * tonnes))
    for (key, node), back in solved.values("rebated").items():
        if node in solved.period:
            found[key].append(("rebates", solved.period[node].label, -back))
    for contract in case.contracts.values():
        lines = found[contract.key]
        for span, _, _, _, settled in _steps(solved, contract):
            last = _last(solved, contract.tier_span, span)
            lines.append(("tier settlements", last, settled))
        for use in _uses(solved, contract):
            first = _first(solved, contract.lot.span, use.span)
            lines.append(("contract fees", first, use.fee + use.onboarding))
        lines += _obligations(solved, contract)
    return found


def _obligations(solved: Solved, contract: Contract) -> Iterator[Line]:
    """Take or pay at the end of each year, and the exit fee at the start of the first without."""
    before = contract.signed
    for year in in_term(solved, contract):
        price = contract.unlifted_price[year]
        paid = solved.values("deficiency").get((contract.key, year), 0.0)
        made_up = sum(
            tonnes
            for (key, _, when), tonnes in solved.values("made_up").items()
            if (key, when) == (contract.key, year)
        )
        yield "take or pay", _last(solved, "year", year), price * (paid - made_up)
        now = in_force(solved, contract, year)
        if before and not now:
            yield "contract fees", _first(solved, "year", year), contract.exit_fee or 0.0
        before = now


def in_term(solved: Solved, contract: Contract) -> tuple[str, ...]:
    """The years in which a contract can be lifted."""
    inside = {p.year for p in solved.case.periods if contract.most[p.index] > 0}
    return tuple(year for year in solved.case.years if year in inside)


def in_force(solved: Solved, contract: Contract, year: str) -> bool:
    """Whether a contract binds in a year of its term."""
    if not contract.decided:
        return True
    return solved.values("in_force").get((contract.key, year), 0.0) > 0.5


def _last(solved: Solved, span: str, name: str) -> str:
    return solved.period[solved.case.spans(span)[name][-1]].label


def _first(solved: Solved, span: str, name: str) -> str:
    return solved.period[solved.case.spans(span)[name][0]].label
