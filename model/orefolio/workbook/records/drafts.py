"""Tables while they are being read: rows that can still change until their links are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from orefolio.tables import Column, Record, Table, Value
from orefolio.workbook.records.log import SheetLog


@dataclass
class DraftRow:
    """One row in the making; ``row_place`` is its key cell, at ``row`` and ``position``."""

    row_place: str
    row: int = 0
    position: int = 0
    values: dict[str, Value] = field(default_factory=dict)
    by_period: dict[str, float] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Value] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def refuse(self, name: str) -> None:
        """Take a value out again; its cell has an error."""
        self.values.pop(name, None)
        self.by_period.pop(name, None)
        self.broken.add(name)

    def record(self) -> Record:
        """The finished row."""
        return Record(
            values=self.values,
            by_period=self.by_period,
            cells=self.cells,
            row_place=self.row_place,
            provenance=self.provenance,
            extra=self.extra,
            broken=frozenset(self.broken),
        )


@dataclass(frozen=True)
class PendingLink:
    """A cell whose names are still to be looked up."""

    draft: DraftRow
    column: Column
    row: int
    position: int


@dataclass
class Draft:
    """One table in the making. Not ``readable``: its keys are unknown, so links are not judged.

    ``units`` and ``positions`` are what the headers of its columns name, and where they stand.
    """

    table: Table
    log: SheetLog | None = None
    readable: bool = True
    rows: dict[str, DraftRow] = field(default_factory=dict)
    links: list[PendingLink] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)


def spoken(name: str) -> str:
    """A column as messages name it: with blanks."""
    return name.replace("_", " ")
