"""One table of the workbook: a sheet with declared columns, or declared rows in the Settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from orefolio.tables.column import Column, Kind


@dataclass(frozen=True)
class PeriodValues:
    """Further columns of a table, one a period or year, holding one quantity.

    With ``amount`` the value belongs to the whole span that its header names (tonnes in 2026) and
    is split over shorter periods by days; otherwise it holds at every moment of the span (a price).
    With ``optional`` a sheet may have no such column.
    """

    name: str
    unit: str
    text: str
    amount: bool
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """One declared table.

    ``name`` is its name on the command line, ``sheet`` its sheet. A row is named by its ``key``
    columns; keys of several columns are joined with ``|`` (an empty optional part is left out).
    ``vertical`` tables have one declared column per sheet row (name, value) and a single record
    whose key is the empty text.
    """

    name: str
    sheet: str
    text: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False
    vertical: bool = False
    by_period: PeriodValues | None = None

    @cached_property
    def column(self) -> dict[str, Column]:
        """The declared columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def key_columns(self) -> tuple[Column, ...]:
        """The columns that name a row."""
        return tuple(self.column[name] for name in self.key)


def key_column(name: str, text: str) -> Column:
    """The column that names a row by itself."""
    return Column(name, Kind.KEY, text, required=True)


def link(name: str, table: str, text: str, *, required: bool = False, **more: object) -> Column:
    """A column that holds the key of a row of ``table`` (several tables: ``a|b``)."""
    return Column(
        name,
        Kind.LINK,
        text,
        required=required,
        links=tuple(table.split("|")),
        **more,  # type: ignore[arg-type]
    )


def links(name: str, table: str, text: str, **more: object) -> Column:
    """A column that holds several keys of ``table``, separated by ``;``."""
    return Column(name, Kind.LINKS, text, links=tuple(table.split("|")), **more)  # type: ignore[arg-type]


def number(name: str, unit: str, text: str, *, low: float | None = 0.0, **more: object) -> Column:
    """A column of numbers in ``unit``, from ``low`` (default 0) upwards."""
    return Column(name, Kind.NUMBER, text, unit=unit, low=low, **more)  # type: ignore[arg-type]


def share(name: str, text: str, *, default: float | None = None, **more: object) -> Column:
    """A column of shares between 0 and 1."""
    return Column(name, Kind.SHARE, text, default=default, low=0.0, high=1.0, **more)  # type: ignore[arg-type]


def rate(name: str, text: str, *, low: float = 0.0, **more: object) -> Column:
    """A column of rates a year, at most 100 %: above, 5 was typed where 5% was meant."""
    return Column(name, Kind.NUMBER, text, unit="%/y", low=low, high=1.0, **more)  # type: ignore[arg-type]


def choice(name: str, choices: tuple[str, ...], text: str, *, default: str | None = None) -> Column:
    """A column that holds one of a few words."""
    return Column(name, Kind.CHOICE, text, choices=choices, default=default)


def yes_no(name: str, text: str, *, default: bool = True) -> Column:
    """A column that holds yes or no."""
    return Column(name, Kind.YES_NO, text, default=default)


def period(name: str, text: str) -> Column:
    """A column that names a period, a year or a date inside the plan."""
    return Column(name, Kind.PERIOD, text)
