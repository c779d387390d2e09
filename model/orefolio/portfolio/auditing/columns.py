"""From which column of which result sheet a compared figure comes, so that its cell is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from orefolio.portfolio.schema import RESULT_TABLE
from orefolio.workbook.cells import cell_name

TABLE = "result table"
"""Attribute of a frame that names its result table; pandas hands it on to columns and parts."""

ON_ITS_OWN = 2
"""Row of the first figures on a sheet that holds one table, from its first row on."""

_TOGETHER = ("summary",)
"""Tables that share their sheet with sentences: their rows are known in the file only."""


@dataclass(frozen=True)
class Told:
    """The column of a figure and the places of its rows in the table; both may be unknown."""

    figure: str = ""
    table: str = ""
    rows: tuple[Any, ...] = ()

    def cell(self, place: int) -> str:
        """The cell of a row, ``Sheet!C5``; empty where it is not known."""
        declared = RESULT_TABLE.get(self.table)
        if declared is None or self.table in _TOGETHER or place >= len(self.rows):
            return ""
        names = [column.name for column in declared.columns]
        row = self.rows[place]
        if self.figure not in names or not isinstance(row, int):
            return ""
        return f"{declared.sheet}!{cell_name(ON_ITS_OWN + row, names.index(self.figure) + 1)}"


def marked(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Shallow copies of the result tables that know which ones they are."""
    found = {}
    for name, frame in tables.items():
        copy = frame.copy(deep=False)
        copy.attrs[TABLE] = name
        found[name] = copy
    return found


def told(found: object) -> Told:
    """What is known of the figures that are compared: of a column of a table its name and rows."""
    if not isinstance(found, pd.Series) or not isinstance(found.name, str):
        return Told()
    table = str(found.attrs.get(TABLE, ""))
    return Told(found.name, table, tuple(found.index.tolist()) if table else ())
