"""Columns of a study's tables that depend on what was varied and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from orefolio.portfolio.measures import MEASURES
from orefolio.studies.design import Design
from orefolio.studies.result import PointResult, Share
from orefolio.studies.table import Cell, Kind, StudyColumn
from orefolio.studies.vary import Dimension

POINT = StudyColumn("point", "integer", text="number of the point; 0 is the base")
STATUS = StudyColumn("status", "text", text="optimal, feasible (gap known), infeasible, limit …")
REASON = StudyColumn("reason", "text", text="how the solve ended, or why there is no plan")
COUNTRY = (
    StudyColumn("material", "text", text="material, or all of them"),
    StudyColumn("role", "text", text="mined or processed in the country"),
    StudyColumn("country", "text"),
    StudyColumn("share by volume", "share", text="of the usable tonnes delivered"),
    StudyColumn("share by value", "share", text="of the deliveries at reference prices"),
)
CHANGED = (
    StudyColumn("table", "text"),
    StudyColumn("key", "text"),
    StudyColumn("column", "text"),
    StudyColumn("old", "text", text="value in the base"),
    StudyColumn("new", "text", text="value of the point"),
    StudyColumn("cell", "text"),
)


MAIN = (
    *("total cost", "money cost", "landed cost", "shortage", "expected loss"),
    *("largest country share by volume", "HHI of processing"),
)
"""Measures that stand first, in this order."""

Columns = dict[str, StudyColumn]


class ShareKey(NamedTuple):
    """One share column: of a country, in a role, by volume or by value."""

    role: str
    basis: str
    country: str


def level_columns(design: Design) -> tuple[StudyColumn, ...]:
    """One column for each dimension: numbers, or text when any level is a word."""
    return tuple(_level_column(dimension) for dimension in design.dimensions)


def _level_column(dimension: Dimension) -> StudyColumn:
    text = {
        "set": "value of the cell at this point",
        "multiply": "the value of the workbook is multiplied by it",
        "add": "what is added to the value of the workbook",
    }[dimension.operation]
    if not dimension.numeric:
        return StudyColumn(dimension.label, "text", text=text)
    if dimension.unit == "share":
        return StudyColumn(dimension.label, "share", text=text)
    return StudyColumn(dimension.label, "number", dimension.unit, text)


def level_values(design: Design) -> tuple[tuple[Cell, ...], ...]:
    """For each point the values of its dimensions, as their columns hold them."""
    kinds = [column.kind for column in level_columns(design)]
    return tuple(
        tuple(_as(kind, design.value(point, place)) for place, kind in enumerate(kinds))
        for point in design.points
    )


def _as(kind: Kind, value: float | str | None) -> Cell:
    if value is None or kind != "text":
        return value
    return value if isinstance(value, str) else f"{value:.12g}"


def figure_columns(results: Iterable[PointResult]) -> dict[str, StudyColumn]:
    """One column for each measure that has a value at any point."""
    found: dict[str, StudyColumn] = {}
    valued: set[str] = set()
    for name, unit, value in (figure for result in results for figure in result.figures):
        found.setdefault(name, _figure_column(name, unit))
        valued.update([name] if value is not None else [])
    return {name: column for name, column in found.items() if name in valued}


def parted(figures: Columns) -> tuple[Columns, Columns, Columns]:
    """Main measures, the others of the plan as a whole, and those of each material."""
    whole = {measure.name for measure in MEASURES}
    return (
        {name: figures[name] for name in MAIN if name in figures},
        {name: figures[name] for name in figures if name in whole and name not in MAIN},
        {name: figures[name] for name in figures if name not in whole},
    )


def _figure_column(name: str, unit: str) -> StudyColumn:
    kind: Kind = "share" if unit == "share" else "money" if unit == "USD" else "number"
    return StudyColumn(name, kind, "" if unit == "share" else unit)


def share_columns(results: Iterable[PointResult]) -> dict[ShareKey, StudyColumn]:
    """Shares of each country in all materials: processed before mined, volume before value."""
    keys = {key for result in results for key in share_values(result.shares)}
    order = sorted(keys, key=lambda k: (k.role != "processed", k.basis != "volume", k.country))
    return {
        key: StudyColumn(
            f"{key.country}, {key.role}, share by {key.basis}",
            "share",
            text="share of the country in the deliveries of all materials",
        )
        for key in order
    }


def share_values(shares: Iterable[Share]) -> dict[ShareKey, float | None]:
    """The shares in all materials by column."""
    found: dict[ShareKey, float | None] = {}
    for share in shares:
        if share.material == "all":
            found[ShareKey(share.role, "volume", share.country)] = share.by_volume
            found[ShareKey(share.role, "value", share.country)] = share.by_value
    return found
