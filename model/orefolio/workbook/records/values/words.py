"""Keys, links, free text, yes or no, choices."""

from __future__ import annotations

import datetime
import re

from orefolio.tables import Column
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.log import Trouble, refuse, tell, warn
from orefolio.workbook.records.text import did_you_mean, fold, fold_name, listed, quoted
from orefolio.workbook.records.values.reading import Reading, as_text, shown

_YES = frozenset(
    ["yes", "y", "true", "1", "x", "on", "✓", "✔", "はい", "有", "○", "да", "ja", "oui"]
)
_NO = frozenset(["no", "n", "false", "0", "off", "いいえ", "無", "нет", "nein", "non"])
_IN_NO_KEY = "|;"
_DATES = (datetime.date, datetime.time, datetime.timedelta)


def read_key(cell: RawCell, column: Column, name: str) -> Reading:
    """The name of a row: folded text; numbers keep the leading zeros of their format."""
    trouble = _is_date(cell, name)
    if trouble:
        return Reading(None, trouble)
    text = fold(as_text(cell))
    used = [sign for sign in _IN_NO_KEY if sign in text]
    if used or text == "*":
        return Reading(
            None,
            refuse(
                "key_sign",
                f"{name} is {quoted(text)}",
                "a name without | and ;, which separate names elsewhere, and not * alone",
                "choose another name, here and wherever it is used",
            ),
        )
    return Reading(text, _folding(cell, text, name))


def read_link(cell: RawCell, column: Column, name: str) -> Reading:
    """The key of a row elsewhere, folded like the key itself; not looked up here."""
    trouble = _is_date(cell, name)
    if trouble:
        return Reading(None, trouble)
    text = fold(as_text(cell))
    return Reading(text, _folding(cell, text, name))


def read_list(cell: RawCell, column: Column, name: str) -> Reading:
    """A list of keys as text; it is taken apart once all keys are known."""
    return Reading(as_text(cell) or None, _is_date(cell, name))


def read_text(cell: RawCell, column: Column, name: str) -> Reading:
    """Free text, as typed but for control characters."""
    return Reading(as_text(cell) or None)


def read_yes_no(cell: RawCell, column: Column, name: str) -> Reading:
    """Yes or no in the words of several languages."""
    word = fold_name(as_text(cell))
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    return Reading(None, refuse("yes_or_no", f"{name} is {shown(cell)}", "yes or no"))


def read_choice(cell: RawCell, column: Column, name: str) -> Reading:
    """One of the declared words, whatever its case and blanks."""
    text = as_text(cell)
    for choice in column.choices:
        if fold_name(choice) == fold_name(text):
            return Reading(choice)
    return Reading(
        None,
        refuse(
            "unknown_choice",
            f"{name} is {shown(cell)}",
            f"one of {listed(column.choices)}",
            did_you_mean(text, column.choices),
        ),
    )


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list separated by ``;``, folded, without empty ones."""
    return _parts("[;；]", text)


def split_otherwise(text: str) -> tuple[str, ...]:
    """The parts of a list that is separated by commas or line breaks."""
    return _parts("[,、，\n]", text)


def _parts(separator: str, text: str) -> tuple[str, ...]:
    parts = (fold(part) for part in re.split(separator, text))
    return tuple(part for part in parts if part)


def _is_date(cell: RawCell, name: str) -> Trouble | None:
    if not isinstance(cell.value, _DATES):
        return None
    return refuse(
        "date_for_name",
        f"{name} is the date {as_text(cell)}",
        "a name",
        "Excel may have turned it into a date: format the cell as text and type the name again",
    )


def _folding(cell: RawCell, text: str, name: str) -> Trouble | None:
    if isinstance(cell.value, bool):
        return warn("boolean_for_name", f"{name} is the logical value {text}, read as a name")
    if isinstance(cell.value, str) and cell.value != text:
        return tell("folded_name", f"{name}: {quoted(cell.value)} read as {quoted(text)}")
    return None
