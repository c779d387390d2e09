"""Labels of periods and dates, from what people type to one form.

Year ``2026``, half-year ``2026H1``, quarter ``2026Q1``, month ``2026-01``, week ``2026-W05``,
a day ``2026-01-01``.
"""

from __future__ import annotations

import datetime
import re

from orefolio.workbook.records.text import fold

_EARLIEST, _LATEST = 1900, 2200
_YEAR = re.compile(r"(\d{4})(?:\.0+)? ?(?:年|CY)?", re.ASCII)
_PART = re.compile(r"(\d{4}) ?[-/]? ?([HQ])([1-4])", re.ASCII)
_PART_FIRST = re.compile(r"(?:([HQ])([1-4])|([1-4])([HQ])) ?[-/]? ?(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/]|M|年 ?)(\d{1,2})(?: ?月)?", re.ASCII)
_WEEK = re.compile(r"(\d{4}) ?-? ?W(\d{1,2})", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?", re.ASCII)
_DAY_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*")
_DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})", re.ASCII)
_FISCAL = re.compile(r"(?:.*\b)?FY.*|.*年度|.*FISCAL.*")
_ERA = re.compile(r"(?:令和|平成|昭和|[RHS]\.?\d{1,2}\.)")


def read_label(text: str) -> str | None:
    """The label of a period in its one form, None if the text names no period."""
    text = fold(text).upper()
    if match := _YEAR.fullmatch(text):
        return match[1] if is_year(int(match[1])) else None
    if match := _PART.fullmatch(text):
        return _part(match[1], match[2], match[3])
    if match := _PART_FIRST.fullmatch(text):
        return _part(match[5], match[1] or match[4], match[2] or match[3])
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return f"{year}-{month:02d}" if is_year(year) and 1 <= month <= 12 else None
    if match := _WEEK.fullmatch(text):
        return _week(int(match[1]), int(match[2]))
    day = read_day(text)
    return day.isoformat() if day else None


def read_day(text: str) -> datetime.date | None:
    """The day of a text with the year first: 2026-04-01, 2026/4/1, 2026年4月1日."""
    match = _DAY.fullmatch(_DAY_TIME.sub("", fold(text)))
    try:
        day = datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return day if day and is_year(day.year) else None


def is_year(number: float) -> bool:
    """Whether a number is a year of a plan rather than anything else."""
    return _EARLIEST <= number <= _LATEST and number == int(number)


def is_fiscal(text: str) -> bool:
    """Whether the text names a fiscal year: its first day differs from country to country."""
    return bool(_FISCAL.fullmatch(fold(text).upper()))


def is_era(text: str) -> bool:
    """Whether the text counts years of a Japanese era."""
    return bool(_ERA.match(fold(text).upper()))


def is_day_first(text: str) -> bool:
    """Whether the text is a date with day or month first, of which nobody knows which."""
    return bool(_DAY_FIRST.fullmatch(fold(text)))


def serial_day(number: float) -> datetime.date | None:
    """The date that a spreadsheet would show for a plain number, if it is a likely one."""
    if not 20_000 <= number < 80_000:  # 1954 to 2119
        return None
    return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(number))


def _part(year: str, letter: str, number: str) -> str | None:
    if not is_year(int(year)) or (letter == "H" and int(number) > 2):
        return None
    return f"{year}{letter}{number}"


def _week(year: int, week: int) -> str | None:
    try:
        datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return f"{year}-W{week:02d}" if is_year(year) else None
