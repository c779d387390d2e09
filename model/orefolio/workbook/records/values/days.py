"""Dates and periods, as ISO text or label."""

from __future__ import annotations

import datetime

from orefolio.tables import Column
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.labels import (
    is_day_first,
    is_era,
    is_fiscal,
    is_year,
    read_day,
    read_label,
    serial_day,
)
from orefolio.workbook.records.log import Trouble, refuse, tell, warn
from orefolio.workbook.records.text import quoted
from orefolio.workbook.records.values.reading import Reading, shown

_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
_A_DATE = "a date (2026-04-01) or a year"
_A_PERIOD = (
    "a year (2026), half-year (2026H1), quarter (2026Q1), month (2026-01), week (2026-W05) or date"
)


def read_date(cell: RawCell, column: Column, name: str) -> Reading:
    """A date; a year stands for its first day."""
    value = cell.value
    if isinstance(value, datetime.date):
        return _day(value, name)
    if isinstance(value, str):
        label = read_label(value)
        day = read_day(value) or _first_day(label)
        if day is None:
            return Reading(None, _no_day(cell, name, _A_DATE))
        found = f"{name}: the text {quoted(value)} is read as the date {day.isoformat()}"
        return Reading(day.isoformat(), tell("date_as_text", found))
    if isinstance(value, int | float) and not isinstance(value, bool) and is_year(value):
        return Reading(f"{int(value)}-01-01")
    return Reading(None, _no_day(cell, name, _A_DATE))


def read_period(cell: RawCell, column: Column, name: str) -> Reading:
    """The label of a period, or the ISO text of a date inside the plan."""
    value = cell.value
    if isinstance(value, datetime.date):
        return _day(value, name)
    if isinstance(value, str) and (label := read_label(value)):
        return Reading(label)
    if isinstance(value, int | float) and not isinstance(value, bool) and is_year(value):
        return Reading(f"{int(value)}")
    return Reading(None, _no_day(cell, name, _A_PERIOD))


def refused_label(text: str) -> Trouble | None:
    """Why a header that looks like a period cannot be read as one; None for any other text."""
    if is_fiscal(text):
        return refuse(
            "fiscal_year",
            f"the header {quoted(text)} names a fiscal year, whose first day differs by country",
            _A_PERIOD,
            "name the calendar year, or the quarters (2026Q2)",
        )
    if is_era(text):
        return refuse(
            "era_year",
            f"the header {quoted(text)} counts the years of an era",
            _A_PERIOD,
            "write the calendar year",
        )
    if is_day_first(text):
        found = f"the header {quoted(text)} can be read with day or month first"
        return refuse("day_or_month", found, _A_PERIOD, "write it as 2026-04-01")
    return None


def _day(value: datetime.date, name: str) -> Reading:
    text = value.isoformat()[:10]
    serial = value.toordinal() - _DAY_ZERO
    if is_year(serial):  # somebody typed a year into a cell that shows dates
        found = f"{name} is the date {text}, which is how a date format shows the number {serial}"
        remedy = f"format the cell as General, type {serial} again, or type {serial}-01-01"
        return Reading(None, refuse("year_as_date", found, remedy=remedy))
    if not isinstance(value, datetime.datetime) or value.time() == datetime.time():
        return Reading(text)
    found = f"{name} is {value.isoformat(sep=' ')}; the time of day is left out"
    return Reading(text, warn("time_of_day", found))


def _first_day(label: str | None) -> datetime.date | None:
    """The first day of a year or month."""
    if label is None or not label.replace("-", "").isdigit():
        return None
    year, _, month = label.partition("-")
    return datetime.date(int(year), int(month or 1), 1)


def _no_day(cell: RawCell, name: str, expected: str) -> Trouble:
    """Why a cell holds no date or period, with the likeliest mend."""
    value = cell.value
    if isinstance(value, bool | datetime.time | datetime.timedelta):
        return refuse("not_a_date", f"{name} is {shown(cell)}", expected)
    if isinstance(value, int | float):
        day = serial_day(value) or read_day(_compact(value))
        mend = f"as a date it would be {day.isoformat()}; format the cell as a date" if day else ""
        found = f"{name} is the plain number {shown(cell)}, not a date"
        return refuse("not_a_date", found, expected, mend)
    text = str(value)
    if is_day_first(text):
        found = f"{name}: the text {quoted(text)} can be read with day or month first"
        return refuse("day_or_month", found, expected, "type it as 2026-04-01 or as a date")
    if is_fiscal(text):
        found = f"{name}: {quoted(text)} names a fiscal year, whose first day differs by country"
        return refuse("fiscal_year", found, expected, "type the first day as a date")
    if is_era(text):
        found = f"{name}: {quoted(text)} counts the years of an era"
        return refuse("era_year", found, expected, "type the date as 2026-04-01")
    return refuse("not_a_date", f"{name} is {quoted(text)}", expected)


def _compact(value: float) -> str:
    """20260401 as 2026-04-01."""
    text = f"{value:.15g}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdigit() else ""
