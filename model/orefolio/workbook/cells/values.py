"""From the text that a cell has in the file to the value it shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from orefolio.workbook.cells.dates import FormatKind, format_kind, from_iso, from_serial
from orefolio.workbook.cells.limits import MAX_NUMBER_LENGTH
from orefolio.workbook.cells.raw import RawCell, Value
from orefolio.workbook.cells.strings import decode_escapes, is_blank

_EXACT_INTEGERS = 2**53
_TEXT_KINDS = {"str", "inlineStr"}
UNREADABLE = "#VALUE!"


class UnreadableCellError(Exception):
    """A cell whose content cannot be read; the message tells what it holds."""


@dataclass(frozen=True)
class CellText:
    """What one ``<c>`` element holds; ``None`` where the element is missing altogether."""

    kind: str  # the attribute t
    style: int
    value: str | None  # <v>
    inline: str | None  # <is>
    formula: str  # with its "=", or empty


@dataclass(frozen=True)
class Meanings:
    """What the numbers in cells refer to: shared texts, number formats, the date system."""

    strings: Sequence[str]
    formats: Sequence[str]
    date_1904: bool
    kinds: Sequence[FormatKind] = field(init=False)

    def __post_init__(self) -> None:
        """Look at each format once, not once per cell."""
        object.__setattr__(self, "kinds", tuple(format_kind(code) for code in self.formats))

    def cell(self, raw: CellText) -> RawCell | None:
        """The cell, or None if it shows nothing; UnreadableCellError if it makes no sense."""
        known = 0 <= raw.style < len(self.formats)
        number_format = self.formats[raw.style] if known else "General"
        if raw.kind == "e" and raw.value is not None:
            return RawCell(None, raw.formula, raw.value.strip() or UNREADABLE, number_format)
        value = self._value(raw, self.kinds[raw.style] if known else FormatKind.NUMBER)
        if value is None and not (raw.formula and self._never_calculated(raw)):
            return None
        return RawCell(value, raw.formula, "", number_format)

    def _never_calculated(self, raw: CellText) -> bool:
        """Programs write an empty number; spreadsheets write an empty *text* for the result ""."""
        return raw.value is None or (raw.kind not in _TEXT_KINDS and not raw.value.strip())

    def _value(self, raw: CellText, kind: FormatKind) -> Value:
        if raw.inline is not None:
            return _text(raw.inline)
        if raw.value is None:
            return None
        if raw.kind in _TEXT_KINDS:
            return _text(raw.value)
        text = raw.value.strip()
        if not text:
            return None
        if raw.kind in {"", "n"}:
            number = _number(text)
            return number if kind is FormatKind.NUMBER else self._date(number, kind)
        if raw.kind == "s":
            return self._shared(text)
        if raw.kind == "b" and text.lower() in {"0", "1", "true", "false"}:
            return text.lower() in {"1", "true"}
        if raw.kind == "d":
            try:
                return from_iso(text)
            except ValueError as exc:
                raise UnreadableCellError(f"'{text[:40]}', which is not a date") from exc
        raise UnreadableCellError(f"'{text[:40]}' of an unknown type ('{raw.kind[:20]}')")

    def _date(self, number: float, kind: FormatKind) -> Value:
        return from_serial(number, kind, self.date_1904)

    def _shared(self, text: str) -> str | None:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise UnreadableCellError(f"'{text[:40]}', which is not the number of a text")
        number = int(text)
        if number >= len(self.strings):
            raise UnreadableCellError(
                f"a reference to text {number} of the workbook's {len(self.strings)} texts"
            )
        shared = self.strings[number]
        return None if is_blank(shared) else shared


def _text(text: str) -> str | None:
    text = decode_escapes(text)
    return None if is_blank(text) else text


def _number(text: str) -> float | int:
    """The number; an int where the file has no point and no exponent and a double is exact."""
    # float() also takes "１", "1_000" and "nan"
    if len(text) > MAX_NUMBER_LENGTH or not text.isascii() or "_" in text:
        raise UnreadableCellError(f"'{text[:40]}', which is not a number")
    try:
        number = float(text)
    except ValueError as exc:
        raise UnreadableCellError(f"'{text[:40]}', which is not a number") from exc
    if not math.isfinite(number):
        raise UnreadableCellError(f"'{text[:40]}', which is not a number that Excel can hold")
    if abs(number) < _EXACT_INTEGERS and text.lstrip("+-").isdigit():
        return int(text)
    return number
