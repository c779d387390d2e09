"""What the declarations demand of every row: required cells, and names that exist."""

from __future__ import annotations

from orefolio.case.desk import Desk, Row
from orefolio.case.nearest import suggestion
from orefolio.findings import error
from orefolio.tables import TABLE, TABLES, Column

GREATEST = 1e15
"""The greatest number that a cell may hold, in its declared unit."""


def check_declared(desk: Desk) -> None:
    """Required sheets and cells, and links to rows of other tables."""
    for table in TABLES:
        rows = desk.rows(table.name)
        if table.required and not rows:
            desk.findings.append(
                error(
                    "no_rows",
                    table.sheet,
                    f"the sheet {table.sheet} has no rows",
                    "at least one row",
                    f"fill it: {table.text}",
                )
            )
        for row in rows:
            for column in table.columns:
                if column.required and not row.given(column.name):
                    words = column.name.replace("_", " ")
                    desk.error("required", row, column.name, f"{words} is empty", column.text)
                if column.links:
                    _check_links(desk, row, column)
                if column.low is not None or column.high is not None:
                    _check_range(desk, row, column)
            _check_size(desk, row)


def _check_range(desk: Desk, row: Row, column: Column) -> None:
    """A number outside the limits of its column, which the reader of a workbook would refuse."""
    value = row.record.values.get(column.name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if column.low is not None and value < column.low:
        limit = f"at least {column.low:.10g}"
    elif column.high is not None and value > column.high:
        limit = f"at most {column.high:.10g}"
    else:
        return
    words = column.name.replace("_", " ")
    desk.error("out_of_range", row, column.name, f"{words} is {value:.10g}", limit)


def _check_size(desk: Desk, row: Row) -> None:
    """A number beyond any figure of this trade is a slip, and no arithmetic could bear it."""
    for name, value in (*row.record.values.items(), *row.record.by_period.items()):
        if isinstance(value, int | float) and not abs(value) <= GREATEST:
            words = name.replace("_", " ")
            desk.error("number", row, name, f"{words} is {value:g}", f"at most {GREATEST:g}")


def _check_links(desk: Desk, row: Row, column: Column) -> None:
    """Every name in a link cell must be the key of a row, unless the table is open and empty."""
    # of a ramp or a bloc, which have several rows, the name before the other parts of the key
    known = {key.partition("|")[0] for table in column.links for key in desk.keys(table)}
    said = any(TABLE[table].required for table in column.links)  # that the sheet has no rows
    if not known and (column.open_link or said):
        return
    sheets = " or ".join(TABLE[table].sheet for table in column.links)
    for name in row.names(column.name):
        if name not in known:
            words = column.name.replace("_", " ")
            desk.error(
                "unknown_name",
                row,
                column.name,
                f"{words} is {name!r}, which the sheet {sheets} does not have",
                f"a name from the sheet {sheets}",
                suggestion(name, known),
            )
