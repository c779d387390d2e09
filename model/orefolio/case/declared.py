"""What the declarations demand of every row: required cells, and names that exist."""

from __future__ import annotations

from orefolio.case.desk import Desk, Row
from orefolio.case.nearest import suggestion
from orefolio.findings import error
from orefolio.tables import TABLE, TABLES, Column


def check_declared(desk: Desk) -> None:
    """Required sheets and cells, and links to rows of other tables."""
    for table in TABLES:
        rows = desk.rows(table.name)
        if table.required and not rows:
            desk.findings.append(
                error(
                    "required",
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


def _check_links(desk: Desk, row: Row, column: Column) -> None:
    """Every name in a link cell must be the key of a row, unless the table is open and empty."""
    known = {key for table in column.links for key in desk.keys(table)}
    if not known and column.open_link:
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
