"""Columns of the Offers sheet that rules add up or average, a planner's own included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.nearest import suggestion
from orefolio.tables import TABLE, Kind
from orefolio.tables.rules import column_named

NUMERIC = (Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
BY_PERIOD = {"price": "spend or spend per kg", "capacity": "tonnes"}
"""Columns whose values may stand on a sheet by period, with the measure that reads them."""


def column_figures(desk: Desk, row: Row, offers: Iterable[str]) -> Mapping[str, float]:
    """Values of the rule's column by offer; offers without a number there are left out.

    Reports at the rule when no such column exists.
    """
    name = column_named(row.text("column"))
    if name in BY_PERIOD:
        desk.error(
            "rule",
            row,
            "column",
            f"{row.key} measures the column {row.text('column')}, which may differ by period",
            "a column with one value for each offer",
            f"use the measure {BY_PERIOD[name]}",
        )
        return {}
    found = {offer: _figure(desk, offer, name) for offer in offers}
    if all(value is None for value in found.values()):
        known = _known(desk)
        desk.error(
            "rule",
            row,
            "column",
            f"the Offers sheet has no column of numbers named {row.text('column')!r}",
            "a column of the Offers sheet with a number for each offer",
            suggestion(row.text("column"), known),
        )
    return {offer: value for offer, value in found.items() if value is not None}


def report_missing(desk: Desk, row: Row, offers: Iterable[str]) -> None:
    """Say which offers that the rule counts have no number in its column."""
    column = row.text("column")
    for offer in offers:
        own = desk.row("offers", offer)
        assert own is not None
        desk.error(
            "rule",
            own,
            _declared(column) or column,
            f"{offer} has no number in the column {column}, which {row.key}"
            f" ({row.place('column')}) measures",
            "a number",
            f"type it, or name the offers that {row.key} is about",
        )


def _figure(desk: Desk, offer: str, name: str) -> float | None:
    row = desk.row("offers", offer)
    assert row is not None
    declared = _declared(name)
    if declared:
        return row.number(declared)
    for header, value in row.record.extra.items():
        if column_named(header) == name and isinstance(value, int | float):
            return None if isinstance(value, bool) else float(value)
    return None


def _known(desk: Desk) -> list[str]:
    own = {header for row in desk.rows("offers") for header in row.record.extra}
    declared = (c.name for c in TABLE["offers"].columns if c.kind in NUMERIC)
    return sorted(own | {name for name in declared if name not in BY_PERIOD})


def _declared(name: str) -> str:
    """The declared column of numbers of that name, else empty."""
    columns = (c for c in TABLE["offers"].columns if c.kind in NUMERIC)
    return next((c.name for c in columns if column_named(c.name) == column_named(name)), "")
