"""The assembler's desk: typed access to rows, defaults applied, and the findings so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orefolio.findings import Finding, Severity
from orefolio.tables import TABLE, Record, Records, Table, Value


@dataclass(frozen=True)
class Row:
    """One row of a table; an empty cell gives the declared default."""

    table: Table
    key: str
    record: Record

    def value(self, column: str) -> Value:
        """The cell, or the declared default when it is empty."""
        found = self.record.values.get(column)
        return self.table.column[column].default if found is None else found

    def given(self, column: str) -> bool:
        """Whether the cell holds anything."""
        return self.record.values.get(column) is not None

    def number(self, column: str) -> float | None:
        """A number in the declared unit, ``None`` when empty without default."""
        found = self.value(column)
        return float(found) if isinstance(found, int | float) else None

    def amount(self, column: str) -> float:
        """A number in the declared unit, 0 when empty without default."""
        return self.number(column) or 0.0

    def text(self, column: str) -> str:
        """A text, empty when the cell is."""
        found = self.value(column)
        return "" if found is None else str(found)

    def names(self, column: str) -> tuple[str, ...]:
        """Several names, each once, in the order given."""
        found = self.value(column)
        if found is None:
            return ()
        given = found if isinstance(found, tuple) else (str(found),)
        return tuple(dict.fromkeys(name for name in given if name))

    def yes(self, column: str) -> bool:
        """Whether a yes-or-no cell says yes."""
        return bool(self.value(column))

    def place(self, column: str) -> str:
        """The cell of a column, or the row when the sheet has no such column."""
        return self.record.place(column)

    def broken(self, *columns: str) -> bool:
        """Whether the reader refused the cell of any of these columns."""
        return any(column in self.record.broken for column in columns)


@dataclass
class Desk:
    """The records being assembled and what was found in them so far."""

    records: Records
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Row]]:
        return {
            name: {key: Row(table, key, rows[key]) for key in sorted(rows)}
            for name, table in TABLE.items()
            for rows in (self.records.table(name),)
        }

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table, by key."""
        return tuple(self._rows[table].values())

    def row(self, table: str, key: str) -> Row | None:
        """One row, if it exists."""
        return self._rows[table].get(key)

    def keys(self, table: str) -> tuple[str, ...]:
        """The keys of a table, sorted."""
        return tuple(self._rows[table])

    @cached_property
    def settings(self) -> Row:
        """The settings, all defaults when the sheet is empty."""
        return self.row("settings", "") or Row(
            TABLE["settings"], "", Record(values={}, row_place=TABLE["settings"].sheet)
        )

    def error(
        self, check: str, row: Row, column: str, found: str, expected: str = "", remedy: str = ""
    ) -> None:
        """Report an error at a cell, unless the reader has refused that cell already."""
        self._report(Severity.ERROR, check, row, column, found, expected, remedy)

    def warning(
        self, check: str, row: Row, column: str, found: str, expected: str = "", remedy: str = ""
    ) -> None:
        """Report a warning at a cell, unless the reader has refused that cell already."""
        self._report(Severity.WARNING, check, row, column, found, expected, remedy)

    def info(self, check: str, place: str, found: str, remedy: str = "") -> None:
        """Report what is worth knowing."""
        self.findings.append(Finding(Severity.INFO, check, place, found, "", remedy))

    def _report(
        self,
        severity: Severity,
        check: str,
        row: Row,
        column: str,
        found: str,
        expected: str,
        remedy: str,
    ) -> None:
        if row.broken(column):
            return
        place = row.place(column)
        self.findings.append(Finding(severity, check, place, found, expected, remedy))
