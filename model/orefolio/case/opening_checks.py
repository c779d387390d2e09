"""What must hold of the rows of openings, by themselves and together."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series
from orefolio.case.entities.investing import Opening


def check_opening(desk: Desk, row: Row, own: Series) -> bool:
    """Whether a row can be reckoned with; ``own`` is the target's capacity by period."""
    if row.broken("capacity", "share", "discount", "gate"):
        return False
    before = len(desk.findings)
    _check_amount(desk, row, own)
    _check_discount(desk, row)
    return all(finding.severity.value != "error" for finding in desk.findings[before:])


def _check_amount(desk: Desk, row: Row, own: Series) -> None:
    target, capacity, gate = row.text("target"), row.number("capacity"), row.yes("gate")
    endless = any(math.isinf(tonnes) for tonnes in own)
    if capacity is not None and row.given("share"):
        desk.error(
            "opening",
            row,
            "share",
            "both a capacity and a share are given",
            "one of them",
            "clear one of the two cells",
        )
    elif row.given("share") and endless:
        desk.error(
            "opening",
            row,
            "share",
            f"a share of {target} is opened, which has no limit",
            "a target with a capacity",
            f"give {target} a capacity, or this row a capacity instead of the share",
        )
    elif capacity is not None and endless and not gate:
        desk.error(
            "opening",
            row,
            "capacity",
            f"capacity is added to {target}, which has no limit anyway",
            "a target with a capacity",
            f"give {target} the capacity that it has without the investment (0 if none), or set"
            " gate to yes",
        )
    elif capacity is not None and capacity < 0 and gate:
        desk.error(
            "opening",
            row,
            "capacity",
            f"the gate of {target} opens {capacity:,.6g} t/y",
            "a capacity of 0 or more, or no gate",
        )
    elif capacity is None and gate and endless and row.text("opens") in ("conversions", "pools"):
        desk.error(
            "opening",
            row,
            "capacity",
            f"the gate opens all of {target}, which has no limit",
            "the capacity that it opens",
            f"give this row a capacity, or {target} one",
        )
    elif capacity is None and not row.given("share") and not gate and not row.amount("discount"):
        desk.error(
            "opening",
            row,
            "capacity",
            f"the row opens nothing of {target}",
            "a capacity, a share, a discount, or yes under gate",
        )


def _check_discount(desk: Desk, row: Row) -> None:
    if not row.amount("discount"):
        return
    capacity = row.number("capacity")
    if row.text("opens") != "offers":
        desk.error(
            "opening",
            row,
            "discount",
            f"a discount is given on {row.text('opens')}",
            "a discount on an offer",
            "lower its cost by another one behind a gate",
        )
    elif capacity is not None and capacity < 0:
        desk.error(
            "opening",
            row,
            "discount",
            "a discount is given where capacity is taken away",
            "a discount on what is opened",
        )


def check_gates(desk: Desk, openings: Mapping[str, Opening], rows: Mapping[str, Row]) -> None:
    """Gates of one target say all how much they open, or none does."""
    gates: dict[tuple[str, str], list[Opening]] = {}
    for opening in openings.values():
        if opening.gate:
            gates.setdefault((opening.table, opening.target), []).append(opening)
    for own in gates.values():
        silent = [opening for opening in own if opening.whole]
        if silent and len(silent) < len(own):
            other = next(opening for opening in own if not opening.whole)
            desk.error(
                "opening",
                rows[silent[0].key],
                "capacity",
                f"this gate of {silent[0].target} has neither capacity nor share, unlike another"
                f" ({rows[other.key].record.row_place})",
                "a capacity or a share in each gate of a target, or in none",
            )
