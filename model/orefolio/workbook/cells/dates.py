"""Serial numbers as dates and times, and which number formats make them so."""

from __future__ import annotations

import datetime
import re
from enum import Enum
from functools import lru_cache

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.', re.DOTALL)
_DURATION = re.compile(r"\[(h+|m+|s+)\]")
_BRACKET = re.compile(r"\[[^\]]*\]?")
_PART_OF_SECOND = re.compile(r"s\.0+")

_EPOCH_1900 = datetime.datetime(1899, 12, 30)
_EPOCH_1904 = datetime.datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_LEAP_BUG = 60  # the 29th of February 1900, which never was: serials before it are one day off
_MILLISECONDS = 86_400_000


class FormatKind(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


@lru_cache(maxsize=4096)
def format_kind(code: str) -> FormatKind:
    """What the first section of a number format shows.

    A format with a digit placeholder shows a number, whatever letters it has besides: ``0 USD``
    and ``0.0E+00`` are no dates. ``e`` and ``g`` are year and era of the Japanese calendar, ``aaa``
    is its day of the week.
    """
    section = _LITERAL.sub("", code).partition(";")[0].lower()
    duration = _DURATION.search(section) is not None
    section = _PART_OF_SECOND.sub("s", _DURATION.sub("s", section))
    section = _BRACKET.sub("", section)
    if re.search(r"[0#?@]", section) or "general" in section:
        return FormatKind.NUMBER
    if duration:
        return FormatKind.DURATION
    if re.search("[ydeg]|aaa", section):
        return FormatKind.DATE
    if re.search("[hs]", section):
        return FormatKind.TIME
    return FormatKind.DATE if "m" in section else FormatKind.NUMBER


def from_serial(
    serial: float, kind: FormatKind, date_1904: bool
) -> datetime.datetime | datetime.time | datetime.timedelta | float:
    """The date of a serial number, to the millisecond; the number itself where there is none.

    Below 1 there is no day in the 1900 system (Excel shows 1900-01-00): the result is a time.
    """
    if kind is FormatKind.DURATION and abs(serial) < _LAST_SERIAL:
        return datetime.timedelta(milliseconds=round(serial * _MILLISECONDS))
    if kind in {FormatKind.NUMBER, FormatKind.DURATION} or not 0 <= serial < _LAST_SERIAL:
        return serial
    if serial < 1 and (kind is FormatKind.TIME or not date_1904):
        milliseconds = min(round(serial * _MILLISECONDS), _MILLISECONDS - 1)
        return (_EPOCH_1904 + datetime.timedelta(milliseconds=milliseconds)).time()
    elapsed = datetime.timedelta(milliseconds=round(serial * _MILLISECONDS))
    if not date_1904 and serial < _LEAP_BUG:
        elapsed += datetime.timedelta(days=1)
    try:
        return (_EPOCH_1904 if date_1904 else _EPOCH_1900) + elapsed
    except OverflowError:
        return serial


def from_iso(text: str) -> datetime.datetime | datetime.time:
    """The date of a cell of type ``d`` (ISO 8601); ValueError if it is none."""
    text = text.strip()
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime.time.fromisoformat(text).replace(tzinfo=None)
