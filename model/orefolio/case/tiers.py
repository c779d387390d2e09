"""Price steps of contracts: what each takes off the invoice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series, Tier
from orefolio.case.horizon import Horizon
from orefolio.case.supply import KG

KINDS = ("price", "discount", "discount_share")
FIRST = "first"
"""Name of the step from 0 t on where the sheet has none: the contract's own price."""


def tier_rows(desk: Desk, contract: str) -> list[Row]:
    """The rows of a contract on the Tiers sheet, from the first tonne upwards."""
    rows = [row for row in desk.rows("tiers") if row.text("contract") == contract]
    return sorted(rows, key=lambda row: (row.amount("from"), row.key))


def first_price(desk: Desk, contract: str) -> float | None:
    """USD/kg of the step from 0 t on, which is then what the contract invoices."""
    rows = tier_rows(desk, contract)
    if not rows or rows[0].amount("from") > 0:
        return None
    return rows[0].number("price")


@dataclass(frozen=True)
class TierReader:
    """Reads the steps of one contract, whose ``price`` is what is invoiced, USD/t by offer."""

    desk: Desk
    contract: Row
    horizon: Horizon
    price: Mapping[str, Series]
    most: Series

    def read(self) -> tuple[Tier, ...] | None:
        """The steps, from 0 t on; ``None`` with errors reported."""
        rows = tier_rows(self.desk, self.contract.key)
        if any(row.broken("from", *KINDS) for row in rows):
            return None
        kinds = [self._kind(row) for row in rows]
        if None in kinds or not self._fit(rows, [kind or "" for kind in kinds]):
            return None
        found = [self._tier(row, kind or "") for row, kind in zip(rows, kinds, strict=True)]
        if None in found:
            return None
        tiers = [tier for tier in found if tier is not None]
        if tiers and tiers[0].start > 0:
            name = FIRST if all(tier.key != FIRST for tier in tiers) else f"({FIRST})"
            tiers.insert(0, Tier(name, 0.0, dict.fromkeys(self._spans, 0.0)))
        return tuple(tiers)

    def _kind(self, row: Row) -> str | None:
        """Which of the three columns of a row is filled."""
        given = [column for column in KINDS if row.given(column)]
        if len(given) == 1:
            return given[0]
        words = (
            " and ".join(name.replace("_", " ") for name in given) or "neither price nor discount"
        )
        self.desk.error(
            "tier",
            row,
            (given or ["price"])[-1],
            f"the step {row.text('tier')} of {row.text('contract')} has {words}",
            "one of price, discount and discount share",
        )
        return None

    def _fit(self, rows: list[Row], kinds: list[str]) -> bool:
        """Whether the steps of a contract rise and are of one kind."""
        for before, row, old, new in zip(rows, rows[1:], kinds, kinds[1:], strict=False):
            if before.amount("from") == row.amount("from"):
                self.desk.error(
                    "tier",
                    row,
                    "from",
                    f"{self.contract.key} has two steps from {row.amount('from'):g} t on",
                    "steps that begin at different tonnes",
                )
                return False
            if old != new:
                self.desk.error(
                    "tier",
                    row,
                    new,
                    f"{self.contract.key} has steps with a {old} and with a {new}".replace(
                        "_", " "
                    ),
                    "steps of one kind",
                )
                return False
        return True

    def _tier(self, row: Row, kind: str) -> Tier | None:
        start, amount = row.amount("from"), row.amount(kind)
        name = row.text("tier")
        if kind == "discount":
            return Tier(name, start, dict.fromkeys(self._spans, amount * KG))
        if kind == "discount_share" and self.contract.text("tiers") == "all units":
            if min(min(series) for series in self.price.values()) < 0:
                self._error(row, kind, "takes a share off a price below 0", "a discount in USD/kg")
                return None
            return Tier(name, start, dict.fromkeys(self._spans, 0.0), amount)
        discount = {}
        for span, inside in self._spans.items():
            prices = {s[i] for s in self.price.values() for i in inside if self.most[i] > 0}
            if max(prices, default=0.0) - min(prices, default=0.0) > 1e-9:
                expected = "a discount in USD/kg" if kind == "discount_share" else "a step from 0 t"
                found = f"needs one price in {span}, which offers or periods differ in"
                self._error(row, kind, found, expected)
                return None
            price = next(iter(prices), 0.0)
            discount[span] = price * amount if kind == "discount_share" else price - amount * KG
        return Tier(name, start, discount)

    @property
    def _spans(self) -> Mapping[str, tuple[int, ...]]:
        """The spans in which tonnes add up, with the periods inside them."""
        found: dict[str, list[int]] = {}
        for period in self.horizon.periods:
            name = period.year if self.contract.text("tier_span") == "year" else "horizon"
            found.setdefault(name, []).append(period.index)
        return {name: tuple(inside) for name, inside in found.items()}

    def _error(self, row: Row, column: str, found: str, expected: str) -> None:
        name = f"the step {row.text('tier')} of {self.contract.key}"
        self.desk.error("tier", row, column, f"{name} {found}", expected)
