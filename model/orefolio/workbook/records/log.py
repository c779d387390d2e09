"""Collects findings: at most one a cell, the most severe, in the order of sheets, rows, columns."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from orefolio.findings import Finding, Severity
from orefolio.workbook.cells import RawSheet, cell_name

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
Order = tuple[int, int, int]
"""Sheet, row and column by which findings are sorted; 0 is before the first."""


@dataclass
class Log:
    """All findings of a workbook, in the making."""

    _found: dict[tuple[str, str], tuple[Order, Finding]] = field(default_factory=dict)

    def add(self, finding: Finding, order: Order = (0, 0, 0)) -> None:
        """Keep the finding, unless its cell has one that is as severe."""
        # Places without a cell (a sheet, the workbook) may have several findings
        several = "!" not in finding.place or "!row" in finding.place
        key = (finding.place, finding.check + finding.found if several else "")
        known = self._found.get(key)
        if known is None or _RANK[finding.severity] < _RANK[known[1].severity]:
            self._found[key] = (order, finding)

    def extend(self, findings: Iterable[Finding], order: Order) -> None:
        """Keep several findings that belong to the same place in the order."""
        for finding in findings:
            self.add(finding, order)

    def forget(self, sheet: str, check: str, found: Container[str]) -> None:
        """Drop findings of a sheet that turn out not to hold."""
        self._found = {
            key: entry
            for key, entry in self._found.items()
            if not (
                entry[1].check == check
                and entry[1].found in found
                and entry[1].place.rpartition("!")[0] == sheet
            )
        }

    def sorted(self) -> tuple[Finding, ...]:
        """The findings in their order."""
        found = sorted(self._found.values(), key=lambda entry: entry[0])
        return tuple(finding for _, finding in found)


@dataclass(frozen=True)
class SheetLog:
    """The log of one sheet, which knows the places of its cells."""

    log: Log
    sheet: RawSheet
    number: int

    def place(self, row: int, column: int) -> str:
        """``Offers!F14``."""
        return f"{self.sheet.name}!{cell_name(row, column)}"

    def cell(self, row: int, column: int, trouble: Trouble) -> None:
        """Report something about a cell."""
        self.log.add(trouble.at(self.place(row, column)), (self.number, row, column))

    def rows(self, first: int, last: int, trouble: Trouble) -> None:
        """Report something about rows."""
        span = f"rows {first}-{last}" if last > first else f"row {first}"
        self.log.add(trouble.at(f"{self.sheet.name}!{span}"), (self.number, first, 0))

    def whole(self, trouble: Trouble) -> None:
        """Report something about the sheet."""
        self.log.add(trouble.at(self.sheet.name), (self.number, 0, 0))


@dataclass(frozen=True)
class Trouble:
    """A finding that does not know its place yet."""

    severity: Severity
    check: str
    found: str
    expected: str = ""
    remedy: str = ""

    def at(self, place: str) -> Finding:
        """The finding at a place."""
        return Finding(self.severity, self.check, place, self.found, self.expected, self.remedy)


def refuse(check: str, found: str, expected: str = "", remedy: str = "") -> Trouble:
    """Something that stops the run."""
    return Trouble(Severity.ERROR, check, found, expected, remedy)


def warn(check: str, found: str, expected: str = "", remedy: str = "") -> Trouble:
    """Something that was read all the same."""
    return Trouble(Severity.WARNING, check, found, expected, remedy)


def tell(check: str, found: str, expected: str = "", remedy: str = "") -> Trouble:
    """Something worth knowing."""
    return Trouble(Severity.INFO, check, found, expected, remedy)
