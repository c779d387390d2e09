"""What can be wrong with a row of the Levers sheet, or of the sheets that belong to it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Segment, Series

_OF_RECYCLING = ("collection_share", "recovery", "grade")


def check_target(
    desk: Desk,
    row: Row,
    segments: Mapping[str, Segment],
    *,
    recycles: bool,
    column: str = "acts_on",
) -> bool:
    """Whether the lever acts on what its kind can act on: a segment, or a recycled material."""
    name = row.text(column)
    material = desk.row("materials", name) is not None
    if recycles and not material and name in segments:
        desk.error(
            "lever",
            row,
            column,
            f"{row.key} recycles {name}, which is a segment",
            "a material",
            f"name its material {segments[name].material}",
        )
    if not recycles and material and name not in segments:
        own = [s.key for s in segments.values() if s.material == name]
        desk.error(
            "lever",
            row,
            column,
            f"{name} has segments of its own",
            f"one of its segments: {', '.join(own)}",
            "one row for each segment",
        )
    return material if recycles else name in segments


def check_recycling_only(desk: Desk, row: Row, *, recycles: bool) -> None:
    """Cells and sheets that only recycling reads; a grade must be given where it matters."""
    if recycles:
        return
    for column in _OF_RECYCLING:
        if row.given(column):
            desk.info(
                "lever",
                row.place(column),
                f"the {column.replace('_', ' ')} of {row.key} is not read: its kind is"
                f" {row.text('kind')}",
            )
    listed = desk.row("collection", row.key)
    if listed is not None:
        desk.error(
            "lever",
            listed,
            "lever",
            f"{row.key} has scrap that arises, but its kind is {row.text('kind')}",
            "a lever of the kind recycling",
            f"change the kind ({row.place('kind')}) or take the row out",
        )


def check_twice(desk: Desk, row: Row, unread: str, read: str) -> None:
    """Two cells that say the same thing: one of them is not read."""
    if row.given(unread) and row.given(read):
        desk.info(
            "lever",
            row.place(unread),
            f"the {unread.replace('_', ' ')} of {row.key} is not read: its"
            f" {read.replace('_', ' ')} is given",
        )


def check_unlimited(desk: Desk, row: Row, ceiling: Series) -> bool:
    """Whether something limits the lever."""
    if all(math.isfinite(most) for most in ceiling):
        return True
    desk.error(
        "lever",
        row,
        "ceiling",
        f"nothing limits what {row.key} recycles",
        "a ceiling, or the scrap that arises on the Collection sheet",
    )
    return False


def check_working(desk: Desk, row: Row, ceiling: Series) -> None:
    """A lever that can do nothing within the plan."""
    if not any(ceiling):
        desk.warning(
            "lever",
            row,
            "start",
            f"{row.key} can do nothing within the plan",
            "a start within the plan, and ceilings above 0",
        )
