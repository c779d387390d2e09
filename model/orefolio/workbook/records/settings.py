"""The Settings sheet: one setting a row (setting, value, unit, meaning)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from orefolio.tables import PROVENANCE, Column, Table
from orefolio.tables.settings import CURRENCIES
from orefolio.tables.units import rate_setting
from orefolio.workbook.cells import RawCell, RawSheet
from orefolio.workbook.records.drafts import Draft, DraftRow, spoken
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.headers import split_unit
from orefolio.workbook.records.log import Log, SheetLog, Trouble, refuse, warn
from orefolio.workbook.records.rows import report_hidden
from orefolio.workbook.records.scales import scale_of
from orefolio.workbook.records.table import extra_value, read_provenance
from orefolio.workbook.records.text import did_you_mean, fold, fold_name, listed, quoted
from orefolio.workbook.records.values import as_text, read_value

_SEARCHED_ROWS = 30
_NAME, _VALUE, _UNIT = "setting", "value", "unit"
_HEADERS = {
    "setting": _NAME,
    "settings": _NAME,
    "name": _NAME,
    "parameter": _NAME,
    "value": _VALUE,
    "values": _VALUE,
    "unit": _UNIT,
    "units": _UNIT,
    **dict.fromkeys(("meaning", "text", "description", "default", "remark", "comment"), ""),
}


@dataclass(frozen=True)
class _Frame:
    row: int
    positions: Mapping[str, int]  # setting, value, unit, and note, source, flag


def read_rates(sheet: RawSheet, table: Table) -> dict[str, float]:
    """Units of each currency for one USD, as far as the settings give them, without a report."""
    silent = SheetLog(Log(), sheet, 0)
    draft = read_settings(Grid(sheet), table, silent, {})
    values = draft.rows[""].values if draft.rows else {}
    found = {code: values.get(rate_setting(code)) for code in CURRENCIES}
    return {code: float(rate) for code, rate in found.items() if isinstance(rate, float)}


def read_settings(grid: Grid, table: Table, log: SheetLog, rates: Mapping[str, float]) -> Draft:
    """The one record of the settings, under the empty key."""
    draft = Draft(table, log)
    frame = _find_frame(grid, log)
    if frame is None:
        found = "no header row was found"
        remedy = "write setting, value, unit above the settings"
        log.whole(refuse("missing_header", found, "the columns setting and value", remedy))
        draft.readable = False
        return draft
    reader = _Rows(grid, frame, table, log, rates, DraftRow(grid.sheet.name))
    rows = [row for row in grid.rows if row > frame.row]
    for row in rows:
        reader.read(row)
    reader.report_missing()
    report_hidden(grid, rows, log)
    draft.rows[""] = reader.made
    return draft


def _find_frame(grid: Grid, log: SheetLog) -> _Frame | None:
    for row in islice(grid.rows, _SEARCHED_ROWS):
        named = {position: fold_name(as_text(cell)) for position, cell in grid.row(row).items()}
        positions: dict[str, int] = {}
        for position, name in named.items():
            role = name if name in PROVENANCE else _HEADERS.get(name)
            if role:
                positions.setdefault(role, position)
        if _NAME in positions and _VALUE in positions:
            for position, name in named.items():
                if name not in _HEADERS and name not in PROVENANCE:
                    found = f"column {quoted(as_text(grid.row(row)[position]))} is not used"
                    log.cell(row, position, warn("unknown_column", found))
            return _Frame(row, positions)
    return None


@dataclass
class _Rows:
    """Reads one setting after the other into ``made``."""

    grid: Grid
    frame: _Frame
    table: Table
    log: SheetLog
    rates: Mapping[str, float]
    made: DraftRow
    seen: dict[str, str] = field(default_factory=dict)

    def read(self, row: int) -> None:
        """Read the setting of a row, if it has one."""
        at = self.frame.positions
        cells = {role: self.grid.row(row).get(position) for role, position in at.items()}
        named, value = cells[_NAME], cells[_VALUE]
        if named is None:
            if value is not None:
                found = "this value has no setting beside it"
                self.log.cell(row, at[_VALUE], refuse("missing_value", found))
            return
        text = fold(as_text(named))
        name, unit = split_unit(text[:300])
        column = self._named(text) or self._named(name)
        if column is None:
            self._keep_unknown(row, text, value)
        elif column.name in self.seen:
            found = f"the setting {quoted(spoken(column.name))} appears twice"
            also = f"(also in {self.seen[column.name]})"
            trouble = refuse("duplicate_key", f"{found} {also}", remedy="delete one of them")
            self.log.cell(row, at[_NAME], trouble)
        else:
            self.seen[column.name] = self.log.place(row, at[_NAME])
            self.made.cells[column.name] = self.log.place(row, at[_VALUE])
            beside = cells.get(_UNIT)
            if beside is not None:
                self._read_value(row, column, value, as_text(beside), at[_UNIT])
            else:
                self._read_value(row, column, value, unit, at[_NAME])
            self._read_provenance(row, column, cells)

    def report_missing(self) -> None:
        """Required settings that have no row."""
        for column in self.table.columns:
            if column.required and column.name not in self.seen:
                found = f"the setting {quoted(spoken(column.name))} is missing"
                trouble = refuse("missing_value", found, column.text, "add a row for it")
                self.log.whole(trouble)
                self.made.broken.add(column.name)

    def _named(self, text: str) -> Column | None:
        folded = fold_name(text)
        return next((c for c in self.table.columns if fold_name(c.name) == folded), None)

    def _read_value(
        self, row: int, column: Column, value: RawCell | None, unit: str, at_unit: int
    ) -> None:
        name, at_value = spoken(column.name), self.frame.positions[_VALUE]
        if value is None:
            if column.required:
                trouble = refuse("missing_value", f"{name} is empty", column.text)
                self.log.cell(row, at_value, trouble)
                self.made.broken.add(column.name)
            return
        scale = scale_of(unit, column.unit, column.kind, name, self.rates)
        if isinstance(scale, Trouble):
            self.log.cell(row, at_unit, scale)
            self.made.broken.add(column.name)
            return
        reading = read_value(value, column, name, scale)
        if reading.trouble is not None:
            self.log.cell(row, at_value, reading.trouble)
        if reading.refused:
            self.made.broken.add(column.name)
        elif reading.value is not None:
            self.made.values[column.name] = reading.value

    def _read_provenance(
        self, row: int, column: Column, cells: Mapping[str, RawCell | None]
    ) -> None:
        for kind in PROVENANCE:
            cell = cells.get(kind)
            if cell is None:
                continue
            name = f"{column.name} {kind}"
            text, trouble = read_provenance(cell, name)
            if trouble is not None:
                self.log.cell(row, self.frame.positions[kind], trouble)
            if text:
                self.made.provenance[name] = text

    def _keep_unknown(self, row: int, text: str, value: RawCell | None) -> None:
        """A setting that is not declared is kept, and reported with the nearest that is."""
        names = [spoken(column.name) for column in self.table.columns]
        hint = did_you_mean(text, names) or f"settings are {listed(names, 6)}"
        found = f"the setting {quoted(text)} is not used"
        trouble = warn("unknown_setting", found, remedy=hint)
        self.log.cell(row, self.frame.positions[_NAME], trouble)
        kept = extra_value(value) if value is not None else None
        if kept is not None:
            self.made.extra.setdefault(text, kept)
