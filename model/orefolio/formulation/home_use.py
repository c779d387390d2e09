"""How much levers and conversions can take of a material, for the big-Ms of what is bought."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from orefolio.case.entities import Conversion, Yield
from orefolio.case.model import Case


def home_needed(
    case: Case, material: str, used: Callable[[str], float], above: frozenset[str] = frozenset()
) -> float:
    """Usable t beyond what is ``used``: what levers need in addition, what conversions take in.

    A conversion takes its capacity; without a limit what its outputs can be used for, or be
    converted further (``above`` are the materials on the way, which are not counted twice).
    """
    on_the_way = above | {material}
    segments = [key for key, segment in case.segments.items() if segment.material == material]
    found = sum(
        max(-lever.effects.get(segment, 0.0), 0.0) * lever.ceiling[node.period.index]
        for lever in case.levers.values()
        for segment in segments
        for node in case.nodes.values()
    )
    for conversion in case.conversions.values():
        if conversion.material == material:
            most = sum(conversion.capacity[node.period.index] for node in case.nodes.values())
            if math.isinf(most):
                most = sum(
                    _use(case, output.material, used, on_the_way) / output.tonnes
                    for output in conversion.outputs
                )
            found += most
    return found


def _use(case: Case, material: str, used: Callable[[str], float], above: frozenset[str]) -> float:
    further = 0.0 if material in above else home_needed(case, material, used, above)
    return used(material) + further


def home_gain(case: Case, each: Yield, gain_of: Callable[[Yield], float]) -> float:
    """What a tonne beyond all use earns at most when it is converted without a limit, USD.

    Minus infinity where nothing converts it, or only as far as a capacity goes.
    """
    return max(
        (
            sum(output.tonnes * max(gain_of(output), 0.0) for output in conversion.outputs)
            - conversion.cost
            for conversion in _unlimited(case, each)
        ),
        default=-math.inf,
    )


def _unlimited(case: Case, each: Yield) -> Iterator[Conversion]:
    for conversion in case.conversions.values():
        takes = conversion.material == each.material and conversion.grade in (
            "",
            case.plain(each.grade),
        )
        if takes and math.isinf(max(conversion.capacity)):
            yield conversion
