"""What comes out of a cell, and what is the same for all kinds."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from orefolio.findings import Severity
from orefolio.tables import Value
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.log import Trouble, refuse
from orefolio.workbook.records.text import fold, quoted, tidy_text

_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.', re.DOTALL)
_ZEROS = re.compile(r"0+")


@dataclass(frozen=True)
class Scale:
    """The unit under which numbers stand: their factor, and whether they count in hundredths.

    ``share`` tells that the values are shares or have no unit, so that 65 % is 0.65.
    """

    factor: float = 1.0
    percent: bool = False
    share: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Reading:
    """A value (``None``: empty) and what is to be said about the cell."""

    value: Value = None
    trouble: Trouble | None = None

    @property
    def refused(self) -> bool:
        """Whether the cell cannot be used."""
        return self.trouble is not None and self.trouble.severity is Severity.ERROR


def shows_nothing(cell: RawCell | None) -> bool:
    """Whether a cell is blank for a reader: missing, or with blanks and invisible signs only."""
    if cell is None:
        return True
    if cell.error or isinstance(cell.value, bool):
        return False
    if isinstance(cell.value, str):
        return not fold(cell.value)
    return cell.value is None and not cell.formula


def unusable(cell: RawCell, name: str) -> Trouble | None:
    """Error values and formulas without a result, the same for every kind of column."""
    if cell.error:
        return refuse(
            "error_value",
            f"{name} shows {cell.error[:40]}",
            remedy="repair the formula or type a value",
        )
    if cell.value is None and cell.formula:
        return refuse(
            "never_calculated",
            f"{name} is a formula that was never calculated"
            " (the file was written by a program, not saved by Excel)",
            remedy="open the workbook in Excel or LibreOffice, save it, and run again",
        )
    return None


def is_percent_format(cell: RawCell) -> bool:
    """Whether the cell shows its number as a percentage."""
    return "%" in cell.number_format and "%" in _LITERAL.sub("", cell.number_format)


def as_text(cell: RawCell) -> str:
    """The cell as text: whole numbers without a point, with the leading zeros of their format."""
    value = cell.value
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        text = f"{value:.15g}"
        if text.isdigit() and _ZEROS.fullmatch(cell.number_format):
            text = text.zfill(min(len(cell.number_format), 30))
        return text
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def shown(cell: RawCell) -> str:
    """The value for a message: texts in quotes."""
    return quoted(cell.value) if isinstance(cell.value, str) else as_text(cell)
