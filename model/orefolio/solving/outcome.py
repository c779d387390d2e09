"""What a solve gives back: plain values, whatever happened. Nothing here is a solver object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from orefolio.formulation.registry import Group, Index

Value = TypeVar("Value")
Table = Mapping[str, Mapping[Index, Value]]
"""Name of a model component → index of the item → its value."""


class Status(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"  # proven within the gap asked for
    FEASIBLE = "feasible"  # stopped early, with a plan whose gap is known
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    LIMIT = "limit"  # stopped early, without a plan
    FAILED = "failed"  # the solver gave up, or its answer did not pass the check


@dataclass(frozen=True)
class Options:
    """How to solve. ``None`` takes the value of the case's plan.

    ``relative_gap`` is a fraction of the objective; ``time_limit`` is in seconds and covers all
    phases. ``explain``: look for the conflict of an infeasible case. ``expressions`` may be
    switched off where nobody reads them. ``worths``: value each investment by solving again, unless
    the case's settings say no.
    """

    relative_gap: float | None = None
    time_limit: float | None = None
    threads: int = 1
    explain: bool = True
    expressions: bool = True
    worths: bool = True


@dataclass(frozen=True)
class Progress:
    """A sign of life while solving; money in USD, ``None`` while unknown."""

    seconds: float
    incumbent: float | None
    bound: float | None
    gap_money: float | None
    message: str


@dataclass(frozen=True)
class Row:
    """One constraint row at the plan, in the unit of its family.

    Constants of the row's body are moved into the limits, which are infinite when open. ``dual`` is
    the change of the minimum per unit of the right-hand side, integers fixed; ``None`` when there
    are no prices.
    """

    activity: float
    lower: float
    upper: float
    dual: float | None


@dataclass(frozen=True)
class Repair:
    """Cells to change, each with its new bound, that together mend the case.

    ``single``: one cell alone mends it. ``cost`` is the least total cost (USD) after the change, or
    the least found in the time; ``None`` when it was not found.
    """

    changes: tuple[tuple[Group, float], ...]
    single: bool
    cost: float | None


@dataclass(frozen=True)
class Conflict:
    """Why a case has no plan, and what mends it.

    ``groups`` cannot hold together. When ``irreducible``, opening any one of them (all others
    outside the conflict being open) is enough. ``groups`` is empty when the fixed facts of the case
    contradict each other. ``sentences`` are ready for the planner.
    """

    groups: tuple[Group, ...]
    repairs: tuple[Repair, ...]
    sentences: tuple[str, ...]
    irreducible: bool = True


@dataclass(frozen=True)
class Worth:
    """The plan without an investment that is ``made``, or with one that is not.

    ``cost`` (USD) is the total cost of that other plan and ``gap_money`` the most by which a still
    cheaper one could undercut it; both ``None`` where none was found, for which ``status`` says
    why. ``values`` are its decisions to invest, its deliveries and what its levers do.
    """

    made: bool
    status: str
    cost: float | None = None
    gap_money: float | None = None
    values: Table[float] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The end of one solve. Without a plan the tables are empty and the numbers ``None``.

    ``objective`` is the total cost in USD without the tie-break; ``gap_money`` is the most, in USD,
    that a still cheaper plan could save, ``bound`` is ``objective - gap_money``. ``values`` leaves
    out zeros (below 1e-9 in size); ``reduced_costs`` (USD per unit, integers fixed) and ``rows`` do
    not. ``seconds`` are wall-clock by phase; ``solver`` holds versions, options, and the rounds of
    refinement of the concentration index. ``worths`` has an entry for each investment that was
    valued. ``interrupted``: the planner stopped it before its end.
    """

    status: Status
    reason: str
    objective: float | None = None
    bound: float | None = None
    relative_gap: float | None = None
    gap_money: float | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    size: Mapping[str, int] = field(default_factory=dict)
    solver: Mapping[str, str] = field(default_factory=dict)
    values: Table[float] = field(default_factory=dict)
    reduced_costs: Table[float] = field(default_factory=dict)
    rows: Table[Row] = field(default_factory=dict)
    expressions: Table[float] = field(default_factory=dict)
    conflict: Conflict | None = None
    worths: Mapping[str, Worth] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan to look at."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)
