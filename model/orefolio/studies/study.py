"""A finished study: its points, shares, changes and failures as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from orefolio.studies.columns import (
    CHANGED,
    COUNTRY,
    MAIN,
    POINT,
    REASON,
    STATUS,
    figure_columns,
    level_columns,
    level_values,
    parted,
    share_columns,
    share_values,
)
from orefolio.studies.design import Design
from orefolio.studies.result import Changed, PointResult
from orefolio.studies.sheets import CHANGES, FAILURES, POINTS, SHARES
from orefolio.studies.table import Cell, StudyColumn, StudyTable
from orefolio.tables import Records


@dataclass(frozen=True, eq=False)
class Study:
    """What a study has found.

    ``records`` are the base: the workbook after the ``fixed`` changes. ``results`` stand in the
    order of the design's points. ``manifest`` says how it was made.
    """

    title: str
    design: Design
    results: tuple[PointResult, ...]
    records: Records
    fixed: tuple[Changed, ...]
    manifest: Mapping[str, str]

    @property
    def base(self) -> PointResult:
        """The result of the base point."""
        return self.results[0]

    @property
    def without_plan(self) -> tuple[PointResult, ...]:
        """The points that have no plan, each with its reason."""
        return tuple(result for result in self.results if not result.has_plan)

    def country_name(self, key: str) -> str:
        """The name that the workbook has for a country, else its key."""
        record = self.records.table("countries").get(key)
        return str((record.values.get("name") if record is not None else None) or key)

    @cached_property
    def main_columns(self) -> int:
        """How many columns of the points come first because everybody reads them."""
        main = [name for name in figure_columns(self.results) if name in MAIN]
        return 2 + len(self.design.dimensions) + 1 + len(main) + 1

    @cached_property
    def points(self) -> StudyTable:
        """One row a point: levels, status, main figures; then all others, shares, each material."""
        figures, shares = figure_columns(self.results), share_columns(self.results)
        main, others, by_material = parted(figures)
        columns = (
            POINT,
            StudyColumn("base", "yes_no", text="the workbook as it is, after the fixed changes"),
            *level_columns(self.design),
            STATUS,
            *main.values(),
            StudyColumn("gap", "money", "USD", "most that a still cheaper plan could save"),
            *others.values(),
            *shares.values(),
            REASON,
            *by_material.values(),
            StudyColumn("time", "number", "s", "wall-clock time of the point"),
        )
        rows: list[tuple[Cell, ...]] = []
        for result, levels in zip(self.results, self.levels, strict=True):
            measured = {name: value for name, _, value in result.figures}
            parts = share_values(result.shares)
            absent = 0.0 if result.has_plan else None
            rows.append(
                (
                    *(result.id, result.id == 0, *levels, result.status),
                    *(*(measured.get(name) for name in main), result.gap_money),
                    *(measured.get(name) for name in others),
                    *(parts.get(key, absent) for key in shares),
                    result.reason,
                    *(measured.get(name) for name in by_material),
                    result.seconds,
                )
            )
        return StudyTable(POINTS, "One row for each point.", columns, rows)

    @cached_property
    def shares(self) -> StudyTable:
        """One row a point, material, role and country: its shares over the whole plan."""
        rows = [
            (result.id, *levels, *share)
            for result, levels in zip(self.results, self.levels, strict=True)
            for share in result.shares
        ]
        columns = (POINT, *level_columns(self.design), *COUNTRY)
        return StudyTable(SHARES, "Shares of the countries over the whole plan.", columns, rows)

    @cached_property
    def changes(self) -> StudyTable:
        """One row a point and cell that it changes, with the value before and after."""
        rows = [(result.id, *cell) for result in self.results for cell in result.changes]
        return StudyTable(CHANGES, "Every cell that a point changes.", (POINT, *CHANGED), rows)

    @cached_property
    def fixed_changes(self) -> StudyTable:
        """One row a cell that is changed in every point, the base included."""
        text = "Cells that are changed in every point, the base included."
        return StudyTable(CHANGES, text, CHANGED, self.fixed)

    @cached_property
    def failures(self) -> StudyTable:
        """One row a point without a plan, with its reason."""
        rows = [
            (result.id, *levels, result.status, result.reason)
            for result, levels in zip(self.results, self.levels, strict=True)
            if not result.has_plan
        ]
        columns = (POINT, *level_columns(self.design), STATUS, REASON)
        return StudyTable(FAILURES, "Points without a plan.", columns, rows)

    @cached_property
    def levels(self) -> tuple[tuple[Cell, ...], ...]:
        """For each point the values of its dimensions, as the tables show them."""
        return level_values(self.design)

    def write_tables(self, path: Path, *, overwrite: bool = False) -> tuple[Path, Path]:
        """Write the points to ``path`` and the shares beside it, as Parquet or CSV.

        ``STUDY.csv`` comes with ``STUDY-shares.csv``. Raises as :meth:`StudyTable.write`.
        """
        beside = shares_path(path)
        self.points.write(path, overwrite=overwrite)
        self.shares.write(beside, overwrite=overwrite)
        return path, beside


def shares_path(path: Path) -> Path:
    """Where the shares go when the points go to ``path``."""
    return path.with_name(f"{path.stem}-shares{path.suffix}")
