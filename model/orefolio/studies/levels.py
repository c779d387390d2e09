"""Levels as text: ``0:2:0.25``, ``*0.8,*1,*1.2``, ``40%:70%:5%``, ``yes,no``."""

from __future__ import annotations

import re
from decimal import Decimal

from orefolio.case import ChangeError

MOST_LEVELS = 100_000
"""More levels in one range are a slip of the pen."""

_PREFIX = re.compile(r"(\*|[+-]=)?\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*%?")
_LOST_THOUSANDS = re.compile(r"0\d+")
_SIGNS = {"": "set the cell", "*": "multiply it", "+=": "add to it", "-=": "subtract from it"}


def expand(text: str) -> tuple[str, ...]:
    """The levels of a list of numbers, words and ranges, each as it would be typed alone.

    A range ``first:last:step`` holds every number from first on that does not pass last; it is
    counted in decimals, so ``0:0.3:0.1`` ends with 0.3. ``*``, ``+=`` or ``-=`` before a range
    stands before each of its numbers. Raises ChangeError with a sentence.
    """
    levels: list[str] = []
    signs: dict[str, None] = {}
    for item in text.split(","):
        match = _PREFIX.fullmatch(item.strip())
        assert match is not None  # the pattern takes any text
        sign, body = match[1] or "", match[2]
        if not body:
            raise ChangeError(f"there is an empty level in {text.strip()!r}")
        if levels and _LOST_THOUSANDS.fullmatch(body):
            raise ChangeError(
                f"{text.strip()!r} seems to hold a comma of thousands; write numbers without it"
            )
        signs[sign] = None
        levels += [sign + number for number in _numbers(body)]
    if len(signs) > 1:
        ways = " and others ".join(_SIGNS[sign] for sign in signs)
        raise ChangeError(
            f"some levels of {text.strip()!r} {ways}; write the same sign before each of them"
        )
    return tuple(levels)


def _numbers(body: str) -> tuple[str, ...]:
    """The numbers of a range; anything else is one level."""
    parts = [part.strip() for part in body.split(":")]
    if len(parts) == 1 or not all(_NUMBER.fullmatch(part) for part in parts):
        return (body,)
    if len(parts) != 3:
        raise ChangeError(f"the range {body!r} is not first:last:step, such as 0:2:0.25")
    percents = {part.endswith("%") for part in parts}
    if len(percents) > 1:
        raise ChangeError(f"in the range {body!r} write % after all three numbers or after none")
    first, last, step = (Decimal(part.removesuffix("%").strip()) for part in parts)
    if step == 0 or (last - first) * step < 0:
        raise ChangeError(
            f"the range {body!r} never arrives; its step must lead from first to last"
        )
    steps = (last - first) / step
    if steps >= MOST_LEVELS:
        raise ChangeError(f"the range {body!r} has more than {MOST_LEVELS:,} levels")
    sign = "%" if percents == {True} else ""
    return tuple(_plain(first + step * n) + sign for n in range(int(steps) + 1))


def _plain(number: Decimal) -> str:
    """Without exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
