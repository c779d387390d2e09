"""Segments and their demand; a material without segments is its own."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Segment, Series
from orefolio.case.horizon import Horizon
from orefolio.case.series import SeriesReader
from orefolio.case.supply import KG

MOST_GROWTH = 1.0
"""A demand that more than doubles every year is taken for a slip, as in the declared column."""

_OWN = ("demand", "demand_growth", "shortage_cost")


def make_segments(desk: Desk, horizon: Horizon) -> Mapping[str, Segment]:
    """All segments, declared or implied by a material without any."""
    reader = SeriesReader(desk, "demand", horizon)
    reader.report_outside()
    materials = set(desk.keys("materials"))
    divided: set[str] = set()
    found: dict[str, Segment] = {}
    for row in desk.rows("segments"):
        divided.add(row.text("material"))
        if row.key in materials:
            desk.error(
                "demand",
                row,
                "segment",
                f"the segment {row.key} has the name of a material",
                "a name different from every material",
            )
        elif row.text("material") in materials:
            found[row.key] = _segment(reader, row, row.text("material"))
    for row in desk.rows("materials"):
        if row.key in divided:
            _check_undivided(desk, row)
        else:
            found[row.key] = _segment(reader, row, row.key)
    return {key: found[key] for key in sorted(found)}


def _segment(reader: SeriesReader, row: Row, material: str) -> Segment:
    cost = row.number("shortage_cost")
    return Segment(
        key=row.key,
        material=material,
        demand=_demand(reader, row),
        shortage_cost=None if cost is None else cost * KG,
        table=row.table.name,
    )


def _demand(reader: SeriesReader, row: Row) -> Series:
    """Tonnes a period: the Demand row; else demand × years of the period × (1 + growth)^year."""
    horizon = reader.horizon
    listed = reader.desk.row("demand", row.key)
    none = (0.0,) * len(horizon.periods)
    if listed is not None:
        if row.given("demand"):
            reader.desk.info(
                "demand",
                row.place("demand"),
                f"the demand of {row.key} is not read: the Demand sheet has a row for it",
            )
        return reader.read(listed) or none
    yearly = row.number("demand")
    if yearly is None and _converted(reader.desk, row.key):
        return none
    if yearly is None:
        reader.desk.warning(
            "demand",
            row,
            "demand",
            f"{row.key} has no demand, so none is planned for",
            "a demand here or a row on the Demand sheet",
        )
        return none
    growth = 1.0 + row.amount("demand_growth")
    if growth > 1.0 + MOST_GROWTH:
        reader.desk.error(
            "demand",
            row,
            "demand_growth",
            f"the demand of {row.key} grows by {growth - 1.0:.0%} a year",
            f"a growth of at most {MOST_GROWTH:.0%}, such as 3%",
        )
        return none
    return tuple(
        yearly * period.years * growth**year
        for period, year in zip(horizon.periods, horizon.year_index, strict=True)
    )


def _converted(desk: Desk, material: str) -> bool:
    """Whether the material is an input of conversions, or comes in a product with others.

    It needs no demand of its own then.
    """
    inputs = (row for row in desk.rows("conversions") if row.yes("active"))
    return any(row.text("from_material") == material for row in inputs) or any(
        row.text("material") == material for row in desk.rows("contents")
    )


def _check_undivided(desk: Desk, material: Row) -> None:
    """A material that has segments leaves demand and shortage to them."""
    for column in _OWN:
        if material.given(column):
            desk.error(
                "demand",
                material,
                column,
                f"{material.key} has segments and a {column.replace('_', ' ')} of its own",
                "an empty cell: its segments say it",
            )
    listed = desk.row("demand", material.key)
    if listed is not None:
        desk.error(
            "demand",
            listed,
            "segment",
            f"{material.key} has segments and a row of its own on the Demand sheet",
            "rows of its segments only",
        )
