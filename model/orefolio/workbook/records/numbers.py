"""Numbers that were stored as text: what can be read in one way only is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from orefolio.workbook.records.text import fold

_MINUS = str.maketrans(dict.fromkeys("−‐‑‒–—﹣", "-"))
_APOSTROPHES = re.compile(r"(?<=\d)['’](?=\d{3})", re.ASCII)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)  # 1,234 and 1.234
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d{1,3})?", re.ASCII)
_MISSING = frozenset(
    (
        *("na", "n/a", "n.a.", "none", "null", "nan", "nil", "nd", "n.d.", "#n/a", "unknown"),
        *("-", "--", "---", "?", ".", "...", "…", "x", "tbd", "tba", "なし", "不明", "未定", "нет"),
    )
)
_LONGEST = 60


@dataclass(frozen=True)
class NumberText:
    """A number read from text; ``percent`` tells that ``value`` was followed by ``%``."""

    value: float
    percent: bool


class AmbiguousNumberError(ValueError):
    """The text can mean two numbers; ``readings`` are both, in plain digits."""

    def __init__(self, *readings: str) -> None:
        self.readings = readings
        super().__init__(" or ".join(readings))


def stands_for_nothing(text: str) -> bool:
    """Whether people write this where there is no value: NA, None, n/a, a dash."""
    return fold(text).translate(_MINUS).casefold() in _MISSING


def number_from_text(text: str) -> NumberText | None:
    """The number that a text shows; None if it shows none; AmbiguousNumberError if two.

    Understood: full-width digits, blanks or apostrophes between groups of three digits, the Unicode
    minus, brackets for negative numbers, a final ``%``, a decimal comma that cannot be a thousands
    separator.
    """
    text = fold(text).translate(_MINUS)
    if len(text) > _LONGEST:
        return None
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1].strip()
    text = re.sub(r"^([+-]) ", r"\1", text)
    if text.endswith("-") and text[:1].isdigit():  # 5- as some ledgers print it
        text = "-" + text[:-1]
    digits = _digits(_APOSTROPHES.sub("", text))
    if digits is None:
        return None
    value = float(digits)
    return NumberText(value, percent) if math.isfinite(value) else None


def _digits(text: str) -> str | None:
    """The number in the form that Python reads, None if it is no number."""
    if _SPACED.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    if _EITHER.fullmatch(text):
        mark = "," if "," in text else "."
        raise AmbiguousNumberError(text.replace(mark, ""), text.replace(mark, "."))
    if _PLAIN.fullmatch(text):
        return text
    if _COMMAS.fullmatch(text) and not text.startswith(("0", "-0", "+0")):
        return text.replace(",", "")
    if _POINTS.fullmatch(text) and not text.startswith(("0", "-0", "+0")):
        return text.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return None
