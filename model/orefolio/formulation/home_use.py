"""How much levers and conversions can take of a material, for the big-Ms of what is bought."""

from __future__ import annotations

import math
from collections.abc import Callable

from orefolio.case.contracts import least_price
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
        needs = conversion.needs(material)
        if needs > 0:
            most = most_converted(case, conversion)
            if math.isinf(most):
                most = sum(
                    _use(case, output.material, used, on_the_way) / output.tonnes
                    for output in conversion.outputs
                )
            found += most * needs
    return found


def _use(case: Case, material: str, used: Callable[[str], float], above: frozenset[str]) -> float:
    further = 0.0 if material in above else home_needed(case, material, used, above)
    return used(material) + further


def most_converted(case: Case, conversion: Conversion) -> float:
    """Most t that a conversion takes in, in all nodes: by its capacity, and by what comes beside.

    Infinite where neither ends it.
    """
    most = sum(conversion.capacity[node.period.index] for node in case.nodes.values())
    return min([most, *(_come(case, each.material) / each.tonnes for each in conversion.inputs)])


def _come(case: Case, material: str) -> float:
    """Most t of a material that can come in all nodes: bought, in stock, recycled or made."""
    found = sum(row.opening for row in case.stock.values() if row.material == material)
    best: dict[str, float] = {}
    for path in case.paths.values():
        if material in path.usable:
            best[path.offer] = max(best.get(path.offer, 0.0), path.usable[material])
    series = [(case.offers[offer].capacity, tonnes) for offer, tonnes in best.items()]
    series += [
        (lever.ceiling, 1.0)
        for lever in case.levers.values()
        if lever.recycles and lever.material == material
    ]
    periods = [node.period.index for node in case.nodes.values()]
    found += sum(most[index] * tonnes for most, tonnes in series for index in periods)
    found += sum(
        most_converted(case, other) * output.tonnes
        for other in case.conversions.values()
        for output in other.outputs
        if output.material == material
    )
    # What stands in stock on the trunk may be used again in each scenario that leaves it.
    return found * (1 + sum(not node.trunk for node in case.nodes.values()))


def home_gain(case: Case, each: Yield, gain_of: Callable[[Yield], float]) -> float:
    """What a tonne beyond all use earns at most when it is converted without a limit, USD.

    Minus infinity where nothing converts it, or only as far as a capacity goes. What is taken in
    beside is counted as free, or as what it earns to be taken.
    """
    found = -math.inf
    for conversion in case.conversions.values():
        needed = _needed(case, conversion, each)
        if needed > 0 and math.isinf(most_converted(case, conversion)):
            gain = sum(o.tonnes * max(gain_of(o), 0.0) for o in conversion.outputs)
            gain -= conversion.cost
            if conversion.inputs:
                gain += sum(
                    (conversion.needs(material) * _relief(case, material))
                    for material in {conversion.material, *(i.material for i in conversion.inputs)}
                    if material != each.material
                )
            found = max(found, gain / needed)
    return found


def _needed(case: Case, conversion: Conversion, each: Yield) -> float:
    """T of a grade that a tonne converted can take in."""
    grade = case.plain(each.grade)
    if conversion.material == each.material and conversion.grade in ("", grade):
        return 1.0
    return sum(
        beside.tonnes
        for beside in conversion.inputs
        if beside.material == each.material and beside.grade in ("", grade)
    )


def _relief(case: Case, material: str) -> float:
    """What it earns at most to take in a tonne: no disposal, or a price below nothing, USD."""
    found = [0.0, -case.materials[material].surplus_value]
    for path in case.paths.values():
        if material in path.usable:
            offer = case.offers[path.offer]
            price = min(least_price(case.contracts, offer, endless=True))
            price -= case.investing.discount(path.offer)
            found.append(-price / path.usable[material])
    return max(found)
