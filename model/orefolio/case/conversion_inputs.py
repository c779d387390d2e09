"""What conversions take in beside the material that they convert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Conversion, Path, Yield
from orefolio.case.home import Lots


def make_inputs(desk: Desk) -> Mapping[str, tuple[Yield, ...]]:
    """Tonnes of each material for each tonne converted, by conversion; amounts of 0 are none."""
    found: dict[str, tuple[Yield, ...]] = {}
    for row in desk.rows("conversion_inputs"):
        key, material, grade = (row.text(name) for name in ("conversion", "material", "grade"))
        owner, amount = desk.row("conversions", key), row.amount("amount")
        if owner is None or desk.row("materials", material) is None or amount <= 0:
            continue
        if _is_converted(owner, material, grade):
            desk.error(
                "conversion",
                row,
                "material",
                f"{key} takes in {material} beside, which it converts",
                "another material, or another grade where both cells name one",
                "count everything for a tonne of what is converted, by the yields",
            )
        elif any(
            each.material == material and "" in (each.grade, grade) for each in found.get(key, ())
        ):
            desk.error(
                "conversion",
                row,
                "grade",
                f"{key} takes in {material} of any grade, and of single grades as well",
                "either one row without a grade, or rows with one",
            )
        else:
            found[key] = (*found.get(key, ()), Yield(material, grade, amount))
    return found


def check_beside(
    desk: Desk,
    conversions: Iterable[Conversion],
    grades: Mapping[str, tuple[str, ...]],
    paths: Mapping[str, Path],
    made: Lots,
) -> None:
    """What is taken in beside must come in its grade, and come at all."""
    come = {each.material for path in paths.values() for each in path.yields}
    come |= {material for material, _ in made}
    come |= {row.text("material") for row in desk.rows("stock") if _opens(row)}
    for conversion in conversions:
        for each in conversion.inputs:
            key = "|".join(filter(None, (conversion.key, each.material, each.grade)))
            row = desk.row("conversion_inputs", key)
            if row is not None:
                _check(desk, row, each, grades.get(each.material, ()), known=each.material in come)


def _check(desk: Desk, row: Row, each: Yield, grades: tuple[str, ...], *, known: bool) -> None:
    name = row.text("conversion")
    if each.grade and each.grade not in grades:
        desk.error(
            "conversion",
            row,
            "grade",
            f"{name} takes in {each.material} of grade {each.grade}, which is neither bought nor"
            " made nor stocked",
            f"one of {', '.join(grade or 'no grade' for grade in grades)}, or an empty cell",
        )
    elif not known:
        desk.warning(
            "conversion",
            row,
            "material",
            f"{name} takes in {each.material}, which is neither bought nor made nor in stock, so it"
            " does nothing",
            f"an offer of {each.material}, another way that it comes, or no row",
        )


def _is_converted(owner: Row, material: str, grade: str) -> bool:
    own = owner.text("from_grade")
    return owner.text("from_material") == material and (own == grade or "" in (own, grade))


def _opens(row: Row) -> bool:
    """Whether a row of the Stock sheet has opening stock."""
    return row.amount("opening_stock") > 0 or row.amount("opening_cover") > 0
