"""Constraint families: registered once, used by builder, algebra page, conflict doctor, reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from orefolio.case.model import Case

Index = tuple[str, ...]
"""Index of one row: names of offers, nodes, rules …"""


@dataclass(frozen=True)
class Group:
    """One cell of policy, service or capacity that could be moved to mend a conflict.

    ``bound`` is its value in ``unit``, the planner's unit; ``direction`` is +1 when mending raises
    it, -1 when mending lowers it. ``sentence`` says it in the planner's words. Rows of one group
    are moved together.
    """

    table: str
    key: str
    column: str
    unit: str
    bound: float
    direction: int
    sentence: str


@dataclass(frozen=True)
class Relaxation:
    """How a row moves with its group.

    By ``scale`` (row units, positive, per unit of the group) the upper limit of the row rises, the
    lower limit falls; for equalities ``side`` says which side gives way: ``"upper"`` lets the left
    side exceed, ``"lower"`` lets it fall short, ``"both"`` either.
    """

    group: Group
    scale: float
    side: str = "both"


@dataclass(frozen=True)
class Family:
    """One constraint family: how its rows are built, and how a planner reads one.

    ``rows(case, model)`` yields the indices, in a fixed order. ``rule(case, model, index)`` returns
    the row as a Pyomo tuple ``(lower, body, upper)`` or the word for an empty row. ``sentence`` and
    ``places`` speak of one row; ``relaxation`` is ``None`` for physics, which is never mended.
    ``reads`` names the workbook columns that the rows read.
    """

    name: str
    index: tuple[str, ...]
    unit: str
    rows: Callable[[Case, Any], Iterable[Index]]
    rule: Callable[[Case, Any, Index], Any]
    sentence: Callable[[Case, Index], str]
    places: Callable[[Case, Index], tuple[str, ...]]
    reads: tuple[str, ...] = ()
    relaxation: Callable[[Case, Index], Relaxation | None] | None = None

    @property
    def algebra(self) -> str:
        """The algebra in LaTeX, from the docstring of the rule."""
        return self.rule.__doc__ or ""


def by_name(families: Iterable[Family]) -> Mapping[str, Family]:
    """The families by name; raises ValueError when one name stands twice."""
    found: dict[str, Family] = {}
    for family in families:
        if family.name in found:
            raise ValueError(f"constraint family {family.name} is registered twice")
        found[family.name] = family
    return found
