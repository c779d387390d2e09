"""The workbook once read: plain typed records that still know their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from orefolio.tables.column import Value


@dataclass(frozen=True)
class Record:
    """One row: values in the declared units, by column name; period values by their label.

    ``cells`` maps a column name (or period label) to its place, ``Offers!F14``, also where a declared
    column is left empty; ``row_place`` is where the row stands. ``provenance`` holds note, source and flag, for the row (``"flag"``) or
    one column (``"price flag"``). ``extra`` keeps the text of columns that are not declared.
    Columns left empty are absent from ``values``. ``broken`` names columns whose cell was refused
    with a finding, so that no later check reports the same cell as missing.
    """

    values: Mapping[str, Value]
    by_period: Mapping[str, float] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    row_place: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Value] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def place(self, column: str) -> str:
        """The cell of a column, or the row when the sheet has no such column."""
        return self.cells.get(column, self.row_place)


@dataclass(frozen=True)
class Records:
    """All tables of a workbook: table name → row key → record, in workbook order."""

    tables: Mapping[str, Mapping[str, Record]]

    def table(self, name: str) -> Mapping[str, Record]:
        """The rows of a table, empty when the sheet is absent or has none."""
        return self.tables.get(name, {})
