"""Judges the header row: duplicates, unknown and missing columns, units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.tables import Column, Kind, Table
from orefolio.workbook.cells import cell_name
from orefolio.workbook.records.drafts import spoken
from orefolio.workbook.records.headers import Frame, Header, Role
from orefolio.workbook.records.log import SheetLog, Trouble, refuse, warn
from orefolio.workbook.records.own_columns import unused
from orefolio.workbook.records.scales import scale_of
from orefolio.workbook.records.text import did_you_mean, fold, fold_name, listed, quoted
from orefolio.workbook.records.values import Scale
from orefolio.workbook.records.values.days import refused_label


@dataclass(frozen=True)
class Figures:
    """How the values of a declared or period column are read; no ``scale``: its unit is wrong."""

    header: Header
    column: Column
    name: str
    scale: Scale | None


@dataclass(frozen=True)
class Columns:
    """The usable columns of a table."""

    declared: tuple[Figures, ...]
    periods: tuple[Figures, ...]
    provenance: tuple[Header, ...]
    extra: tuple[Header, ...]
    missing: tuple[str, ...]

    @property
    def positions(self) -> dict[str, int]:
        """Where each declared column stands."""
        return {figures.column.name: figures.header.position for figures in self.declared}


def judge_columns(frame: Frame, table: Table, log: SheetLog, rates: Mapping[str, float]) -> Columns:
    """The columns of the header row, each name once; everything odd is reported."""
    headers = _without_duplicates(frame, log)
    declared = tuple(
        _figures(header, header.column, spoken(header.name), frame.row, (log, rates))
        for header in headers
        if header.column is not None
    )
    value = _period_column(table)
    periods = tuple(
        _figures(header, value, f"{value.name} {header.name}", frame.row, (log, rates))
        for header in headers
        if header.role is Role.PERIOD and value is not None
    )
    extra = tuple(header for header in headers if header.role is Role.EXTRA)
    for header in extra:
        _report_unknown(header, frame, table, log)
    named = {figures.column.name for figures in declared}
    missing = tuple(c.name for c in table.columns if c.required and c.name not in named)
    if missing:
        _report_missing(missing, frame, log)
    elif table.by_period and not table.by_period.optional and not periods and named:
        found = f"no column names a period; {spoken(table.by_period.name)} has no values"
        log.whole(refuse("missing_periods", found, "headers such as 2026, 2026Q1 or 2026-01"))
    provenance = tuple(header for header in headers if header.role is Role.PROVENANCE)
    return Columns(declared, periods, provenance, extra, missing)


def _without_duplicates(frame: Frame, log: SheetLog) -> tuple[Header, ...]:
    seen: dict[str, Header] = {}
    for header in frame.headers:
        first = seen.get(header.name)
        if first is None:
            seen[header.name] = header
        elif header.role is Role.EXTRA:
            named = f"{header.name} (column {cell_name(1, header.position)[:-1]})"
            seen.setdefault(named, Header(header.position, Role.EXTRA, named, header.text))
        else:
            found = f"column {quoted(spoken(header.name))} appears twice"
            also = f"(also in {log.place(frame.row, first.position)})"
            trouble = refuse(
                "duplicate_column", f"{found} {also}", remedy="rename or delete one of them"
            )
            log.cell(frame.row, header.position, trouble)
    return tuple(seen.values())


def _figures(
    header: Header,
    column: Column,
    name: str,
    row: int,
    judged: tuple[SheetLog, Mapping[str, float]],
) -> Figures:
    log, rates = judged
    scale = scale_of(header.unit, column.unit, column.kind, f"column {quoted(name)}", rates)
    if isinstance(scale, Trouble):
        log.cell(row, header.position, scale)
        return Figures(header, column, name, None)
    return Figures(header, column, name, scale)


def _period_column(table: Table) -> Column | None:
    """The column that each period column stands for. Amounts are not negative, prices may be."""
    values = table.by_period
    if values is None:
        return None
    low = 0.0 if values.amount else None
    return Column(values.name, Kind.NUMBER, values.text, unit=values.unit, low=low)


def _report_unknown(header: Header, frame: Frame, table: Table, log: SheetLog) -> None:
    trouble = refused_label(header.text) if table.by_period else None
    if trouble is None:
        present = {h.name for h in frame.headers}
        absent = [spoken(c.name) for c in table.columns if c.name not in present]
        found = unused(header.text)
        hint = _unit_without_brackets(header.text, absent)
        hint = hint or did_you_mean(header.text.partition("(")[0], absent)
        trouble = warn("unknown_column", found, remedy=hint)
    log.cell(frame.row, header.position, trouble)


def _unit_without_brackets(text: str, absent: list[str]) -> str:
    """The hint for ``price USD/kg``."""
    for name in absent:
        if fold_name(text).startswith(f"{name} "):
            rest = fold(text)[len(name) :].strip()
            return f"did you mean {quoted(f'{name} ({rest})')}?"
    return ""


def _report_missing(missing: tuple[str, ...], frame: Frame, log: SheetLog) -> None:
    what = "column" if len(missing) == 1 else "columns"
    verb = "is" if len(missing) == 1 else "are"
    found = f"the {what} {listed([spoken(name) for name in missing])} {verb} missing"
    there = listed([header.text for header in frame.headers])
    remedy = f"add {'it' if len(missing) == 1 else 'them'} to the header in row {frame.row}"
    log.whole(refuse("missing_column", f"{found} (found {there})", remedy=remedy))
