"""Terms of stocking each material, or one grade of it, in tonnes."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.cover import Forward
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Offer, Segment, Series, StockPolicy
from orefolio.case.horizon import Horizon, first_index
from orefolio.case.supply import KG


def stocked_grades(
    desk: Desk, materials: Mapping[str, Material], offers: Mapping[str, Offer]
) -> Mapping[str, tuple[str, ...]]:
    """Grades in which each material can arrive or be stocked; ``""`` where ungraded."""
    found: dict[str, set[str]] = {material: set() for material in materials}
    for offer in offers.values():
        found[offer.material].add(offer.grade)
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
) -> Mapping[str, StockPolicy]:
    """All rows of the Stock sheet.

    Days are counted in the demand of the whole material, also on the row of one grade. The opening
    stock of a row without grade is of the only grade that the material has.
    """
    found = {}
    for row in desk.rows("stock"):
        material = materials.get(row.text("material"))
        if material is None:
            continue
        demand = _demand(material.key, segments, len(horizon.periods))
        policy = _policy(desk, row, horizon, material, Forward(demand, horizon.periods))
        _check_opening(desk, row, policy, grades[material.key])
        _check_ceiling(desk, row, policy, horizon)
        _check_every_grade(desk, row, policy, grades[material.key])
        found[row.key] = policy
    return found


def _demand(material: str, segments: Mapping[str, Segment], count: int) -> Series:
    own = [segment.demand for segment in segments.values() if segment.material == material]
    return tuple(sum(demand[index] for demand in own) for index in range(count))


def _policy(
    desk: Desk, row: Row, horizon: Horizon, material: Material, forward: Forward
) -> StockPolicy:
    days = row.amount("days_of_cover")
    first = first_index(desk, row, "cover_from", horizon)
    ahead = forward.at_ends(days)
    if days > 0 and first == len(ahead):
        desk.warning(
            "stock",
            row,
            "cover_from",
            f"the cover of {row.key} begins after the plan, so it never applies",
            f"a period up to {horizon.periods[-1].label}",
        )
    opening = row.number("opening_stock")
    if opening is None:
        opening = forward.window(0.0, row.amount("opening_cover"))
    elif row.given("opening_cover"):
        desk.info(
            "stock",
            row.place("opening_cover"),
            f"the opening cover of {row.key} is not read: its opening stock is given in tonnes",
        )
    return StockPolicy(
        key=row.key,
        material=material.key,
        grade=row.text("grade"),
        days_of_cover=days,
        cover=tuple(t if index >= first else 0.0 for index, t in enumerate(ahead)),
        cover_per_day=tuple(t / days for t in ahead) if days > 0 else forward.at_ends(1.0),
        opening=opening,
        ceiling=_ceiling(row, forward),
        holding_cost=_term(desk, row, "holding_rate") * material.reference_price
        + _term(desk, row, "storage_cost") * KG,
        end_of_horizon=row.text("end_of_horizon") or desk.settings.text("end_of_horizon"),
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


def _check_opening(desk: Desk, row: Row, policy: StockPolicy, grades: tuple[str, ...]) -> None:
    """Opening stock needs a grade as soon as there are several, or rows of single grades."""
    if policy.grade or policy.opening <= 0:
        return
    graded = any(
        other.text("material") == policy.material and other.given("grade")
        for other in desk.rows("stock")
    )
    if graded or len(grades) > 1:
        named = ", ".join(grade or "ungraded" for grade in grades)
        desk.error(
            "stock",
            row,
            "opening_stock" if row.given("opening_stock") else "opening_cover",
            f"opening stock of {policy.material} without a grade, while it comes as {named}",
            "the opening stock in rows of single grades",
            "move it to a row with its grade",
        )


def _check_every_grade(desk: Desk, row: Row, policy: StockPolicy, grades: tuple[str, ...]) -> None:
    """Rows of single grades must speak of every grade, unless a row speaks of all together."""
    own = [other for other in desk.rows("stock") if other.text("material") == policy.material]
    spoken = {other.text("grade") for other in own}
    if any(other.broken("grade") for other in (*own, *desk.rows("offers"))):
        return
    missing = [grade or "ungraded" for grade in grades if grade not in spoken]
    if missing and "" not in spoken and own[0].key == row.key:
        desk.error(
            "stock",
            row,
            "grade",
            f"{policy.material} also comes as {', '.join(missing)}, of which the sheet says"
            " nothing",
            "a row for every grade, or one without a grade for all together",
            "add the row; a ceiling of 0 says that the grade is not stocked",
        )


def _check_ceiling(desk: Desk, row: Row, policy: StockPolicy, horizon: Horizon) -> None:
    for period, cover, ceiling in zip(horizon.periods, policy.cover, policy.ceiling, strict=True):
        if cover > ceiling * (1 + 1e-9) + 1e-9:
            column = "ceiling" if row.given("ceiling") else "ceiling_cover"
            desk.error(
                "stock",
                row,
                column,
                f"{row.key} needs {cover:.6g} t of cover at the end of {period.label}, above its"
                f" ceiling of {ceiling:.6g} t",
                "a ceiling of at least the cover",
                f"raise the ceiling or lower the days of cover ({row.place('days_of_cover')})",
            )
            return
