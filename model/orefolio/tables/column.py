"""One column of a table: everything that reader, checks, template and reference page need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell of a column may hold."""

    KEY = "key"  # the name of the row, text
    TEXT = "text"
    LINK = "link"  # the key of a row of another table
    LINKS = "links"  # several such keys, separated by ;
    NUMBER = "number"
    INTEGER = "integer"
    SHARE = "share"  # 0 to 1, shown as a percentage
    YES_NO = "yes or no"
    CHOICE = "choice"  # one of a few words
    DATE = "date"  # a date, or a year that stands for its first day
    PERIOD = "period"  # a year, quarter, month … or a date inside the plan


Value = str | float | int | bool | tuple[str, ...] | None
"""A cell once read: in the column's own unit (``t``, ``USD/kg`` …), ``None`` when empty.

Dates and periods are kept as their ISO text or label.
"""


@dataclass(frozen=True)
class Column:
    """One declared column.

    ``name`` is the header without its unit and the name used on the command line
    (``minimum_lot``; a header may write it with blanks). ``unit`` is the unit in which the value is
    kept after reading; a header may give another one of the same dimension in round brackets.
    ``links`` names the table(s) whose keys the cell must hold; with ``open_link`` any name is
    accepted while none of those tables has rows. ``default`` applies to an empty cell;
    ``default_text`` says in words what an empty cell means where that is not a constant.
    """

    name: str
    kind: Kind
    text: str
    unit: str = ""
    required: bool = False
    default: Value = None
    default_text: str = ""
    links: tuple[str, ...] = ()
    open_link: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def header(self) -> str:
        """The header that the template writes: ``minimum lot (t)``."""
        words = self.name.replace("_", " ")
        return f"{words} ({self.unit})" if self.unit else words


PROVENANCE = ("note", "source", "flag")
"""Columns that every table may have, for the row or for one column (``price source``)."""

FLAGS = ("reported", "derived", "assumption", "calibrated")
"""How a figure is known; see the Sources sheet."""
