"""What sellers announced and delivered: the ratios that offers without their own are given."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orefolio.case.desk import Desk, Row

Pair = tuple[float, float]
"""Tonnes announced and delivered."""


@dataclass(frozen=True)
class DeliveryRecord:
    """What a record says: ``expected`` is Σ delivered / Σ announced, ``firm`` a percentile.

    Both are at most 1: what a seller once delivered above its word is not counted on. ``source``
    names the record for planners.
    """

    expected: float
    firm: float
    source: str


class DeliveryRecords:
    """The record of each offer: its own rows, else those of its supplier.

    Of a supplier count its rows without an offer, or where it has none all rows of its offers.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.share = desk.settings.amount("firm_percentile")
        self.of_offer: dict[str, list[Row]] = {}
        self.of_supplier: dict[str, list[Row]] = {}
        for row in desk.rows("delivery_records"):
            if self._usable(row):
                if row.text("offer"):
                    self.of_offer.setdefault(row.text("offer"), []).append(row)
                self.of_supplier.setdefault(row.text("supplier"), []).append(row)

    def record(self, offer: str, supplier: str) -> DeliveryRecord | None:
        """The record of an offer, ``None`` when there is none."""
        own, all_of = self.of_offer.get(offer, []), self.of_supplier.get(supplier, [])
        rows = own or [row for row in all_of if not row.text("offer")] or all_of
        if not rows:
            return None
        years: dict[float, Pair] = {}
        for row in rows:
            announced, delivered = years.get(row.amount("year"), (0.0, 0.0))
            years[row.amount("year")] = (
                announced + row.amount("announced"),
                delivered + row.amount("delivered"),
            )
        said, done = (sum(pair[place] for pair in years.values()) for place in (0, 1))
        yearly = [delivered / announced for announced, delivered in years.values()]
        whose = offer if own else supplier
        source = f"Delivery records of {whose}, {_years(years)}"
        return DeliveryRecord(
            expected=min(done / said, 1.0),
            firm=min(percentile(yearly, self.share), 1.0),
            source=source,
        )

    def _usable(self, row: Row) -> bool:
        """Whether a row says anything; its errors are reported."""
        offer = self.desk.row("offers", row.text("offer"))
        if offer is not None and offer.text("supplier") != row.text("supplier"):
            self.desk.error(
                "delivery_record",
                row,
                "offer",
                f"{offer.key} is an offer of {offer.text('supplier')}, not of"
                f" {row.text('supplier')}",
                f"an offer of {row.text('supplier')}, or an empty cell",
            )
            return False
        if row.broken("announced", "delivered", "year", "offer", "supplier"):
            return False
        if row.amount("announced") <= 0:
            self.desk.error(
                "delivery_record",
                row,
                "announced",
                f"{row.text('supplier')} announced {row.amount('announced'):g} t for"
                f" {row.text('year')}, so no ratio follows",
                "more than 0 t",
                "delete the row if nothing was announced for the year",
            )
            return False
        return True


def percentile(values: Sequence[float], share: float) -> float:
    """The percentile of some values: linear between neighbours in order (type 7).

    At ``h = (n - 1) × share``: the value of rank ``⌊h⌋`` (from 0) plus the part ``h - ⌊h⌋`` of the
    way to the next. Hyndman and Fan, Sample quantiles in statistical packages, 1996; Excel's
    PERCENTILE.INC.
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def _years(years: Mapping[float, Pair]) -> str:
    first, last = f"{min(years):g}", f"{max(years):g}"
    return first if first == last else f"{first} to {last}"
