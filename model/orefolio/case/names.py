"""Names that would be read as something else: separators of lists and keys, and reserved words."""

from __future__ import annotations

from collections.abc import Iterator

from orefolio.case.desk import Desk
from orefolio.tables import TABLES, Kind, Records

SEPARATORS = ("|", ";")
"""``|`` joins the parts of a key, ``;`` the names of a list."""

RESERVED = ("all", "*")
"""``all`` stands for the total in results, ``*`` for every one in rules."""


def check_names(desk: Desk) -> None:
    """Refuse keys that contain a separator or are a reserved word."""
    for table in TABLES:
        keys = [column.name for column in table.columns if column.kind is Kind.KEY]
        for row in desk.rows(table.name):
            for column in keys:
                name = row.text(column)
                found = [f"the sign {sign}" for sign in SEPARATORS if sign in name]
                if name.casefold() in RESERVED:
                    found = ["a word with a meaning of its own"]
                if found:
                    desk.error(
                        "name",
                        row,
                        column,
                        f"the name {name!r} is or contains {found[0]}",
                        "a name without | and ;, other than all and *",
                        "rename it, here and wherever it is used",
                    )


def names_of(records: Records) -> Iterator[str]:
    """Every text of the records that a finding may repeat."""
    for rows in records.tables.values():
        for record in rows.values():
            for value in record.values.values():
                if isinstance(value, str):
                    yield value
                elif isinstance(value, tuple):
                    yield from value
