"""Changes as text: ``offers[LYN-NDPR].price=*0.8`` on the command line or in a study."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from orefolio.case.nearest import suggestion
from orefolio.case.spans import span_of
from orefolio.case.typed_numbers import ChangeError, is_percentage, read_number, read_percentage
from orefolio.tables import TABLE, TABLES, Column, Kind, Table, Value

Operation = Literal["set", "multiply", "add"]

_FORM = re.compile(
    r"\s*(?P<table>[^\[\].=]+?)\s*(?:\[(?P<key>.*?)\])?\s*\.\s*"
    r"(?P<column>[^=]+?)\s*(?P<sign>[+-]?)=\s*(?P<value>.*?)\s*",
    re.DOTALL,
)
_NUMBERS = (Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
_YES = {"yes": True, "on": True, "true": True, "1": True}
_NO = {"no": False, "off": False, "false": False, "0": False}


@dataclass(frozen=True)
class Change:
    """What to change: which cells, and how.

    ``key`` may hold the wildcards ``*`` and ``?`` (empty for the settings); ``column`` is a
    declared column or a period label, which may hold wildcards over the labels present. ``value``
    is in the declared unit; ``None`` empties the cell.
    """

    table: str
    key: str
    column: str
    operation: Operation
    value: Value

    def __str__(self) -> str:
        """The change as it is typed."""
        where = f"{self.table}[{self.key}]" if self.key else self.table
        sign = {"set": "=", "multiply": "=*", "add": "+="}[self.operation]
        column = TABLE[self.table].column.get(self.column) if self.table in TABLE else None
        percent = self.operation != "multiply" and column is not None and is_percentage(column)
        return f"{where}.{self.column}{sign}{shown(self.value, percent=percent)}"


def shown(value: Value, *, percent: bool = False) -> str:
    """A value as it is typed; ``percent`` for a fraction that is typed with its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    if percent and isinstance(value, int | float):
        return f"{Decimal(repr(value)).scaleb(2):f}%"
    return repr(value) if isinstance(value, float) else str(value)


def parse_change(text: str) -> Change:
    """``table[key].column`` and ``=value``, ``=*factor``, ``+=term`` or ``-=term``.

    ``=-5`` sets −5. A share may be typed as 65% or 0.65, a rate as 5% or 5 (0.05 could be either
    and is refused). Several names are separated by ``;``. Raises :class:`ChangeError` naming the
    nearest table or column when it is not understood.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ChangeError(
            f"the change {text!r} is not understood; write table[key].column=value, such as"
            " offers[LYN-NDPR].price=95, offers[CN_*].price=*1.2 or settings.risk_weight=0.5"
        )
    table = find_table(match["table"])
    key = (match["key"] or "").strip()
    if table.vertical and key:
        raise ChangeError(f"{table.name} have no rows to name; write {table.name}.column=value")
    if not table.vertical and not key:
        raise ChangeError(
            f"the change {text!r} names no row; write {table.name}[key].column=value"
            f" ({table.name}[*] for every row)"
        )
    name = find_column(table, match["column"])
    operation, typed = _operation(match["sign"], match["value"], table, name)
    if operation != "set":
        declared = table.column.get(name)
        rate = operation == "add" and declared is not None and is_percentage(declared)
        value: Value = read_percentage(typed) if rate else read_number(typed, percent=True)
        if match["sign"] == "-":
            value = -float(str(value))
        return Change(table.name, key, name, operation, value)
    return Change(table.name, key, name, operation, parse_value(table, name, typed))


def find_table(name: str) -> Table:
    """A table by its name or its sheet."""
    for table in TABLES:
        if name.casefold() in (table.name.casefold(), table.sheet.casefold()):
            return table
    raise ChangeError(f"there is no table {name!r}: {suggestion(name, TABLE)}")


def find_column(table: Table, name: str) -> str:
    """A declared column (blanks or underscores), or a label of the table's values by period."""
    word = "_".join(name.casefold().split())
    if word in table.column:
        if word in table.key:
            raise ChangeError(f"{table.name}.{word} names the row and cannot be changed")
        return word
    label = name.strip()
    if table.by_period is not None and (span_of(label) or is_pattern(label)):
        return label
    columns = [name for name in table.column if name not in table.key]
    if not columns:
        raise ChangeError(f"{table.name} has no column {label!r}: name a period such as 2027")
    more = ", nor is it a period such as 2027" if table.by_period is not None else ""
    raise ChangeError(f"{table.name} has no column {label!r}{more}: {suggestion(word, columns)}")


def is_pattern(text: str) -> bool:
    """Whether a key or label holds wildcards."""
    return "*" in text or "?" in text


def _operation(sign: str, typed: str, table: Table, name: str) -> tuple[Operation, str]:
    column = table.column.get(name)
    numeric = column is None or column.kind in _NUMBERS
    if not sign and numeric and typed.startswith("*"):
        operation: Operation = "multiply"
        typed = typed.removeprefix("*")
    elif sign in ("+", "-"):
        operation = "add"
    elif numeric and typed.startswith(("+=", "-=")):
        operation = "add"
        typed = ("-" if typed[0] == "-" else "") + typed[2:].strip()
    else:
        return "set", typed
    if not numeric:
        raise ChangeError(f"{table.name}.{name} holds no number, so it can only be set")
    return operation, typed.strip()


def parse_value(table: Table, name: str, typed: str) -> Value:
    """A typed value of a column or period label, in the declared unit; empty text empties it."""
    column = table.column.get(name)
    if column is None:
        assert table.by_period is not None
        column = Column(name, Kind.NUMBER, "", unit=table.by_period.unit)
    text = typed.strip()
    if not text:
        if column.required:
            raise ChangeError(f"{table.name}.{name} cannot be emptied")
        return None
    if column.kind in _NUMBERS:
        percent = column.kind is Kind.SHARE or not column.unit
        rate = is_percentage(column)
        number = read_percentage(text) if rate else read_number(text, percent=percent)
        return whole(table, column, number) if column.kind is Kind.INTEGER else number
    return _word(table, column, text)


def whole(table: Table, column: Column, number: float) -> int:
    """A number of a column of whole numbers."""
    if number != int(number):
        raise ChangeError(f"{table.name}.{column.name} is {number:g}, not a whole number")
    return int(number)


def _word(table: Table, column: Column, text: str) -> Value:
    where = f"{table.name}.{column.name}"
    if column.kind is Kind.YES_NO:
        answer = {**_YES, **_NO}.get(text.casefold())
        if answer is None:
            raise ChangeError(f"{where} is {text!r}, but must be yes or no")
        return answer
    if column.kind is Kind.CHOICE:
        for choice in column.choices:
            if choice.casefold() == text.casefold():
                return choice
        raise ChangeError(
            f"{where} is {text!r}, but must be one of {', '.join(column.choices)}:"
            f" {suggestion(text, column.choices)}"
        )
    if column.kind in (Kind.DATE, Kind.PERIOD) and span_of(text) is None:
        raise ChangeError(f"{where} is {text!r}, but must be a date, a year or a period")
    if column.kind is Kind.LINKS:
        return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
    return text
