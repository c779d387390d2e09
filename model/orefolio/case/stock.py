"""Terms of stocking each material, one grade of it, or what one pool keeps of it, in tonnes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from orefolio.case.cover import Forward
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Path, Pool, Segment, Series, StockPolicy
from orefolio.case.home import Lots
from orefolio.case.horizon import Horizon, first_index
from orefolio.case.pools import waived
from orefolio.case.spans import later
from orefolio.case.stock_checks import check_begins, check_policy, check_pooled
from orefolio.case.supply import KG


def stocked_grades(
    desk: Desk, materials: Mapping[str, Material], paths: Mapping[str, Path], made: Lots
) -> Mapping[str, tuple[str, ...]]:
    """Grades in which each material can arrive or be stocked; ``""`` where ungraded."""
    found: dict[str, set[str]] = {material: set() for material in materials}
    for path in paths.values():
        for each in path.yields:
            found[each.material].add(each.grade)
    for material, grade in made:
        found[material].add(grade)
    for row in desk.rows("stock"):
        if row.given("grade") and row.text("material") in found:
            found[row.text("material")].add(row.text("grade"))
    return {material: tuple(sorted(grades or {""})) for material, grades in found.items()}


def make_stock(
    desk: Desk,
    horizon: Horizon,
    materials: Mapping[str, Material],
    segments: Mapping[str, Segment],
    grades: Mapping[str, tuple[str, ...]],
    pools: Mapping[str, Pool],
) -> Mapping[str, StockPolicy]:
    """All rows of the Stock sheet but those of pools that are not active.

    Days are counted in the demand of the whole material, also on the row of one grade or pool. The
    opening stock of a row without grade is of the only grade that the material has. In the
    declared release of a pool, and until it must be filled again, its rows ask for no cover.
    """
    found = {}
    spared = {key: waived(desk, pool, horizon) for key, pool in pools.items()}
    for row in desk.rows("stock"):
        material = materials.get(row.text("material"))
        if material is None or (row.given("pool") and row.text("pool") not in pools):
            continue
        demand = _demand(material.key, segments, len(horizon.periods))
        policy = _policy(desk, row, horizon, material, Forward(demand, horizon.periods))
        if policy.pool:
            policy = _spared(policy, spared[policy.pool])
        check_policy(desk, row, policy, horizon, grades[material.key])
        found[row.key] = policy
    check_pooled(desk, horizon, pools, found)
    return found


def _spared(policy: StockPolicy, free: tuple[bool, ...]) -> StockPolicy:
    """The same without cover, required or wanted, at the end of the periods that are free of it."""

    def without(tonnes: Series) -> Series:
        return tuple(0.0 if each else t for each, t in zip(free, tonnes, strict=True))

    return replace(policy, cover=without(policy.cover), wanted=without(policy.wanted))


def _demand(material: str, segments: Mapping[str, Segment], count: int) -> Series:
    own = [segment.demand for segment in segments.values() if segment.material == material]
    return tuple(sum(demand[index] for demand in own) for index in range(count))


def _policy(
    desk: Desk, row: Row, horizon: Horizon, material: Material, forward: Forward
) -> StockPolicy:
    days, wanted = row.amount("days_of_cover"), row.amount("days_wanted")
    first = first_index(desk, row, "cover_from", horizon)
    check_begins(desk, row, first, horizon)
    ahead, wished = forward.at_ends(days), forward.at_ends(wanted)
    opening = row.number("opening_stock")
    if opening is None:
        opening = forward.window(0.0, row.amount("opening_cover"))
    return StockPolicy(
        key=row.key,
        material=material.key,
        grade=row.text("grade"),
        pool=row.text("pool"),
        days_of_cover=days,
        cover=tuple(t if index >= first else 0.0 for index, t in enumerate(ahead)),
        cover_per_day=tuple(t / days for t in ahead) if days > 0 else forward.at_ends(1.0),
        days_wanted=wanted,
        wanted=tuple(t if index >= first else 0.0 for index, t in enumerate(wished)),
        wanted_per_day=tuple(t / wanted for t in wished) if wanted > 0 else forward.at_ends(1.0),
        cover_price=row.amount("cover_price"),
        opening=opening,
        ceiling=_ceiling(row, forward),
        loss_rate=row.amount("loss_rate"),
        fresh_from=_fresh_from(row.number("shelf_life"), horizon),
        holding_cost=_term(desk, row, "holding_rate") * material.reference_price
        + _term(desk, row, "storage_cost") * KG,
        end_of_horizon=row.text("end_of_horizon") or desk.settings.text("end_of_horizon"),
    )


def _fresh_from(months: float | None, horizon: Horizon) -> tuple[int, ...]:
    """For each period the first one whose arrivals are still good at its end; -1: the opening too.

    A lot came at the end of its period, the opening stock on the first day; on the day on which
    its months are over it is gone.
    """
    if months is None or months > 12 * sum(period.years for period in horizon.periods) + 1:
        return ()  # nothing grows too old inside the plan
    came = [horizon.whole.start, *(span.end for span in horizon.spans)]
    gone = [later(day, months) for day in came]
    return tuple(
        next((place - 1 for place in range(index + 1) if gone[place] > span.end), index)
        for index, span in enumerate(horizon.spans)
    )


def _term(desk: Desk, row: Row, column: str) -> float:
    """The row's term, else that of the settings."""
    own = row.number(column)
    return desk.settings.amount(column) if own is None else own


def _ceiling(row: Row, forward: Forward) -> Series:
    tonnes, days = row.number("ceiling"), row.number("ceiling_cover")
    most = math.inf if tonnes is None else tonnes
    if days is None:
        return (most,) * len(forward.ends)
    return tuple(min(most, ahead) for ahead in forward.at_ends(days))
