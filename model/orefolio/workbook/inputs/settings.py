"""The Settings sheet: setting, value, unit, meaning, one row each."""

from __future__ import annotations

from collections.abc import Iterable

from orefolio.tables import PROVENANCE, Column, Record, Table
from orefolio.workbook.inputs.columns import column_spec, empty_means, provenance_spec
from orefolio.workbook.inputs.values import cell_value
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock

_VALUE = 1


def settings_sheet(table: Table, record: Record, kinds: Iterable[str]) -> Sheet:
    """All declared settings, then those of the record that are not declared.

    ``kinds`` are the columns note, source, flag to write.
    """
    kinds = tuple(kinds)
    rows: list[list[object]] = []
    cells: dict[tuple[int, int], ColumnSpec] = {}
    for column in table.columns:
        cells[len(rows), _VALUE] = column_spec(column, table, {})
        value = cell_value(record.values.get(column.name), column)
        told = [record.provenance.get(f"{column.name} {kind}") for kind in kinds]
        rows.append([column.name.replace("_", " "), value, column.unit, *told, _meaning(column)])
    for name, extra in record.extra.items():
        cells[len(rows), _VALUE] = ColumnSpec("value")
        rows.append([name, extra, None, *(None for _ in kinds), "not a setting of orefolio"])
    columns = (
        ColumnSpec("setting", tone="required", note="Name of the setting.", unique=True),
        ColumnSpec("value", tone="required", width=16, note="Its value; the meaning is beside it."),
        ColumnSpec(
            "unit", tone="optional", width=12, note="May be changed to a unit of the same kind."
        ),
        *(provenance_spec(kind) for kind in kinds),
        ColumnSpec("meaning", tone="optional", width=90, note="For people only."),
    )
    block = TableBlock(columns, rows, input=True, cells=cells)
    return Sheet(table.sheet, (block,), tab="input", freeze=(1, 1))


def used_kinds(record: Record) -> tuple[str, ...]:
    """Which of note, source, flag any setting has."""
    used = {name.rpartition(" ")[2] for name in record.provenance}
    return tuple(kind for kind in PROVENANCE if kind in used)


def _meaning(column: Column) -> str:
    text = column.text
    if column.choices:
        text += f" (one of: {', '.join(column.choices)})"
    empty = empty_means(column)
    if column.required:
        return f"{text}; required"
    return f"{text}; empty: {empty}" if empty else text
