"""Price paths: the multipliers of market prices, of which the settings choose one."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Series
from orefolio.case.horizon import Horizon
from orefolio.case.nearest import suggestion
from orefolio.case.series import SeriesReader
from orefolio.tables import TABLE


def make_price_index(
    desk: Desk, horizon: Horizon, materials: Mapping[str, Material]
) -> Mapping[str, Series]:
    """For each material the multiplier of its market price by period, 1 without a price path."""
    paths = _read_paths(desk, horizon)
    flat = (1.0,) * len(horizon.periods)
    chosen = desk.settings.text("price_path")
    if chosen and chosen not in paths:
        desk.error(
            "price_path",
            desk.settings,
            "price_path",
            f"price path is {chosen!r}, which the sheet {TABLE['price_paths'].sheet} does not have",
            f"a path of the sheet {TABLE['price_paths'].sheet}, or an empty cell",
            suggestion(chosen, paths),
        )
    path = paths.get(chosen, {})
    rest = path.get("", flat)
    return {key: path.get(group, rest) for key, group in _groups(desk).items() if key in materials}


def _groups(desk: Desk) -> Mapping[str, str]:
    return {row.key: row.text("price_group") or row.key for row in desk.rows("materials")}


def _read_paths(desk: Desk, horizon: Horizon) -> Mapping[str, Mapping[str, Series]]:
    """Path → group (empty: the rest) → multipliers; everything wrong with any path is reported."""
    reader = SeriesReader(desk, "price_paths", horizon)
    reader.report_outside()
    groups = _groups(desk)
    found: dict[str, dict[str, Series]] = {}
    for row in desk.rows("price_paths"):
        group = row.text("group")
        own = found.setdefault(row.text("path"), {})
        if group and group not in groups.values():
            _report_group(desk, row, group, groups)
        series = reader.read(row)
        if series is not None and _positive(desk, row):
            own[group] = series
    return found


def _report_group(desk: Desk, row: Row, group: str, groups: Mapping[str, str]) -> None:
    if group in groups:
        desk.error(
            "price_path",
            row,
            "group",
            f"{group} is in the price group {groups[group]}, so this row would not be read",
            "the price group",
            f"write {groups[group]}",
        )
    else:
        desk.error(
            "unknown_name",
            row,
            "group",
            f"group is {group!r}, which is neither a price group nor a material",
            "a price group of the sheet Materials, a material, or an empty cell for all others",
            suggestion(group, groups.values()),
        )


def _positive(desk: Desk, row: Row) -> bool:
    """Whether no multiplier is negative; 0 is a market that gives the material away."""
    negative = [label for label, value in sorted(row.record.by_period.items()) if value < 0]
    for label in negative:
        desk.error(
            "price_path",
            row,
            label,
            f"the multiplier of {row.key} is {row.record.by_period[label]:g} in {label}",
            "a number from 0 on, such as 1.5 for half as dear again",
        )
    return not negative
