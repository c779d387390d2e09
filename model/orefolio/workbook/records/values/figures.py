"""Numbers, whole numbers, shares, percentages: read only where they can mean one thing."""

from __future__ import annotations

import datetime
import math

from orefolio.tables import Column, Kind
from orefolio.tables.units import keeps_fractions
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.log import Trouble, refuse, warn
from orefolio.workbook.records.numbers import (
    AmbiguousNumberError,
    number_from_text,
    stands_for_nothing,
)
from orefolio.workbook.records.text import fold, quoted
from orefolio.workbook.records.values.reading import (
    Reading,
    Scale,
    as_text,
    is_percent_format,
    shown,
)

_EXACT = 1e15
_DATES = (datetime.date, datetime.time, datetime.timedelta)


def read_figure(cell: RawCell, column: Column, name: str, scale: Scale) -> Reading:
    """A number in the column's declared unit, rounded to 15 significant digits."""
    typed, trouble = _typed(cell, column, name)
    if typed is None:
        return Reading(None, trouble)
    scaled = _scaled(typed, cell, column, name, scale)
    if isinstance(scaled, Trouble):
        return Reading(None, scaled)
    value = canonical(scaled)
    if not math.isfinite(value):
        return Reading(None, refuse("too_large", f"{name} is {shown(cell)}", "a smaller number"))
    beyond = _outside(value, cell, column, name, scale)
    if beyond:
        return Reading(None, beyond)
    if trouble is not None:
        number, percent = typed
        read_as = _percent(value) if percent else f"{number:.15g}"
        trouble = warn(trouble.check, f"{trouble.found} read as {read_as}", remedy=trouble.remedy)
    return Reading(int(value) if column.kind is Kind.INTEGER else value, trouble)


def canonical(value: float) -> float:
    """The number of 15 significant digits, so that it survives a workbook exactly."""
    return float(f"{value:.15g}") + 0.0  # no -0


def _typed(
    cell: RawCell, column: Column, name: str
) -> tuple[tuple[float, bool] | None, Trouble | None]:
    """The number, and whether it is a fraction shown as a percentage; or why there is none."""
    value = cell.value
    if isinstance(value, bool):
        return None, refuse("not_a_number", f"{name} is {as_text(cell)}", _wanted(column))
    if isinstance(value, _DATES):
        what = "a date" if isinstance(value, datetime.date) else "a time"
        return None, refuse(
            "date_for_number",
            f"{name} is formatted as {what} ({as_text(cell)})",
            _wanted(column),
            "format the cell as a number and type it again",
        )
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return None, refuse("not_a_number", f"{name} is {value}", _wanted(column))
        return (float(value), is_percent_format(cell)), None
    return _typed_as_text(str(value), column, name)


def _typed_as_text(
    text: str, column: Column, name: str
) -> tuple[tuple[float, bool] | None, Trouble | None]:
    if stands_for_nothing(text):
        return None, refuse(
            "not_a_number",
            f"{name} is {quoted(text)}",
            remedy="leave the cell empty if there is no value, or type 0",
        )
    try:
        number = number_from_text(text)
    except AmbiguousNumberError as exc:
        return None, refuse(
            "ambiguous_number",
            f"{name}: the text {quoted(text)} can mean {exc}",
            remedy="type it as a number",
        )
    if number is None:
        remedy = "type the number alone; its unit belongs into the header"
        has_digits = any(c.isdigit() for c in fold(text))
        return None, refuse(
            "not_a_number",
            f"{name} is the text {quoted(text)}",
            _wanted(column),
            remedy if has_digits else "",
        )
    kept = warn(
        "number_as_text",
        f"{name}: number stored as text, {quoted(text)}",
        remedy="type it as a number",
    )
    value = number.value / 100 if number.percent else number.value
    return (value, number.percent), kept


def _scaled(
    typed: tuple[float, bool], cell: RawCell, column: Column, name: str, scale: Scale
) -> float | Trouble:
    """In the declared unit; a percentage comes as the fraction that it is."""
    number, percent = typed
    if percent:
        if scale.share and column.kind is not Kind.INTEGER:
            return number
        return refuse(
            "percent_for_number",
            f"{name} is shown as {_percent(number)}",
            _wanted(column),
            "format the cell as a plain number and check it",
        )
    if scale.percent and 0 < abs(number) < 1:
        return refuse(
            "percent_or_fraction",
            f"{name} is {shown(cell)} in a column of percentages;"
            f" it can mean {number:.10g}% or {_percent(number)}",
            remedy=f"type it with its sign: {_percent(number)} or {number:.10g}%",
        )
    return number * scale.factor


def _outside(
    value: float, cell: RawCell, column: Column, name: str, scale: Scale
) -> Trouble | None:
    """Limits of the column and whole numbers."""
    if column.kind is Kind.INTEGER and (value != int(value) or abs(value) >= _EXACT):
        return refuse("not_whole", f"{name} is {shown(cell)}", "a whole number")
    above = column.high is not None and value > column.high
    if not above and (column.low is None or value >= column.low):
        return None
    hint = _without_its_sign(value, cell, column, scale)
    if column.kind is Kind.SHARE:
        found = f"{name} is {_percent(value) if is_percent_format(cell) else shown(cell)}"
        return refuse("out_of_range", found, "a share from 0 to 1 (0% to 100%)", hint)
    shown_as = _percent if keeps_fractions(column.unit) else "{:.10g}".format
    limit = f"at most {shown_as(column.high)}" if above else ""  # type: ignore[arg-type]
    limit = limit or f"at least {shown_as(column.low)}"  # type: ignore[arg-type]
    found = f"{name} is {shown_as(value)}{_a_year(column)}" if hint else f"{name} is {shown(cell)}"
    return refuse("out_of_range", found, f"{limit} {_unit(column)}".strip(), hint)


def _without_its_sign(value: float, cell: RawCell, column: Column, scale: Scale) -> str:
    """The hint for a 5 that was meant as 5%: in Excel typed before the cell had its format, or
    written by a program into a cell that shows percentages (which then shows 500%).
    """
    counted_in_hundredths = scale.percent and not is_percent_format(cell)
    if not scale.share or column.high != 1.0 or counted_in_hundredths or not 1 < abs(value) <= 100:
        return ""
    return f"did you mean {value:.10g}%? Type {value:.10g}% or {value / 100:.10g}"


def _wanted(column: Column) -> str:
    if column.kind is Kind.SHARE:
        return "a share from 0 to 1, or a percentage"
    what = "a whole number" if column.kind is Kind.INTEGER else "a number"
    return f"{what} in {column.unit}" if column.unit else what


def _a_year(column: Column) -> str:
    return " a year" if column.unit == "%/y" else ""


def _unit(column: Column) -> str:
    return "" if column.unit.startswith("%") else column.unit


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.10g}%"
