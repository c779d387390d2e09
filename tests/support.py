"""Tiny cases without Excel: tables as keyword arguments, one dictionary a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orefolio.case import Case, assemble
from orefolio.findings import Finding, Severity
from orefolio.tables import TABLE, Kind, Record, Records, Table, Value

START = "2026-01-01"


def records(**tables: Any) -> Records:
    """Records as the reader would give them, from ``table=dict(key=dict(column=value))``.

    Keys of several columns are written ``"offer|country"``; an empty optional part is left out at
    the end, and empty before others (``"DY||NATIONAL"``, whose key then is ``DY|NATIONAL``).
    ``settings`` is one plain dictionary (``start`` is 2026 unless given). In tables by period,
    every entry that is not a column is a period: ``prices={"A1": {"2026": 50.0}}``. Values are in
    the declared units: USD/kg, t, shares as fractions. Lists, and texts with ``;``, become links.
    ``extra`` is a dictionary of columns that are not declared.
    Cells are named ``Offers!A1.price``, rows ``Offers!A1``.
    """
    settings = {"start": START, **tables.pop("settings", {})}
    built = {"settings": {"": _record(TABLE["settings"], "", settings)}}
    for name, rows in tables.items():
        built[name] = {_named(key): _record(TABLE[name], key, row) for key, row in rows.items()}
    return Records(built)


def case_of(**tables: Any) -> Case:
    """The case of ``records(**tables)``; fails when there is any error."""
    case, findings = assemble(records(**tables))
    errors = [finding.sentence for finding in findings if finding.severity is Severity.ERROR]
    assert case is not None, "\n".join(errors)
    return case


def findings_of(**tables: Any) -> tuple[Finding, ...]:
    """Everything that assembling ``records(**tables)`` finds."""
    return assemble(records(**tables))[1]


def _named(key: str) -> str:
    return "|".join(part for part in key.split("|") if part)


def _record(table: Table, key: str, row: Mapping[str, Any]) -> Record:
    """One row, with its key columns filled in from the key."""
    place = f"{table.sheet}!{_named(key)}" if key else table.sheet
    values: dict[str, Value] = {}
    by_period: dict[str, float] = {}
    for name, part in zip(table.key, key.split("|"), strict=False):
        if part:
            values[name] = _key_part(table.column[name].kind, part)
    row = dict(row)
    extra = row.pop("extra", {})
    for name, given in row.items():
        if name in table.column:
            if given is not None:
                values[name] = _value(table.column[name].kind, given)
        elif table.by_period is not None:
            by_period[name] = float(given)
        else:
            raise KeyError(f"{table.name} has no column {name!r}")
    cells = {name: f"{place}.{name}" for name in [*values, *by_period]}
    return Record(
        values=values, by_period=by_period, cells=cells, row_place=place, extra=dict(extra)
    )


def _key_part(kind: Kind, part: str) -> Value:
    """Numbers in keys (a month, a year) are numbers."""
    if kind is Kind.INTEGER:
        return int(part)
    return float(part) if kind is Kind.NUMBER else part


def _value(kind: Kind, given: Any) -> Value:
    if kind is Kind.LINKS:
        parts = given.split(";") if isinstance(given, str) else given
        return tuple(part.strip() for part in parts)
    if kind in (Kind.NUMBER, Kind.SHARE):
        return float(given)
    if kind in (Kind.DATE, Kind.PERIOD):
        return str(given)
    return given  # type: ignore[no-any-return]
