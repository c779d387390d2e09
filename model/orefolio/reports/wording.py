"""Figures in words: money, tonnes, shares, lists, each with its unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from orefolio.amounts import money

__all__ = [
    "counted",
    "figure",
    "listed",
    "money",
    "percent",
    "spans",
    "tonnes",
    "unit_money",
]


def unit_money(usd: float) -> str:
    """USD for one kilogram: cents, below ten USD three significant digits."""
    if 0 < abs(usd) < 9.995:
        decimals = min(2 - math.floor(math.log10(abs(usd))), 9)
        return f"{'-' if usd < 0 else ''}USD {abs(usd):.{decimals}f}"
    return money(usd)


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
    if -0.0005 < share < 0:
        return "above -0.1 %"
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


def _decimals(size: float) -> int:
    return 1 if size >= 100 else 2 if size >= 10 else 3
