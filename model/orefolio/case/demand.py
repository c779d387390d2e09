"""Segments and their demand; a material without segments is its own."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Segment, Series
from orefolio.case.horizon import Horizon
from orefolio.case.series import SeriesReader
from orefolio.case.supply import KG

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
    if yearly is None and row.table.name == "materials" and no_slip(reader.desk, row):
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
    if not 0.0 <= growth <= 2.0:  # outside the limits of the column, which is told already
        return none
    return tuple(
        yearly * period.years * growth**year
        for period, year in zip(horizon.periods, horizon.year_index, strict=True)
    )


def no_slip(desk: Desk, material: Row) -> bool:
    """Whether a material without demand is hardly a slip.

    It is taken in by conversions or made by them, comes in a product with others, or is sold.
    """
    return (
        material.amount("surplus_value") > 0
        or material.key in at_work(desk, "conversion_inputs")
        or material.key in at_work(desk, "conversion_outputs")
        or any(
            row.text("from_material") == material.key and row.yes("active")
            for row in desk.rows("conversions")
        )
        or any(row.text("material") == material.key for row in desk.rows("contents"))
        or any(
            row.text("material") == material.key and row.amount("price") > 0
            for row in desk.rows("surplus_steps")
        )
    )


def at_work(desk: Desk, table: str) -> frozenset[str]:
    """Materials of the inputs or outputs of the conversions that are active."""
    active = {row.key for row in desk.rows("conversions") if row.yes("active")}
    return frozenset(
        row.text("material") for row in desk.rows(table) if row.text("conversion") in active
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
