"""Figures in words: money, tonnes, shares, lists, each with its unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def tonnes(amount: float) -> str:
    """Tonnes; less than 100 kg is given in kg, less than a gram is 0 t."""
    size = abs(amount)
    if size >= 1000:
        return f"{amount:,.0f} t"
    if size >= 0.1:
        return f"{amount:,.{_decimals(size)}f} t"
    kilograms = amount * 1000.0
    if abs(kilograms) < 0.001:
        return "0 t"
    return f"{kilograms:.3g} kg"


def percent(share: float) -> str:
    """A share as a percentage with one decimal; never rounded to 0 or to 100 unless it is."""
    if 0 < share < 0.0005:
        return "less than 0.1 %"
    if 0.9995 <= share < 1 - 1e-9:
        return "more than 99.9 %"
    if share in (0, 1) or abs(share - 1) < 1e-9:
        return f"{round(share * 100)} %"
    return f"{share * 100:.1f} %"


def figure(value: float, unit: str) -> str:
    """A figure in its unit; ``share`` means 1 is 100 %."""
    if unit == "USD":
        return money(value)
    if unit == "t":
        return tonnes(value)
    if unit == "share":
        return percent(value)
    return f"{value:,.4g} {unit}".rstrip()


def counted(number: int, one: str, many: str = "") -> str:
    """``1 figure``, ``2 figures``, ``no figures``."""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {many or one + 's'}" if number else f"no {many or one + 's'}"


def listed(names: Iterable[str], most: int = 0) -> str:
    """``A, B and C``; beyond ``most`` names ``A, B and 5 more``."""
    found: Sequence[str] = tuple(names)
    if most and len(found) > most:
        return f"{', '.join(found[:most])} and {len(found) - most} more"
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


def spans(labels: Sequence[str], known: Sequence[str]) -> str:
    """Runs of neighbouring periods or years joined: ``2026 to 2028 and 2031``."""
    rank = {label: position for position, label in enumerate(known)}
    runs: list[list[str]] = []
    for label in sorted(set(labels), key=lambda name: (rank.get(name, len(rank)), name)):
        here = rank.get(label)
        if runs and here is not None and rank.get(runs[-1][-1], -2) == here - 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return listed(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _four_digits(value: float) -> str:
    decimals = 3 if value < 9.9995 else 2 if value < 99.995 else 1
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(size: float) -> int:
    return 1 if size >= 100 else 2 if size >= 10 else 3
