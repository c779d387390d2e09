"""The cells of a sheet by row, with merged areas filled down."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from orefolio.workbook.cells import Area, RawCell, RawSheet
from orefolio.workbook.records.values import shows_nothing

_NO_CELLS: Mapping[int, RawCell] = {}


class Grid:
    """One sheet. Rows and columns are counted from 1; blank cells are missing."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        rows: dict[int, dict[int, RawCell]] = {}
        for (row, column), cell in sheet.cells.items():
            if not shows_nothing(cell):
                rows.setdefault(row, {})[column] = cell
        self._rows = dict(sorted(rows.items()))
        self._merged: dict[int, list[Area]] = {}
        for area in sorted(sheet.merged, key=lambda a: a.first_row):
            self._merged.setdefault(area.first_column, []).append(area)

    @property
    def rows(self) -> Iterable[int]:
        """Rows that hold something, from the top."""
        return self._rows

    def row(self, row: int) -> Mapping[int, RawCell]:
        """What stands in a row, by column."""
        return self._rows.get(row, _NO_CELLS)

    def cell(self, row: int, column: int) -> RawCell | None:
        """A cell; inside a merged area that spans rows, the cell at its top."""
        found = self.row(row).get(column)
        if found is None and column in self._merged:
            area = self.merged(row, column)
            if area is not None:
                return self.row(area.first_row).get(column)
        return found

    def merged(self, row: int, column: int) -> Area | None:
        """The merged area whose first column holds the cell, if it spans several rows."""
        areas = self._merged.get(column, [])
        position = bisect_right(areas, row, key=lambda area: area.first_row) - 1
        if position < 0 or areas[position].last_row < row:
            return None
        return areas[position] if areas[position].last_row > areas[position].first_row else None
