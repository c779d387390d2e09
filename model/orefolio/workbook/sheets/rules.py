"""Validation and red cells of an input table.

Validation warns and lets the planner go on; pasted values bypass it, so the same faults also
turn a cell red. The formulas use only what Excel and LibreOffice share: no array constants, no
references to other sheets but through defined names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from orefolio.workbook.sheets.canvas import Canvas
from orefolio.workbook.sheets.layout import PlacedTable
from orefolio.workbook.sheets.looks import RED_CELL
from orefolio.workbook.sheets.names import Names, choices_of, letter
from orefolio.workbook.sheets.spec import ColumnSpec
from orefolio.workbook.sheets.values import clean_text, one_line

NUMERIC = ("number", "share", "integer", "money")
FAR = 1e300  # "any number", as a bound that Excel accepts


def add_rules(canvas: Canvas, placed: PlacedTable, names: Names) -> None:
    """Rules for every column of the table, its spare rows included, and for single cells."""
    if placed.last < placed.first:
        return
    for position, column in enumerate(placed.table.columns):
        _add(canvas, placed, column, (placed.first, position, placed.last, position), names)
    for (row, position), own in placed.table.cells.items():
        place = placed.first + row
        _add(canvas, placed, own, (place, position, place, position), names)


def _add(
    canvas: Canvas,
    placed: PlacedTable,
    column: ColumnSpec,
    cells: tuple[int, int, int, int],
    names: Names,
) -> None:
    row, position = cells[:2]
    validation = _validation(column, names)
    if validation:
        canvas.worksheet.data_validation(*cells, _warning(column, validation))
    red = canvas.format(RED_CELL)
    if column.unique:
        canvas.worksheet.conditional_format(*cells, {"type": "duplicate", "format": red})
    width = len(placed.table.columns)
    for formula in _faults(column, row + 1, position, width, names):
        options = {"type": "formula", "criteria": f"={formula}", "format": red}
        canvas.worksheet.conditional_format(*cells, options)


def bounds(column: ColumnSpec) -> tuple[float | None, float | None]:
    """Least and greatest number of a column; a share runs from 0 to 1 unless told otherwise."""
    if column.kind != "share":
        return column.minimum, column.maximum
    return (
        0.0 if column.minimum is None else column.minimum,
        1.0 if column.maximum is None else column.maximum,
    )


def expectation(column: ColumnSpec) -> str:
    """What a cell of the column should hold, for the warning that Excel shows."""
    if column.choices_from:
        return f"one of the names listed on the sheet {column.choices_from}"
    if choices_of(column):
        return "one of " + ", ".join(choices_of(column))
    if column.kind == "date":
        return "a date"
    noun = "a whole number" if column.kind == "integer" else "a number"
    least, most = (_shown(column, bound) for bound in bounds(column))
    if least and most:
        return f"{noun} from {least} to {most}"
    if least:
        return f"{noun} of at least {least}"
    return f"{noun} of at most {most}" if most else noun


def _shown(column: ColumnSpec, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{bound * 100:.6g}%" if column.kind == "share" else f"{bound:.10g}"


def _validation(column: ColumnSpec, names: Names) -> dict[str, object]:
    if names.of(column):
        return {"validate": "list", "source": f"={names.of(column)}"}
    if choices_of(column):
        return {"validate": "list", "source": list(choices_of(column))}
    if column.kind == "date":
        return {"validate": "date", "criteria": ">=", "value": dt.date(1900, 3, 1)}
    if column.kind not in NUMERIC:
        return {}
    least, most = bounds(column)
    return {
        "validate": "integer" if column.kind == "integer" else "decimal",
        "criteria": "between",
        "minimum": -FAR if least is None else least,
        "maximum": FAR if most is None else most,
    }


def _warning(column: ColumnSpec, validation: dict[str, object]) -> dict[str, object]:
    return {
        **validation,
        "error_type": "warning",
        "error_title": one_line(column.header, 32),
        "error_message": clean_text(f"Expected {expectation(column)}.", 225),
    }


def _faults(column: ColumnSpec, row: int, position: int, width: int, names: Names) -> Iterator[str]:
    """Formulas that are true when something is wrong with the cell; ``row`` counts from 1."""
    cell = f"{letter(position)}{row}"
    filled = f"LEN(TRIM({cell}))>0"
    if column.required:
        whole_row = f"$A{row}:${letter(width - 1)}{row}"
        yield f"AND(LEN(TRIM({cell}))=0,COUNTA({whole_row})>0)"
    if names.of(column):
        yield f"AND({filled},ISNA(MATCH({cell},{names.of(column)},0)))"
    elif choices_of(column):
        known = ",".join(f'{cell}="{word}"' for word in choices_of(column))
        yield f"AND({filled},NOT(OR({known})))"
    elif column.kind == "date":
        yield f"AND({filled},NOT(ISNUMBER({cell})))"
    elif column.kind in NUMERIC:
        yield f"AND({filled},NOT(ISNUMBER({cell})))"
        least, most = bounds(column)
        limits = [f"{cell}<{least:.15g}"] if least is not None else []
        limits += [f"{cell}>{most:.15g}"] if most is not None else []
        limits += [f"{cell}<>INT({cell})"] if column.kind == "integer" else []
        if limits:
            yield f"AND(ISNUMBER({cell}),OR({','.join(limits)}))"
