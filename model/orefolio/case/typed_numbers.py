"""Numbers typed on the command line: read as the reader reads them in a cell without a format."""

from __future__ import annotations

import math
from decimal import Decimal

from orefolio.tables import Column, Kind
from orefolio.tables.units import keeps_fractions


class ChangeError(ValueError):
    """A change cannot be understood or applied; the message is one sentence for the planner."""


def is_percentage(column: Column) -> bool:
    """Whether plain numbers in this column count in hundredths (``%``, ``%/y``)."""
    return column.kind is Kind.NUMBER and keeps_fractions(column.unit)


def read_percentage(text: str) -> float:
    """A rate as a fraction: 5% and 5 are 0.05; 0.05 can mean 5% or 0.05% and is refused."""
    number = read_number(text, percent=True)
    if "%" in text or number == 0:
        return number
    if abs(number) < 1:
        raise ChangeError(
            f"{text.strip()} in a column of percentages can mean {number:.10g}% or"
            f" {number * 100:.10g}%; type it with its sign"
        )
    return read_number(f"{text}%", percent=True)


def read_number(text: str, *, percent: bool) -> float:
    """A number; with ``percent`` it may have the sign %, and is then divided by 100."""
    typed = text.replace(" ", "")
    digits = typed.removesuffix("%")
    try:
        number = float(digits)
    except ValueError:
        raise ChangeError(f"{text!r} is not a number") from None
    if not math.isfinite(number) or "_" in digits:
        raise ChangeError(f"{text!r} is not a number")
    if digits == typed:
        return number
    if not percent:
        raise ChangeError(f"{text!r} is a percentage, but the column holds no share")
    return float(Decimal(repr(number)).scaleb(-2))


def hint(column: Column, value: float) -> str:
    """``; did you mean 5%?`` for a 5 in a column of shares or rates up to 1."""
    shares = column.kind is Kind.SHARE or not column.unit
    if column.high == 1.0 and shares and 1 < abs(value) <= 100:
        return f"; did you mean {value:.10g}%?"
    return ""
