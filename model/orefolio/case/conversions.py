"""Conversions at home: what a material is made into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.conversion_inputs import make_inputs
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Conversion, Yield
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.routes import open_capacity
from orefolio.case.supply import KG


def make_conversions(desk: Desk, horizon: Horizon) -> Mapping[str, Conversion]:
    """All active conversions that have something to make."""
    outputs: dict[str, list[Row]] = {}
    for row in desk.rows("conversion_outputs"):
        outputs.setdefault(row.text("conversion"), []).append(row)
    inputs = make_inputs(desk)
    found = {}
    for row in desk.rows("conversions"):
        if not row.yes("active") or desk.row("materials", row.text("from_material")) is None:
            continue
        own = outputs.get(row.key, [])
        made = tuple(
            Yield(each.text("material"), each.text("grade"), each.amount("yield"))
            for each in own
            if each.amount("yield") > 0 and desk.row("materials", each.text("material"))
        )
        if not made:
            _report_nothing(desk, row, own)
            continue
        shares = open_shares(desk, row, horizon)
        found[row.key] = Conversion(
            key=row.key,
            name=row.text("name") or row.key,
            plant=row.text("plant"),
            material=row.text("from_material"),
            grade=row.text("from_grade"),
            outputs=made,
            cost=row.amount("cost") * KG,
            capacity=open_capacity(row.number("capacity"), shares, horizon),
            inputs=inputs.get(row.key, ()),
        )
    _check_loops(desk, found)
    return found


def check_inputs(
    desk: Desk, conversions: Iterable[Conversion], grades: Mapping[str, tuple[str, ...]]
) -> None:
    """A grade that is converted must be one in which the material comes."""
    for conversion in conversions:
        row = desk.row("conversions", conversion.key)
        known = grades.get(conversion.material, ())
        if row is not None and conversion.grade and conversion.grade not in known:
            desk.error(
                "conversion",
                row,
                "from_grade",
                f"{conversion.key} converts {conversion.material} of grade {conversion.grade},"
                " which is neither bought nor made nor stocked",
                f"one of {', '.join(grade or 'no grade' for grade in known)}, or an empty cell",
            )


def _report_nothing(desk: Desk, row: Row, outputs: list[Row]) -> None:
    for output in outputs:
        if output.given("yield"):
            desk.error(
                "conversion",
                output,
                "yield",
                f"nothing comes out of {row.key}",
                "a yield above 0",
            )
            return
    if not outputs:
        desk.error(
            "conversion",
            row,
            "conversion",
            f"nothing comes out of {row.key}",
            "a row of it on the Conversion outputs sheet",
        )


def _check_loops(desk: Desk, conversions: Mapping[str, Conversion]) -> None:
    """Refuse conversions that lead back to where they start: tonnes could go round for ever."""
    leads = {
        key: [
            other.key
            for other in conversions.values()
            for output in one.outputs
            if any(
                output.material == material and grade in ("", output.grade)
                for material, grade in _taken(other)
            )
        ]
        for key, one in conversions.items()
    }
    for key, one in conversions.items():
        if key not in _reached(leads, leads[key]):
            continue
        row = desk.row("conversions", key)
        assert row is not None
        graded = f" of grade {one.grade}" if one.grade else ""
        back = "be converted back into it" if not one.inputs else "come back into it"
        desk.error(
            "conversion",
            row,
            "from_material",
            f"what {key} makes of {one.material}{graded} can {back}",
            "conversions that lead one way",
            "leave one of them out, or name the grades that it converts",
        )
        return


def _taken(conversion: Conversion) -> list[tuple[str, str]]:
    """Materials with their grades (empty: any) that a conversion takes in."""
    beside = [(each.material, each.grade) for each in conversion.inputs]
    return [(conversion.material, conversion.grade), *beside]


def _reached(leads: Mapping[str, list[str]], start: Iterable[str]) -> set[str]:
    """Conversions that can follow, these included."""
    found, left = set(start), list(start)
    while left:
        further = set(leads[left.pop()]) - found
        found |= further
        left += sorted(further)
    return found
