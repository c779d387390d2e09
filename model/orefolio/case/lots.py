"""Minimum lots and loads that no span could ever hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.desk import Desk
from orefolio.case.entities import Lot, Offer, Passage, Period, Plant, Series


def check_lots(
    desk: Desk,
    periods: tuple[Period, ...],
    offers: Mapping[str, Offer],
    passages: Iterable[Passage | Plant],
) -> None:
    """Warn of what has a least use above its capacity in every span: offers, ways, plants."""
    for offer in offers.values():
        _check(desk, periods, ("offers", offer.key, "minimum_lot"), offer.lot, offer.capacity)
    for passage in passages:
        place = (passage.table, passage.key, "minimum_load")
        _check(desk, periods, place, passage.lot, passage.capacity)


def _check(
    desk: Desk,
    periods: tuple[Period, ...],
    place: tuple[str, str, str],
    lot: Lot,
    capacity: Series,
) -> None:
    spans: dict[str, float] = {}
    for period, tonnes in zip(periods, capacity, strict=True):
        name = {"period": period.label, "year": period.year}.get(lot.span, "horizon")
        spans[name] = spans.get(name, 0.0) + tonnes
    most = max(spans.values())
    if lot.minimum > most * (1 + 1e-9):
        table, key, column = place
        row = desk.row(table, key)
        assert row is not None
        desk.warning(
            "lot",
            row,
            column,
            f"{key} can never be used: at least {lot.minimum:g} t a {lot.span}, while at most"
            f" {most:.6g} t are possible",
            f"a {column.replace('_', ' ')} of at most {most:.6g} t",
        )
