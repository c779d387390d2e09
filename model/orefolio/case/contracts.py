"""Contracts: terms, volumes by period, what does not fit together."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.contract_prices import ContractPrices
from orefolio.case.contract_volumes import volumes
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Contract, Lot, Material, Offer, Series
from orefolio.case.horizon import Horizon
from orefolio.case.model import Case
from orefolio.case.tiers import TierReader


def make_contracts(
    desk: Desk,
    horizon: Horizon,
    offers: Mapping[str, Offer],
    materials: Mapping[str, Material],
    unopened: Mapping[tuple[str, str], Series],
) -> Mapping[str, Contract]:
    """All active contracts with an active offer; what is wrong with the others is reported.

    ``unopened`` is the capacity without any investment of what investments open.
    """
    found = {}
    for row in desk.rows("contracts"):
        if row.yes("active"):
            contract = _contract(desk, row, horizon, offers, materials, unopened)
            if contract is not None:
                found[row.key] = contract
    return found


def _contract(
    desk: Desk,
    row: Row,
    horizon: Horizon,
    offers: Mapping[str, Offer],
    materials: Mapping[str, Material],
    unopened: Mapping[tuple[str, str], Series],
) -> Contract | None:
    named = row.names("offers")
    own = tuple(sorted(name for name in named if name in offers))
    if not own:
        if named and all(desk.row("offers", name) for name in named):
            desk.warning(
                "contract",
                row,
                "offers",
                f"{row.key} is left out: none of its offers is active",
                "at least one active offer",
            )
        return None
    _check_lots(desk, row)
    covered = {name: offers[name] for name in own}
    able = {name: unopened.get(("offers", name), offers[name].capacity) for name in covered}
    volume = volumes(desk, row, horizon, able)
    prices = ContractPrices(desk, row, horizon, covered, materials).read()
    if prices is None:
        return None
    tiers = TierReader(desk, row, horizon, prices.price, volume.most).read()
    if tiers is None:
        return None
    contract = Contract(
        key=row.key,
        name=row.text("name") or row.key,
        offers=own,
        signed=row.yes("signed"),
        open_purchase=row.yes("open_purchase"),
        most=volume.most,
        firm=volume.firm,
        take_or_pay=row.amount("take_or_pay"),
        make_up_years=int(row.amount("make_up_years")),
        unlifted_price=prices.by_year(volume.firm),
        price=prices.price,
        rebate=prices.rebate,
        rebate_cap=_by_year(horizon, row.number("rebate_cap")),
        lot=Lot(row.amount("minimum"), row.amount("fixed_fee"), row.text("lot_span")),
        exact=row.amount("exact_lot"),
        multiple=row.amount("lot_multiple"),
        onboarding_fee=row.amount("onboarding_fee"),
        exit_fee=row.number("exit_fee"),
        tiers=tiers,
        all_units=row.text("tiers") == "all units",
        tier_span=row.text("tier_span"),
    )
    _check_reach(desk, row, horizon, contract, offers)
    return contract


def _by_year(horizon: Horizon, yearly: float | None) -> Mapping[str, float]:
    """A yearly limit by year, for the part of the year that the plan covers."""
    found: dict[str, float] = {}
    for period in horizon.periods:
        amount = math.inf if yearly is None else yearly * period.years
        found[period.year] = found.get(period.year, 0.0) + amount
    return found


def _check_lots(desk: Desk, row: Row) -> None:
    exact = row.amount("exact_lot")
    if not exact:
        return
    for column in ("minimum", "lot_multiple"):
        if row.amount(column) > 0:
            words = column.replace("_", " ")
            desk.error(
                "contract",
                row,
                column,
                f"{row.key} has an exact lot of {exact:g} t and a {words}",
                "one of the two",
            )


def _check_reach(
    desk: Desk, row: Row, horizon: Horizon, contract: Contract, offers: Mapping[str, Offer]
) -> None:
    """Lots that no span can hold, and tonnes to be paid that its offers cannot deliver."""
    if any(opening.text("target") in contract.offers for opening in desk.rows("openings")):
        return  # investments may open more
    able = [
        min(most, sum(offers[offer].capacity[index] for offer in contract.offers))
        for index, most in enumerate(contract.most)
    ]
    spans = _sums(horizon, contract.lot.span, able)
    for column in ("minimum", "exact_lot", "lot_multiple"):
        least, most = row.amount(column), max(spans.values())
        if least > most * (1 + 1e-9):
            desk.warning(
                "lot",
                row,
                column,
                f"{row.key} can never be used: at least {least:g} t a {contract.lot.span}, while"
                f" at most {most:.6g} t are possible",
                f"a {column.replace('_', ' ')} of at most {most:.6g} t",
            )
    owed = _sums(horizon, "year", [contract.take_or_pay * tonnes for tonnes in contract.firm])
    for year, can in _sums(horizon, "year", able).items():
        if owed[year] > can * (1 + 1e-9) + 1e-9:
            desk.warning(
                "contract",
                row,
                "take_or_pay",
                f"{row.key} pays for {owed[year]:.6g} t in {year} whatever is lifted, while its"
                f" offers can deliver {can:.6g} t",
                "offers that can deliver what is paid for",
            )
            return


def _sums(horizon: Horizon, span: str, values: list[float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for period, value in zip(horizon.periods, values, strict=True):
        name = {"period": period.label, "year": period.year}.get(span, "horizon")
        found[name] = found.get(name, 0.0) + value
    return found


def least_price(
    contracts: Mapping[str, Contract], offer: Offer, *, endless: bool = False
) -> Series:
    """USD/t by period: the lowest price at which a tonne of an offer may come, all steps reached.

    Rebates and steps taken at their best; that a tonne may be paid anyhow is left out. With
    ``endless`` only contracts count whose volume nothing limits.
    """
    own = [contract for contract in contracts.values() if offer.key in contract.offers]
    found = []
    for index, price in enumerate(offer.price):
        prices = [price]
        for contract in own:
            if contract.most[index] <= 0 or (endless and math.isfinite(sum(contract.most))):
                continue
            invoice = contract.price[offer.key][index] - contract.rebate[offer.key][index]
            steps = [max(tier.discount.values(), default=0.0) for tier in contract.tiers]
            shares = [tier.share for tier in contract.tiers]
            invoice -= max(steps, default=0.0) + max(shares, default=0.0) * max(invoice, 0.0)
            prices.append(invoice)
        found.append(min(prices))
    return tuple(found)


def under_contracts(case: Case, offer: str) -> Series:
    """Most t by period of an offer that can be bought only under contracts; else infinite.

    A volume of a year may be lifted in any of its periods inside the term.
    """
    own = [contract for contract in case.contracts.values() if offer in contract.offers]
    if all(contract.open_purchase for contract in own):
        return (math.inf,) * len(case.periods)
    return tuple(
        sum(
            sum(contract.most[other.index] for other in case.periods if other.year == period.year)
            for contract in own
            if contract.most[period.index] > 0
        )
        for period in case.periods
    )
