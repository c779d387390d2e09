"""Where the shares change: between which neighbouring levels, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orefolio.studies.design import Design, Levels, Point
from orefolio.studies.result import PointResult
from orefolio.studies.study import Study

NOTICED = 0.005
"""Half a percentage point: smaller moves are not told."""


@dataclass(frozen=True)
class Move:
    """A country's share by volume of a material (``all``: of all), before and after."""

    material: str
    country: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """How much it moves."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Switch:
    """Two neighbouring levels of a dimension between which the shares change.

    ``moves`` are those of all materials together, largest first; when only the mix within
    materials changes, those of the materials.
    """

    dimension: int
    before: PointResult
    after: PointResult
    moves: tuple[Move, ...]


def chain(design: Design, dimension: int) -> tuple[Point, ...]:
    """The points along one dimension, the others as in the base, by value where it has numbers.

    Points that the design does not have are left out; the base is among them.
    """
    found: list[Point] = [design.points[0]]
    for position in range(len(design.dimensions[dimension].levels)):
        levels: Levels = tuple(
            position if place == dimension else None for place in range(len(design.dimensions))
        )
        point = design.at(levels)
        if point is not None and point not in found:
            found.append(point)
    values = [design.value(point, dimension) for point in found]
    if not design.dimensions[dimension].numeric:
        return tuple(found)
    if values[0] is None:  # cells differ: the base has no place among the numbers
        found, values = found[1:], values[1:]
    order = sorted(range(len(found)), key=lambda place: float(str(values[place])))
    return tuple(found[place] for place in order)


def switches(study: Study, dimension: int) -> Iterator[Switch]:
    """Along one dimension, every pair of neighbours with plans between which shares change."""
    results = [study.results[point.id] for point in chain(study.design, dimension)]
    for before, after in pairwise([result for result in results if result.has_plan]):
        moves = moved(before, after)
        if moves:
            yield Switch(dimension, before, after, moves)


def moved(before: PointResult, after: PointResult) -> tuple[Move, ...]:
    """Shares of countries of processing, by volume, that differ between two plans."""
    old, new = _shares(before), _shares(after)
    moves = [
        Move(*key, old.get(key, 0.0), new.get(key, 0.0)) for key in dict.fromkeys([*old, *new])
    ]
    noticed = [move for move in moves if move.size >= NOTICED]
    together = [move for move in noticed if move.material == "all"]
    return tuple(sorted(together or noticed, key=lambda m: (-m.size, m.material, m.country)))


def patterns(results: Sequence[PointResult]) -> int:
    """How many different sets of shares there are among the plans, to half a percentage point."""
    seen = {
        tuple(sorted((key, round(share / NOTICED)) for key, share in _shares(result).items()))
        for result in results
        if result.has_plan
    }
    return len(seen)


def _shares(result: PointResult) -> dict[tuple[str, str], float]:
    return {
        (share.material, share.country): share.by_volume or 0.0
        for share in result.shares
        if share.role == "processed"
    }
