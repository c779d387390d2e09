"""Number formats: decimals that suit the size of a column's values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orefolio.workbook.sheets.spec import ColumnSpec
from orefolio.workbook.sheets.values import Plain

DATE_FORMAT = "yyyy-mm-dd"
TIME_FORMAT = "yyyy-mm-dd hh:mm:ss"
MAX_DECIMALS = 8
NOISE = 1e-9  # shown as zero


@dataclass(frozen=True)
class NumberLook:
    """An Excel number format and how wide its numbers come out."""

    code: str
    decimals: int | None = None  # None: as many as the value has
    factor: float = 1.0  # 100 for a share shown as %
    thousands: bool = True
    tolerance: float = math.inf  # relative error of a shown value above which it gets its own

    def width(self, value: float) -> int:
        """Characters that the value takes on the sheet."""
        if self.decimals is None:
            return min(len(f"{value:.10g}"), 12)
        separator = "," if self.thousands else ""
        return len(f"{value * self.factor:{separator}.{self.decimals}f}") + (self.factor > 1)


def number_look(column: ColumnSpec, values: Sequence[Plain], *, is_input: bool) -> NumberLook:
    """The look of a column's numbers, from its kind and the values it holds.

    An input column shows every digit that was typed. A result column shows about four digits of
    its largest value.
    """
    numbers = [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if column.number_format:
        return NumberLook(column.number_format, 2 if numbers else None)
    largest = max((abs(n) for n in numbers), default=0.0)
    match column.kind:
        case "text" | "yes_no":
            # "@" keeps a typed 007 or 2026-01 as it was typed, not as 7 or a date.
            return NumberLook("@" if is_input and column.kind == "text" else "General")
        case "date":
            return NumberLook(DATE_FORMAT)
        case "integer" if not is_input:
            return NumberLook("0", 0, thousands=False)
        case "share":
            decimals = _digits_needed((n * 100 for n in numbers), 1, 4) if is_input else 1
            return _decimal_look(decimals, percent=True, tolerance=0.2)
        case "money":
            if is_input:
                cents = _digits_needed(numbers, 0, 2)
                return _decimal_look(2 if cents or largest < 1000 else 0)
            cents = 0 < largest < 1000
            return _decimal_look(2 if cents else 0, tolerance=0.2)
        case _:
            if is_input:
                return NumberLook("General")
            whole = all(n == int(n) for n in numbers)
            return _decimal_look(0 if whole else _decimals_for(largest), tolerance=0.005)


def own_look(column_look: NumberLook, value: float) -> NumberLook:
    """The look of a value that the column's format would show too roughly: three digits of it.

    A column of key figures holds a cost of 10⁹ beside a share of 0.4; each must be legible.
    """
    if column_look.decimals is None or abs(value) < NOISE:
        return column_look
    shown = abs(value * column_look.factor)
    if abs(round(shown, column_look.decimals) - shown) <= column_look.tolerance * shown:
        return column_look
    most = 2 - math.floor(math.log10(shown))
    if most > MAX_DECIMALS:
        # Keeps its sign: a share without it would be read as a count of hundredths
        return NumberLook("0.0E+00%" if column_look.factor > 1 else "0.0E+00")
    decimals = _digits_needed([round(shown, most)], 0, most)
    return _decimal_look(decimals, percent=column_look.factor > 1)


def _decimal_look(
    decimals: int, *, percent: bool = False, tolerance: float = math.inf
) -> NumberLook:
    fraction = "." + "0" * decimals if decimals else ""
    if percent:
        return NumberLook(f"0{fraction}%", decimals, 100.0, False, tolerance)
    return NumberLook(f"#,##0{fraction}", decimals, tolerance=tolerance)


def _decimals_for(largest: float) -> int:
    if largest >= 1000:
        return 0
    if largest >= 100:
        return 1
    return 2 if largest >= 1 else 4


def _digits_needed(numbers: Iterable[float], least: int, most: int) -> int:
    """The fewest decimals, between the bounds, that show all numbers in full."""
    listed = list(numbers)
    for decimals in range(least, most):
        if all(math.isclose(n, round(n, decimals), rel_tol=1e-12, abs_tol=1e-12) for n in listed):
            return decimals
    return most
