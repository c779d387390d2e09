"""From a sheet to the rows of its table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from orefolio.tables import FLAGS, Kind, Table, Value
from orefolio.workbook.cells import RawCell, cell_name
from orefolio.workbook.records.columns import Columns, Figures, judge_columns
from orefolio.workbook.records.drafts import Draft, DraftRow, PendingLink, spoken
from orefolio.workbook.records.grid import Grid
from orefolio.workbook.records.headers import Frame, Header, find_frame
from orefolio.workbook.records.log import SheetLog, refuse, warn
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
        names = listed(spoken(c.name) for c in table.columns if c.required or c.name in table.key)
        log.whole(refuse("missing_header", "no header row was found", f"the columns {names}"))
        draft.readable = False
        return draft
    columns = judge_columns(frame, table, log, rates)
    if set(columns.missing) & set(table.key):
        draft.readable = False
        return draft
    keys = tuple(columns.positions[name] for name in table.key if name in columns.positions)
    rows = table_rows(grid, frame, keys, log)
    _report_merged(grid, frame, rows, log)
    _report_headless(grid, frame, rows, log)
    for row in rows:
        _read_row(grid, row, columns, keys[0], draft, log)
    _report_case(draft, log)
    return draft


def _read_row(
    grid: Grid, row: int, columns: Columns, key: int, draft: Draft, log: SheetLog
) -> None:
    made = DraftRow(log.place(row, key), broken=set(columns.missing))
    pending: list[PendingLink] = []
    for figures in columns.declared:
        name = figures.column.name
        value = _value(grid, row, figures, name, made, log)
        if value is not None:
            made.values[name] = value
            if figures.column.kind in _LINKING:
                pending.append(PendingLink(made, figures.column, row, figures.header.position))
    for figures in columns.periods:
        label = figures.header.name
        number = _value(grid, row, figures, label, made, log)
        if isinstance(number, int | float):
            made.by_period[label] = float(number)
    for header in columns.provenance:
        _read_provenance(grid, row, header, made, log)
    for header in columns.extra:
        cell = grid.cell(row, header.position)
        text = extra_value(cell) if cell is not None else None
        if text is not None:
            made.extra[header.name] = text
    parts = [made.values.get(name) for name in draft.table.key]
    if any(name in made.broken for name in draft.table.key):
        return
    name = "|".join(str(part) for part in parts if part is not None)
    twin = draft.rows.get(name)
    if twin is not None:
        named = " and ".join(spoken(n) for n in draft.table.key)
        found = f"{named} {quoted(name)} appears twice (also in {twin.row_place})"
        log.cell(row, key, refuse("duplicate_key", found, remedy="rename or delete one of them"))
        return
    draft.rows[name] = made
    draft.links += pending


def _value(
    grid: Grid, row: int, figures: Figures, name: str, made: DraftRow, log: SheetLog
) -> Value:
    """The value of a cell; reports what is wrong with it and marks it as broken."""
    cell = grid.cell(row, figures.header.position)
    if cell is not None:
        made.cells[name] = log.place(row, figures.header.position)
    if figures.scale is None:
        made.broken.add(name)
        return None
    reading = read_value(cell, figures.column, figures.name, figures.scale)
    trouble = reading.trouble
    if reading.value is None and trouble is None and figures.column.required:
        trouble = refuse("missing_value", f"{figures.name} is empty", figures.column.text)
    if trouble is not None:
        log.cell(row, figures.header.position, trouble)
        if trouble.severity.value == "error":
            made.broken.add(name)
            return None
    return reading.value


def _read_provenance(
    grid: Grid, row: int, header: Header, made: DraftRow, log: SheetLog
) -> None:
    cell = grid.cell(row, header.position)
    if cell is None:
        return
    read_provenance(cell, row, header.position, header.name, made, log)


def read_provenance(
    cell: RawCell, row: int, position: int, name: str, made: DraftRow, log: SheetLog
) -> None:
    """Note, source or flag of a row or of one of its values."""
    if cell.error or (cell.value is None and cell.formula):
        found = f"{spoken(name)} shows {cell.error or 'a formula without a result'}; it is left out"
        log.cell(row, position, warn("error_value", found))
        return
    text = as_text(cell)
    if name.endswith("flag"):
        flag = next((known for known in FLAGS if fold_name(known) == fold_name(text)), None)
        if flag is None:
            hint = did_you_mean(text, FLAGS)
            found = f"{spoken(name)} is {quoted(text)}"
            log.cell(row, position, warn("unknown_flag", found, f"one of {listed(FLAGS)}", hint))
        text = flag or text
    if text:
        made.provenance[name] = text


def extra_value(cell: RawCell) -> Value:
    """What is kept of a column that is not declared: numbers, logical values, text."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return canonical(value) if isinstance(value, float) else value
    return value if isinstance(value, bool) else as_text(cell) or None


def _report_merged(grid: Grid, frame: Frame, rows: list[int], log: SheetLog) -> None:
    """Merged areas of which a value is used for several rows, or which hide a column."""
    known = {header.position: header.text for header in frame.known}
    for area in grid.sheet.merged:
        inside = bisect_right(rows, area.last_row) - bisect_right(rows, area.first_row)
        name = (
            f"{cell_name(area.first_row, area.first_column)}"
            f":{cell_name(area.last_row, area.last_column)}"
        )
        anchor = grid.row(area.first_row).get(area.first_column)
        if inside and area.first_column in known and area.first_row in rows and anchor:
            found = (
                f"is merged ({name}); value {quoted(as_text(anchor))} of"
                f" {log.place(area.first_row, area.first_column)} is used for every row"
            )
            trouble = warn("merged_cells", found, remedy="unmerge and fill down")
            log.cell(area.first_row + 1, area.first_column, trouble)
        hidden = [
            quoted(text)
            for position, text in known.items()
            if area.first_column < position <= area.last_column
        ]
        if hidden and (inside or area.first_row in rows):
            found = f"is merged ({name}); {', '.join(hidden)} is read as empty there"
            trouble = warn("merged_cells", found, remedy="unmerge and fill in")
            log.cell(area.first_row, area.first_column + 1, trouble)


def _report_headless(grid: Grid, frame: Frame, rows: list[int], log: SheetLog) -> None:
    """Values between the columns of the table under which no header stands."""
    named = {header.position for header in frame.headers}
    first, last = min(named), max(named)
    reported: set[int] = set()
    for row in rows:
        for position in grid.row(row):
            if first < position < last and position not in named | reported:
                reported.add(position)
                found = "this column has values but no header; it is not read"
                log.cell(row, position, warn("no_header", found, remedy="name it or delete it"))


def _report_case(draft: Draft, log: SheetLog) -> None:
    seen: dict[str, tuple[str, str]] = {}
    for key, made in draft.rows.items():
        first, place = seen.setdefault(key.casefold(), (key, made.row_place))
        if first != key:
            found = f"{quoted(key)} differs from {quoted(first)} ({place}) only by case"
            trouble = warn("key_case", found, remedy="they are read as two; rename one")
            row, column = _cell_of(made.row_place)
            log.log.add(trouble.at(made.row_place), (log.number, row, column))


def _cell_of(place: str) -> tuple[int, int]:
    name = place.rpartition("!")[2]
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]), column
