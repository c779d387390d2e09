"""One table of the results: everything that extraction, sheets, store and reference page need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "number", "share", "integer", "yes_no", "money"]

ALL = "all"
"""In a column of materials or years: all of them together."""

NOT_STATED = "(not stated)"
"""In a column of countries: the workbook names none."""


@dataclass(frozen=True)
class ResultColumn:
    """One column of a result table.

    ``text`` columns hold text, empty where there is none; ``number``, ``share`` (1 is 100 %) and
    ``money`` (USD) hold floats, NaN where there is none; ``integer`` and ``yes_no`` are never
    empty. ``text`` says what the column means.
    """

    name: str
    kind: Kind
    unit: str = ""
    text: str = ""

    @property
    def header(self) -> str:
        """The header on the sheet: ``bought (t)``."""
        words = self.name.replace("_", " ")
        return f"{words} ({self.unit})" if self.unit else words


@dataclass(frozen=True)
class ResultTable:
    """One declared result table.

    ``key`` columns name a row and set the order of rows; ``ordered`` tables keep the order in
    which their rows were made (and may have no key).
    """

    name: str
    sheet: str
    text: str
    columns: tuple[ResultColumn, ...]
    key: tuple[str, ...] = ()
    ordered: bool = False

    @cached_property
    def column(self) -> dict[str, ResultColumn]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers in order."""
        return tuple(column.header for column in self.columns)


def text(name: str, meaning: str) -> ResultColumn:
    """A column of text."""
    return ResultColumn(name, "text", "", meaning)


def number(name: str, unit: str, meaning: str) -> ResultColumn:
    """A column of numbers in ``unit``."""
    return ResultColumn(name, "number", unit, meaning)


def tonnes(name: str, meaning: str) -> ResultColumn:
    """A column of tonnes."""
    return ResultColumn(name, "number", "t", meaning)


def money(name: str, meaning: str) -> ResultColumn:
    """A column of USD."""
    return ResultColumn(name, "money", "USD", meaning)


def share(name: str, meaning: str) -> ResultColumn:
    """A column of shares, 1 is 100 %."""
    return ResultColumn(name, "share", "", meaning)


def yes_no(name: str, meaning: str) -> ResultColumn:
    """A column of yes or no."""
    return ResultColumn(name, "yes_no", "", meaning)
