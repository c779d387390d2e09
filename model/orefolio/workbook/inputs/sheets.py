"""One input sheet for each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.tables import PROVENANCE, TABLE, TABLES, Column, Record, Records, Table
from orefolio.workbook.inputs.columns import column_spec, period_spec, provenance_spec
from orefolio.workbook.inputs.settings import settings_sheet, used_kinds
from orefolio.workbook.inputs.values import cell_value
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock

CORE = (
    *("settings", "materials", "demand", "suppliers", "offers", "capacities"),
    *("countries", "routes", "stock", "rules", "sources"),
)
"""Tables that nearly every plan fills; they lead every workbook."""

_TEMPLATE_PERIODS = ("2026", "2027", "2028", "2029", "2030")
_NO_SETTINGS = Record(values={})

Places = list[tuple[ColumnSpec, str, Column | None]]
"""The columns of a sheet: how they look, the name of what they hold, its declaration."""


def input_sheets(
    records: Records, *, all_tables: bool = False, spare_rows: int = 200
) -> list[Sheet]:
    """The tables of the records as input sheets: the core first, then those with rows, then others.

    Within each, in the order of their declaration. Reading them again gives the same values, period
    values, provenance and extra columns. With ``all_tables`` also the tables without rows, with
    columns for note, source and flag.
    ``spare_rows`` are empty rows with formats and rules below the last.
    """
    counts = {
        table.name: len(records.table(table.name))
        for table in TABLES
        if all_tables or records.table(table.name)
    }
    return [
        _sheet(TABLE[name], records.table(name), counts, all_tables, spare_rows)
        for name in sorted(counts, key=lambda name: _rank(name, counts[name]))
    ]


def _rank(name: str, rows: int) -> int:
    if name in CORE:
        return 0
    return 1 if rows else 2


def _sheet(
    table: Table,
    rows: Mapping[str, Record],
    counts: Mapping[str, int],
    in_template: bool,
    spare_rows: int,
) -> Sheet:
    if table.vertical:
        record = rows.get("", _NO_SETTINGS)
        kinds = PROVENANCE if in_template else used_kinds(record)
        return settings_sheet(table, record, kinds)
    places = _places(table, rows.values(), counts, in_template)
    columns = [spec for spec, _, _ in places]
    cells = [
        [_cell(record, name, column) for _, name, column in places] for record in rows.values()
    ]
    return Sheet(
        table.sheet,
        (TableBlock(tuple(columns), cells, input=True, spare_rows=spare_rows),),
        tab="input" if rows or table.name in CORE else "spare",
        freeze=(1, 1),
    )


def _places(
    table: Table, rows: Iterable[Record], counts: Mapping[str, int], in_template: bool
) -> Places:
    rows = list(rows)
    labels = _names(record.by_period for record in rows)
    if table.by_period and not labels:
        labels = list(_TEMPLATE_PERIODS)
    told = _names(record.provenance for record in rows)
    if in_template:
        told += [kind for kind in PROVENANCE if kind not in told and kind not in table.column]
    places: Places = []
    for column in table.columns:
        places.append((column_spec(column, table, counts), column.name, column))
        for name in [name for name in told if name.rpartition(" ")[0] == column.name]:
            places.append((provenance_spec(name), name, None))
            told.remove(name)
    if table.by_period:
        places += [(period_spec(table.by_period, label), label, None) for label in labels]
    places += [(provenance_spec(name), name, None) for name in told]
    extra = _names(record.extra for record in rows)
    places += [(ColumnSpec(name, note="Not read by orefolio."), name, None) for name in extra]
    return places


def _cell(record: Record, name: str, column: Column | None) -> object:
    if column is not None:
        return cell_value(record.values.get(name), column)
    for held in (record.by_period, record.provenance, record.extra):
        if name in held:
            return held[name]
    return None


def _names(mappings: Iterable[Mapping[str, object]]) -> list[str]:
    """All names, in the order in which they first appear."""
    return list(dict.fromkeys(name for mapping in mappings for name in mapping))
