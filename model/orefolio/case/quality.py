"""Grades, their attributes, and what segments demand of them; nines become impurity in ppm."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Quality, Segment, Specification

MOST_NINES = 12


def impurity(nines: float) -> float:
    """Impurity in ppm of a purity in nines: 10^(6 − nines); 4 nines (99.99 %) are 100 ppm."""
    return float(10.0 ** (6.0 - nines))


def _check_nines(desk: Desk, row: Row, column: str) -> bool:
    """Whether a count of nines is one: 0 (nothing pure) to 12."""
    nines = row.number(column)
    if nines is None or 0 <= nines <= MOST_NINES:
        return True
    desk.error(
        "quality",
        row,
        column,
        f"{column} of {row.key} is {nines:g} nines",
        f"a purity from 0 to {MOST_NINES} nines (3.5 means 99.95 %)",
    )
    return False


def make_quality(desk: Desk) -> Quality:
    """Scale of each attribute and value of each grade, nines as ppm of impurity."""
    scales = {row.key: row.text("scale") for row in desk.rows("attributes")}
    values: dict[str, dict[str, float]] = {key: {} for key in desk.keys("grades")}
    for row in desk.rows("quality"):
        value, attribute = row.number("value"), row.text("attribute")
        if value is None or row.text("grade") not in values or attribute not in scales:
            continue
        if scales[attribute] == "nines":
            value = impurity(value) if _check_nines(desk, row, "value") else 0.0
        values[row.text("grade")][attribute] = value
    return Quality(attributes=scales, value=values)


def make_specifications(
    desk: Desk,
    quality: Quality,
    segments: Mapping[str, Segment],
    grades: Mapping[str, tuple[str, ...]],
) -> Mapping[str, Specification]:
    """All specifications; ``grades`` are those in which each material can arrive or be stocked."""
    found = {}
    for row in desk.rows("specifications"):
        segment = segments.get(row.text("segment"))
        if segment is None:
            _check_segment(desk, row)
        elif row.text("attribute") in quality.attributes:
            specification = _specification(desk, row, quality)
            if not row.broken("minimum", "maximum", "basis"):
                _check_bounds(desk, row, specification)
            _check_grades(desk, row, segment.material, grades[segment.material], quality)
            found[row.key] = specification
    return found


def _specification(desk: Desk, row: Row, quality: Quality) -> Specification:
    minimum, maximum = row.number("minimum"), row.number("maximum")
    if quality.attributes[row.text("attribute")] == "nines":
        right = [_check_nines(desk, row, column) for column in ("minimum", "maximum")]
        if not all(right):
            minimum = maximum = 0.0
        # more nines are less impurity, so the bounds change places
        minimum, maximum = (
            None if maximum is None else impurity(maximum),
            None if minimum is None else impurity(minimum),
        )
    return Specification(
        key=row.key,
        segment=row.text("segment"),
        attribute=row.text("attribute"),
        minimum=minimum,
        maximum=maximum,
        basis=row.text("basis"),
        off_specification=row.amount("off_specification"),
    )


def _check_segment(desk: Desk, row: Row) -> None:
    """A material that has segments is specified by them."""
    if desk.row("materials", row.text("segment")) is not None:
        own = [s.key for s in desk.rows("segments") if s.text("material") == row.text("segment")]
        desk.error(
            "quality",
            row,
            "segment",
            f"{row.text('segment')} has segments of its own",
            f"one of its segments: {', '.join(own)}",
        )


def _check_bounds(desk: Desk, row: Row, specification: Specification) -> None:
    minimum, maximum = specification.minimum, specification.maximum
    if minimum is None and maximum is None:
        desk.error(
            "quality", row, "minimum", f"{row.key} has neither minimum nor maximum", "one of them"
        )
    elif minimum is not None and maximum is not None and minimum > maximum:
        desk.error(
            "quality",
            row,
            "minimum",
            f"the minimum of {row.key} is {row.amount('minimum'):g}, above its maximum"
            f" {row.amount('maximum'):g}",
            "a minimum of at most the maximum",
        )
    if specification.off_specification > 0 and specification.basis != "every lot":
        desk.error(
            "quality",
            row,
            "off_specification",
            f"{row.key} allows {specification.off_specification:.0%} off specification on basis"
            f" {specification.basis!r}",
            "basis every lot, or an empty cell",
        )


def _check_grades(
    desk: Desk, row: Row, material: str, grades: tuple[str, ...], quality: Quality
) -> None:
    """Every grade in which the material can come must have the attribute."""
    attribute = row.text("attribute")
    for grade in grades:
        if grade and grade in quality.value and attribute not in quality.value[grade]:
            if not _refused(desk, grade, attribute):
                desk.error(
                    "quality",
                    row,
                    "attribute",
                    f"the grade {grade} of {material} has no {attribute}, which"
                    f" {row.text('segment')} specifies",
                    f"a row for {grade} and {attribute} on the Quality sheet",
                )
        elif not grade:
            ungraded = [
                offer.key
                for offer in desk.rows("offers")
                if offer.text("material") == material and not offer.text("grade")
            ]
            if any(offer.broken("grade") for offer in desk.rows("offers")):
                continue
            home = _ungraded_at_home(desk, material)
            whose = f"stock of {material} has no grade"
            if home:
                whose = f"the {material} that {', '.join(home[:5])} brings has no grade"
            if ungraded:
                whose = f"offers {', '.join(ungraded[:5])} of {material} have no grade"
            desk.error(
                "quality",
                row,
                "segment",
                f"{row.text('segment')} specifies {attribute}, but {whose}",
                "a grade for all that arrives of a specified material",
            )


def _ungraded_at_home(desk: Desk, material: str) -> list[str]:
    """Levers that recycle the material, and conversions that make it, in no grade."""
    levers = [
        row.key
        for row in desk.rows("levers")
        if row.text("kind") == "recycling" and row.text("acts_on") == material
        if row.yes("active") and not row.text("grade")
    ]
    made = [
        row.text("conversion")
        for row in desk.rows("conversion_outputs")
        if row.text("material") == material and not row.text("grade")
    ]
    return [*levers, *made]


def _refused(desk: Desk, grade: str, attribute: str) -> bool:
    return any(
        row.text("grade") == grade
        and row.text("attribute") in (attribute, "")
        and row.record.broken
        for row in desk.rows("quality")
    )
