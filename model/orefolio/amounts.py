"""Money in words, the same wherever it is told."""

from __future__ import annotations

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def money(usd: float) -> str:
    """USD with three or four significant digits: ``USD 1.234 billion``, ``USD 12,300``."""
    size = abs(usd)
    sign = "-" if usd < 0 and size >= 0.005 else ""
    for scale, word in _SCALES:
        # 999,950 would be rounded to 1000.0 thousand: it is already a million.
        if size >= scale * 0.99995:
            return f"{sign}USD {_four_digits(size / scale)} {word}"
    if size >= 1000:
        return f"{sign}USD {size:,.0f}"
    return f"{sign}USD {size:,.2f}"


def _four_digits(value: float) -> str:
    decimals = 3 if value < 9.9995 else 2 if value < 99.995 else 1
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
