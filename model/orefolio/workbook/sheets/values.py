"""Any Python value as something a cell can hold; text that can never act or break the file."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import unicodedata

# What a cell may hold. A blank cell is None.
Plain = None | bool | str | int | float | dt.date | dt.datetime

CELL_LIMIT = 32_767  # Excel's limit of characters in a cell, in UTF-16 units
CUT_MARK = "… (cut)"
# Excel takes 1900 for a leap year: dates before March 1900 differ by a day between programs.
FIRST_SAFE_DATE = dt.date(1900, 3, 1)
LARGEST_EXACT_INTEGER = 2**53

# Control characters (but tab and line feed) and two non-characters are not allowed in XML.
_FORBIDDEN = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), 0x7F, 0xFFFE, 0xFFFF), "")
_FORBIDDEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half of a surrogate pair


def utf16_length(text: str) -> int:
    """Length as Excel counts it: an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def shown_length(text: str) -> int:
    """Width in columns of a fixed-width font: East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clean_text(text: str, limit: int = CELL_LIMIT) -> str:
    """The text without control characters, at most ``limit`` UTF-16 units long.

    Line breaks become line feeds; a text that is too long ends with ``… (cut)``.
    """
    if len(text) * 2 <= limit and text.isprintable():
        return text  # nearly every text, at a glance
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)
    if len(text) * 2 <= limit or utf16_length(text) <= limit:
        return text
    room = limit - utf16_length(CUT_MARK)
    kept = text[:room]
    while (excess := utf16_length(kept) - room) > 0:
        kept = kept[: -max(1, excess // 2)]
    return kept + CUT_MARK


def one_line(text: str, limit: int = CELL_LIMIT) -> str:
    """Clean text with line breaks and tabs turned into blanks."""
    return " ".join(clean_text(text, limit).split("\n")).replace("\t", " ")


def plain(value: object) -> Plain:
    """The value as a cell holds it.

    Blank: None, empty text, NaN, infinities, NaT, pandas NA. A number of a study that has no
    value is a blank cell, because Excel has no other sign for "none" that does not spread into
    formulas and charts. Numbers are written with 16 significant digits; whoever needs an exact
    round trip rounds to 15 first, which is also what Excel itself shows. Integers that a double
    cannot hold, dates before March 1900 and times with a zone become text, as does any unknown
    type.
    """
    if type(value) is float:  # by far the most cells are floats and texts
        return value + 0.0 if math.isfinite(value) else None  # + 0.0: no "-0"
    if isinstance(value, str):
        return clean_text(value) or None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dt.date):  # also datetime and pandas' Timestamp and NaT
        return _plain_date(value)
    if hasattr(value, "item") and not isinstance(value, numbers.Number | list | tuple):
        return plain(value.item())  # numpy's bool and datetime64
    if isinstance(value, numbers.Integral):
        whole = int(value)
        return whole if abs(whole) <= LARGEST_EXACT_INTEGER else str(whole)
    if isinstance(value, numbers.Number) and not isinstance(value, complex):
        number = float(value)  # type: ignore[arg-type]
        return number + 0.0 if math.isfinite(number) else None
    if type(value).__name__ == "NAType":  # of pandas
        return None
    return clean_text(str(value)) or None


def _plain_date(value: dt.date) -> Plain:
    if type(value).__name__ == "NaTType":
        return None
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None or value.date() < FIRST_SAFE_DATE:
            return value.isoformat(sep=" ")
        return value
    return value if value >= FIRST_SAFE_DATE else value.isoformat()
