"""CSV files in the form of a sheet: the columns of a table, then note, source and flag.

Values stand in the declared units (shares as fractions, lists separated by ``;``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from orefolio.tables import PROVENANCE, TABLE, Column, Kind, Record, Table, Value

Row = Mapping[str, str]

_NUMBERS = (Kind.NUMBER, Kind.SHARE)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, table: str) -> dict[str, Record]:
    """The records of a CSV file that has the columns of ``table``; keyed as in a workbook."""
    return keyed(TABLE[table], (_record(TABLE[table], row) for row in rows_of(path)))


def settings_sheet(path: Path) -> dict[str, Record]:
    """The single record of a CSV file with columns setting, value, note, source and flag."""
    values: dict[str, Value] = {}
    provenance: dict[str, str] = {}
    for row in rows_of(path):
        name = row["setting"]
        values[name] = _value(TABLE["settings"].column[name], row["value"])
        provenance |= provenance_of(row, name)
    return {"": Record(values, provenance=provenance)}


def keyed(table: Table, records: Iterable[Record]) -> dict[str, Record]:
    """Records by their key: key columns joined with ``|``, empty ones left out."""
    found: dict[str, Record] = {}
    for record in records:
        parts = (record.values.get(name) for name in table.key)
        key = "|".join(str(part) for part in parts if part not in (None, ""))
        if key in found:
            raise ValueError(f"{table.name}: {key} appears twice")
        found[key] = record
    return found


def provenance_of(row: Row, column: str = "") -> dict[str, str]:
    """Note, source and flag of a CSV row, for the whole record or for one of its columns.

    A file of data names its source in ``source_id`` (``source`` is then its full title), a file in
    the form of a sheet in ``source``.
    """
    marks = {
        "note": row.get("note", ""),
        "source": row.get("source_id") or row.get("source", ""),
        "flag": row.get("flag", ""),
    }
    return {f"{column} {mark}".strip(): text for mark, text in marks.items() if text}


def _record(table: Table, row: Row) -> Record:
    """One row: declared columns, spans by their name, and marks of the row or of a column."""
    values: dict[str, Value] = {}
    by_period: dict[str, float] = {}
    marks = dict(row)
    of_columns: dict[str, str] = {}
    for name, text in row.items():
        if name in table.column:
            marks.pop(name)  # the register of sources has a declared column called source
            if text:
                values[name] = _value(table.column[name], text)
        elif name.rpartition(" ")[0] in table.column:
            of_columns |= {name: text} if text else {}
        elif table.by_period and name[:1].isdigit():
            by_period |= {name: float(text)} if text else {}
        elif name not in PROVENANCE:
            raise ValueError(f"{table.name} has no column {name}")
    return Record(values, by_period, provenance=provenance_of(marks) | of_columns)


def _value(column: Column, text: str) -> Value:
    if column.kind in _NUMBERS:
        return float(text)
    if column.kind is Kind.INTEGER:
        return int(text)
    if column.kind is Kind.YES_NO:
        return text == "yes"
    if column.kind is Kind.LINKS:
        return tuple(part.strip() for part in text.split(";"))
    return text
