"""From a sheet to the rows of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.findings import Severity
from orefolio.tables import FLAGS, Kind, Table, Value
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.columns import Columns, Figures, judge_columns
from orefolio.workbook.records.drafts import Draft, DraftRow, PendingLink, spoken
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.headers import find_frame
from orefolio.workbook.records.log import SheetLog, Trouble, refuse, warn
from orefolio.workbook.records.oddities import report_headless, report_merged
from orefolio.workbook.records.rows import table_rows
from orefolio.workbook.records.text import did_you_mean, fold_name, listed, quoted
from orefolio.workbook.records.values import as_text, read_value
from orefolio.workbook.records.values.figures import canonical

_LINKING = (Kind.LINK, Kind.LINKS)


def read_table(grid: Grid, table: Table, log: SheetLog, rates: Mapping[str, float]) -> Draft:
    """The rows of a table; links are not yet looked up."""
    draft = Draft(table, log)
    frame = find_frame(grid, table)
    if frame is None:
        names = listed([spoken(c.name) for c in table.columns if c.required or c.name in table.key])
        log.whole(refuse("missing_header", "no header row was found", f"the columns {names}"))
        draft.readable = False
        return draft
    columns = judge_columns(frame, table, log, rates)
    for figures in (*columns.declared, *columns.periods):
        draft.units[figures.header.name] = figures.header.unit
        draft.positions[figures.header.name] = figures.header.position
    if set(columns.missing) & set(table.key):
        draft.readable = False
        return draft
    keys = tuple(columns.positions[name] for name in table.key if name in columns.positions)
    rows = table_rows(grid, frame, keys, log)
    report_merged(grid, frame, rows, log)
    report_headless(grid, frame, rows, log)
    reader = _Rows(grid, columns, draft, log)
    for row in rows:
        reader.read(row, keys[0])
    _report_case(draft, log)
    return draft


@dataclass(frozen=True)
class _Rows:
    """Reads the rows of one table, one after the other."""

    grid: Grid
    columns: Columns
    draft: Draft
    log: SheetLog

    def read(self, row: int, key: int) -> None:
        """Add one row to the draft, unless its key is refused; ``key`` is its first column."""
        made = DraftRow(self.log.place(row, key), row, key, broken=set(self.columns.missing))
        for figures in self.columns.declared:
            value = self._value(row, figures, figures.column.name, made)
            if value is not None:
                made.values[figures.column.name] = value
        for figures in self.columns.periods:
            number = self._value(row, figures, figures.header.name, made)
            if isinstance(number, int | float):
                made.by_period[figures.header.name] = float(number)
        self._read_provenance(row, made)
        for header in self.columns.extra:
            cell = self.grid.cell(row, header.position)
            kept = extra_value(cell) if cell is not None else None
            if kept is not None:
                made.extra[header.name] = kept
        if made.broken.isdisjoint(self.draft.table.key):
            self._keep(made)

    def _keep(self, made: DraftRow) -> None:
        """Under its key, if that is new; its links are looked up later."""
        names = self.draft.table.key
        key = "|".join(str(made.values[name]) for name in names if name in made.values)
        twin = self.draft.rows.get(key)
        if twin is not None:
            what = " and ".join(map(spoken, names))
            found = f"{what} {quoted(key)} appears twice (also in {twin.row_place})"
            trouble = refuse("duplicate_key", found, remedy="rename or delete one of them")
            self.log.cell(made.row, made.position, trouble)
            return
        self.draft.rows[key] = made
        self.draft.links += (
            PendingLink(made, figures.column, made.row, figures.header.position)
            for figures in self.columns.declared
            if figures.column.kind in _LINKING and figures.column.name in made.values
        )

    def _value(self, row: int, figures: Figures, name: str, made: DraftRow) -> Value:
        """The value of a cell; reports what is wrong with it and marks it as broken."""
        position = figures.header.position
        cell = self.grid.cell(row, position)
        if cell is not None or name in self.draft.table.column:
            made.cells[name] = self.log.place(row, position)  # an empty cell has a place as well
        if figures.scale is None:
            made.broken.add(name)
            return None
        reading = read_value(cell, figures.column, figures.name, figures.scale)
        trouble = reading.trouble
        if reading.value is None and trouble is None and figures.column.required:
            trouble = refuse("missing_value", f"{figures.name} is empty", figures.column.text)
        if trouble is not None:
            self.log.cell(row, position, trouble)
            if trouble.severity is Severity.ERROR:
                made.broken.add(name)
                return None
        return reading.value

    def _read_provenance(self, row: int, made: DraftRow) -> None:
        for header in self.columns.provenance:
            cell = self.grid.cell(row, header.position)
            text, trouble = read_provenance(cell, header.name) if cell is not None else ("", None)
            if trouble is not None:
                self.log.cell(row, header.position, trouble)
            if text:
                made.provenance[header.name] = text


def read_provenance(cell: RawCell, name: str) -> tuple[str, Trouble | None]:
    """Note, source or flag of a row or of one of its values."""
    if cell.error or (cell.value is None and cell.formula):
        found = f"{spoken(name)} shows {cell.error or 'a formula without a result'}; it is left out"
        return "", warn("error_value", found)
    text = as_text(cell)
    if not name.endswith("flag"):
        return text, None
    flag = next((known for known in FLAGS if fold_name(known) == fold_name(text)), None)
    if flag is not None:
        return flag, None
    found = f"{spoken(name)} is {quoted(text)}"
    hint = did_you_mean(text, FLAGS)
    return text, warn("unknown_flag", found, f"one of {listed(FLAGS)}", hint)


def extra_value(cell: RawCell) -> Value:
    """What is kept of a column that is not declared: numbers, logical values, text."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return canonical(value) if isinstance(value, float) else value
    return value if isinstance(value, bool) else as_text(cell) or None


def _report_case(draft: Draft, log: SheetLog) -> None:
    seen: dict[str, tuple[str, str]] = {}
    for key, made in draft.rows.items():
        first, place = seen.setdefault(key.casefold(), (key, made.row_place))
        if first != key:
            found = f"{quoted(key)} differs from {quoted(first)} ({place}) only by case"
            trouble = warn("key_case", found, remedy="they are read as two; rename one")
            log.cell(made.row, made.position, trouble)
