"""Which points are computed: a grid of all levels, or one dimension at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal

from orefolio.case import Change, ChangeError
from orefolio.studies.trial import Trial
from orefolio.studies.vary import Dimension

Kind = Literal["grid", "one at a time"]
Levels = tuple[int | None, ...]
"""For each dimension the position of its level, ``None`` where it is as in the base."""

MOST_POINTS = 100_000


@dataclass(frozen=True)
class Point:
    """One point of a study; point 0 is the base, the workbook with the fixed changes only."""

    id: int
    levels: Levels
    changes: tuple[Change, ...]

    @property
    def base(self) -> bool:
        """Whether this is the base point."""
        return self.id == 0


@dataclass(frozen=True)
class Design:
    """The points of a study in their fixed order: the base, then level after level.

    In a grid the last dimension runs fastest. Levels at which nothing changes are the base
    itself, which is computed once.
    """

    kind: Kind
    trials: tuple[Trial, ...]
    points: tuple[Point, ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What is varied."""
        return tuple(trial.dimension for trial in self.trials)

    @cached_property
    def _by_levels(self) -> dict[Levels, Point]:
        return {self._plain(point.levels): point for point in self.points}

    def at(self, levels: Levels) -> Point | None:
        """The point at these levels, if the design has it."""
        return self._by_levels.get(self._plain(levels))

    def value(self, point: Point, dimension: int) -> float | str | None:
        """What stands for a dimension at a point in the table of points."""
        level = point.levels[dimension]
        if level is None:
            return self.trials[dimension].base_value
        return self.dimensions[dimension].levels[level].value

    def level_text(self, point: Point, dimension: int) -> str:
        """A dimension's level at a point as it was typed; the base's own value where it is none."""
        trial, level = self.trials[dimension], point.levels[dimension]
        if level is None and trial.at_base:
            level = min(trial.at_base)
        if level is not None:
            return trial.dimension.levels[level].text
        value = trial.base_value
        return f"{value:.12g}" if isinstance(value, float) else value or "the base"

    def _plain(self, levels: Levels) -> Levels:
        pairs = zip(self.trials, levels, strict=True)
        return tuple(None if level in trial.at_base else level for trial, level in pairs)


def make_design(trials: Sequence[Trial], *, one_at_a_time: bool = False) -> Design:
    """The points; raises ChangeError when there are more than 100,000."""
    kind: Kind = "one at a time" if one_at_a_time else "grid"
    sizes = [len(trial.dimension.levels) for trial in trials]
    off_grid = not all(trial.at_base for trial in trials)
    count = 1 + sum(sizes) if one_at_a_time else prod(sizes) + off_grid
    if count > MOST_POINTS:
        raise ChangeError(
            f"this sweep would have {count:,} points, more than the {MOST_POINTS:,} that are"
            " allowed; give fewer levels, or vary one at a time with --one-at-a-time"
        )
    plain: Levels = (None,) * len(trials)
    points = [Point(0, plain, ())]
    for levels in _single(trials) if one_at_a_time else _combined(trials):
        pairs = [(trial, at) for trial, at in zip(trials, levels, strict=True) if at is not None]
        if all(at in trial.at_base for trial, at in pairs):
            continue
        changes = tuple(c for trial, at in pairs for c in trial.dimension.levels[at].changes)
        points.append(Point(len(points), levels, changes))
    return Design(kind, tuple(trials), tuple(points))


def _combined(trials: Sequence[Trial]) -> Iterator[Levels]:
    return product(*(range(len(trial.dimension.levels)) for trial in trials))


def _single(trials: Sequence[Trial]) -> Iterator[Levels]:
    for own, trial in enumerate(trials):
        for level in range(len(trial.dimension.levels)):
            yield tuple(level if place == own else None for place in range(len(trials)))
