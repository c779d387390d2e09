"""Segments that nobody may serve yet: every source of them is still under test."""

from __future__ import annotations

from orefolio.case.desk import Desk
from orefolio.case.entities import Qualification, Segment
from orefolio.case.model import Case


def check_untested(desk: Desk, case: Case) -> None:
    """Warn of periods in which the sources under test may serve less than the whole demand.

    Only where nothing else can: no source that is free, no opening stock, nothing made at home.
    """
    for segment in case.segments.values():
        held = [q for q in case.qualifications.values() if q.segment == segment.key]
        if held and not _free(case, segment, held):
            _check(desk, case, segment, held)


def _free(case: Case, segment: Segment, held: list[Qualification]) -> bool:
    material = segment.material
    tested = {lot for each in held for lot in each.lots}
    brought = {
        part.grade
        for path in case.paths.values()
        for part in path.yields
        if part.material == material
    }
    stocked = any(row.opening > 0 for row in case.stock.values() if row.material == material)
    recycled = any(lever.recycles for lever in case.levers.values() if lever.material == material)
    made = {part.material for each in case.conversions.values() for part in each.outputs}
    return bool(brought - tested) or stocked or recycled or material in made


def _check(desk: Desk, case: Case, segment: Segment, held: list[Qualification]) -> None:
    short = [
        (period, segment.demand[period.index] * (1.0 - served))
        for period in case.periods
        for served in (min(sum(each.shares[period.index] for each in held), 1.0),)
        if served < 1.0 - 1e-9 and segment.demand[period.index] > 0
    ]
    saved = any(segment.key in lever.effects for lever in case.levers.values())
    row = desk.row("qualification", min(held, key=lambda each: (each.ready, each.key)).key)
    if not short or saved or row is None:
        return
    period, missing = short[0]
    lost = segment.shortage_cost is None
    further = f" and in {len(short) - 1} further periods" if len(short) > 1 else ""
    names = ", ".join(sorted(each.source for each in held))
    desk.warning(
        "qualification",
        row,
        "months",
        f"all that could serve {segment.key} is under test ({names}), so {missing:,.4g} t are"
        f" missing in {period.label}{further}"
        + (" and, as that is not allowed, NO PLAN CAN EXIST" if lost else ""),
        "a source without a row for the segment, or one that is ready",
        "take out the row of the source that serves it today"
        + (", or give a shortage cost" if lost else ""),
    )
