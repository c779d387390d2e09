"""A declared column as the sheets writer knows it: format, drop-down list, rules, note."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.tables import FLAGS, TABLE, Column, Kind, PeriodValues, Table
from orefolio.tables.units import keeps_fractions
from orefolio.workbook.inputs.values import in_words
from orefolio.workbook.sheets import ColumnSpec
from orefolio.workbook.sheets.spec import Kind as CellKind

_CELL_KINDS: dict[Kind, CellKind] = {
    Kind.NUMBER: "number",
    Kind.INTEGER: "integer",
    Kind.SHARE: "share",
    Kind.YES_NO: "yes_no",
    # Not "date": a year typed into a cell that shows dates would become a day of 1905
    Kind.DATE: "number",
}
_PROVENANCE_NOTES = {
    "note": "remark, for people only",
    "source": "where the figure comes from: a row of the Sources sheet",
    "flag": "how the figure is known: " + ", ".join(FLAGS),
}


def column_spec(column: Column, table: Table, rows: Mapping[str, int]) -> ColumnSpec:
    """The column with its rules. ``rows`` counts the rows of each table in the same book."""
    percent = keeps_fractions(column.unit)
    return ColumnSpec(
        header=column.header,
        kind="share" if percent else _CELL_KINDS.get(column.kind, "text"),
        note=note(column),
        tone="required" if column.required else "optional",
        choices=column.choices,
        choices_from=_listed_on(column, rows),
        minimum=column.low,
        maximum=column.high,
        unique=table.key == (column.name,),
        required=column.required,
    )


def period_spec(values: PeriodValues, label: str) -> ColumnSpec:
    """A column that holds the values of one period."""
    return ColumnSpec(
        header=f"{label} ({values.unit})" if values.unit else label,
        kind="number",
        note=f"{values.name} in {label}: {values.text}",
        tone="optional",
        minimum=0.0 if values.amount else None,
    )


def provenance_spec(name: str) -> ColumnSpec:
    """A column note, source or flag, of the row or of one value (``price flag``)."""
    of, _, kind = name.rpartition(" ")
    text = _PROVENANCE_NOTES[kind] + (f" ({of.replace('_', ' ')})" if of else "")
    choices = FLAGS if kind == "flag" else ()
    return ColumnSpec(name.replace("_", " "), note=text, tone="optional", choices=choices)


def note(column: Column) -> str:
    """Name, unit, required or optional, meaning, what an empty cell means."""
    lines = [
        column.header + (": required" if column.required else ": optional"),
        column.text[:1].upper() + column.text[1:] + ".",
    ]
    if column.choices:
        lines.append("One of: " + ", ".join(column.choices) + ".")
    if column.links:
        sheets = " or ".join(TABLE[name].sheet for name in column.links)
        when = ", if it has rows" if column.open_link else ""
        lines.append(f"Names of the sheet {sheets}{when}.")
    empty = empty_means(column)
    return "\n".join([*lines, f"Empty: {empty}."] if empty else lines)


def empty_means(column: Column) -> str:
    """What an empty cell stands for, in words."""
    if column.default_text:
        return column.default_text
    return "" if column.default is None else in_words(column.default, column)


def _listed_on(column: Column, rows: Mapping[str, int]) -> str:
    """The sheet whose names the cell may hold; an open link only where that sheet has names."""
    if column.kind is not Kind.LINK or len(column.links) != 1:
        return ""
    target = column.links[0]
    known = target in rows and (rows[target] > 0 or not column.open_link)
    return TABLE[target].sheet if known else ""
