"""Contracts over offers: volumes, prices by formula, price steps, fees. Tonnes, USD, USD/t."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Lot


@dataclass(frozen=True)
class Tier:
    """One step: from ``start`` t in a span on, up to the next.

    ``discount[span]`` is USD/t less than the invoice; ``share`` is a share of the invoice itself,
    for steps over all units. Only one of the two is not 0.
    """

    key: str
    start: float
    discount: Mapping[str, float]
    share: float = 0.0


@dataclass(frozen=True)
class Contract:
    """Terms over one or several offers.

    ``most`` (infinite: no limit; 0 outside the term) and ``firm`` in t by period, all offers
    together; they hold over each year. ``price[offer]`` is what is invoiced and ``rebate[offer]``
    what comes back at most, USD/t by period; ``rebate_cap`` USD by year. ``take_or_pay`` is the
    share of the firm volume that is paid at ``unlifted_price`` (USD/t by year) even if not lifted;
    tonnes so paid may be lifted free in the ``make_up_years`` that follow (0: never).
    ``exact`` and ``multiple`` are t in a span of the lot (0: any amount). ``signed`` contracts
    bind anyhow, others only if the plan signs them; ``exit_fee`` is ``None`` where a contract
    cannot be ended early. ``tiers`` start at 0 t and rise; empty: one price.
    """

    key: str
    name: str
    offers: tuple[str, ...]
    signed: bool
    open_purchase: bool
    most: Series
    firm: Series
    take_or_pay: float
    make_up_years: int
    unlifted_price: Mapping[str, float]
    price: Mapping[str, Series]
    rebate: Mapping[str, Series]
    rebate_cap: Mapping[str, float]
    lot: Lot
    exact: float
    multiple: float
    onboarding_fee: float
    exit_fee: float | None
    tiers: tuple[Tier, ...]
    all_units: bool
    tier_span: str

    @property
    def decided(self) -> bool:
        """Whether it is a decision that the contract is in force: to sign it, or to end it."""
        return not self.signed or self.exit_fee is not None

    @property
    def committed(self) -> bool:
        """Whether it needs a yes-or-no decision in each span of its lot."""
        return self.lot.binding or self.exact > 0 or self.onboarding_fee > 0

    @property
    def dearest(self) -> float:
        """The highest price that it invoices, USD/t; 1 where it invoices nothing."""
        return max(max(series) for series in self.price.values()) or 1.0

    @property
    def rebated(self) -> bool:
        """Whether anything can come back."""
        return any(amount > 0 for series in self.rebate.values() for amount in series)

    @property
    def falling(self) -> bool:
        """Whether a later step is cheaper than one before, in any span."""
        return any(
            later.discount[span] > before.discount[span]
            for before, later in zip(self.tiers, self.tiers[1:], strict=False)
            for span in later.discount
        )

    def width(self, place: int) -> float:
        """Tonnes of a step by its place; infinite for the last."""
        if place + 1 == len(self.tiers):
            return float("inf")
        return self.tiers[place + 1].start - self.tiers[place].start


@dataclass(frozen=True)
class Bundle:
    """``discount`` USD off each tonne of the first contract that has ``ratio`` t of the second."""

    key: str
    first: str
    second: str
    ratio: float
    discount: float
    span: str
