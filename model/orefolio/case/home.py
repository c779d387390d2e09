"""What arises at home without being bought: tonnes saved, recycled and made of other materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from orefolio.case.entities import Conversion, Lever, Series

if TYPE_CHECKING:
    from orefolio.case.model import Case

Lots = frozenset[tuple[str, str]]
"""Materials in grades."""


def made_at_home(levers: Mapping[str, Lever], conversions: Mapping[str, Conversion]) -> Lots:
    """Materials and grades that levers recycle and conversions make."""
    recycled = {(lever.material, lever.grade) for lever in levers.values() if lever.recycles}
    made = {(o.material, o.grade) for each in conversions.values() for o in each.outputs}
    return frozenset(recycled | made)


def home_supply(case: Case, material: str) -> Series:
    """Most t by period that levers can save or recycle of a material, and conversions make of it.

    An upper bound: a conversion is taken to find all that it can take in.
    """
    segments = [key for key, segment in case.segments.items() if segment.material == material]
    factors = [
        (lever.ceiling, float(lever.recycles and lever.material == material))
        for lever in case.levers.values()
    ]
    factors += [
        (lever.ceiling, max(lever.effects.get(segment, 0.0), 0.0))
        for lever in case.levers.values()
        for segment in segments
    ]
    factors += [
        (conversion.capacity, output.tonnes)
        for conversion in case.conversions.values()
        for output in conversion.outputs
        if output.material == material
    ]
    return tuple(
        sum(most[period.index] * each for most, each in factors if each > 0)
        for period in case.periods
    )
